/* 64-bit arithmetic that a 32-bit ARM compiler calls by name (ARM IHI 0043, "Run-time ABI"): in place of
 * libgcc, which the Swift toolchain does not have for ARM. Helpers pass doubles in core registers
 * whatever the rest of the program does. Empty for other processors. */
#if defined(__arm__)

#define CORE_REGISTERS __attribute__((pcs("aapcs")))

typedef unsigned int uint32;
typedef unsigned long long uint64;

static uint64 joined(uint32 high, uint32 low) { return (uint64)high << 32 | low; }

/* value << count, count below 64. */
uint64 __aeabi_llsl(uint64 value, int count) {
  const uint32 low = (uint32)value, high = (uint32)(value >> 32);
  if (count == 0) return value;
  if (count >= 32) return joined(low << (count - 32), 0);
  return joined(high << count | low >> (32 - count), low << count);
}

/* value >> count with zeros, count below 64. */
uint64 __aeabi_llsr(uint64 value, int count) {
  const uint32 low = (uint32)value, high = (uint32)(value >> 32);
  if (count == 0) return value;
  if (count >= 32) return joined(0, high >> (count - 32));
  return joined(high >> count, low >> count | high << (32 - count));
}

/* value >> count with the sign, count below 64. */
uint64 __aeabi_lasr(uint64 value, int count) {
  const uint32 low = (uint32)value, high = (uint32)(value >> 32);
  if (count == 0) return value;
  if (count >= 32) return joined((uint32)((int)high >> 31), (uint32)((int)high >> (count - 32)));
  return joined((uint32)((int)high >> count), low >> count | high << (32 - count));
}

/* The nearest double: both halves are exact, so that the sum rounds once. */
CORE_REGISTERS double __aeabi_l2d(long long value) {
  return (double)(int)(value >> 32) * 4294967296.0 + (double)(uint32)value;
}

CORE_REGISTERS double __aeabi_ul2d(uint64 value) {
  return (double)(uint32)(value >> 32) * 4294967296.0 + (double)(uint32)value;
}

/* Long division, a bit at a time. */
static __attribute__((used)) uint64 divide(uint64 dividend, uint64 divisor, uint64 *remainder) {
  uint64 quotient = 0, rest = 0;
  for (int bit = 0; bit < 64; bit++) {
    const int carry = rest >> 63 != 0;
    rest = rest << 1 | dividend >> 63;
    dividend <<= 1;
    quotient <<= 1;
    if (carry || rest >= divisor) {
      rest -= divisor;
      quotient |= 1;
    }
  }
  *remainder = rest;
  return quotient;
}

/* Towards zero; the remainder has the dividend's sign. */
static __attribute__((used)) long long divide_signed(
    long long dividend, long long divisor, long long *remainder) {
  uint64 rest;
  const uint64 quotient = divide(dividend < 0 ? -(uint64)dividend : (uint64)dividend,
                                 divisor < 0 ? -(uint64)divisor : (uint64)divisor, &rest);
  *remainder = (long long)(dividend < 0 ? -rest : rest);
  return (long long)((dividend < 0) != (divisor < 0) ? -quotient : quotient);
}

/* Both helpers return the quotient in r0 and r1 and the remainder in r2 and r3, as no C function can. */
#define RETURNS_BOTH(name, function)                  \
  __attribute__((naked)) void name(void) {            \
    __asm__("push {r4, lr}\n\t"                       \
            "sub sp, sp, #16\n\t"                     \
            "add r4, sp, #8\n\t"                      \
            "str r4, [sp]\n\t"                        \
            "bl " #function "\n\t"                    \
            "ldrd r2, r3, [sp, #8]\n\t"               \
            "add sp, sp, #16\n\t"                     \
            "pop {r4, pc}");                          \
  }

RETURNS_BOTH(__aeabi_uldivmod, divide)
RETURNS_BOTH(__aeabi_ldivmod, divide_signed)

#endif
