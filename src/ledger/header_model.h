/* header_model.h - which field a header means that no dictionary has, as
 * thousands of labelled headers taught it.
 *
 * templates/header_weights.tsv holds what tests/ledger/fit_headers.py learnt
 * from testdata/headers: a network with one hidden layer over the signs of a
 * header (header_signs.h).  All weights are integers, so that a header means
 * the same on every machine.  Private to room ledger. */
#ifndef HECHA_HEADER_MODEL_H
#define HECHA_HEADER_MODEL_H

#include "ledger/header_signs.h"

#define HECHA_N_MEANINGS (HECHA_N_FIELDS + 1)   /* the last: no field */

typedef struct _HechaHeaderModel HechaHeaderModel;

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

/* How likely SIGHT is each field, HECHA_N_MEANINGS numbers whose sum is 1. */
void hecha_header_model_judge (const HechaHeaderModel *model, const HechaHeaderSight *sight,
                               double *likelihoods);
HechaLikely hecha_likeliest (const double *likelihoods);

#endif
