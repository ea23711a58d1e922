#include "book/biff.h"

#include <string.h>

gboolean
hecha_biff_next (HechaBiffStream *stream, HechaBiffRecord *record)
{
  if (stream->next > stream->length || stream->length - stream->next < 4)
    return FALSE;
  record->id = hecha_biff_u16 (stream->data + stream->next);
  record->length = hecha_biff_u16 (stream->data + stream->next + 2);
  record->data = stream->data + stream->next + 4;
  if (record->length > stream->length - stream->next - 4)
    return FALSE;
  stream->next += 4 + (gsize) record->length;
  return TRUE;
}

double
hecha_biff_double (const guint8 *data)
{
  guint64 bits = hecha_biff_u32 (data) | (guint64) hecha_biff_u32 (data + 4) << 32;
  double number;

  memcpy (&number, &bits, sizeof number);
  return number;
}

double
hecha_biff_rk (guint32 rk)
{
  double number;

  if (rk & 2)
    {
      /* A signed integer of 30 bits, without relying on how >> treats signs. */
      gint32 integer = (gint32) (rk >> 2);
      number = integer >= 0x20000000 ? integer - 0x40000000 : integer;
    }
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;
      memcpy (&number, &bits, sizeof number);
    }
  return rk & 1 ? number / 100 : number;
}

/* ---- runs ---------------------------------------------------------------- */

void
hecha_biff_run (HechaBiffRun *run, HechaBiffStream *stream, const HechaBiffRecord *record,
                gsize skip)
{
  run->stream = stream;
  run->failed = skip > record->length;
  run->data = record->data + MIN (skip, record->length);
  run->left = record->length - MIN (skip, record->length);
}

/* Goes on to a CONTINUE record; FALSE where there is none. */
static gboolean
continue_run (HechaBiffRun *run)
{
  HechaBiffStream ahead = *run->stream;
  HechaBiffRecord record;

  if (!hecha_biff_next (&ahead, &record) || record.id != BIFF_CONTINUE)
    {
      run->failed = TRUE;
      return FALSE;
    }
  *run->stream = ahead;
  run->data = record.data;
  run->left = record.length;
  return TRUE;
}

static guint8
run_u8 (HechaBiffRun *run)
{
  while (run->left == 0)
    if (!continue_run (run))
      return 0;
  run->left--;
  return *run->data++;
}

static guint32
run_number (HechaBiffRun *run, int size)
{
  guint32 number = 0;

  for (int i = 0; i < size; i++)
    number |= (guint32) run_u8 (run) << (8 * i);
  return number;
}

static void
run_skip (HechaBiffRun *run, guint64 n)
{
  while (n > 0 && !run->failed)
    if (run->left == 0)
      continue_run (run);
    else
      {
        gsize step = (gsize) MIN (n, run->left);

        run->data += step;
        run->left -= step;
        n -= step;
      }
}

const char *
hecha_biff_error_text (guint8 code)
{
  static const struct
  {
    guint8 code;
    const char *text;
  } errors[] = { { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
                 { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" } };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      return errors[i].text;
  return "#N/A";
}

/* ---- strings --------------------------------------------------------------- */

const char *
hecha_biff_charset (guint16 codepage)
{
  static const struct
  {
    guint16 codepage;
    const char *charset;
  } names[] = { { 936, "GB18030" },  { 54936, "GB18030" }, { 950, "BIG5" },
                { 932, "CP932" },    { 949, "CP949" },     { 65001, "UTF-8" },
                { 10000, "MACINTOSH" }, { 32768, "MACINTOSH" }, { 1200, "UTF-16LE" },
                { 10001, "CP932" },   { 10002, "BIG5" },    { 10003, "CP949" },
                { 10008, "GB18030" }, { 10007, "MAC-CYRILLIC" }, { 10017, "MAC-UK" },
                { 10029, "MAC-CENTRALEUROPE" }, { 10079, "MAC-IS" }, { 737, "CP737" },
                { 775, "CP775" },     { 852, "CP852" },     { 855, "CP855" },
                { 857, "CP857" },     { 860, "CP860" },     { 861, "CP861" },
                { 862, "CP862" },     { 863, "CP863" },     { 864, "CP864" },
                { 865, "CP865" },     { 869, "CP869" },     { 1361, "JOHAB" },
                { 874, "CP874" },    { 437, "CP437" },     { 850, "CP850" },
                { 866, "CP866" },    { 1250, "CP1250" },   { 1251, "CP1251" },
                { 1253, "CP1253" },  { 1254, "CP1254" },   { 1255, "CP1255" },
                { 1256, "CP1256" },  { 1257, "CP1257" },   { 1258, "CP1258" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].codepage == codepage)
      return names[i].charset;
  return "CP1252";
}

static void
append_character (GString *out, gunichar c)
{
  if (c != 0)
    g_string_append_unichar (out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
}

/* N characters; where a string goes on in a CONTINUE record, that begins with
 * a flag byte of its own ([MS-XLS] 2.5.293 rgb). */
static void
append_unicode (HechaBiffRun *run, guint32 n, gboolean wide, GString *out)
{
  gunichar high = 0;

  while (n > 0 && !run->failed)
    {
      gunichar c;

      if (run->left == 0)
        {
          if (!continue_run (run))
            break;
          wide = (run_u8 (run) & 1) != 0;
          continue;
        }
      c = run_number (run, wide ? 2 : 1);
      n--;
      if (c >= 0xd800 && c < 0xdc00)
        {
          if (high != 0)
            append_character (out, 0xfffd);
          high = c;
        }
      else if (high != 0 && c >= 0xdc00 && c < 0xe000)
        {
          append_character (out, 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00));
          high = 0;
        }
      else
        {
          if (high != 0)
            append_character (out, 0xfffd);
          high = 0;
          append_character (out, c);
        }
    }
  if (high != 0)
    append_character (out, 0xfffd);
}

void
hecha_biff_append_utf16 (GString *out, const guint8 *units, gsize n)
{
  HechaBiffStream none = { NULL, 0, 0 };
  HechaBiffRun run = { &none, units, n * 2, FALSE };

  append_unicode (&run, (guint32) n, TRUE, out);
}

static void
append_bytes (HechaBiffRun *run, guint32 n, const char *charset, GString *out)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *converted = NULL;

  for (guint32 i = 0; i < n && !run->failed; i++)
    {
      guint8 byte = run_u8 (run);

      if (byte != 0)
        g_string_append_c (bytes, (char) byte);
    }
  converted = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", charset, NULL, NULL, NULL);
  if (converted == NULL)   /* Chinese workbooks that claim another code page */
    converted = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (converted == NULL)
    converted
        = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  g_string_append (out, converted != NULL ? converted : "");
}

gboolean
hecha_biff_string (HechaBiffRun *run, const HechaBiffText *text, int length_size, GString *out)
{
  guint32 n = run_number (run, length_size);
  guint8 flags;
  guint32 formatting = 0, phonetic = 0;

  if (!text->biff8)
    {
      append_bytes (run, n, text->charset, out);
      return !run->failed;
    }
  if (n == 0 && run->left == 0)   /* an empty string may lack its flags */
    return !run->failed;
  flags = run_u8 (run);
  if (flags & 8)
    formatting = run_number (run, 2);
  if (flags & 4)
    phonetic = run_number (run, 4);
  append_unicode (run, n, (flags & 1) != 0, out);
  run_skip (run, (guint64) formatting * 4 + phonetic);
  return !run->failed;
}
