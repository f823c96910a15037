// The scorer of docs/NUMERICS.md in C intrinsics, tokens -> integer logits -> probabilities: the
// yardstick for kdrun's own kernels.  -DISA=128, 256 or 512 (vectors.h).
//
// Shape: BiLSTM 16+16, global maximum, dense 16 with ReLU, dense of at most 8.  The inputs are
// folded.  Columns 0-7 and 8-15 of h are spread by shuffles within lanes; every lane sums its own
// eight columns first, then those of the other lane, so that only one instruction a step crosses lanes.
//
// The order of the instructions is part of the design.  A processor's window does not reach from
// one direction to the other, so `step` finishes the step of one direction while it sums the next
// step of the other, line beside line; ORDER keeps the compiler from sorting them apart.
#include "student.h"
#include "vectors.h"

enum { BLOCKS = 2 / LANES };   // vectors a direction
#define ALIGNED __attribute__((aligned(64)))
#define ORDER(a) __asm__ volatile("" : "+x"(a));

typedef int16_t gate_weights[8][2][LANES][4][2];   // [slot][sum][lane][unit][column of the pair]

static struct student student;
static gate_weights recurrent[2][BLOCKS][4] ALIGNED;
static int16_t *inputs;                            // [tokens][direction][gate][16]
static int16_t first_dense[16][16][2] ALIGNED;     // [pair of inputs][output][2]
static int16_t last_dense[8][8][2] ALIGNED;
static int32_t first_bias[16] ALIGNED, last_bias[8] ALIGNED;

struct direction { V h[BLOCKS], c[BLOCKS], most[BLOCKS], z[BLOCKS][4]; };

// One line of tanh15 for gate g; together they give v = |tanh15(z)| / 2, which is exact: tanh15 is even.
#define MAGNITUDE(g) v[g] = magnitude(z[g]);
#define CLAMP(g) v[g] = smaller(v[g], all16(4095)); ORDER(v[g])
#define SCALE(g) u[g] = LEFT(v[g], 4); v[g] = LEFT(v[g], 3);
#define CENTRE(g) u[g] = sub16(all16(32752), u[g]); v[g] = sub16(v[g], all16(11414)); ORDER(u[g]) ORDER(v[g])
#define TIMES_U(g) v[g] = multiply_high(v[g], u[g]); ORDER(v[g])
#define PLUS_A(g) v[g] = add16(v[g], all16(15381)); ORDER(v[g])
#define PLUS_B(g) v[g] = add16(v[g], all16(13694)); ORDER(v[g])
#define TWICE_PLUS_C(g) v[g] = add16(twice(v[g]), all16(14249)); ORDER(v[g])
#define SQUARE(g) v[g] = multiply_high(v[g], v[g]); ORDER(v[g])
#define TWICE(g) v[g] = twice(v[g]);
#define FROM_ONE(g) v[g] = sub16(all16(16382), v[g]);
#define SIGN(g) v[g] = with_sign(v[g], z[g]); ORDER(v[g])
#define IFG(line) line(0) line(2) line(1)
enum { I, F, G, O, C };

// The sums of a gate: even and odd units on wide vectors, low and high four units on SSE2.
#define BEGIN(g) sum[g][0] = sum[g][1] = all32(0x8000); ADD(g, 0)
#define ADD(g, s) \
  if (partner) { \
    sum[g][0] = add_pairs(sum[g][0], columns[s], load(weights[g][s][0])); ORDER(sum[g][0]) \
    sum[g][1] = add_pairs(sum[g][1], columns[s], load(weights[g][s][1])); ORDER(sum[g][1]) \
  }
#define END(g) \
  if (partner) { out[g] = add16(high_halves(sum[g][0], sum[g][1]), load(x + 16 * g)); ORDER(out[g]) }

INLINE void spread(const struct direction *d, V columns[8]) {
#if ISA == 128
  const V halves[2] = {d->h[0], d->h[1]};
#else
  const V halves[2] = {d->h[0], _mm256_permute4x64_epi64(d->h[0], 0x4E)};
#endif
#pragma GCC unroll 2
  for (int i = 0; i < 2; i++) {
    columns[4 * i] = SPREAD(halves[i], 0); columns[4 * i + 1] = SPREAD(halves[i], 1);
    columns[4 * i + 2] = SPREAD(halves[i], 2); columns[4 * i + 3] = SPREAD(halves[i], 3);
  }
}

// z -> c, h of one block of `done`, beside the sums of a block of the other direction: columns -> out.
// `c + 1` enters tanh without its clamp, which tanh's own clamp makes needless.
INLINE void step(struct direction *done, int block, const V columns[8], const gate_weights *weights,
                 const int16_t *x, V out[4], const int partner) {
  V sum[4][2], u[5], v[5], z[5];
#pragma GCC unroll 4
  for (int g = 0; g < 4; g++) z[g] = done->z[block][g];
  const V c = done->c[block];

  IFG(MAGNITUDE)    BEGIN(I)
  IFG(CLAMP)        ADD(I, 1)
  IFG(SCALE)        ADD(I, 2)
  IFG(CENTRE)       ADD(I, 3)
  IFG(TIMES_U)      ADD(I, 4)
  IFG(PLUS_A)       ADD(I, 5)
  IFG(TIMES_U)      ADD(I, 6)
  IFG(PLUS_B)       ADD(I, 7)
  IFG(TIMES_U)      END(I) BEGIN(G)
  IFG(TWICE_PLUS_C) ADD(G, 1) ADD(G, 2)
  IFG(SQUARE)       ADD(G, 3)
  IFG(TWICE)        ADD(G, 4)
  IFG(SQUARE)       ADD(G, 5)
  IFG(FROM_ONE)     ADD(G, 6)
  IFG(SIGN)         ADD(G, 7)
  V gated = multiply_high(twice(v[I]), twice(v[G])), kept = multiply_high(twice(v[F]), c);
                    END(G) BEGIN(F)
  gated = add16(add16(v[G], all16(4)), gated);
                    ADD(F, 1)
  kept = add16(add16(RIGHT(c, 1), all16(2)), kept);
                    ADD(F, 2)
  const V next = add16(kept, RIGHT(gated, 4));
  MAGNITUDE(O)      ADD(F, 3)
  done->c[block] = sub16(larger(smaller(next, all16(28673)), all16(-28671)), all16(1));
  z[C] = RIGHT(next, 1);
  CLAMP(O)          ADD(F, 4)
  MAGNITUDE(C)      ADD(F, 5)
  SCALE(O) CENTRE(O)
  CLAMP(C)          ADD(F, 6)
  TIMES_U(O)
  SCALE(C)          ADD(F, 7) END(F) BEGIN(O)
  PLUS_A(O) CENTRE(C)
  TIMES_U(C) TIMES_U(O)        ADD(O, 1)
  PLUS_A(C) PLUS_B(O)
  TIMES_U(C)                   ADD(O, 2)
  TIMES_U(O) PLUS_B(C)         ADD(O, 3)
  TWICE_PLUS_C(O) TIMES_U(C)   ADD(O, 4)
  SQUARE(O) TWICE_PLUS_C(C)
  SQUARE(C)                    ADD(O, 5)
  TWICE(O) TWICE(C) SQUARE(O) SQUARE(C)  ADD(O, 6)
  FROM_ONE(O) SIGN(O)          ADD(O, 7)
  const V o = with_sign(twice(v[O]), z[C]);
  FROM_ONE(C)                  END(O)
  done->h[block] = add16(with_sign(v[C], z[C]), multiply_high(o, twice(v[C])));
  done->most[block] = larger(done->most[block], done->h[block]);
}

INLINE const int16_t *input_row(int token, int direction) { return inputs + 128 * token + 64 * direction; }

// `done` ends its step; `next`, if any, sums for the step that reads the row x.
INLINE void turn(struct direction *done, struct direction *next, int reverse, const int16_t *x) {
  V columns[8];
  if (next) spread(next, columns);
#pragma GCC unroll 2
  for (int b = 0; b < BLOCKS; b++) {
    V out[4];
    step(done, b, columns, recurrent[reverse][b], x + 8 * b, out, next != NULL);
    if (next) for (int g = 0; g < 4; g++) next->z[b][g] = out[g];
  }
}

static __attribute__((noinline)) void bilstm(const uint16_t *tokens, int count, int16_t pooled[32]) {
  struct direction forward, reverse;
#pragma GCC unroll 2
  for (int b = 0; b < BLOCKS; b++) {
    forward.c[b] = reverse.c[b] = zero();
    forward.most[b] = reverse.most[b] = all16(-32768);
#pragma GCC unroll 4
    for (int g = 0; g < 4; g++) {   // h = 0: the inputs are all
      forward.z[b][g] = load(input_row(tokens[0], 0) + 16 * g + 8 * b);
      reverse.z[b][g] = load(input_row(tokens[count - 1], 1) + 16 * g + 8 * b);
    }
  }
  turn(&forward, NULL, 0, NULL);
  for (int t = 1; t < count; t++) {
    turn(&reverse, &forward, 0, input_row(tokens[t], 0));
    turn(&forward, &reverse, 1, input_row(tokens[count - 1 - t], 1));
  }
  turn(&reverse, NULL, 0, NULL);
#pragma GCC unroll 2
  for (int b = 0; b < BLOCKS; b++) {
    store(pooled + 8 * b, forward.most[b]);
    store(pooled + 16 + 8 * b, reverse.most[b]);
  }
}

// sums [4 · vectors · LANES] = bias + weights · input [2 · pairs]
INLINE void dense(const int16_t *input, int pairs, const int16_t *weights, const int32_t *bias, V *sums, int vectors) {
#pragma GCC unroll 4
  for (int n = 0; n < vectors; n++) sums[n] = load(bias + 4 * LANES * n);
#pragma GCC unroll 16
  for (int p = 0; p < pairs; p++) {
    int32_t pair;
    memcpy(&pair, input + 2 * p, 4);
#pragma GCC unroll 4
    for (int n = 0; n < vectors; n++)
      sums[n] = add_pairs(sums[n], all32(pair), load(weights + 8 * LANES * (vectors * p + n)));
  }
}

static void score(const uint16_t *tokens, int count, int32_t *logits, double *probabilities) {
  int16_t pooled[32] ALIGNED, hidden[16] ALIGNED;
  int32_t last[8] ALIGNED;
  V sums[4 / LANES], ends[2 / LANES];
  bilstm(tokens, count, pooled);
  dense(pooled, 16, &first_dense[0][0][0], first_bias, sums, 4 / LANES);
#pragma GCC unroll 2
  for (int n = 0; n < 2 / LANES; n++)   // packing saturates, and mixes lanes: HIDDEN_AT
    store(hidden + 8 * LANES * n, larger(zero(), OP(packs_epi32)(right32(sums[2 * n], student.shift),
                                                                right32(sums[2 * n + 1], student.shift))));
  dense(hidden, 8, &last_dense[0][0][0], last_bias, ends, 2 / LANES);
#pragma GCC unroll 2
  for (int n = 0; n < 2 / LANES; n++) store(last + 4 * LANES * n, ends[n]);
  for (int k = 0; k < student.labels; k++) logits[k] = last[k];
  softmax(logits, student.labels, student.logit_bits, probabilities);
}
#define HIDDEN_AT(place) (LANES == 1 ? (place) : (place) / 8 * 4 + (place) % 8 / 4 * 8 + (place) % 4)

static void prepare_direction(int direction) {
  for (int b = 0; b < BLOCKS; b++) for (int g = 0; g < 4; g++) for (int s = 0; s < 8; s++)
    for (int second = 0; second < 2; second++) for (int lane = 0; lane < LANES; lane++)
      for (int k = 0; k < 4; k++) for (int e = 0; e < 2; e++) {
        const int half = BLOCKS == 2 ? b : lane, unit = 8 * half + UNIT_OF(second, k);
        const int from = BLOCKS == 2 ? s / 4 : half ^ (s / 4);   // on SSE2 the columns are in order
        recurrent[direction][b][g][s][second][lane][k][e] =
          student.recurrent[direction][16 * g + unit][8 * from + 2 * (s % 4) + e];
      }
}

static void prepare(void) {
  inputs = aligned_alloc(64, 256 * (size_t)student.tokens);
  memcpy(inputs, student.inputs, 256 * (size_t)student.tokens);
  prepare_direction(0);
  prepare_direction(1);
  memcpy(first_bias, student.first_bias, sizeof first_bias);
  memcpy(last_bias, student.last_bias, sizeof last_bias);
  for (int p = 0; p < 16; p++) for (int row = 0; row < 16; row++) for (int e = 0; e < 2; e++)
    first_dense[p][row][e] = student.first[row][2 * p + e];
  for (int p = 0; p < 8; p++) for (int row = 0; row < student.labels; row++) for (int e = 0; e < 2; e++)
    last_dense[p][row][e] = student.last[row][HIDDEN_AT(2 * p + e)];
}

#define PRECISION "int8 weights, int16 values"
#include "measure.h"

int main(int argc, char **argv) {
  if (argc != 4) { fprintf(stderr, "usage: %s FLAT TOKENS CALLS, or dump for CALLS\n", argv[0]); return 64; }
  read_student(&student, argv[1]);
  prepare();
  return measure(argv[2], argv[3], student.labels);
}
