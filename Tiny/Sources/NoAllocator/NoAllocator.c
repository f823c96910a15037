/* libkdrun allocates nothing: an arena is always the caller's. The runtime's Arena can also own its
 * memory, so the compiler leaves a call of free on a way that is never taken. It ends here, inside the
 * library, which so needs no allocator of its host. */

void free(void *memory);

void free(void *memory) {
  (void)memory;
  __builtin_trap();
}
