// Thin inline intrinsics for the wide kernels: vectors of two 128-bit lanes, eight units each.
// A module that imports them is compiled for AVX2 or for AVX-512 (BW, VL) with VNNI; the latter
// also works on 256 bits, a direction a vector: one vector for both directions would leave nothing
// to run beside it, and a step took 16 % longer.
#pragma once
#ifdef __AVX2__
#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))

// Swift's SIMD16<Int16> and SIMD8<Int32>.
typedef short lanes_units __attribute__((vector_size(32)));
typedef int lanes_sums __attribute__((vector_size(32)));

// The same value, which the compiler must have here. Volatile: these keep their order, and with it
// the lines of two independent computations stay side by side.
#ifdef __AVX512VL__
#define ORDERED(a) __asm__ volatile("" : "+v"(a))
#else
#define ORDERED(a) __asm__ volatile("" : "+x"(a))
#endif

INLINE lanes_units lanes_ordered(lanes_units a) {
  ORDERED(a);
  return a;
}

INLINE lanes_units lanes_all(short a) { return (lanes_units)_mm256_set1_epi16(a); }

INLINE lanes_units lanes_multiply_high(lanes_units a, lanes_units b) {
  return (lanes_units)_mm256_mulhi_epi16((__m256i)a, (__m256i)b);
}

INLINE lanes_units lanes_larger(lanes_units a, lanes_units b) {
  return (lanes_units)_mm256_max_epi16((__m256i)a, (__m256i)b);
}

INLINE lanes_units lanes_smaller(lanes_units a, lanes_units b) {
  return (lanes_units)_mm256_min_epi16((__m256i)a, (__m256i)b);
}

INLINE lanes_units lanes_absolute(lanes_units a) {
  return (lanes_units)_mm256_abs_epi16((__m256i)a);
}

// a, negated where `origin` is negative; a must be 0 where `origin` is 0.
INLINE lanes_units lanes_with_sign(lanes_units a, lanes_units origin) {
#ifdef __AVX512BW__
  const __mmask16 negative = _mm256_movepi16_mask((__m256i)origin);
  return (lanes_units)_mm256_mask_sub_epi16((__m256i)a, negative, _mm256_setzero_si256(), (__m256i)a);
#else
  return (lanes_units)_mm256_sign_epi16((__m256i)a, (__m256i)origin);
#endif
}

// sum + products of neighbours, added in pairs
INLINE lanes_sums lanes_add_pairs(lanes_sums sum, lanes_units a, lanes_units b) {
#ifdef __AVX512VNNI__
  sum = (lanes_sums)_mm256_dpwssd_epi32((__m256i)sum, (__m256i)a, (__m256i)b);
#else
  sum += (lanes_sums)_mm256_madd_epi16((__m256i)a, (__m256i)b);
#endif
  ORDERED(sum);
  return sum;
}

// The upper halves of the sums of the even and of the odd units of each lane.
INLINE lanes_units lanes_high_halves(lanes_sums even, lanes_sums odd) {
  return (lanes_units)_mm256_blend_epi16(_mm256_srli_epi32((__m256i)even, 16), (__m256i)odd, 0xAA);
}

// A pair of columns, spread over its lane.
INLINE lanes_units lanes_spread0(lanes_units a) {
  return (lanes_units)_mm256_shuffle_epi32((__m256i)a, 0x00);
}

INLINE lanes_units lanes_spread1(lanes_units a) {
  return (lanes_units)_mm256_shuffle_epi32((__m256i)a, 0x55);
}

INLINE lanes_units lanes_spread2(lanes_units a) {
  return (lanes_units)_mm256_shuffle_epi32((__m256i)a, 0xAA);
}

INLINE lanes_units lanes_spread3(lanes_units a) {
  return (lanes_units)_mm256_shuffle_epi32((__m256i)a, 0xFF);
}


INLINE lanes_units lanes_swapped(lanes_units a) {
  return (lanes_units)_mm256_permute4x64_epi64((__m256i)a, 0x4E);
}
#endif
