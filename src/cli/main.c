#include <locale.h>
#include <signal.h>

#include "cli/command.h"
#include "resources.h"

int
main (int argc, char **argv)
{
  setlocale (LC_CTYPE, "");
  /* A reader of ours that goes away ends a write with an error, not us. */
  signal (SIGPIPE, SIG_IGN);
  hecha_register_resource ();
  return hecha_run (argc, argv);
}
