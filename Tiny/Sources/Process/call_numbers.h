/* The numbers of the system calls on each processor. */
#pragma once

#if defined(__x86_64__)

enum {
  READ = 0, WRITE = 1, CLOSE = 3, MMAP = 9, RT_SIGACTION = 13, RT_SIGPROCMASK = 14, MREMAP = 25,
  FCNTL = 72, EXIT_GROUP = 231, OPENAT = 257, PPOLL = 271
};

#elif defined(__aarch64__)

enum {
  FCNTL = 25, OPENAT = 56, CLOSE = 57, READ = 63, WRITE = 64, PPOLL = 73, EXIT_GROUP = 94,
  RT_SIGACTION = 134, RT_SIGPROCMASK = 135, MREMAP = 216, MMAP = 222
};

#elif defined(__arm__)

enum {
  READ = 3, WRITE = 4, CLOSE = 6, MREMAP = 163, RT_SIGACTION = 174, RT_SIGPROCMASK = 175,
  MMAP = 192 /* mmap2: the offset counts pages */, FCNTL = 221, EXIT_GROUP = 248, OPENAT = 322,
  PPOLL = 336
};

#elif defined(__riscv) && __riscv_xlen == 64

enum {
  FCNTL = 25, OPENAT = 56, CLOSE = 57, READ = 63, WRITE = 64, PPOLL = 73, EXIT_GROUP = 94,
  RT_SIGACTION = 134, RT_SIGPROCMASK = 135, MREMAP = 216, MMAP = 222
};

#endif
