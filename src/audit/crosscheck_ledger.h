/* audit/crosscheck_ledger.h - what the L- checks of RULES.md 5 share: checks of
 * the ledger itself, without an article.  Private to crosscheck_*.c. */
#ifndef HECHA_AUDIT_CROSSCHECK_LEDGER_H
#define HECHA_AUDIT_CROSSCHECK_LEDGER_H

#include "audit/crosscheck.h"

void hecha_check_date_order (HechaCross *cross, gpointer data);       /* L-date-order */
void hecha_check_future_dates (HechaCross *cross, gpointer data);     /* L-future-date */
void hecha_check_unit_suspect (HechaCross *cross, gpointer data);     /* L-unit-suspect */
void hecha_check_totals (HechaCross *cross, gpointer data);           /* L-total-mismatch */
void hecha_check_conflicts (HechaCross *cross, gpointer data);        /* L-conflict */
void hecha_check_codes (HechaCross *cross, gpointer data);            /* L-duplicate-code */
void hecha_check_unreadable (HechaCross *cross, gpointer data);       /* L-unreadable */
void hecha_check_missing_columns (HechaCross *cross, gpointer data);  /* L-missing-columns */

/* Ended by HECHA_FIELD_NONE: the dates of acts, in the order of RULES.md 4. */
extern const guint8 hecha_act_dates[];
/* What L-date-order reads: the dates in their order, then 应急项目. */
extern const guint8 hecha_ordered_dates[];

/* What a check makes of one reading of a project. */
typedef struct
{
  HechaOutcome outcome;
  HechaFieldSet lacking;   /* of UNDECIDED */
} HechaReading;

typedef HechaReading (*HechaReadFunc) (const HechaView *view);

/* The outcome over all readings of FIELDS (HECHA_FIELD_NONE at the end): both
 * ends of imprecise dates and every rival value.  Readings that differ are
 * UNDECIDED, and lacking the fields that have more than one.  VIEW is left at
 * the last reading. */
HechaReading hecha_read_all (HechaView *view, const guint8 *fields, HechaReadFunc read);

/* Gives a finding about project INDEX, seen at a reading where it is one. */
typedef void (*HechaEmitFunc) (HechaCross *cross, guint32 index, const HechaView *view);

/* Reads every project that the check judges by hecha_read_all (): EMIT where
 * that is a finding, else its outcome. */
void hecha_check_projects (HechaCross *cross, const guint8 *fields, HechaReadFunc read,
                           HechaEmitFunc emit);

/* Appends the cell of DATUM to CELLS, an array of HechaEvidence; nothing where it
 * has none or DATUM is NULL. */
void hecha_add_evidence (GArray *cells, const HechaDatum *datum);
/* Gives FINDING with CELLS as its evidence. */
void hecha_emit_with_cells (HechaCross *cross, HechaCrossFinding *finding, const GArray *cells);
/* The text of a cell, "（空白）" where there is none. */
const char *hecha_datum_words (const HechaDatum *datum);
/* "台账.xlsx“2025年”", of a text file its name alone.  Free with g_free(). */
char *hecha_table_words (const HechaLedger *ledger, guint32 table);
/* TRUE where a project of the table is judged by the check. */
gboolean *hecha_judged_tables (HechaCross *cross);

#endif
