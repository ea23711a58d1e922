#include "ledger/table_totals.h"

#include <string.h>

typedef struct
{
  gint64 sum;
  gint64 steps;       /* the last digits stated, 分, a row each */
  gboolean uncertain; /* an amount was 存疑, or the sum left the range */
} Sum;

typedef struct
{
  HechaDatum stated;
  HechaTotalKind kind;
  Sum part, whole;    /* since the last total, since the table's begin */
  gboolean first;     /* stands above its rows: they are summed at the end */
} Stated;

struct _HechaTotals
{
  Sum part[HECHA_N_FIELDS], whole[HECHA_N_FIELDS];
  GArray *stated;
  gboolean any_row;
  guint64 rows_in_part;
};

HechaTotals *
hecha_totals_new (void)
{
  HechaTotals *totals = g_new0 (HechaTotals, 1);

  totals->stated = g_array_new (FALSE, TRUE, sizeof (Stated));
  return totals;
}

void
hecha_totals_free (HechaTotals *totals)
{
  g_array_unref (totals->stated);
  g_free (totals);
}

static void
add_amount (Sum *sum, const HechaDatum *datum)
{
  gint64 added;

  if (__builtin_add_overflow (sum->sum, datum->low, &added))
    sum->uncertain = TRUE;
  else
    sum->sum = added;
  if (__builtin_add_overflow (sum->steps, datum->step, &sum->steps))
    sum->uncertain = TRUE;
}

void
hecha_totals_add (HechaTotals *totals, const HechaDatum *data, guint n)
{
  totals->any_row = TRUE;
  totals->rows_in_part++;
  for (guint i = 0; i < n; i++)
    {
      const HechaDatum *datum = &data[i];
      gboolean ditto = (datum->flags & HECHA_DATUM_FROM_ABOVE) != 0;

      if (hecha_field_type (datum->field) != HECHA_TYPE_AMOUNT)
        continue;
      if (datum->state == HECHA_STATE_DOUBTFUL || (ditto && datum->state == HECHA_STATE_VALUE
                                                   && *datum->raw != '\0'
                                                   && hecha_is_ditto (datum->raw)))
        totals->part[datum->field].uncertain = totals->whole[datum->field].uncertain = TRUE;
      else if (datum->state == HECHA_STATE_VALUE && !ditto)
        {
          add_amount (&totals->part[datum->field], datum);
          add_amount (&totals->whole[datum->field], datum);
        }
    }
}

void
hecha_totals_state (HechaTotals *totals, const HechaDatum *stated, HechaTotalKind kind)
{
  Stated one = { .stated = *stated, .kind = kind, .part = totals->part[stated->field],
                 .whole = totals->whole[stated->field], .first = !totals->any_row };

  g_array_append_val (totals->stated, one);
}

void
hecha_totals_close (HechaTotals *totals, HechaTotalKind kind)
{
  memset (totals->part, 0, sizeof totals->part);
  totals->rows_in_part = 0;
}

void
hecha_totals_new_page (HechaTotals *totals)
{
}

/* Half a last digit a row, and of the total's own: 10.5 + 20.25 may be written
 * 30.8. */
static gint64
tolerance_of (const Sum *sum, gint64 step)
{
  gint64 steps;

  return __builtin_add_overflow (sum->steps, step, &steps) ? G_MAXINT64 : steps / 2;
}

static gboolean
agrees (const Sum *sum, const HechaDatum *stated)
{
  gint64 difference;

  if (sum->uncertain || __builtin_sub_overflow (sum->sum, stated->low, &difference))
    return FALSE;
  return ABS (difference) <= tolerance_of (sum, stated->step);
}

/* What a stated total sums: a 小计 the rows since the last total, a 合计 all
 * rows; where the other of the two fits, that. */
static const Sum *
meant (const HechaTotals *totals, const Stated *stated)
{
  const Sum *all = &totals->whole[stated->stated.field];

  if (stated->first)
    return all;
  if (stated->kind == HECHA_TOTAL_PART)
    return agrees (&stated->whole, &stated->stated) && !agrees (&stated->part, &stated->stated)
               ? &stated->whole
               : &stated->part;
  return agrees (&stated->part, &stated->stated) && !agrees (&stated->whole, &stated->stated)
             ? &stated->part
             : &stated->whole;
}

void
hecha_totals_finish (HechaTotals *totals, GArray *into)
{
  for (guint i = 0; i < totals->stated->len; i++)
    {
      const Stated *stated = &g_array_index (totals->stated, Stated, i);
      const Sum *sum = meant (totals, stated);
      HechaTotal total = { .row = stated->stated.row, .column = stated->stated.column,
                           .field = stated->stated.field, .certain = !sum->uncertain,
                           .stated = stated->stated.low, .summed = sum->sum,
                           .tolerance = tolerance_of (sum, stated->stated.step) };

      g_array_append_val (into, total);
    }
}
