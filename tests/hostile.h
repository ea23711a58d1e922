/* What the tests of hostile inputs and of faults share: a run of the program
 * with what it said and used, and a fingerprint of a folder. */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <glib.h>

typedef struct
{
  int code;          /* exit code, or -signal */
  char *warned;      /* standard error; g_free() */
  glong peak_kb;     /* of the program or of a worker, whichever had more */
} HostileRun;

/* Runs HECHA_PROGRAM audit INPUT -o OUTPUT as of a fixed day.  ENVIRONMENT
 * ("NAME=value", NULL-terminated) is added; NULL: nothing.  MAX_FILE_BYTES > 0
 * is how long a file may become, as if the disk were full then. */
HostileRun hostile_audit (const char *input, const char *output, const char *const *environment,
                          gulong max_file_bytes);
/* As above, but returns at once; a process id for waitpid(). */
GPid hostile_audit_start (const char *input, const char *output, const char *const *environment);
/* The program with any arguments, NULL-terminated. */
HostileRun hostile_run (const char *const *arguments, const char *const *environment);
/* Whether these runs are refused what the modes of files and folders refuse,
 * as they are for root too where it may give up that right. */
gboolean hostile_obeys_modes (void);
/* Over names and contents of all regular files below PATH.  g_free(). */
char *hostile_fingerprint (const char *path);
/* Names in FOLDER that begin with PREFIX. */
guint hostile_count (const char *folder, const char *prefix);
/* The file to preload that makes faults (tests/cli/fault_shim.c), built into
 * FOLDER; NULL where there is no compiler or glibc or under qemu, and tests say
 * that they skip.  g_free(). */
char *hostile_shim (const char *folder);
/* PATH and all below it. */
void hostile_remove (const char *path);
gboolean hostile_python (const char *script, const char *argument, char **said);

#endif
