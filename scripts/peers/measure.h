// Reads tokens, digests and times score(), prints one JSON line. Each peer in C includes it last, with
// NAME, VERSION and PRECISION defined.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <x86intrin.h>

enum { MOST_RESPONSES = 1 << 16, MOST_LABELS = 8 };
struct responses { int count, length[MOST_RESPONSES]; uint16_t *tokens[MOST_RESPONSES]; };
static struct responses responses;

static void read_responses(const char *path) {
  static char line[1 << 16];
  FILE *file = fopen(path, "r");
  if (!file) { perror(path); exit(66); }
  while (responses.count < MOST_RESPONSES && fgets(line, sizeof line, file)) {
    uint16_t *ids = (uint16_t *)malloc(sizeof line);
    int count = 0;
    char *at = line, *end;
    for (long id = strtol(at, &end, 10); end != at; id = strtol(at, &end, 10)) {
      ids[count++] = (uint16_t)id;
      at = end;
    }
    responses.tokens[responses.count] = ids;
    responses.length[responses.count++] = count;
  }
  fclose(file);
}

static double nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static inline uint64_t ticks(void) {
  _mm_lfence();
  const uint64_t now = __rdtsc();
  _mm_lfence();
  return now;
}

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int32_t logits[MOST_LABELS];
static double probabilities[MOST_LABELS];
static inline void score_response(int n) { score(responses.tokens[n], responses.length[n], logits, probabilities); }

static uint64_t digest_logits(int labels) {   // FNV-1a
  uint64_t hash = 0xcbf29ce484222325;
  for (int n = 0; n < responses.count; n++) {
    score_response(n);
    for (int i = 0; i < 4 * labels; i++) hash = (hash ^ ((const uint8_t *)logits)[i]) * 0x100000001b3;
  }
  return hash;
}

// Runs for a tenth of a second; returns nanoseconds a tick.
static double warm_up(void) {
  const double start = nanoseconds();
  const uint64_t first = __rdtsc();
  for (int n = 0; nanoseconds() - start < 1e8; n = (n + 1) % responses.count) score_response(n);
  return (nanoseconds() - start) / (double)(__rdtsc() - first);
}

static double timer_cost(void) {
  double least = 1e9;
  for (int i = 0; i < 1000; i++) {
    const uint64_t a = ticks(), b = ticks();
    if (b - a < least) least = b - a;
  }
  return least;
}

// The best mean of ten plain loops, no timer between the calls.
static double loop_mean(int calls) {
  const int rounds = calls / 10 / responses.count + 1;
  double least = 1e18;
  for (int repeat = 0; repeat < 10; repeat++) {
    const double start = nanoseconds();
    for (int i = 0; i < rounds; i++) for (int n = 0; n < responses.count; n++) score_response(n);
    const double mean = (nanoseconds() - start) / rounds / responses.count;
    if (mean < least) least = mean;
  }
  return least;
}

static void print_probabilities(int labels) {
  for (int n = 0; n < responses.count; n++) {
    score_response(n);
    for (int k = 0; k < labels; k++) printf("%.9g%c", probabilities[k], k + 1 < labels ? ' ' : '\n');
  }
}

static int measure(const char *path, const char *calls_text, int labels) {
  read_responses(path);
  if (strcmp(calls_text, "dump") == 0) { print_probabilities(labels); return 0; }
  const int calls = atoi(calls_text);
  if (calls < 1 || responses.count < 1) { fprintf(stderr, "expected calls and responses\n"); return 64; }
  const uint64_t hash = digest_logits(labels);
  const double per_tick = warm_up(), tare = timer_cost();
  double *times = (double *)malloc(sizeof(double) * calls);
  for (int i = 0, n = 0; i < calls; i++, n = n + 1 == responses.count ? 0 : n + 1) {
    const uint64_t start = ticks();
    score_response(n);
    times[i] = ((double)(ticks() - start) - tare) * per_tick;
  }
  qsort(times, calls, sizeof(double), by_value);
  const double loop = loop_mean(calls);
  printf("{\"peer\":\"%s\",\"version\":\"%s\",\"precision\":\"%s\",\"tokens\":%d,", NAME, VERSION,
         PRECISION, responses.length[0]);
  printf("\"p50_ns\":%.1f,\"p90_ns\":%.1f,\"p99_ns\":%.1f,\"p999_ns\":%.1f,\"max_ns\":%.1f,",
         times[calls / 2], times[(int)(calls * 0.9)], times[(int)(calls * 0.99)],
         times[(int)(calls * 0.999)], times[calls - 1]);
  printf("\"loop_ns\":%.1f", loop);
#ifndef NO_LOGITS
  printf(",\"digest\":\"%016llx\"", (unsigned long long)hash);
#endif
  printf("}\n");
  (void)hash;
  return 0;
}
