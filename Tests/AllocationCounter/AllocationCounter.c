#include "AllocationCounter.h"

#include <stddef.h>
#include <errno.h>

#if defined(__linux__)
#include <features.h>
#endif

/* ThreadSanitizer and AddressSanitizer stand in for malloc themselves. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

#if defined(__GLIBC__) && !defined(SANITIZED)

/* A program's own definitions take the place of the C library's, which stay callable so: */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static _Thread_local long count;

long allocation_count(void) { return count; }

void *malloc(size_t bytes) { count++; return __libc_malloc(bytes); }
void *calloc(size_t items, size_t bytes) { count++; return __libc_calloc(items, bytes); }
void *realloc(void *old, size_t bytes) { count++; return __libc_realloc(old, bytes); }
void *memalign(size_t align, size_t bytes) { count++; return __libc_memalign(align, bytes); }
void *aligned_alloc(size_t align, size_t bytes) { return memalign(align, bytes); }
void free(void *old) { count++; __libc_free(old); }

int posix_memalign(void **out, size_t align, size_t bytes) {
  void *memory = memalign(align, bytes);
  if (!memory) return ENOMEM;
  *out = memory;
  return 0;
}

#else

long allocation_count(void) { return -1; }

#endif
