// What Embedded Swift asks of a C library for training: memory and a few functions. Products of
// 128 bits are in Tiny/Sources/Wasm/support.c.

typedef __SIZE_TYPE__ size_t;
typedef unsigned char byte;
typedef unsigned int word;

extern byte __heap_base;
static size_t top, limit; // of what was never handed out

// Free blocks by size class: four classes a doubling, from 32 bytes. Before a block's bytes stand
// its class and how far before them it begins.
typedef struct block {
  struct block *next;
} block;
static block *lists[128];

static word class_of(size_t count, size_t *size) {
  if (count <= 32) {
    *size = 32;
    return 0;
  }
  const word log = 31 - __builtin_clz((word)(count - 1)); // count in (2^log, 2^(log + 1)]
  const size_t step = (size_t)1 << (log - 2);
  const size_t steps = (count - ((size_t)1 << log) + step - 1) / step; // 1 to 4
  *size = ((size_t)1 << log) + steps * step;
  return (log - 5) * 4 + steps;
}

static byte *fresh(size_t size) {
  if (!top) {
    top = ((size_t)&__heap_base + 63) & ~(size_t)63;
    limit = __builtin_wasm_memory_size(0) << 16;
  }
  if (size > limit - top) {
    const size_t pages = (size - (limit - top) + 65535) >> 16;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
    limit += pages << 16;
  }
  byte *start = (byte *)top;
  top += (size + 15) & ~(size_t)15;
  return start;
}

int posix_memalign(void **out, size_t alignment, size_t count) {
  if (count >= (size_t)1 << 30) __builtin_trap();
  if (alignment < 16) alignment = 16;
  size_t size;
  const word class = class_of(count + alignment + 8, &size);
  byte *start = (byte *)lists[class];
  if (start)
    lists[class] = lists[class]->next;
  else
    start = fresh(size);
  const size_t bytes = ((size_t)start + 8 + alignment - 1) & ~(alignment - 1);
  ((word *)bytes)[-1] = class;
  ((word *)bytes)[-2] = (word)(bytes - (size_t)start);
  *out = (void *)bytes;
  return 0;
}

void *malloc(size_t count) {
  void *bytes;
  posix_memalign(&bytes, 16, count);
  return bytes;
}

void free(void *bytes) {
  if (!bytes) return;
  const word class = ((word *)bytes)[-1];
  block *freed = (block *)((byte *)bytes - ((word *)bytes)[-2]);
  freed->next = lists[class];
  lists[class] = freed;
}

void *kdweb_allocate(size_t count) { return malloc(count); }

// Instructions, written out: of a loop the compiler would make a call of the function itself.
void *memmove(void *target, const void *source, size_t count) {
  __asm__ volatile("local.get %0\nlocal.get %1\nlocal.get %2\nmemory.copy 0, 0" ::"r"(target), "r"(source),
                   "r"(count) : "memory");
  return target;
}

void *memcpy(void *target, const void *source, size_t count) { return memmove(target, source, count); }

void *memset(void *target, int value, size_t count) {
  __asm__ volatile("local.get %0\nlocal.get %1\nlocal.get %2\nmemory.fill 0" ::"r"(target), "r"(value), "r"(count)
                   : "memory");
  return target;
}

int memcmp(const void *left, const void *right, size_t count) {
  const byte *a = left, *b = right;
  for (size_t i = 0; i < count; i++)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

// The seed of dictionaries, whose order must not show in any result: anything will do.
void arc4random_buf(void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) ((byte *)bytes)[i] = (byte)(i * 151 + 7);
}

int putchar(int character) { return character; }

// Half away from zero; each step is exact.
double round(double x) {
  const double whole = __builtin_trunc(x);
  return __builtin_fabs(x - whole) >= 0.5 ? whole + __builtin_copysign(1.0, x) : whole;
}

// The host reads numbers: JavaScript's are correctly rounded.
__attribute__((import_module("env"), import_name("number"))) double host_number(const char *, size_t);

const char *_swift_stdlib_strtod_clocale(const char *text, double *out) {
  size_t count = 0;
  while (text[count]) count++;
  *out = host_number(text, count);
  return count && *out == *out ? text + count : 0;
}
