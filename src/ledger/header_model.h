/* header_model.h - which field a header means that no dictionary has, as
 * thousands of labelled headers taught it.
 *
 * templates/header_weights.tsv holds what tests/ledger/fit_headers.py learnt
 * from testdata/headers: a weight per sign of a header and field.  The signs
 * are its characters and pairs of characters, those of its group head, what
 * the table's title is about, and the kind of the values below.  Private to
 * room ledger. */
#ifndef HECHA_HEADER_MODEL_H
#define HECHA_HEADER_MODEL_H

#include <hecha/ledger.h>

typedef struct _HechaHeaderModel HechaHeaderModel;

/* What there is to see of a header.  LEAF and HEAD (all group heads, outermost
 * first, or "") are plain as of hecha_header_plain(); TITLE is as it stands.
 * KIND is one of the letters of value_kind.h, or '\0' where nobody has looked at
 * the values. */
typedef struct
{
  const char *title, *head, *leaf;
  gboolean money;    /* it names a unit of money */
  char kind;
} HechaHeaderSight;

/* A field and how likely it is, 0 to 1; HECHA_FIELD_NONE: a column that no
 * field describes. */
typedef struct
{
  HechaField field;
  double likelihood;
} HechaLikely;

/* The built-in table, which is in order. */
HechaHeaderModel *hecha_header_model_new (void);
void hecha_header_model_free (HechaHeaderModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaHeaderModel, hecha_header_model_free)

/* The N likeliest fields, best first. */
void hecha_header_model_judge (const HechaHeaderModel *model, const HechaHeaderSight *sight,
                               HechaLikely *likely, guint n);

/* The signs of SIGHT as they stand in the table, separated by tabs; what
 * fit_headers.py learns from.  TITLES are the title words, NULL-terminated.
 * Free with g_free(). */
char *hecha_header_signs (const HechaHeaderSight *sight, const char *const *titles);

#endif
