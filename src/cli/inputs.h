/* inputs.h - which files a batch reads, in which order and under which name. */
#ifndef HECHA_INPUTS_H
#define HECHA_INPUTS_H

#include <glib.h>

typedef struct
{
  char *path;         /* to open */
  char *name;         /* relative to its input; what every output calls it */
  gboolean expected;  /* named by the user or with a workbook's suffix: that it
                       * cannot be read counts as an error */
  char *problem;      /* a Chinese sentence: not followed, not a file; or NULL */
} HechaInput;

/* Walks ARGUMENTS (char *), files and folders, and returns HechaInput sorted
 * by name, each name once.  Links out of a folder, FIFOs, sockets and folders
 * that cannot be opened come with a problem.  NULL and *MESSAGE where an
 * argument does not exist.  Free with g_ptr_array_unref(). */
GPtrArray *hecha_inputs_collect (GPtrArray *arguments, char **message);

#endif
