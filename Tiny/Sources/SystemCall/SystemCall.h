/* The five system calls of Linux that libkdrun makes, without a C library: its types and symbols differ
 * between glibc, musl and bionic, the kernel's do not. Negative results are -errno. */
#ifndef SYSTEM_CALL_H
#define SYSTEM_CALL_H

#if defined(__x86_64__)
enum { OPENAT = 257, CLOSE = 3, LSEEK = 8, MMAP = 9, MUNMAP = 11 };
#elif defined(__aarch64__)
enum { OPENAT = 56, CLOSE = 57, LSEEK = 62, MMAP = 222, MUNMAP = 215 };
#elif defined(__arm__)
enum { OPENAT = 322, CLOSE = 6, LSEEK = 19, MMAP = 192, MUNMAP = 91 };
#endif

static inline long system_call(long number, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
#elif defined(__arm__)
  register long r7 __asm__("r7") = number;
  register long r0 __asm__("r0") = a;
  register long r1 __asm__("r1") = b;
  register long r2 __asm__("r2") = c;
  register long r3 __asm__("r3") = d;
  register long r4 __asm__("r4") = e;
  register long r5 __asm__("r5") = f;
  __asm__ volatile("svc 0"
                   : "+r"(r0)
                   : "r"(r7), "r"(r1), "r"(r2), "r"(r3), "r"(r4), "r"(r5)
                   : "memory");
  return r0;
#endif
}

/* Opens for reading. Does not wait for the other end of a pipe; is not inherited by other programs. */
static inline long system_open(const char *path) {
  const long here = -100, non_blocking = 0x800, close_on_exec = 0x80000;
  return system_call(OPENAT, here, (long)path, non_blocking | close_on_exec, 0, 0, 0);
}

static inline void system_close(long file) { system_call(CLOSE, file, 0, 0, 0, 0, 0); }

/* Bytes of a file. */
static inline long system_size(long file) { return system_call(LSEEK, file, 0, 2, 0, 0, 0); }

/* Maps `size` bytes of a file for reading and returns the address. */
static inline long system_map(long file, unsigned long size) {
  const long read = 1, private = 2;
  return system_call(MMAP, 0, (long)size, read, private, file, 0);
}

static inline long system_munmap(const void *start, unsigned long size) {
  return system_call(MUNMAP, (long)start, (long)size, 0, 0, 0, 0);
}

#endif
