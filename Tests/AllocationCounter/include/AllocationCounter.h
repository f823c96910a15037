/* Counts this thread's calls of malloc, calloc, realloc, memalign and free; Linux with glibc. */
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

/* Calls made by this thread so far; -1 where they cannot be counted. */
long allocation_count(void);

#endif
