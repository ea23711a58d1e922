#include "ledger/payments.h"

static gboolean
is_later (const HechaDatum *datum, const HechaDatum *than)
{
  return datum->high != HECHA_DAY_NONE && (than->high == HECHA_DAY_NONE || datum->high >= than->high);
}

/* The day by which payments are in order; G_MININT64 where it is not known. */
static gint64
paid_day (const HechaDatum *day)
{
  return day->state == HECHA_STATE_VALUE && day->high != HECHA_DAY_NONE ? day->high : G_MININT64;
}

static void
add_to (HechaDatum *sum, const HechaDatum *one)
{
  gint64 total;

  if (__builtin_add_overflow (sum->low, one->low, &total))
    {
      sum->state = HECHA_STATE_DOUBTFUL;
      return;
    }
  sum->low = sum->high = total;
  if (one->step > 0 && (sum->step == 0 || one->step < sum->step))
    sum->step = one->step;
  sum->flags |= HECHA_DATUM_SUMMED;
  sum->row = one->row;
  sum->column = one->column;
  sum->raw = one->raw;
}

/* Whether a 累计 of FROM_DAY is later than what stands; what is paid in all only
 * grows, which tells where a day is missing. */
static gboolean
paid_later (const HechaDatum *from, gint64 from_day, const HechaDatum *into, gint64 day)
{
  if (from_day != G_MININT64 || day == G_MININT64)
    return from_day >= day;
  return from->state == HECHA_STATE_VALUE && into->state == HECHA_STATE_VALUE
         && from->low > into->low;
}

static gboolean
says_amount (const HechaDatum *datum)
{
  return datum->state == HECHA_STATE_VALUE || datum->state == HECHA_STATE_DOUBTFUL;
}

/* The latest of a 累计 column, also where it cannot be read. */
static void
join_cumulative (HechaDatum *into, gint64 *day, const HechaDatum *from, gint64 from_day)
{
  if (!says_amount (from)
      || (says_amount (into) && !paid_later (from, from_day, into, *day)))
    return;
  *into = *from;
  if (into->state == HECHA_STATE_VALUE)
    into->flags |= HECHA_DATUM_SUMMED;
  *day = from_day;
}

/* Joins the 已付金额 FROM, paid on FROM_DAY, into INTO. */
static void
join_paid (HechaDatum *into, gint64 *day, const HechaDatum *from, gint64 from_day)
{
  if ((from->flags & HECHA_DATUM_FROM_ABOVE) != 0)
    return;
  if (from->flags & HECHA_DATUM_CUMULATIVE)
    join_cumulative (into, day, from, from_day);
  else if (from->state == HECHA_STATE_DOUBTFUL)
    *into = *from;   /* a sum with an unreadable part cannot be read */
  else if (from->state != HECHA_STATE_VALUE || into->state == HECHA_STATE_DOUBTFUL)
    return;
  else if (into->state != HECHA_STATE_VALUE)
    *into = *from;
  else
    add_to (into, from);
}

/* Money that came back: less is paid, and nothing was paid that day. */
static gboolean
is_refund (const HechaDatum *amount)
{
  return amount->state == HECHA_STATE_VALUE && amount->low < 0;
}

/* The latest payment cannot be told where the day of one cannot be read; a row
 * without an AMOUNT is none. */
static void
join_last_paid (HechaDatum *into, const HechaDatum *from, const HechaDatum *amount)
{
  if (into->state == HECHA_STATE_DOUBTFUL || is_refund (amount))
    return;
  if (from->state == HECHA_STATE_DOUBTFUL)
    {
      if (amount->state == HECHA_STATE_NOT_PROVIDED || says_amount (amount))
        *into = *from;
    }
  else if (from->state == HECHA_STATE_VALUE && into->state == HECHA_STATE_VALUE)
    {
      if (is_later (from, into))
        *into = *from;
    }
  else if (from->state > into->state)
    *into = *from;
}

gboolean
hecha_payment_is_later (const HechaDatum *day, gint32 as_of)
{
  return as_of != HECHA_DAY_NONE && day->state == HECHA_STATE_VALUE
         && day->low != HECHA_DAY_NONE && day->low > as_of;
}

/* What the payments up to AS_OF come to; FALSE where there is none. */
static gboolean
join_payments (const HechaRecord *record, gint32 as_of, HechaDatum *paid, HechaDatum *day)
{
  gint64 paid_on = G_MININT64;
  gboolean begun = FALSE;

  for (guint i = 0; i + 1 < record->n_payments; i += 2)
    {
      const HechaDatum *on = &record->payments[i], *amount = &record->payments[i + 1];

      if (hecha_payment_is_later (on, as_of))
        continue;
      if (begun)
        {
          join_paid (paid, &paid_on, amount, paid_day (on));
          join_last_paid (day, on, amount);
          continue;
        }
      *paid = *amount;
      *day = *on;
      paid_on = paid_day (on);
      begun = TRUE;
    }
  if (begun && is_refund (paid))
    {
      paid->state = HECHA_STATE_DOUBTFUL;
      paid->low = paid->high = paid->step = 0;
      paid->flags = 0;
    }
  return begun;
}

static void
put (HechaRecord *record, const HechaDatum *datum)
{
  for (guint i = 0; i < record->n_data; i++)
    if (record->data[i].field == datum->field)
      {
        record->data[i] = *datum;
        record->data[i].flags &= (guint8) ~HECHA_DATUM_CUMULATIVE;
      }
}

void
hecha_payments_settle (HechaRecord *record, gint32 as_of)
{
  HechaDatum paid, day;

  if (record->n_payments < 2)
    return;
  if (!join_payments (record, as_of, &paid, &day))
    {
      join_payments (record, HECHA_DAY_NONE, &paid, &day);
      if (says_amount (&paid))
        paid.state = HECHA_STATE_VALUE;
      paid.low = paid.high = paid.step = 0;
      paid.flags |= HECHA_DATUM_SUMMED;
    }
  put (record, &paid);
  put (record, &day);
}
