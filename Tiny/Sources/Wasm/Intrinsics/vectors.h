// Thin inline intrinsics for 128-bit vectors of WebAssembly. LLVM does not find `dot` by itself.
#pragma once
#include <wasm_simd128.h>

#define INLINE static inline __attribute__((always_inline))

// Swift's SIMD8<Int16> and SIMD4<Int32>.
typedef short lanes_units __attribute__((vector_size(16)));
typedef int lanes_sums __attribute__((vector_size(16)));

// Products of neighbours, added in pairs.
INLINE lanes_sums lanes_dot(lanes_units a, lanes_units b) {
  return (lanes_sums)wasm_i32x4_dot_i16x8((v128_t)a, (v128_t)b);
}

// The upper halves of eight sums.
INLINE lanes_units lanes_high_halves(lanes_sums a, lanes_sums b) {
  return (lanes_units)wasm_i16x8_shuffle((v128_t)a, (v128_t)b, 1, 3, 5, 7, 9, 11, 13, 15);
}

// (a · b) >> 16. A neighbour that is 0 leaves one product of a sum of two; widening both halves of
// the vectors and narrowing them again took a fifth longer in V8 on x86-64.
INLINE lanes_units lanes_multiply_high(lanes_units a, lanes_units b) {
  const v128_t low = wasm_i32x4_const_splat(0x0000FFFF), high = wasm_i32x4_const_splat(0xFFFF0000);
  const v128_t even = wasm_i32x4_dot_i16x8(wasm_v128_and((v128_t)a, low), (v128_t)b);
  const v128_t odd = wasm_i32x4_dot_i16x8(wasm_v128_and((v128_t)a, high), (v128_t)b);
  return (lanes_units)wasm_i16x8_shuffle(wasm_u32x4_shr(even, 16), odd, 0, 9, 2, 11, 4, 13, 6, 15);
}
