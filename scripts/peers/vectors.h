// Vectors of int16 made of whole 128-bit lanes, a lane for eight units: -DISA=128 for SSE2,
// 256 for AVX2, 512 for AVX-512 (BW, VL) with VNNI.  The last also works on 256 bits, a direction a
// vector: one vector for both directions has no partner to run beside, and a step took 16 % longer.
#pragma once
#include <immintrin.h>
#include <stdint.h>
#define INLINE static inline __attribute__((always_inline))

#if ISA == 128
typedef __m128i V;
enum { LANES = 1 };
#define OP(name) _mm_##name
#define LOGICAL(name) _mm_##name##_si128
#else
typedef __m256i V;
enum { LANES = 2 };
#define OP(name) _mm256_##name
#define LOGICAL(name) _mm256_##name##_si256
#endif

INLINE V load(const void *at) { return LOGICAL(load)(at); }
INLINE void store(void *at, V a) { LOGICAL(store)(at, a); }
INLINE V zero(void) { return LOGICAL(setzero)(); }
INLINE V all16(int a) { return OP(set1_epi16)((short)a); }
INLINE V all32(int a) { return OP(set1_epi32)(a); }
INLINE V add16(V a, V b) { return OP(add_epi16)(a, b); }
INLINE V sub16(V a, V b) { return OP(sub_epi16)(a, b); }
INLINE V add32(V a, V b) { return OP(add_epi32)(a, b); }
INLINE V twice(V a) { return OP(add_epi16)(a, a); }
INLINE V multiply_high(V a, V b) { return OP(mulhi_epi16)(a, b); }
INLINE V larger(V a, V b) { return OP(max_epi16)(a, b); }
INLINE V smaller(V a, V b) { return OP(min_epi16)(a, b); }
INLINE V right32(V a, int n) { return OP(sra_epi32)(a, _mm_cvtsi32_si128(n)); }
#define LEFT(a, n) OP(slli_epi16)(a, n)
#define RIGHT(a, n) OP(srai_epi16)(a, n)
#define SPREAD(a, pair) OP(shuffle_epi32)(a, 0x55 * (pair))   // a pair of columns to its whole lane

// sum + products of neighbours, added in pairs
INLINE V add_pairs(V sum, V a, V b) {
#if ISA == 512
  return _mm256_dpwssd_epi32(sum, a, b);
#else
  return add32(sum, OP(madd_epi16)(a, b));
#endif
}

// The upper halves of two vectors of sums, in the order of the units; UNIT_OF is that order.
INLINE V high_halves(V first, V second) {
#if ISA == 128
  return _mm_packs_epi32(_mm_srai_epi32(first, 16), _mm_srai_epi32(second, 16));
#else
  return _mm256_blend_epi16(_mm256_srli_epi32(first, 16), second, 0xAA);
#endif
}
#define UNIT_OF(second, k) (ISA == 128 ? 4 * (second) + (k) : 2 * (k) + (second))

INLINE V magnitude(V a) {
#if ISA == 128
  return larger(a, sub16(zero(), a));
#else
  return _mm256_abs_epi16(a);
#endif
}

// a, negated where `origin` is negative; a must be 0 where `origin` is 0.
INLINE V with_sign(V a, V origin) {
#if ISA == 128
  const V sign = RIGHT(origin, 15);
  return sub16(LOGICAL(xor)(a, sign), sign);
#elif ISA == 256
  return _mm256_sign_epi16(a, origin);
#else
  return _mm256_mask_sub_epi16(a, _mm256_movepi16_mask(origin), zero(), a);
#endif
}
