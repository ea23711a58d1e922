#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/command.h"
#include "resources.h"

/* What was needed for one file serves the next: memory that is given back to
 * the system and asked for anew comes as empty pages, two of three of a run. */
static void
keep_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, 32 << 20);
  mallopt (M_TRIM_THRESHOLD, 64 << 20);
#endif
}

int
main (int argc, char **argv)
{
  keep_memory ();
  setlocale (LC_CTYPE, "");
  /* A reader of ours that goes away ends a write with an error, not us. */
  signal (SIGPIPE, SIG_IGN);
  hecha_register_resource ();
  return hecha_run (argc, argv);
}
