/* What compilers call for memory in bulk. */
#include "Process.h"

void *memset(void *target, int value, system_size count) {
#if defined(__x86_64__)
  void *place = target;
  __asm__ volatile("rep stosb" : "+D"(place), "+c"(count) : "a"(value) : "memory");
#else
  unsigned char *bytes = target;
  while (count--) *bytes++ = (unsigned char)value;
#endif
  return target;
}

void *memcpy(void *restrict target, const void *restrict source, system_size count) {
#if defined(__x86_64__)
  void *place = target;
  __asm__ volatile("rep movsb" : "+D"(place), "+S"(source), "+c"(count) : : "memory");
#else
  unsigned char *bytes = target;
  const unsigned char *from = source;
  while (count--) *bytes++ = *from++;
#endif
  return target;
}

void *memmove(void *target, const void *source, system_size count) {
  unsigned char *bytes = target;
  const unsigned char *from = source;
  if (bytes <= from || bytes >= from + count) return memcpy(target, source, count);
  while (count--) bytes[count] = from[count];
  return target;
}
