/* The system calls of Process.h. */
#include "Process.h"
#include "call_numbers.h"
#include "../LinuxCall/LinuxCall.h"

enum {
  AT_FDCWD = -100, O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_NONBLOCK = 04000,
  O_CLOEXEC = 02000000, F_GETFD = 1,
  POLLIN = 1, POLLOUT = 4, PROT_READ_WRITE = 3, MAP_PRIVATE_ANONYMOUS = 0x22, MREMAP_MAYMOVE = 1,
  SIGINT = 2, SIGPIPE = 13, SIGTERM = 15, SIGXFSZ = 25, SIG_BLOCK = 0
};

/* The kernel's own layouts; a set of signals has 64 bits on all of these processors. */
struct signals {
  unsigned char bytes[8];
};
struct action {
  void (*handler)(int);
  unsigned long flags;
#if !defined(__riscv)
  void (*restorer)(void);
#endif
  struct signals mask;
};
struct poll {
  int file;
  short wanted;
  short found;
};

/* What a signal changes: its number, and how many came. */
static volatile int signal_number, signal_count;
/* How many do not interrupt. */
static int ignored_count;

static void remember(int number) {
  signal_number = number;
  signal_count++;
}

#if defined(__x86_64__)
/* Leaves a handler: rt_sigreturn. The others return by a page of the kernel's. */
__asm__("system_restore:\n mov $15, %eax\n syscall\n");
void system_restore(void);
#endif

static struct signals stopping(void) {
  struct signals set = {{0}};
  set.bytes[(SIGINT - 1) / 8] |= 1 << (SIGINT - 1) % 8;
  set.bytes[(SIGTERM - 1) / 8] |= 1 << (SIGTERM - 1) % 8;
  return set;
}

static void handle(int number, void (*handler)(int)) {
  struct action action = {0};
  action.handler = handler;
#if defined(__x86_64__)
  action.flags = 0x04000000;
  action.restorer = system_restore;
#endif
  system_call(RT_SIGACTION, number, (long)&action, 0, sizeof(struct signals), 0, 0);
}

void system_prepare(void) {
  static const int modes[3] = {O_WRONLY, O_RDONLY, O_RDWR};
  for (int file = 0; file < 3; file++)
    if (system_call(FCNTL, file, F_GETFD, 0, 0, 0, 0) < 0)
      system_call(OPENAT, AT_FDCWD, (long)"/dev/null", modes[file], 0, 0, 0);
  struct signals set = stopping();
  system_call(RT_SIGPROCMASK, SIG_BLOCK, (long)&set, 0, sizeof set, 0, 0);
  handle(SIGINT, remember);
  handle(SIGTERM, remember);
  handle(SIGPIPE, (void (*)(int))1);
  handle(SIGXFSZ, (void (*)(int))1);
}

system_result system_open(const unsigned char *path) {
  /* Opening a named pipe would wait for a writer, and no signal could end that: reading waits. */
  return system_call(
      OPENAT, AT_FDCWD, (long)path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0, 0, 0);
}

void system_close(int file) { system_call(CLOSE, file, 0, 0, 0, 0, 0); }

static int is_interrupted(void) { return signal_count > ignored_count; }

/* Between the test for a signal and the wait none is lost, because the call does both. Signals that
   came while a file was ready the call leaves for a second one, which asks for no file. */
static system_result wait_for(int file, short wanted) {
  static const struct signals none;
  struct poll poll = {file, wanted, 0};
  long no_time[2] = {0, 0};
  system_result result = system_call(PPOLL, (long)&poll, 1, 0, (long)&none, sizeof none, 0);
  if (result > 0) system_call(PPOLL, 0, 0, (long)no_time, (long)&none, sizeof none, 0);
  return is_interrupted() ? -SYSTEM_EINTR : result < 0 ? result : 0;
}

system_result system_read(int file, void *bytes, system_size count) {
  system_result result;
  do {
    result = wait_for(file, POLLIN);
    if (result == 0) result = system_call(READ, file, (long)bytes, count, 0, 0, 0);
  } while (result == -SYSTEM_EAGAIN || (result == -SYSTEM_EINTR && !is_interrupted()));
  return result;
}

system_result system_write(int file, const void *bytes, system_size count) {
  /* A pipe that is ready takes so much without waiting. */
  if (count > 4096) count = 4096;
  system_result result;
  do {
    result = wait_for(file, POLLOUT);
    if (result == 0) result = system_call(WRITE, file, (long)bytes, count, 0, 0, 0);
  } while (result == -SYSTEM_EAGAIN || (result == -SYSTEM_EINTR && !is_interrupted()));
  return result;
}

int system_signal(void) { return signal_number; }

void system_finish(void) { ignored_count = signal_count; }

static void *memory_or_null(long address) {
  return address < 0 && address > -4096 ? 0 : (void *)address;
}

void *system_map(system_size count) {
  return memory_or_null(system_call(MMAP, 0, count, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0));
}

void *system_grow(void *memory, system_size count, system_size larger) {
  return memory_or_null(system_call(MREMAP, (long)memory, count, larger, MREMAP_MAYMOVE, 0, 0));
}

void system_exit(int code) {
  for (;;) system_call(EXIT_GROUP, code, 0, 0, 0, 0, 0);
}
