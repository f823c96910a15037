/* What a scorer asks of Linux, without a C library: system calls, and memory in whole pages.
   Calls that can fail return a negative error number. */
#pragma once

typedef unsigned long system_size;
typedef long system_result;

/* The command line: argument `index`, or null behind the last. */
const unsigned char *system_argument(int index);

/* Opens what the caller closed of the standard streams, so that no file takes its place; lets
   SIGINT and SIGTERM arrive only while it waits; ignores SIGPIPE and SIGXFSZ. */
void system_prepare(void);

/* Does not wait for the other end of a pipe. */
system_result system_open(const unsigned char *path);
void system_close(int file);

/* Wait until `file` is ready, then read or write once. The error EINTR means that a signal asks
   to stop. */
system_result system_read(int file, void *bytes, system_size count);
system_result system_write(int file, const void *bytes, system_size count);

/* Two kilobytes for one line on standard error. */
unsigned char *system_message(void);

/* The signal that asked to stop, or 0. */
int system_signal(void);
/* From now on only a further signal interrupts: for the rest of the line in hand. */
void system_finish(void);

/* Zeroed memory; null when there is none. */
void *system_map(system_size count);
/* The same memory, larger, perhaps elsewhere; null when there is none. */
void *system_grow(void *memory, system_size count, system_size larger);

_Noreturn void system_exit(int code);

/* The model that was built in, or null. */
const void *system_built_in(system_size *count);

enum {
  SYSTEM_ENOENT = 2, SYSTEM_EINTR = 4, SYSTEM_EIO = 5, SYSTEM_EBADF = 9, SYSTEM_EAGAIN = 11,
  SYSTEM_ENOMEM = 12, SYSTEM_EACCES = 13, SYSTEM_ENOTDIR = 20, SYSTEM_EISDIR = 21,
  SYSTEM_EFBIG = 27, SYSTEM_ENOSPC = 28, SYSTEM_EPIPE = 32, SYSTEM_ENAMETOOLONG = 36,
  SYSTEM_ELOOP = 40
};
