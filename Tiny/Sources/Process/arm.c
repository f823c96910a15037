/* What 32-bit ARM compilers call for memory in bulk (ARM IHI 0043, "Run-time ABI", 4.3.4). */
#include "Process.h"

#if defined(__arm__)
void *memset(void *, int, system_size);
void *memcpy(void *, const void *, system_size);
void *memmove(void *, const void *, system_size);

void __aeabi_memcpy(void *d, const void *s, system_size n) { memcpy(d, s, n); }
void __aeabi_memcpy4(void *d, const void *s, system_size n) { memcpy(d, s, n); }
void __aeabi_memcpy8(void *d, const void *s, system_size n) { memcpy(d, s, n); }
void __aeabi_memmove(void *d, const void *s, system_size n) { memmove(d, s, n); }
void __aeabi_memmove4(void *d, const void *s, system_size n) { memmove(d, s, n); }
void __aeabi_memset(void *d, system_size n, int value) { memset(d, value, n); }
void __aeabi_memclr(void *d, system_size n) { memset(d, 0, n); }
void __aeabi_memclr4(void *d, system_size n) { memset(d, 0, n); }
void __aeabi_memclr8(void *d, system_size n) { memset(d, 0, n); }
#endif
