/* previous.h - inside of HechaPrevious: what all earlier reports together say,
 * and what became of it.  previous.c gathers, comparison.c compares. */
#ifndef HECHA_REPORT_PREVIOUS_H
#define HECHA_REPORT_PREVIOUS_H

#include "report/returned.h"

G_BEGIN_DECLS

struct _HechaPrevious
{
  GStringChunk *pool;
  GPtrArray *notes;            /* char * */
  GPtrArray *memos;            /* HechaMemo, owned: of each finding ever told */
  GHashTable *by_id;           /* of memos */
  GPtrArray *table_memos;      /* of memos: those of tables, without a project */
  gboolean has_audit;          /* a report that lists all findings is among them */
  gboolean all_findings;       /* and it had no more than it remembers */
  gboolean all_projects;       /* and all projects */
  char *latest;                /* quarter of the latest report, "2024Q3" or "" */

  GArray *known;               /* HechaKnownProject */
  GHashTable *known_index;     /* key → index into known + 1 */
  GArray *carries;             /* HechaCarry per known project, after matching */

  HechaHistory *histories;     /* per finding, after comparing */
  const char **numbers;        /* per finding, NULL = a new one */
  guint n_findings;
  GPtrArray *taken;            /* const char *: numbers of gone findings, NULL at the end */
  GArray *gone;                /* HechaGone */
};

/* A copy of TEXT that lives as long as PREVIOUS; "" for NULL. */
const char *hecha_previous_keep (HechaPrevious *previous, const char *text);
/* The text of FIELD, "" where nothing is known. */
const char *hecha_memo_get (const HechaMemo *memo, HechaMemoField field);
/* What people typed, and since when it is known. */
void hecha_memo_history (const HechaMemo *memo, const char *quarter, HechaHistory *history);

G_END_DECLS

#endif
