/* json.c - JSON values and a buffered writer of lines. */
#include "report/json.h"

#include <errno.h>
#include <string.h>

enum { FLUSH_AT = 1 << 20 };

static void
append_escape (GString *out, unsigned char byte)
{
  switch (byte)
    {
    case '"': g_string_append (out, "\\\""); break;
    case '\\': g_string_append (out, "\\\\"); break;
    case '\n': g_string_append (out, "\\n"); break;
    case '\r': g_string_append (out, "\\r"); break;
    case '\t': g_string_append (out, "\\t"); break;
    default: g_string_append_printf (out, "\\u%04x", byte); break;
    }
}

static gboolean
needs_escape (unsigned char byte)
{
  return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
}

void
hecha_json_append_string (GString *out, const char *text)
{
  g_autofree char *valid = NULL;
  const char *run = text;

  if (!g_utf8_validate (text, -1, NULL))
    {
      valid = g_utf8_make_valid (text, -1);
      run = text = valid;
    }
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (needs_escape ((unsigned char) *at))
      {
        g_string_append_len (out, run, at - run);
        append_escape (out, (unsigned char) *at);
        run = at + 1;
      }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

void
hecha_json_append_piece (GString *out, const GString *piece)
{
  g_string_append_len (out, piece->str, (gssize) piece->len);
}

void
hecha_json_piece_free (gpointer piece)
{
  g_string_free (piece, TRUE);
}

void
hecha_json_append_text_or_null (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    g_string_append (out, "null");
  else
    hecha_json_append_string (out, text);
}

void
hecha_json_append_amount (GString *out, gint64 fen)
{
  guint64 rest = fen < 0 ? -(guint64) fen : (guint64) fen;
  char digits[32];
  gsize n = sizeof digits, least = n - strlen ("0.00");

  /* From the last digit; a format string takes ten times as long. */
  while (rest > 0 || n > least)
    {
      if (n == sizeof digits - 2)
        digits[--n] = '.';
      digits[--n] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  if (fen < 0)
    digits[--n] = '-';
  g_string_append_len (out, digits + n, (gssize) (sizeof digits - n));
}

void
hecha_json_append_year (GString *out, int year)
{
  if (year == 0)
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "%d", year);
}

/* ---- dates ------------------------------------------------------------ */

static gboolean
is_whole_month (gint32 low, gint32 high)
{
  int year, month, day, last_year, last_month, last_day;

  hecha_day_to_ymd (low, &year, &month, &day);
  hecha_day_to_ymd (high, &last_year, &last_month, &last_day);
  if (day != 1 || year != last_year || month != last_month)
    return FALSE;
  hecha_day_to_ymd (high + 1, &last_year, &last_month, &last_day);
  return last_day == 1;
}

static gboolean
is_whole_year (gint32 low, gint32 high)
{
  int year, month, day;

  hecha_day_to_ymd (low, &year, &month, &day);
  return month == 1 && day == 1 && high == hecha_day_from_ymd (year, 12, 31);
}

void
hecha_json_append_date (GString *out, gint64 low, gint64 high)
{
  char first[11], last[11];

  if (low == HECHA_DAY_NONE || high == HECHA_DAY_NONE)
    {
      g_string_append (out, "true");
      return;
    }
  hecha_day_format ((gint32) low, first);
  if (high != low)
    hecha_day_format ((gint32) high, last);
  g_string_append_c (out, '"');
  if (low == high)
    g_string_append (out, first);
  else if (is_whole_month ((gint32) low, (gint32) high))
    g_string_append_len (out, first, strlen ("2024-07"));
  else if (is_whole_year ((gint32) low, (gint32) high))
    g_string_append_len (out, first, strlen ("2024"));
  else
    {
      g_string_append (out, first);
      g_string_append_c (out, '/');
      g_string_append (out, last);
    }
  g_string_append_c (out, '"');
}

/* ---- lines ------------------------------------------------------------ */

gboolean
hecha_lines_open (HechaLines *lines, const char *path, GError **error)
{
  lines->failure = 0;
  lines->text = NULL;
  lines->path = NULL;
  lines->stream = fopen (path, "wbe");
  if (lines->stream == NULL)
    {
      g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE, "无法写入“%s”：%s。",
                   path, g_strerror (errno));
      return FALSE;
    }
  setvbuf (lines->stream, NULL, _IONBF, 0);
  lines->path = g_strdup (path);
  lines->text = g_string_sized_new (FLUSH_AT + (1 << 16));
  return TRUE;
}

static void
flush (HechaLines *lines)
{
  if (lines->failure == 0
      && fwrite (lines->text->str, 1, lines->text->len, lines->stream) != lines->text->len)
    lines->failure = errno != 0 ? errno : EIO;
  g_string_truncate (lines->text, 0);
}

void
hecha_lines_end (HechaLines *lines)
{
  g_string_append_c (lines->text, '\n');
  if (lines->text->len >= FLUSH_AT)
    flush (lines);
}

gboolean
hecha_lines_close (HechaLines *lines, GError **error)
{
  gboolean done;

  flush (lines);
  if (fclose (lines->stream) != 0 && lines->failure == 0)
    lines->failure = errno;
  done = lines->failure == 0;
  if (!done)
    g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE, "无法写入“%s”：%s。",
                 lines->path, g_strerror (lines->failure));
  g_string_free (lines->text, TRUE);
  g_free (lines->path);
  lines->stream = NULL;
  return done;
}
