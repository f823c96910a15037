/* Compares Tiny/Sources/ARMHelpers, whose names begin with own_ here, with the C compiler's own. */
#include <stdio.h>
#include <stdlib.h>

typedef unsigned long long uint64;

uint64 own_llsl(uint64, int);
uint64 own_llsr(uint64, int);
long long own_lasr(long long, int);
__attribute__((pcs("aapcs"))) double own_l2d(long long);
__attribute__((pcs("aapcs"))) double own_ul2d(uint64);

/* Quotient and remainder in r0 to r3. */
#define DIVISION(name)                                                                   \
  static void call_##name(uint64 a, uint64 b, uint64 *quotient, uint64 *rest) {          \
    register unsigned r0 __asm__("r0") = (unsigned)a, r1 __asm__("r1") = (unsigned)(a >> 32); \
    register unsigned r2 __asm__("r2") = (unsigned)b, r3 __asm__("r3") = (unsigned)(b >> 32); \
    __asm__ volatile("bl " #name                                                         \
                     : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3)                            \
                     :                                                                   \
                     : "ip", "lr", "memory", "cc");                                      \
    *quotient = (uint64)r1 << 32 | r0;                                                   \
    *rest = (uint64)r3 << 32 | r2;                                                       \
  }
DIVISION(own_uldivmod)
DIVISION(own_ldivmod)

static uint64 next_random(void) {
  static uint64 state = 1;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state ^ state >> 29;
}

int main(void) {
  const int cases = 300000;
  const uint64 least = 1ull << 63;
  for (int index = 0; index < cases; index++) {
    uint64 a = next_random() >> next_random() % 64, b = next_random() >> next_random() % 64;
    if (index % 3 == 0) a = -a;
    if (index % 5 == 0) b = -b;
    if (index % 100 == 0) a = least;
    if (index % 101 == 0) b = -1ull;
    if (b == 0) b = 1;
    const int count = index % 64;
    uint64 quotient, rest;
    int right = own_llsl(a, count) == a << count && own_llsr(a, count) == a >> count &&
                own_lasr((long long)a, count) == (long long)a >> count &&
                own_l2d((long long)a) == (double)(long long)a && own_ul2d(a) == (double)a;
    call_own_uldivmod(a, b, &quotient, &rest);
    right = right && quotient == a / b && rest == a % b;
    if (a != least || b != -1ull) {
      const long long x = (long long)a, y = (long long)b;
      call_own_ldivmod(a, b, &quotient, &rest);
      right = right && quotient == (uint64)(x / y) && rest == (uint64)(x % y);
    }
    if (!right) {
      fprintf(stderr, "arm_helpers: wrong for %llx and %llx\n", a, b);
      return 1;
    }
  }
  printf("helpers: %d shifts, divisions and conversions as the C compiler's own\n", cases);
  return 0;
}
