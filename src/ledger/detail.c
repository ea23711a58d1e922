#include "ledger/detail.h"

#include <string.h>

#include "ledger/contract_kind.h"
#include "ledger/header_text.h"
#include "ledger/payments.h"

#define MAX_OTHER_FIELDS 3   /* a ledger proper has more than these beside payments */

/* ---- what is a 明细表 --------------------------------------------------------- */

gboolean
hecha_detail_is_payment (const HechaTableColumn *column)
{
  static const char *const ones[] = { "本次", "本期", "当期", "本笔", "此次", "单笔", "分期", "每期",
                                      "每次", "当次", "各期", NULL };
  static const char *const acts[] = { "支付", "付款", "拨付", "拨款", NULL };
  static const char *const dates[] = { "日期", "时间", "比例", "批次", "次数", "方式", NULL };
  g_autofree char *plain = hecha_header_plain (column->texts[column->n_texts - 1]);

  return hecha_text_holds_one (plain, ones) && hecha_text_holds_one (plain, acts)
         && !hecha_text_holds_one (plain, dates);
}

static gboolean
is_of_payments (HechaField field)
{
  switch (field)
    {
    case HECHA_FIELD_PAID:
    case HECHA_FIELD_LAST_PAID_ON:
    case HECHA_FIELD_CONTRACT_AMOUNT:
    case HECHA_FIELD_CONTRACTED_ON:
    case HECHA_FIELD_CONTRACTOR:
    case HECHA_FIELD_SUPERVISION_CONTRACTED_ON:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_identity (HechaField field)
{
  return field == HECHA_FIELD_CODE || field == HECHA_FIELD_NAME || field == HECHA_FIELD_UNIT
         || field == HECHA_FIELD_YEAR || field == HECHA_FIELD_NONE;
}

/* Rows told apart by a 标段 are lots: projects of their own (RULES.md 6). */
static gboolean
tells_lots (const HechaTableHead *head)
{
  static const char *const words[] = { "标段", "标包", "包号", "分标", NULL };

  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      /* 项目（标段） names the project, whatever it is. */
      if (column->n_texts > 0 && column->field != HECHA_FIELD_NAME
          && hecha_text_holds_one (column->texts[column->n_texts - 1], words))
        return TRUE;
    }
  return FALSE;
}

gboolean
hecha_detail_is_likely (const HechaSheetReader *reader, const HechaTableHead *head,
                        const char *title)
{
  static const char *const words[] = { "明细", "付款", "支付", "拨付", "合同台账", "合同登记",
                                       "合同汇总", "合同签订", "拨款", "合同一览", NULL };
  guint payments = 0, others = 0;
  gboolean column_says = FALSE;

  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (is_of_payments (column->field))
        payments++;
      else if (!is_identity (column->field))
        others++;
      column_says |= column->field == HECHA_FIELD_NONE && hecha_detail_is_payment (column);
    }
  if ((payments == 0 && !column_says) || tells_lots (head))
    return FALSE;
  return others <= MAX_OTHER_FIELDS
         || (others <= 2 * MAX_OTHER_FIELDS
             && (hecha_text_holds_one (title, words)
                 || hecha_text_holds_one (reader->sheet->name, words)));
}

/* ---- the rows of one project ----------------------------------------------------- */

typedef struct
{
  HechaSheetReader *reader;
  const HechaTableHead *head;
  gboolean cumulative;   /* 已付金额 is 累计 */
} Merger;

static HechaContractKind
kind_of (const Merger *merger, const HechaRecord *record, gboolean apart)
{
  return hecha_contract_kind (merger->reader, merger->head, record, apart);
}

static HechaDatum *
datum_of (const HechaRecord *record, HechaField field)
{
  for (guint i = 0; i < record->n_data; i++)
    if (record->data[i].field == field)
      return &record->data[i];
  return NULL;
}

/* Two contracts of one project, and nothing says which is the one of its 承建:
 * neither amount is surely the project's, and no rule adds them up. */
static void
join_contract_amount (HechaDatum *into, const HechaDatum *from, gboolean same_contract)
{
  if (from->state != HECHA_STATE_VALUE || into->state == HECHA_STATE_DOUBTFUL)
    return;
  if (into->state != HECHA_STATE_VALUE)
    *into = *from;
  else if (!same_contract && (from->flags & HECHA_DATUM_FROM_ABOVE) == 0)
    {
      into->state = HECHA_STATE_DOUBTFUL;
      into->low = into->high = into->step = 0;
      into->flags = 0;
    }
}

/* Whether ROW speaks of the same contract as RECORD: its day and amount are
 * the record's or not given. */
static gboolean
is_same_contract (const HechaRecord *record, const HechaRecord *row)
{
  static const HechaField fields[]
      = { HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_CONTRACTOR };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const HechaDatum *one = datum_of (record, fields[i]);
      const HechaDatum *other = datum_of (row, fields[i]);

      if (one == NULL || one->state != HECHA_STATE_VALUE || other->state != HECHA_STATE_VALUE)
        continue;
      if (one->low != other->low || g_strcmp0 (one->text, other->text) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
join_row (HechaRecord *record, const HechaRecord *row)
{
  gboolean same_contract = is_same_contract (record, row);

  for (guint i = 0; i < record->n_data; i++)
    {
      HechaDatum *into = &record->data[i];
      const HechaDatum *from = datum_of (row, into->field);

      if (from == NULL || into->field == HECHA_FIELD_PAID
          || into->field == HECHA_FIELD_LAST_PAID_ON)
        continue;
      if (into->field == HECHA_FIELD_CONTRACT_AMOUNT)
        join_contract_amount (into, from, same_contract);
      else if (from->state > into->state)
        *into = *from;
    }
}

/* ---- other contracts -------------------------------------------------------------- */

/* What a 监理 or 测评 row adds to its project, at most two data. */
static guint
other_fields (const HechaRecord *row, HechaContractKind kind, HechaDatum *data)
{
  const HechaDatum *firm = datum_of (row, HECHA_FIELD_CONTRACTOR);
  const HechaDatum *day = datum_of (row, HECHA_FIELD_CONTRACTED_ON);
  guint n = 0;

  if (kind != HECHA_CONTRACT_SUPERVISION && kind != HECHA_CONTRACT_TEST)
    return 0;
  if (firm != NULL)
    {
      data[n] = *firm;
      data[n++].field = kind == HECHA_CONTRACT_TEST ? HECHA_FIELD_SOFTWARE_TEST
                                                    : HECHA_FIELD_SUPERVISOR;
    }
  if (day != NULL && kind == HECHA_CONTRACT_SUPERVISION)
    {
      data[n] = *day;
      data[n++].field = HECHA_FIELD_SUPERVISION_CONTRACTED_ON;
    }
  return n;
}

/* Puts DATUM among the data of RECORD, by field; a better state wins. */
static void
put_datum (HechaExtract *extract, HechaRecord *record, const HechaDatum *datum)
{
  HechaDatum *existing = datum_of (record, datum->field);
  HechaDatum *data;
  guint at = 0;

  if (existing != NULL)
    {
      if (datum->state > existing->state)
        *existing = *datum;
      return;
    }
  data = hecha_extract_data (extract, record->n_data + 1);
  while (at < record->n_data && record->data[at].field < datum->field)
    at++;
  memcpy (data, record->data, at * sizeof (HechaDatum));
  data[at] = *datum;
  memcpy (data + at + 1, record->data + at, (record->n_data - at) * sizeof (HechaDatum));
  record->data = data;
  record->n_data++;
}

/* The fields of a contract are blank in a project of which only other
 * contracts are listed; where they stood is kept. */
static void
clear_contract (HechaRecord *record)
{
  for (guint i = 0; i < record->n_data; i++)
    if (is_of_payments (record->data[i].field))
      {
        HechaDatum *datum = &record->data[i];

        datum->state = HECHA_STATE_BLANK;
        datum->low = datum->high = datum->step = 0;
        datum->flags = 0;
        datum->raw = "";
        datum->text = NULL;
      }
}

/* ---- all projects ------------------------------------------------------------------- */

/* Whether ROW's name is the very cell of the one above, or 同上: one project,
 * whatever the table is. */
static gboolean
continues (const HechaRecord *row)
{
  const HechaDatum *name = datum_of (row, HECHA_FIELD_NAME);

  return name != NULL && (name->flags & HECHA_DATUM_FROM_ABOVE) != 0;
}

static char *
record_key (const HechaRecord *record)
{
  g_autofree char *name = hecha_name_plain (record->name);

  return *record->code != '\0' ? g_strdup_printf ("%s", record->code)
                               : g_strdup_printf ("\x1f%s\x1f%s", name, record->unit);
}

/* Whether words that tell one row from another may tell its kind: not where
 * they make all rows of the project other contracts, for then they speak of
 * the project. */
static gboolean
tells_rows_apart (const Merger *merger, const HechaRecord *records, const GArray *members)
{
  for (guint i = 0; i < members->len && members->len > 1; i++)
    if (kind_of (merger, &records[g_array_index (members, guint, i)], TRUE)
        == HECHA_CONTRACT_MAIN)
      return TRUE;
  return FALSE;
}

/* (4,000.00) among payments came back.  As 已付金额 no cell can be below zero; as
 * one of the rows it is taken off. */
static void
read_refund (const Merger *merger, HechaDatum *payment)
{
  const HechaCell *cell
      = hecha_grid_cell (merger->reader->grid, payment->row, payment->column, NULL);
  HechaValueContext context = { 0 };
  HechaDatum change = { 0 };

  if (merger->reader->grid->turned != NULL || payment->state != HECHA_STATE_DOUBTFUL)
    return;
  for (guint i = 0; i < merger->head->columns->len; i++)
    {
      const HechaTableColumn *column
          = &g_array_index (merger->head->columns, HechaTableColumn, i);

      if (column->column == payment->column)
        context.unit = column->unit;
    }
  hecha_value_read (HECHA_FIELD_CHANGE_AMOUNT, cell, NULL, &context,
                    merger->reader->extract->pool, &change);
  if (change.state != HECHA_STATE_VALUE || change.low >= 0)
    return;
  payment->state = HECHA_STATE_VALUE;
  payment->low = payment->high = change.low;
  payment->step = change.step;
}

/* A payment of RECORD, whose room is there. */
static void
add_payment (const Merger *merger, HechaRecord *record, const HechaRecord *row)
{
  static const guint8 fields[] = { HECHA_FIELD_LAST_PAID_ON, HECHA_FIELD_PAID };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const HechaDatum *datum = datum_of (row, (HechaField) fields[i]);
      HechaDatum *payment = &record->payments[record->n_payments++];

      if (datum != NULL)
        *payment = *datum;
      payment->field = fields[i];
    }
  if (merger->cumulative)
    record->payments[record->n_payments - 1].flags |= HECHA_DATUM_CUMULATIVE;
  else
    read_refund (merger, &record->payments[record->n_payments - 1]);
}

/* Joins the rows MEMBERS (indices into RECORDS) into the first. */
static HechaRecord
join_rows (const Merger *merger, const HechaRecord *records, const GArray *members)
{
  HechaExtract *extract = merger->reader->extract;
  HechaRecord joined = records[g_array_index (members, guint, 0)];
  HechaDatum extra[2];
  HechaDatum *payments = hecha_extract_data (extract, 2 * members->len);
  gboolean begun = FALSE, apart = tells_rows_apart (merger, records, members);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < members->len; i++)
      {
        const HechaRecord *row = &records[g_array_index (members, guint, i)];
        HechaContractKind kind = kind_of (merger, row, apart);

        if (pass == 0 && kind == HECHA_CONTRACT_MAIN && !begun)
          {
            joined = *row;
            joined.data = hecha_extract_data (extract, row->n_data);
            memcpy (joined.data, row->data, row->n_data * sizeof (HechaDatum));
            joined.row = records[g_array_index (members, guint, 0)].row;
            joined.payments = payments;
            add_payment (merger, &joined, row);
            begun = TRUE;
          }
        else if (pass == 0 && kind == HECHA_CONTRACT_MAIN)
          {
            join_row (&joined, row);
            add_payment (merger, &joined, row);
          }
        else if (pass == 1 && kind == HECHA_CONTRACT_ADDED && joined.payments != NULL)
          add_payment (merger, &joined, row);
        else if (pass == 1 && kind != HECHA_CONTRACT_MAIN)
          {
            if (!begun)
              {
                joined.data = hecha_extract_data (extract, row->n_data);
                memcpy (joined.data, row->data, row->n_data * sizeof (HechaDatum));
                clear_contract (&joined);
                begun = TRUE;
              }
            for (guint j = 0, n = other_fields (row, kind, extra); j < n; j++)
              put_datum (extract, &joined, &extra[j]);
          }
      }
  hecha_payments_settle (&joined, HECHA_DAY_NONE);
  return joined;
}

static void
free_members (gpointer members)
{
  g_array_unref (members);
}

/* The rows of each project, in order of first appearance. */
typedef struct
{
  const Merger *merger;
  const HechaRecord *records;
  GPtrArray *groups;       /* GArray of guint */
  GHashTable *places;      /* key -> GPtrArray of groups, not owned */
} Grouping;

/* Whether ROW speaks of the main contract of MEMBERS, or of none of its own. */
static gboolean
is_lot_of (const Grouping *grouping, const GArray *members, const HechaRecord *row)
{
  enum { ROWS_LOOKED_AT = 4 };

  if (kind_of (grouping->merger, row, TRUE) != HECHA_CONTRACT_MAIN)
    return TRUE;
  for (guint i = 0; i < members->len && i < ROWS_LOOKED_AT; i++)
    {
      const HechaRecord *other = &grouping->records[g_array_index (members, guint, i)];

      if (kind_of (grouping->merger, other, TRUE) == HECHA_CONTRACT_MAIN
          && !is_same_contract (other, row))
        return FALSE;
    }
  return TRUE;
}

/* The one of the groups in LOTS that ROW belongs to, or NULL: one name with
 * several contracts is several lots (RULES.md 6). */
static GArray *
find_lot (const Grouping *grouping, const GPtrArray *lots, const HechaRecord *row)
{
  enum { LOTS_LOOKED_AT = 64 };

  if (kind_of (grouping->merger, row, TRUE) != HECHA_CONTRACT_MAIN)
    return g_ptr_array_index (lots, 0);
  for (guint i = lots->len; i-- > 0 && lots->len - i <= LOTS_LOOKED_AT;)
    if (is_lot_of (grouping, g_ptr_array_index (lots, i), row))
      return g_ptr_array_index (lots, i);
  return NULL;
}

static GArray *
group_of (Grouping *grouping, guint index, const char *key)
{
  GPtrArray *lots = key != NULL ? g_hash_table_lookup (grouping->places, key) : NULL;
  const HechaRecord *row = &grouping->records[index];
  GArray *members = NULL;

  if (grouping->groups->len > 0 && continues (row))
    {
      members = g_ptr_array_index (grouping->groups, grouping->groups->len - 1);
      if (is_lot_of (grouping, members, row))
        return members;
      members = NULL;
    }
  else if (lots != NULL)
    members = find_lot (grouping, lots, row);
  if (members != NULL)
    return members;
  members = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (grouping->groups, members);
  if (key != NULL && lots == NULL)
    {
      lots = g_ptr_array_new ();
      g_hash_table_insert (grouping->places, g_strdup (key), lots);
    }
  if (lots != NULL)
    g_ptr_array_add (lots, members);
  return members;
}

static void
free_lots (gpointer lots)
{
  g_ptr_array_unref (lots);
}

/* In a 明细表 (DETAIL) equal names or codes are one project. */
static GPtrArray *
group_rows (const Merger *merger, const HechaRecord *records, guint n, gboolean detail)
{
  Grouping grouping = { merger, records, g_ptr_array_new_with_free_func (free_members),
                        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_lots) };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = detail ? record_key (&records[i]) : NULL;

      g_array_append_val (group_of (&grouping, i, key), i);
    }
  g_hash_table_unref (grouping.places);
  return grouping.groups;
}

static gboolean
pays_cumulatively (const HechaTableHead *head)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field != HECHA_FIELD_PAID)
        continue;
      for (guint j = 0; j < column->n_texts; j++)
        if (strstr (column->texts[j], "累计") != NULL)
          return TRUE;
    }
  return FALSE;
}

void
hecha_detail_merge (HechaSheetReader *reader, const HechaTableHead *head, guint table,
                    guint first)
{
  GArray *records = reader->extract->records;
  HechaTable *about = &g_array_index (reader->extract->tables, HechaTable, table);
  Merger merger = { reader, head, pays_cumulatively (head) };
  g_autofree HechaRecord *rows = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  guint n = records->len - first;
  gboolean detail = hecha_detail_is_likely (reader, head, about->title);
  gboolean other_contracts = FALSE, continued = FALSE;

  for (guint i = 0; i < n && !detail && !continued; i++)
    continued = continues (&g_array_index (records, HechaRecord, first + i));
  if (n == 0 || (!detail && !continued))
    return;
  rows = g_new (HechaRecord, n);
  memcpy (rows, &g_array_index (records, HechaRecord, first), n * sizeof (HechaRecord));
  groups = group_rows (&merger, rows, n, detail);
  for (guint i = 0; i < n && detail && !other_contracts; i++)
    other_contracts = hecha_contract_kind (reader, head, &rows[i], FALSE) != HECHA_CONTRACT_MAIN;
  if (groups->len == n && !other_contracts)
    return;
  about->shape = HECHA_TABLE_DETAIL;
  g_array_set_size (records, first);
  for (guint i = 0; i < groups->len; i++)
    {
      HechaRecord joined = join_rows (&merger, rows, g_ptr_array_index (groups, i));

      g_array_append_val (records, joined);
    }
}
