/* The C library's allocator with a look at its answers. */
#include "cli/allocations.h"

#include <stdlib.h>

#if defined __GLIBC__ && !defined HECHA_SANITIZED

#include <dlfcn.h>
#include <stddef.h>

#define SMALL ((size_t) 64 << 20)

static struct
{
  void *(*malloc) (size_t);
  void *(*calloc) (size_t, size_t);
  void *(*realloc) (void *, size_t);
  int (*posix_memalign) (void **, size_t, size_t);
} next;
static void (*ran_out) (void);

/* The C library's, or what was preloaded before it: never mixed. */
#define FIND(name)                                                                                \
  do                                                                                              \
    if (next.name == NULL)                                                                        \
      *(void **) &next.name = dlsym (RTLD_NEXT, #name);                                           \
  while (0)

static void *
look_at (void *memory, size_t size)
{
  if (memory == NULL && size > 0 && size < SMALL && ran_out != NULL)
    ran_out ();
  return memory;
}

void *
malloc (size_t size)
{
  FIND (malloc);
  return look_at (next.malloc (size), size);
}

void *
calloc (size_t n, size_t size)
{
  FIND (calloc);
  return look_at (next.calloc (n, size), size < SMALL && n < SMALL ? n * size : SMALL);
}

void *
realloc (void *memory, size_t size)
{
  FIND (realloc);
  return look_at (next.realloc (memory, size), size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  int code;

  FIND (posix_memalign);
  code = next.posix_memalign (memory, alignment, size);
  if (code != 0)
    look_at (NULL, size);
  return code;
}

void
hecha_allocations_guard (void (*run_out) (void))
{
  ran_out = run_out;
}

#else

void
hecha_allocations_guard (void (*run_out) (void))
{
  (void) run_out;
}

#endif
