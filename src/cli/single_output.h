/* single_output.h - one file as output: written under another name beside its
 * own and renamed when it is whole. */
#ifndef HECHA_CLI_SINGLE_OUTPUT_H
#define HECHA_CLI_SINGLE_OUTPUT_H

#include <glib.h>

/* Writes PATH, which is empty then. */
typedef gboolean (*HechaSingleWriter) (const char *path, gpointer data, GError **error);

/* An exit code; what is wrong has been said.  A FINAL that exists is refused
 * without FORCE. */
int hecha_single_output (const char *final, gboolean force, HechaSingleWriter writer,
                         gpointer data);
/* For what was written already: WORKING is flushed and becomes FINAL, or is
 * removed, which is said.  An exit code. */
int hecha_single_output_publish (const char *working, const char *final);

#endif
