/* column_evidence.h - what the first values of a column look like.  Private
 * to room ledger. */
#ifndef HECHA_COLUMN_EVIDENCE_H
#define HECHA_COLUMN_EVIDENCE_H

#include "ledger/table.h"

#define HECHA_SAMPLED_ROWS 60   /* below a header */

/* What a cell holds by its looks. */
typedef enum
{
  HECHA_LOOKS_BLANK,
  HECHA_LOOKS_DATE,
  HECHA_LOOKS_NUMBER,
  HECHA_LOOKS_FLAG,      /* 是, 无, 已备案, / */
  HECHA_LOOKS_TEXT,
  HECHA_LOOKS_BROKEN     /* an error, a formula without a value */
} HechaLooks;

HechaLooks hecha_cell_looks (const HechaCell *cell);

typedef struct
{
  guint n, dates, numbers, flags, texts;
  guint denials;   /* of FLAGS: 无, 不涉及, / … say nothing of what else the column holds */
  guint valued[HECHA_MAX_GUESSES];   /* cells with a word of 值, per guess */
} HechaEvidence;

/* The index behind the rows from FIRST on that are a table's own, as far as they
 * are sampled. */
guint hecha_evidence_end (HechaSheetReader *reader, guint first);
/* HEAD's sample_end must be set. */
void hecha_evidence_weigh (HechaSheetReader *reader, const HechaTableHead *head,
                           const HechaTableColumn *column, HechaEvidence *evidence);
/* How far the values bear FIELD, the guess INDEX of its column, out: 0 to 1. */
float hecha_evidence_bears_out (const HechaDictionary *dictionary,
                                const HechaEvidence *evidence, guint index, HechaField field);
/* Whether the values gainsay a header that only names a subject: 监理 with 是
 * and 否, 决算 with 已完成. */
gboolean hecha_evidence_gainsays (const HechaDictionary *dictionary,
                                  const HechaEvidence *evidence, const HechaGuess *guess);

#endif
