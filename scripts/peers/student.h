// The flat file of flatten.py, and the softmax of docs/NUMERICS.md.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct student {
  int tokens, labels, logit_bits, shift;
  int16_t *inputs;              // [tokens][2][4 gates x 16]
  int16_t recurrent[2][64][16], first[16][32], last[8][16];
  int32_t first_bias[16], last_bias[8];
};

static void take(FILE *file, void *into, size_t bytes) {
  if (fread(into, 1, bytes, file) != bytes) { fprintf(stderr, "flat file: too short\n"); exit(65); }
}

static void read_student(struct student *s, const char *path) {
  FILE *file = fopen(path, "rb");
  int32_t head[5];
  if (!file) { perror(path); exit(66); }
  take(file, head, sizeof head);
  if (memcmp(head, "KFLT", 4) || head[2] > 8) { fprintf(stderr, "%s: not a flat file\n", path); exit(65); }
  s->tokens = head[1]; s->labels = head[2]; s->logit_bits = head[3]; s->shift = head[4];
  s->inputs = malloc(256 * (size_t)s->tokens);
  take(file, s->inputs, 256 * (size_t)s->tokens);
  take(file, s->recurrent, sizeof s->recurrent);
  take(file, s->first, sizeof s->first);
  take(file, s->first_bias, sizeof s->first_bias);
  take(file, s->last, 32 * (size_t)s->labels);
  take(file, s->last_bias, 4 * (size_t)s->labels);
  fclose(file);
}

static inline double power_of_two(int k) {
  union { uint64_t bits; double value; } u = {(uint64_t)(1023 + k) << 52};
  return u.value;
}

typedef double lanes __attribute__((vector_size(64)));

// Sources/Runtime/Scoring/Softmax.swift, the same operations in the same order, the labels side by side.
static inline void softmax(const int32_t *logits, int count, int bits, double *out) {
  lanes r = {0}, sum = {1, 1, 1, 1, 1, 1, 1, 1};
  double scale[8], total = 0;
  int32_t largest = logits[0];
  for (int k = 1; k < count; k++) if (logits[k] > largest) largest = logits[k];
  for (int k = 0; k < count; k++) {
    const double x = (double)((int64_t)logits[k] - largest) * power_of_two(-bits);
    const int n = x < -700 ? 0 : (int)(x * 1.4426950408889634 - 0.5);
    r[k] = x < -700 ? 0 : (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
    scale[k] = x < -700 ? 0 : power_of_two(n);
  }
#pragma GCC unroll 13
  for (int divisor = 13; divisor >= 1; divisor--) sum = 1.0 + r * sum / (double)divisor;
  for (int k = 0; k < count; k++) { out[k] = sum[k] * scale[k]; total += out[k]; }
  for (int k = 0; k < count; k++) out[k] /= total;
}
