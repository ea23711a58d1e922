/* The kinds of values below a header, told by their looks alone. */
#include "ledger/column_evidence.h"

#include <string.h>

#include "ledger/header_text.h"
#include "ledger/row_kind.h"

static gboolean
is_flag_word (const char *plain)
{
  static const char *const words[]
      = { "是", "否", "有", "无", "√", "×", "✓", "✔", "✗", "✘", "x", "y", "n", "yes", "no", "/",
          "-", "—", "——", "已", "未", "对", "错", "○", "不涉及", "不适用", "没有", "无需", "不需要" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return g_utf8_strlen (plain, -1) <= 5
         && (g_str_has_prefix (plain, "已") || g_str_has_prefix (plain, "未")
             || g_str_has_prefix (plain, "尚未") || g_str_has_prefix (plain, "暂"));
}

/* A text with a year and a month, however written. */
static gboolean
looks_like_date (const char *text)
{
  guint digits = 0, separators = 0;
  gboolean year = strstr (text, "年") != NULL, month = strstr (text, "月") != NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (*p == '.' || *p == '-' || *p == '/')
        separators++;
      else if (g_ascii_isalpha (*p))
        return FALSE;   /* ZR-2024-01 */
    }
  if ((year || month) && (digits >= 2 || strstr (text, "二〇") != NULL || strstr (text, "二零") != NULL))
    return TRUE;
  if (digits >= 4 && digits <= 8 && separators == 2)
    return TRUE;
  if (digits >= 5 && digits <= 6 && separators == 1 && (text[4] == '.' || text[4] == '-' || text[4] == '/'))
    return TRUE;
  return digits == 8 && separators == 0 && strlen (text) == 8
         && (g_str_has_prefix (text, "20") || g_str_has_prefix (text, "19"));
}

static gboolean
looks_like_amount (const char *text)
{
  guint digits = 0, others = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 && g_ascii_isalpha ((char) c) && c != 'e' && c != 'E')
        return FALSE;   /* 1.2e+06 is one, ZR-2024-01 none */
      if (g_unichar_isdigit (c))
        digits++;
      else if (g_utf8_strchr ("., +-()%￥¥元万亿千百圆整约共计余，。（）", -1, c) == NULL)
        others++;
    }
  return digits > 0 && others <= 3;
}

static HechaLooks
text_looks (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *plain = hecha_header_plain (text);

  if (is_flag_word (trimmed) || is_flag_word (plain))
    return HECHA_LOOKS_FLAG;
  if (looks_like_date (trimmed))
    return HECHA_LOOKS_DATE;
  return looks_like_amount (trimmed) ? HECHA_LOOKS_NUMBER : HECHA_LOOKS_TEXT;
}

HechaLooks
hecha_cell_looks (const HechaCell *cell)
{
  if (!hecha_cell_has_content (cell))
    return HECHA_LOOKS_BLANK;
  switch (cell->type)
    {
    case HECHA_CELL_NUMBER:
      return cell->format == HECHA_FORMAT_DATE || cell->format == HECHA_FORMAT_DATETIME
                     || (cell->number >= 19900101 && cell->number <= 20991231)
                 ? HECHA_LOOKS_DATE
                 : HECHA_LOOKS_NUMBER;
    case HECHA_CELL_BOOLEAN:
      return HECHA_LOOKS_FLAG;
    case HECHA_CELL_TEXT:
      return text_looks (cell->text);
    default:
      return HECHA_LOOKS_BROKEN;
    }
}

static void
weigh_words (const HechaDictionary *dictionary, const HechaHeaderGuess *guess, const char *text,
             HechaEvidence *evidence)
{
  g_autofree char *plain = hecha_header_plain (text);

  for (guint i = 0; i < guess->n; i++)
    {
      const GPtrArray *values = dictionary->fields[guess->guesses[i].field].values;

      for (guint j = 0; j < values->len; j++)
        if (strstr (plain, g_ptr_array_index (values, j)) != NULL)
          {
            evidence->valued[i]++;
            break;
          }
    }
}

static gboolean
is_denial (const HechaCell *cell)
{
  static const char *const begins[] = { "无", "不", "没", "暂", "/", "-", "—", "\\", "未", NULL };
  const char *text = hecha_cell_text (cell);

  for (guint i = 0; text != NULL && begins[i] != NULL; i++)
    if (g_str_has_prefix (text, begins[i]))
      return TRUE;
  return FALSE;
}

static void
weigh_cell (const HechaDictionary *dictionary, const HechaHeaderGuess *guess,
            const HechaCell *cell, HechaEvidence *evidence)
{
  HechaLooks looks = hecha_cell_looks (cell);

  if (looks == HECHA_LOOKS_BLANK)
    return;
  evidence->n++;
  evidence->dates += looks == HECHA_LOOKS_DATE;
  evidence->numbers += looks == HECHA_LOOKS_NUMBER;
  evidence->flags += looks == HECHA_LOOKS_FLAG;
  evidence->denials += looks == HECHA_LOOKS_FLAG && is_denial (cell);
  evidence->texts += looks == HECHA_LOOKS_TEXT;
  if (cell->type == HECHA_CELL_TEXT)
    weigh_words (dictionary, guess, cell->text, evidence);
}

/* Whether the row is no longer the table's: a header, this one again or that of
 * another table, or what is printed for a signature. */
static gboolean
is_end (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  const char *first = n > 0 ? hecha_cell_text (&cells[0]) : NULL;

  if (first != NULL && hecha_is_foot (first))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);

      if (text != NULL && hecha_may_be_name (text)
          && hecha_header_is_name (reader->reader, text))
        return TRUE;
    }
  return FALSE;
}

guint
hecha_evidence_end (HechaSheetReader *reader, guint first)
{
  guint end = MIN (hecha_grid_n_rows (reader->grid), first + HECHA_SAMPLED_ROWS);

  for (guint i = first; i < end; i++)
    if (reader->grid->turned == NULL && is_end (reader, i))
      return i;
  return end;
}

void
hecha_evidence_weigh (HechaSheetReader *reader, const HechaTableHead *head,
                      const HechaTableColumn *column, HechaEvidence *evidence)
{
  const HechaGrid *grid = reader->grid;

  memset (evidence, 0, sizeof *evidence);
  for (guint i = head->next_row; i < head->sample_end; i++)
    {
      HechaRange range;
      const HechaCell *cell
          = hecha_grid_cell (grid, hecha_grid_row (grid, i)->row, column->column, &range);

      /* 一、镇级项目 over the whole row is no value. */
      if (range.last_column == range.first_column)
        weigh_cell (reader->dictionary, column->guess, cell, evidence);
    }
}

/* How far the values bear FIELD out, 0 to 1. */
float
hecha_evidence_bears_out (const HechaDictionary *dictionary, const HechaEvidence *evidence, guint index,
           HechaField field)
{
  float n = (float) evidence->n;

  if (evidence->n == 0)
    return 0;
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      if (evidence->dates * 2 >= evidence->n)
        return 1.0f;
      return (evidence->dates + evidence->flags) * 2 > evidence->n && evidence->flags > 0 ? 0.6f : 0;
    case HECHA_TYPE_AMOUNT:
      return (float) evidence->numbers / n;
    case HECHA_TYPE_YESNO:
      return (float) evidence->flags / n;
    case HECHA_TYPE_NUMBER:
      return (float) (evidence->numbers + evidence->dates) / n;
    default:
      if (dictionary->fields[field].values->len > 0)
        return (float) evidence->valued[index] / n;
      return evidence->dates * 2 >= evidence->n || evidence->numbers * 2 >= evidence->n
                 ? 0
                 : (float) (evidence->texts + evidence->flags) / n * 0.8f;
    }
}

/* Whether the values gainsay a header that only names a subject: 监理 with 是
 * and 否, 决算 with 已完成. */
gboolean
hecha_evidence_gainsays (const HechaDictionary *dictionary, const HechaEvidence *evidence, const HechaGuess *guess)
{
  guint accepts = dictionary->fields[guess->field].accepts;
  guint answers = evidence->flags - evidence->denials;

  if (evidence->n < 2)
    return FALSE;
  /* Other words for 是否共享 are not borne out by a list of systems. */
  if (guess->match == HECHA_MATCH_APPROXIMATE
      && hecha_field_type (guess->field) == HECHA_TYPE_YESNO)
    return evidence->texts * 2 > evidence->n;
  /* 合同执行情况: 已完成 is no amount. */
  if (guess->aspect != HECHA_ASPECT_NONE
      && !(guess->aspect == HECHA_ASPECT_STATUS
           && hecha_field_type (guess->field) == HECHA_TYPE_AMOUNT))
    return FALSE;
  /* 无 and 不涉及 alone may be said of anything. */
  if (evidence->denials == evidence->n)
    return FALSE;
  if (hecha_field_type (guess->field) == HECHA_TYPE_AMOUNT)
    return (evidence->dates + evidence->texts + answers) * 2 > evidence->n - evidence->denials;
  return (accepts & 1u << HECHA_ASPECT_ORG) != 0 && (accepts & 1u << HECHA_ASPECT_DOCUMENT) == 0
         && (answers + evidence->dates + evidence->numbers) * 2 > evidence->n - evidence->denials;
}
