/* form_label.h - labels of a form and the values that they stand before.
 * Private to room ledger. */
#ifndef HECHA_FORM_LABEL_H
#define HECHA_FORM_LABEL_H

#include "ledger/table.h"

typedef struct
{
  HechaRange range;
  const char *text;
  guint8 field, match;
  float score;
  gint64 unit;
  gboolean weak;
  guint8 lost;                /* the field that it lost to another label */
  const char *inner;          /* the value behind the colon of the same cell, or NULL */
} HechaLabel;

typedef struct
{
  HechaSheetReader *reader;
  GArray *labels;             /* HechaLabel, by row and column */
} HechaFormReader;

/* Fills FORM's labels with every label of the sheet. */
void hecha_form_find_labels (HechaFormReader *form);
/* Adds labels of a 项目名称 that no word tells, but what stands beside them. */
void hecha_form_tell_name (HechaFormReader *form);
/* The label whose range begins at ROW, COLUMN, or NULL; valid until labels are
 * added. */
const HechaLabel *hecha_form_label_at (const HechaFormReader *form, guint32 row, guint32 column);
/* Puts labels that were added at the end into their order. */
void hecha_form_order_labels (HechaFormReader *form);
/* Adds labels that examples alone tell (form_learned.c). */
void hecha_form_learn_labels (HechaFormReader *form);
/* The value of LABEL: in its own cell behind a colon, right of it, below. */
void hecha_form_read_value (const HechaFormReader *form, const HechaLabel *label,
                            const HechaCaption *caption, HechaDatum *datum);

#endif
