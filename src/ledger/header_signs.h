/* header_signs.h - what there is to see of a header, as signs: short texts that
 * stand in templates/header_weights.tsv.  Private to room ledger. */
#ifndef HECHA_HEADER_SIGNS_H
#define HECHA_HEADER_SIGNS_H

#include <hecha/ledger.h>

#define HECHA_SIGHTED_VALUES 3

/* What a column is taken for, where another column looks around. */
enum
{
  HECHA_SEEN_NOTHING = HECHA_N_FIELDS,   /* a column that no field describes */
  HECHA_SEEN_DOUBT,                      /* one that may be several */
  HECHA_SEEN_EDGE                        /* none: the table ends there */
};

/* The columns around one. */
typedef struct
{
  guint8 left[2], right[2];   /* fields or HECHA_SEEN_…, the nearest first */
  HechaFieldSet others;       /* the fields of all other columns */
} HechaHeaderPlace;

/* LEAF and HEAD (all group heads, outermost first, or "") are plain as of
 * hecha_header_plain(); TITLE is as it stands.  KIND is one of the letters of
 * value_kind.h, or '\0' where nobody has looked at the values; VALUES are the
 * first of them, with KINDS, a letter each.  PLACE is NULL where nothing is
 * known of other columns. */
typedef struct
{
  const char *title, *head, *leaf;
  gboolean money;    /* it names a unit of money */
  char kind;
  guint n_values;
  const char *values[HECHA_SIGHTED_VALUES];
  char kinds[HECHA_SIGHTED_VALUES];
  const HechaHeaderPlace *place;
} HechaHeaderSight;

/* Calls EACH with every sign of SIGHT, each once.  TITLES are the words that
 * tell what a table is about, NULL-terminated.  Returns their number. */
typedef void (*HechaSignFunc) (const char *sign, gpointer data);

guint hecha_header_signs (const HechaHeaderSight *sight, const char *const *titles,
                          HechaSignFunc each, gpointer data);

#endif
