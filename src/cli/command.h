/* command.h - the command table: one small file per command. */
#ifndef HECHA_COMMAND_H
#define HECHA_COMMAND_H

#include "cli/options.h"

/* Exit codes (DESIGN.md "Contracts"); the highest that applies. */
enum
{
  HECHA_EXIT_CLEAN = 0,
  HECHA_EXIT_FINDINGS = 1,
  HECHA_EXIT_USAGE = 2,      /* usage, configuration or rule pack */
  HECHA_EXIT_UNREADABLE = 3, /* done, but a file could not be read */
  HECHA_EXIT_OUTPUT = 4      /* output could not be written */
};

typedef struct
{
  const char *name;
  guint bit;               /* HECHA_COMMAND_… */
  const char *arguments;   /* "文件或文件夹…" */
  const char *summary;
  const char *english_summary;   /* for the English manual page */
  const char *example;
  int (*run) (const HechaOptions *options);
} HechaCommand;

/* Ends with a row whose name is NULL. */
extern const HechaCommand hecha_command_table[];

const HechaCommand *hecha_command_find (const char *name);

int hecha_command_audit (const HechaOptions *options);
int hecha_command_check (const HechaOptions *options);
int hecha_command_map (const HechaOptions *options);
int hecha_command_rules (const HechaOptions *options);
int hecha_command_template (const HechaOptions *options);
int hecha_command_verify (const HechaOptions *options);

/* Prints "hecha: MESSAGE" to stderr and returns CODE. */
int hecha_complain (int code, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Help of one command, of all, and what `hecha` alone says; to stdout. */
void hecha_help_command (const HechaCommand *command);
void hecha_help_all (void);
void hecha_help_first_step (void);

/* The manual page ("zh" or "en", in man's language) or the completion ("bash"),
 * written from the two tables; to stdout.  FALSE where WHAT is none of them. */
gboolean hecha_manual_print (const char *what);

/* The whole program but main()'s process set-up. */
int hecha_run (int argc, char **argv);

#endif
