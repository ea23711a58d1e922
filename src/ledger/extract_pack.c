/* The binary form in which a worker hands an extract to its parent.
 *
 * Numbers are LEB128 varints (signed ones zigzag), texts a length, the bytes
 * and a NUL, so that the reader can point into the buffer instead of copying.
 * The reader trusts nothing: a worker may have been taken over by a hostile
 * file.  Every count is held against the bytes that are left. */
#include <hecha/ledger.h>

#include <string.h>

#define MAGIC 0x68656331u   /* "hec1"; changes with the format */

/* ---- writing --------------------------------------------------------- */

static void
put_number (GByteArray *out, guint64 number)
{
  guint8 bytes[10];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  g_byte_array_append (out, bytes, n);
}

static void
put_signed (GByteArray *out, gint64 number)
{
  put_number (out, ((guint64) number << 1) ^ (guint64) (number >> 63));
}

/* NULL and "" are told apart: 0 is NULL, else length + 1. */
static void
put_text (GByteArray *out, const char *text)
{
  gsize length;

  if (text == NULL)
    {
      put_number (out, 0);
      return;
    }
  length = strlen (text);
  put_number (out, (guint64) length + 1);
  g_byte_array_append (out, (const guint8 *) text, (guint) length + 1);
}

static void
put_range (GByteArray *out, const HechaRange *range)
{
  put_number (out, range->first_row);
  put_number (out, range->last_row);
  put_number (out, range->first_column);
  put_number (out, range->last_column);
}

static void
put_column (GByteArray *out, const HechaColumn *column)
{
  put_number (out, column->row);
  put_number (out, column->column);
  put_number (out, column->field);
  put_number (out, column->match);
  put_number (out, (guint64) (CLAMP (column->confidence, 0, 1) * 1000000 + 0.5f));
  put_signed (out, column->unit);
  put_text (out, column->text);
  put_text (out, column->candidates);
  put_text (out, column->samples);
}

static void
put_total (GByteArray *out, const HechaTotal *total)
{
  put_number (out, total->row);
  put_number (out, total->column);
  put_number (out, total->field);
  put_number (out, total->certain ? 1 : 0);
  put_signed (out, total->stated);
  put_signed (out, total->summed);
  put_signed (out, total->tolerance);
}

static void
put_table (GByteArray *out, const HechaTable *table)
{
  put_number (out, table->sheet_index);
  put_text (out, table->sheet);
  put_number (out, table->shape);
  put_number (out, table->hidden ? 1 : 0);
  put_range (out, &table->header);
  put_range (out, &table->data);
  put_text (out, table->title);
  put_text (out, table->unit_name);
  put_signed (out, table->year);
  put_signed (out, table->unit);
  put_number (out, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    put_column (out, &g_array_index (table->columns, HechaColumn, i));
  put_number (out, table->totals->len);
  for (guint i = 0; i < table->totals->len; i++)
    put_total (out, &g_array_index (table->totals, HechaTotal, i));
}

static void
put_datum (GByteArray *out, const HechaDatum *datum, guint32 record_row)
{
  put_number (out, datum->field);
  put_number (out, datum->state);
  put_number (out, datum->flags);
  put_signed (out, (gint64) datum->row - record_row);
  put_number (out, datum->column);
  put_signed (out, datum->low);
  put_signed (out, (gint64) ((guint64) datum->high - (guint64) datum->low));   /* wraps, and back */
  put_signed (out, datum->step);
  put_text (out, datum->raw);
  /* Mostly the same text: 1 says so, 0 is none, 2 is followed by it. */
  if (datum->text == NULL)
    put_number (out, 0);
  else if (datum->raw != NULL && strcmp (datum->text, datum->raw) == 0)
    put_number (out, 1);
  else
    {
      put_number (out, 2);
      put_text (out, datum->text);
    }
}

static void
put_record (GByteArray *out, const HechaRecord *record)
{
  put_number (out, record->table);
  put_number (out, record->row);
  put_number (out, record->hidden ? 1 : 0);
  put_text (out, record->code);
  put_text (out, record->name);
  put_text (out, record->unit);
  put_signed (out, record->year);
  put_number (out, record->n_data);
  for (guint i = 0; i < record->n_data; i++)
    put_datum (out, &record->data[i], record->row);
  put_number (out, record->n_payments);
  for (guint i = 0; i < record->n_payments; i++)
    put_datum (out, &record->payments[i], record->row);
}

static void
put_file (GByteArray *out, const HechaExtract *extract)
{
  put_text (out, extract->path);
  put_text (out, extract->name);
  put_text (out, extract->sha256);
  put_number (out, extract->size);
  put_number (out, extract->kind);
  put_text (out, extract->error);
  put_text (out, extract->skipped);
  put_text (out, extract->marked_source);
  put_number (out, extract->read_twice ? 1 : 0);
  put_number (out, extract->second.done ? 1 : 0);
  put_number (out, extract->second.compared);
  put_number (out, extract->second.differing);
  put_text (out, extract->second.note);
}

GBytes *
hecha_extract_pack (const HechaExtract *extract)
{
  GByteArray *out = g_byte_array_new ();

  put_number (out, MAGIC);
  put_file (out, extract);
  put_number (out, extract->sheets->len);
  for (guint i = 0; i < extract->sheets->len; i++)
    {
      const HechaSheetNote *sheet = &g_array_index (extract->sheets, HechaSheetNote, i);
      put_text (out, sheet->name);
      put_number (out, sheet->visibility);
      put_text (out, sheet->note);
    }
  put_number (out, extract->tables->len);
  for (guint i = 0; i < extract->tables->len; i++)
    put_table (out, &g_array_index (extract->tables, HechaTable, i));
  put_number (out, extract->records->len);
  for (guint i = 0; i < extract->records->len; i++)
    put_record (out, &g_array_index (extract->records, HechaRecord, i));
  return g_byte_array_free_to_bytes (out);
}

/* ---- reading --------------------------------------------------------- */

typedef struct
{
  const guint8 *next, *end;
  gboolean failed;   /* sticky; everything read after is 0 or NULL */
} Source;

static guint64
get_number (Source *source)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64 && source->next < source->end; shift += 7)
    {
      guint8 byte = *source->next++;

      number |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return number;
    }
  source->failed = TRUE;
  source->next = source->end;
  return 0;
}

static gint64
get_signed (Source *source)
{
  guint64 number = get_number (source);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

/* A number up to LIMIT; more is a failure. */
static guint32
get_below (Source *source, guint64 limit)
{
  guint64 number = get_number (source);

  if (number > limit)
    {
      source->failed = TRUE;
      return 0;
    }
  return (guint32) number;
}

/* A count of things that take at least one byte each. */
static guint32
get_count (Source *source)
{
  return get_below (source, MIN ((guint64) (source->end - source->next), G_MAXINT32));
}

static const char *
get_text (Source *source)
{
  guint64 length = get_number (source);
  const char *text = (const char *) source->next;

  if (length == 0)
    return NULL;
  if (length > (guint64) (source->end - source->next) || text[length - 1] != '\0'
      || memchr (text, '\0', length) != text + length - 1)
    {
      source->failed = TRUE;
      return NULL;
    }
  source->next += length;
  return text;
}

static const char *
get_some_text (Source *source)
{
  const char *text = get_text (source);

  return text != NULL ? text : "";
}

static void
get_range (Source *source, HechaRange *range)
{
  range->first_row = get_below (source, HECHA_MAX_ROWS);
  range->last_row = get_below (source, HECHA_MAX_ROWS);
  range->first_column = get_below (source, HECHA_MAX_COLUMNS);
  range->last_column = get_below (source, HECHA_MAX_COLUMNS);
}

static guint8
get_field (Source *source)
{
  guint32 field = get_below (source, HECHA_FIELD_NONE);

  if (field >= HECHA_N_FIELDS && field != HECHA_FIELD_NONE)
    source->failed = TRUE;
  return (guint8) field;
}

static void
get_column (Source *source, HechaColumn *column)
{
  column->row = get_below (source, HECHA_MAX_ROWS);
  column->column = get_below (source, HECHA_MAX_COLUMNS);
  column->field = get_field (source);
  column->match = (guint8) get_below (source, HECHA_MATCH_USER);
  column->confidence = (float) get_below (source, 1000000) / 1000000;
  column->unit = get_signed (source);
  column->text = get_some_text (source);
  column->candidates = get_some_text (source);
  column->samples = get_some_text (source);
}

static void
get_total (Source *source, HechaTotal *total)
{
  total->row = get_below (source, HECHA_MAX_ROWS);
  total->column = get_below (source, HECHA_MAX_COLUMNS);
  total->field = get_field (source);
  total->certain = get_below (source, 1) != 0;
  total->stated = get_signed (source);
  total->summed = get_signed (source);
  total->tolerance = get_signed (source);
}

static void
get_table (Source *source, HechaTable *table)
{
  guint32 n;

  table->sheet_index = get_below (source, G_MAXINT32);
  table->sheet = get_some_text (source);
  table->shape = (HechaTableShape) get_below (source, HECHA_TABLE_DETAIL);
  table->hidden = get_below (source, 1) != 0;
  get_range (source, &table->header);
  get_range (source, &table->data);
  table->title = get_some_text (source);
  table->unit_name = get_some_text (source);
  table->year = (int) get_signed (source);
  table->unit = get_signed (source);
  table->columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table->totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  n = get_count (source);
  for (guint32 i = 0; i < n && !source->failed; i++)
    {
      g_array_set_size (table->columns, i + 1);
      get_column (source, &g_array_index (table->columns, HechaColumn, i));
    }
  n = get_count (source);
  for (guint32 i = 0; i < n && !source->failed; i++)
    {
      g_array_set_size (table->totals, i + 1);
      get_total (source, &g_array_index (table->totals, HechaTotal, i));
    }
}

static void
get_datum (Source *source, HechaDatum *datum, guint32 table, guint32 record_row)
{
  gint64 row;
  guint32 how;

  datum->field = (guint8) get_below (source, HECHA_N_FIELDS - 1);
  datum->state = (guint8) get_below (source, HECHA_STATE_VALUE);
  datum->flags = (guint8) get_below (source, G_MAXUINT8);
  row = get_signed (source);
  if (row < -(gint64) record_row || row > (gint64) HECHA_MAX_ROWS - record_row)
    source->failed = TRUE;
  else
    datum->row = (guint32) (record_row + row);
  datum->table = table;
  datum->column = get_below (source, HECHA_MAX_COLUMNS);
  datum->low = get_signed (source);
  datum->high = (gint64) ((guint64) datum->low + (guint64) get_signed (source));
  datum->step = get_signed (source);
  datum->raw = get_some_text (source);
  how = get_below (source, 2);
  datum->text = how == 0 ? NULL : how == 1 ? datum->raw : get_text (source);
}

/* Each takes ten bytes or more, which bounds what a lying count can ask for. */
static void
get_payments (Source *source, HechaExtract *extract, HechaRecord *record)
{
  record->n_payments = get_below (source, (guint64) (source->end - source->next) / 10);
  if (source->failed || record->n_payments % 2 != 0)
    {
      record->n_payments = 0;
      source->failed = TRUE;
      return;
    }
  if (record->n_payments > 0)
    record->payments = hecha_extract_data (extract, record->n_payments);
  for (guint i = 0; i < record->n_payments && !source->failed; i++)
    get_datum (source, &record->payments[i], record->table, record->row);
}

static void
get_record (Source *source, HechaExtract *extract, HechaRecord *record)
{
  record->table = get_below (source, (guint64) extract->tables->len - 1);
  record->row = get_below (source, HECHA_MAX_ROWS);
  record->hidden = get_below (source, 1) != 0;
  record->code = get_some_text (source);
  record->name = get_some_text (source);
  record->unit = get_some_text (source);
  record->year = (int) get_signed (source);
  record->n_data = get_below (source, HECHA_N_FIELDS);
  record->data = hecha_extract_data (extract, record->n_data);
  for (guint i = 0; i < record->n_data && !source->failed; i++)
    {
      get_datum (source, &record->data[i], record->table, record->row);
      if (i > 0 && record->data[i].field <= record->data[i - 1].field)
        source->failed = TRUE;
    }
  get_payments (source, extract, record);
}

static void
get_file (Source *source, HechaExtract *extract)
{
  g_free (extract->path);
  extract->path = g_strdup (get_some_text (source));
  g_free (extract->name);
  extract->name = g_strdup (get_some_text (source));
  g_strlcpy (extract->sha256, get_some_text (source), sizeof extract->sha256);
  extract->size = get_number (source);
  extract->kind = (HechaKind) get_below (source, HECHA_KIND_XLSB);
  extract->error = g_strdup (get_text (source));
  extract->skipped = g_strdup (get_text (source));
  extract->marked_source = g_strdup (get_text (source));
  extract->read_twice = get_below (source, 1) != 0;
  extract->second.done = get_below (source, 1) != 0;
  extract->second.compared = get_number (source);
  extract->second.differing = get_number (source);
  extract->second.note = g_strdup (get_text (source));
}

static void
get_sheets (Source *source, HechaExtract *extract)
{
  guint32 n = get_count (source);

  for (guint32 i = 0; i < n && !source->failed; i++)
    {
      HechaSheetNote sheet = { .name = get_some_text (source) };

      sheet.visibility = (HechaVisibility) get_below (source, HECHA_SHEET_VERY_HIDDEN);
      sheet.note = get_some_text (source);
      g_array_append_val (extract->sheets, sheet);
    }
}

static void
get_tables_and_records (Source *source, HechaExtract *extract)
{
  guint32 n = get_count (source);

  for (guint32 i = 0; i < n && !source->failed; i++)
    {
      g_array_set_size (extract->tables, i + 1);
      get_table (source, &g_array_index (extract->tables, HechaTable, i));
    }
  n = get_count (source);
  if (n > 0 && extract->tables->len == 0)
    source->failed = TRUE;
  for (guint32 i = 0; i < n && !source->failed; i++)
    {
      g_array_set_size (extract->records, i + 1);
      get_record (source, extract, &g_array_index (extract->records, HechaRecord, i));
    }
}

HechaExtract *
hecha_extract_unpack (GBytes *bytes, GError **error)
{
  g_autoptr (HechaExtract) extract = hecha_extract_new ("", "");
  gsize length;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  Source source = { start, start != NULL ? start + length : NULL, FALSE };

  if (get_number (&source) != MAGIC)
    source.failed = TRUE;
  if (!source.failed)
    get_file (&source, extract);
  get_sheets (&source, extract);
  get_tables_and_records (&source, extract);
  if (source.failed || source.next != source.end)
    {
      g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_PROTOCOL,
                           "读取进程送回的数据不完整");
      return NULL;
    }
  extract->packed = g_bytes_ref (bytes);
  return g_steal_pointer (&extract);
}
