/* options.h - what the user typed.  One table is the source of parsing, help,
 * completion and the manual page. */
#ifndef HECHA_OPTIONS_H
#define HECHA_OPTIONS_H

#include <hecha/audit.h>

typedef enum
{
  HECHA_RECORDS_DEFAULT,   /* all, or findings above 100,000 projects */
  HECHA_RECORDS_ALL,
  HECHA_RECORDS_FINDINGS,
  HECHA_RECORDS_NONE
} HechaRecords;

typedef struct
{
  char *output;            /* -o */
  gint32 as_of;            /* 核查日; today unless given */
  GPtrArray *rules;        /* char *; empty = the built-in pack */
  GPtrArray *previous;     /* char * */
  GPtrArray *against;      /* char * */
  char *mapping, *holidays, *fields, *units, *thesaurus;
  char *ledger;            /* --ledger FILE.sqlite */
  char *check_pack;        /* --check PACK */
  HechaRecords records;
  gboolean xls_by_libreoffice;
  gboolean double_read;
  guint jobs;              /* at least 1 */
  gboolean quiet, json, force;
  HechaOutcome fail_on;    /* level */
  gboolean help;
  GPtrArray *arguments;    /* char *: what is no option */
} HechaOptions;

/* Which commands take an option. */
enum
{
  HECHA_COMMAND_AUDIT = 1 << 0,
  HECHA_COMMAND_CHECK = 1 << 1,
  HECHA_COMMAND_MAP = 1 << 2,
  HECHA_COMMAND_RULES = 1 << 3,
  HECHA_COMMAND_TEMPLATE = 1 << 4,
  HECHA_COMMAND_VERIFY = 1 << 5
};

typedef struct
{
  const char *name;        /* without dashes */
  char letter;             /* or 0 */
  const char *value;       /* what the help calls its value; NULL: a flag */
  guint commands;          /* HECHA_COMMAND_… that take it */
  const char *help;
  const char *english_value, *english_help;   /* for the English manual page */
} HechaOptionInfo;

/* Ends with a row whose name is NULL. */
extern const HechaOptionInfo hecha_option_table[];

/* Parses ARGV[0..ARGC) for one command; NULL and one Chinese sentence in
 * *MESSAGE (free with g_free()) where it is wrong. */
HechaOptions *hecha_options_parse (guint command, int argc, char **argv, char **message);
void hecha_options_free (HechaOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOptions, hecha_options_free)

#endif
