// A program for WASI: reads a model's size in four bytes, the model, and lines of item TAB response
// from standard input; prints the logits of each, with blanks between. For engines without a browser.

#include "kdrun.h"

#define IMPORT(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
typedef struct { void *start; size_t size; } span;
IMPORT(fd_read) int fd_read(int file, const span *spans, size_t count, size_t *done);
IMPORT(fd_write) int fd_write(int file, const span *spans, size_t count, size_t *done);
IMPORT(proc_exit) _Noreturn void proc_exit(int status);

extern unsigned char __heap_base;

// `size` bytes at `start`, which the memory did not hold before.
static void reach(const unsigned char *start, size_t size) {
  const size_t page = 65536, end = (size_t)start + size, have = page * __builtin_wasm_memory_size(0);
  if (end > have && __builtin_wasm_memory_grow(0, (end - have + page - 1) / page) == (size_t)-1) proc_exit(71);
}

static unsigned char *aligned(unsigned char *place) {
  return (unsigned char *)(((size_t)place + 63) & ~(size_t)63);
}

static void print(const char *text, size_t size) {
  while (size > 0) {
    span piece = {(void *)text, size};
    size_t done = 0;
    if (fd_write(1, &piece, 1, &done) != 0) proc_exit(74);
    text += done;
    size -= done;
  }
}

// The decimal digits of `value` at `place`; returns how many.
static size_t put(int64_t value, char *place) {
  char digits[24];
  size_t count = 0, length = 0;
  if (value < 0) place[length++] = '-';
  uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
  do digits[count++] = (char)('0' + rest % 10); while ((rest /= 10) > 0);
  while (count > 0) place[length++] = digits[--count];
  return length;
}

static void print_logits(kdrun_scorer *scorer, const char *line, const char *end) {
  static int32_t logits[4096];
  static char text[4096 * 12];
  const char *tab = line;
  while (tab < end && *tab != '\t') tab++;
  const char *response = tab < end ? tab + 1 : line;
  const char *item = tab < end && tab > line ? line : NULL;
  kdrun_result result;
  const size_t item_size = item ? (size_t)(tab - line) : 0;
  kdrun_score(scorer, response, (size_t)(end - response), item, item_size, &result, NULL, logits);
  size_t size = 0;
  for (uint32_t index = 0; result.label >= 0 && index < kdrun_label_count(scorer); index++) {
    if (index > 0) text[size++] = ' ';
    size += put(logits[index], text + size);
  }
  text[size++] = '\n';
  print(text, size);
}

void _start(void) {
  unsigned char *input = aligned(&__heap_base), *end = input;
  for (size_t done = 1; done > 0; end += done) {
    reach(end, 65536);
    span piece = {end, 65536};
    if (fd_read(0, &piece, 1, &done) != 0) proc_exit(74);
  }
  if (end - input < 4) proc_exit(65);
  const size_t model_size = *(const uint32_t *)input;
  if ((size_t)(end - input) - 4 < model_size) proc_exit(65);
  size_t arena_size = 0;
  if (kdrun_arena_size(input + 4, model_size, KDRUN_FOLD, &arena_size, NULL) != KDRUN_OK) proc_exit(65);
  unsigned char *arena = aligned(end);
  reach(arena, arena_size);
  kdrun_scorer *scorer = NULL;
  if (kdrun_open(input + 4, model_size, KDRUN_FOLD, arena, arena_size, &scorer, NULL) != KDRUN_OK) proc_exit(65);
  const char *line = (const char *)input + 4 + model_size;
  while (line < (const char *)end) {
    const char *feed = line;
    while (feed < (const char *)end && *feed != '\n') feed++;
    print_logits(scorer, line, feed > line && feed[-1] == '\r' ? feed - 1 : feed);
    line = feed + 1;
  }
}
