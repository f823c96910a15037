// What this CPU and its operating system can run. For code that must run on every x86-64.
#pragma once
#include <cpuid.h>

// Whether the operating system keeps the registers that `mask` names (Intel SDM 1, 13.3).
static inline int cpu_keeps(unsigned mask) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
  __asm__("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
  return (a & mask) == mask;
}

static inline int cpu_has_avx2(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  return (b & bit_AVX2) && cpu_keeps(0x06);
}

// AVX-512 F, BW, VL and VNNI.
static inline int cpu_has_avx512_vnni(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  const unsigned needed = bit_AVX512F | bit_AVX512BW | bit_AVX512VL;
  return (b & needed) == needed && (c & bit_AVX512VNNI) && cpu_keeps(0xE6);
}
