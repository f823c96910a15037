/* The five system calls of Linux that libkdrun makes, without a C library: its types and symbols differ
 * between glibc, musl and bionic, the kernel's do not. Negative results are -errno. */
#ifndef FILE_MAPPING_H
#define FILE_MAPPING_H

#include "../LinuxCall/LinuxCall.h"

#if defined(__x86_64__)
enum { OPENAT = 257, CLOSE = 3, LSEEK = 8, MMAP = 9, MUNMAP = 11 };
#elif defined(__aarch64__)
enum { OPENAT = 56, CLOSE = 57, LSEEK = 62, MMAP = 222, MUNMAP = 215 };
#elif defined(__arm__)
enum { OPENAT = 322, CLOSE = 6, LSEEK = 19, MMAP = 192, MUNMAP = 91 };
#endif

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
