/* Which column is which field: the guesses of each header, weighed with the
 * values below it and with the other columns. */
#include "ledger/table.h"

#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/detail.h"
#include "ledger/header_learned.h"
#include "ledger/header_text.h"
#include "ledger/mapping.h"
#include "ledger/table_topic.h"

#define MARGIN 0.03f
#define ACCEPTED 0.70f

/* A subject alone is open to doubt, a whole word of the dictionary is not. */
static gboolean
is_bare_subject (const HechaGuess *guess)
{
  return guess->aspect == HECHA_ASPECT_NONE && guess->match != HECHA_MATCH_EXACT
         && guess->score < 0.93f;
}

/* ---- one column ------------------------------------------------------------- */

/* The guesses of one column with scores after the evidence, best first. */
static void
judge (HechaSheetReader *reader, const HechaTableHead *head, const HechaTableColumn *column,
       HechaHeaderGuess *judged)
{
  gboolean weighed = FALSE;
  HechaEvidence evidence = { 0 };

  judged->n = 0;
  for (guint i = 0; i < column->guess->n; i++)
    {
      HechaGuess guess = column->guess->guesses[i];
      guint at;

      gboolean doubtful = is_bare_subject (&guess) || guess.match == HECHA_MATCH_APPROXIMATE
                          || guess.aspect == HECHA_ASPECT_STATUS;

      if (!weighed && (guess.unproven || doubtful))
        {
          hecha_evidence_weigh (reader, head, column, &evidence);
          weighed = TRUE;
        }
      if (!guess.unproven && doubtful && column->guess->unit == 0
          && hecha_evidence_gainsays (reader->dictionary, &evidence, &guess))
        guess.score -= 0.30f;
      if (guess.unproven)
        {
          float proof;

          proof = hecha_evidence_bears_out (reader->dictionary, &evidence, i, guess.field);
          guess.score += proof >= 0.5f ? 0.08f * proof : -0.30f;
        }
      for (at = judged->n; at > 0 && judged->guesses[at - 1].score < guess.score; at--)
        judged->guesses[at] = judged->guesses[at - 1];
      judged->guesses[at] = guess;
      judged->n++;
    }
}

static void
name_candidates (HechaTableColumn *column, const HechaHeaderGuess *judged)
{
  const char *names[4] = { NULL };

  for (guint i = 0; i < judged->n && i < 3; i++)
    names[i] = hecha_field_name (judged->guesses[i].field);
  g_free (column->candidates);
  column->candidates = g_strjoinv ("、", (char **) names);
}

static gboolean
is_of_other_filing (HechaField field)
{
  switch (field)
    {
    case HECHA_FIELD_MLPS_LEVEL:
    case HECHA_FIELD_MLPS_FILING:
    case HECHA_FIELD_MLPS_TESTED_ON:
    case HECHA_FIELD_CHANGE_AMOUNT:
    case HECHA_FIELD_CHANGE_REASON:
    case HECHA_FIELD_RETIRED_ON:
    case HECHA_FIELD_RETIREMENT_REVIEW:
    case HECHA_FIELD_RETIREMENT_CONSENT:
    case HECHA_FIELD_REDECLARED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A bare 备案时间 right of 等保级别 is not the acceptance's. */
static gboolean
is_misplaced (const HechaTableHead *head, guint index, const HechaGuess *guess)
{
  if (guess->field != HECHA_FIELD_FILED_ON || !guess->weak)
    return FALSE;
  for (guint i = index; i-- > 0;)
    {
      const HechaTableColumn *left = &g_array_index (head->columns, HechaTableColumn, i);

      if (left->guess->n > 0)
        return is_of_other_filing (left->guess->guesses[0].field);
    }
  return FALSE;
}

static void
choose (HechaTableColumn *column, const HechaHeaderGuess *judged)
{
  const HechaGuess *best = &judged->guesses[0];

  column->field = HECHA_FIELD_NONE;
  column->match = HECHA_MATCH_NONE;
  column->confidence = 0;
  name_candidates (column, judged);
  if (judged->n == 0 || best->score < ACCEPTED
      || (judged->n > 1 && best->score - judged->guesses[1].score < MARGIN
          && judged->guesses[1].score >= ACCEPTED))
    return;
  column->field = best->field;
  column->match = best->match;
  column->confidence = MIN (best->score, 1.0f);
}

/* ---- all columns ------------------------------------------------------------ */

static void
unmap (HechaTableColumn *column)
{
  column->field = HECHA_FIELD_NONE;
  column->match = HECHA_MATCH_NONE;
  column->confidence = 0;
}

/* Whether two columns say the same in every row: 中标人 and 乙方. */
static gboolean
say_the_same (HechaSheetReader *reader, const HechaTableHead *head, guint32 one, guint32 other)
{
  guint same = 0;

  for (guint i = head->next_row; i < head->sample_end; i++)
    {
      guint32 row = hecha_grid_row (reader->grid, i)->row;
      const HechaCell *left = hecha_grid_cell (reader->grid, row, one, NULL);
      const HechaCell *right = hecha_grid_cell (reader->grid, row, other, NULL);
      const char *left_text = hecha_cell_text (left), *right_text = hecha_cell_text (right);

      if (!hecha_cell_has_content (left) && !hecha_cell_has_content (right))
        continue;
      if (left_text != NULL && right_text != NULL ? strcmp (left_text, right_text) != 0
          : !hecha_cell_has_content (left) || !hecha_cell_has_content (right)
              || left->type != HECHA_CELL_NUMBER || right->type != HECHA_CELL_NUMBER
              || left->number != right->number)
        return FALSE;
      same++;
    }
  return same >= 2;
}

/* Two columns for one field: the better match keeps it, equal ones lose it
 * both, unless they say the same. */
static void
settle_rivals (HechaSheetReader *reader, HechaTableHead *head)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *one = &g_array_index (head->columns, HechaTableColumn, i);
      gboolean beaten = FALSE;

      for (guint j = 0; j < head->columns->len && one->field != HECHA_FIELD_NONE; j++)
        {
          HechaTableColumn *other = &g_array_index (head->columns, HechaTableColumn, j);

          if (j == i || other->field != one->field)
            continue;
          if (other->confidence < one->confidence - 0.005f)
            unmap (other);
          else if (other->confidence <= one->confidence + 0.005f)
            {
              unmap (other);
              /* Without a name there is no project: the first column has it. */
              beaten = one->field != HECHA_FIELD_NAME
                       && !say_the_same (reader, head, one->column, other->column);
            }
          else
            {
              unmap (one);
              break;
            }
        }
      if (beaten)
        unmap (one);
    }
}

static gboolean
column_is_blank (HechaSheetReader *reader, const HechaTableHead *head, guint32 at)
{
  guint end = MIN (hecha_grid_n_rows (reader->grid), head->next_row + HECHA_SAMPLED_ROWS);

  for (guint i = head->next_row; i < end; i++)
    {
      HechaRange range;
      const HechaCell *cell = hecha_grid_cell (
          reader->grid, hecha_grid_row (reader->grid, i)->row, at, &range);

      if (range.first_column == at && hecha_cell_has_content (cell))
        return FALSE;
    }
  return TRUE;
}

/* Of the columns under one merged header only that with content counts. */
static void
drop_shadows (HechaSheetReader *reader, HechaTableHead *head)
{
  for (guint i = head->columns->len; i-- > 1;)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      HechaTableColumn *before = column - 1;

      if (!column->shadow)
        continue;
      if (column_is_blank (reader, head, before->column)
          && !column_is_blank (reader, head, column->column))
        {
          guint32 at = column->column;

          *column = *before;
          column->column = at;
          g_array_remove_index (head->columns, i - 1);
        }
      else
        g_array_remove_index (head->columns, i);
    }
}

/* In a 明细表 the amount of one payment is what 已付金额 is summed from. */
static void
map_payments (HechaTableHead *head)
{
  HechaTableColumn *payment = NULL;

  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field == HECHA_FIELD_PAID)
        return;
      if (column->field == HECHA_FIELD_NONE && hecha_detail_is_payment (column))
        {
          if (payment != NULL)
            return;
          payment = column;
        }
    }
  if (payment == NULL)
    return;
  payment->field = HECHA_FIELD_PAID;
  payment->match = HECHA_MATCH_SYNONYM;
  payment->confidence = 0.9f;
}

HechaColumn
hecha_table_column_describe (HechaSheetReader *reader, const HechaTableColumn *column)
{
  gboolean turned = reader->grid->turned != NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  HechaColumn about = { .row = turned ? column->column : column->row,
                        .column = turned ? column->row : column->column,
                        .field = column->field, .match = column->match,
                        .confidence = column->confidence };

  for (guint i = 0; i < column->n_texts; i++)
    {
      g_autofree char *part = g_strstrip (g_strdup (column->texts[i]));

      g_string_append_printf (text, "%s%s", i > 0 ? " / " : "", part);
    }
  about.text = g_string_chunk_insert (reader->extract->pool, text->str);
  return about;
}

/* What the user said of a header wins over everything. */
static void
obey_user (HechaSheetReader *reader, HechaTableHead *head)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  g_autofree char *layout = NULL;

  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaColumn column = hecha_table_column_describe (
          reader, &g_array_index (head->columns, HechaTableColumn, i));

      g_array_append_val (columns, column);
    }
  layout = hecha_mapping_layout (columns);
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      HechaField field;

      if (!hecha_mapping_lookup (reader->mapping, reader->extract->name, reader->sheet->name,
                                 layout, &g_array_index (columns, HechaColumn, i), &field))
        continue;
      for (guint j = 0; field != HECHA_FIELD_NONE && j < head->columns->len; j++)
        if (j != i && g_array_index (head->columns, HechaTableColumn, j).field == field)
          unmap (&g_array_index (head->columns, HechaTableColumn, j));
      column->field = field;
      column->match = HECHA_MATCH_USER;
      column->confidence = 1;
    }
}

/* 备案 beside 验收日期 is the acceptance's though no value says so: where nobody
 * filed, the column is blank from top to bottom, and that is what matters. */
static void
take_blank_filing (HechaSheetReader *reader, HechaTableHead *head, guint index,
                   const HechaHeaderGuess *judged)
{
  HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, index);

  if (index == 0 || column->field != HECHA_FIELD_NONE || judged->n != 1
      || judged->guesses[0].field != HECHA_FIELD_FILED_ON
      || g_array_index (head->columns, HechaTableColumn, index - 1).field
           != HECHA_FIELD_ACCEPTED_ON
      || !column_is_blank (reader, head, column->column))
    return;
  column->field = HECHA_FIELD_FILED_ON;
  column->match = judged->guesses[0].match;
  column->confidence = ACCEPTED;
}

/* 验收 with nothing below it is what it was in the table above on this sheet. */
static void
remember_column (HechaSheetReader *reader, const HechaTableColumn *column)
{
  if (column->field != HECHA_FIELD_NONE && column->n_texts == 1)
    g_hash_table_insert (reader->decided, g_strdup (column->texts[0]),
                         GUINT_TO_POINTER (column->field + 1u));
}

static void
take_decided (HechaSheetReader *reader, HechaTableHead *head, HechaTableColumn *column)
{
  guint decided = column->n_texts == 1
                      ? GPOINTER_TO_UINT (g_hash_table_lookup (reader->decided, column->texts[0]))
                      : 0;

  if (column->field != HECHA_FIELD_NONE || decided == 0
      || !column_is_blank (reader, head, column->column))
    return;
  for (guint i = 0; i < column->guess->n; i++)
    if (column->guess->guesses[i].field + 1u == decided)
      {
        column->field = column->guess->guesses[i].field;
        column->match = column->guess->guesses[i].match;
        column->confidence = ACCEPTED;
      }
}

static HechaTableColumn *
column_of (HechaTableHead *head, HechaField field)
{
  for (guint i = 0; i < head->columns->len; i++)
    if (g_array_index (head->columns, HechaTableColumn, i).field == field)
      return &g_array_index (head->columns, HechaTableColumn, i);
  return NULL;
}

/* 项目法人: 张志强 names a person, no unit: 2 or 3 characters, a surname, none of
 * a unit's last words. */
static gboolean
is_person (const char *text)
{
  static const char surnames[]
      = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文樊原牛卫焦裴上官吉成毕栗宁霍";
  static const char *const ends[] = { "局", "委", "办", "院", "校", "中", "司", "厅", "处", "所", "站", "部",
                                      "会", "馆", "队", "镇", "乡", "府", "心", "社", "园", "庭", NULL };
  glong length = g_utf8_strlen (text, -1);

  if (length < 2 || length > 3 || g_utf8_strchr (surnames, -1, g_utf8_get_char (text)) == NULL)
    return FALSE;
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return FALSE;
  return TRUE;
}

static void
mind_persons (HechaSheetReader *reader, HechaTableHead *head)
{
  HechaTableColumn *column = column_of (head, HECHA_FIELD_UNIT);
  guint end = MIN (hecha_grid_n_rows (reader->grid), head->next_row + HECHA_SAMPLED_ROWS);
  guint persons = 0, others = 0;

  for (guint i = head->next_row; column != NULL && i < end; i++)
    {
      const char *text = hecha_grid_text (
          reader->grid, hecha_grid_row (reader->grid, i)->row, column->column);

      persons += *text != '\0' && is_person (text);
      others += *text != '\0' && !is_person (text);
    }
  if (persons > 0 && persons > others)
    unmap (column);
}

/* 部门 | 在建项目 | 竣工项目 over 3 and 5 counts projects and names none. */
static void
mind_counts (HechaSheetReader *reader, HechaTableHead *head)
{
  HechaTableColumn *column = column_of (head, HECHA_FIELD_NAME);
  guint counts = 0, others = 0;

  for (guint i = head->next_row; column != NULL && i < head->sample_end; i++)
    {
      const HechaCell *cell = hecha_grid_cell (
          reader->grid, hecha_grid_row (reader->grid, i)->row, column->column, NULL);
      const char *text = hecha_cell_text (cell);

      if (!hecha_cell_has_content (cell))
        continue;
      if (cell->type == HECHA_CELL_NUMBER
          || (text != NULL && text[strspn (text, "0123456789")] == '\0'))
        counts++;
      else
        others++;
    }
  if (counts > others)
    unmap (column);
}

/* In a table of 监理 alone the contract is the supervisor's, not the project's. */
static void
mind_supervision (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  static const HechaField amounts[] = { HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_AWARD_AMOUNT,
                                        HECHA_FIELD_AWARDED_ON, HECHA_FIELD_PAID };
  HechaTableColumn *day = column_of (head, HECHA_FIELD_CONTRACTED_ON);

  if ((strstr (title, "监理") == NULL && strstr (reader->sheet->name, "监理") == NULL)
      || column_of (head, HECHA_FIELD_SUPERVISOR) == NULL
      || column_of (head, HECHA_FIELD_CONTRACTOR) != NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      HechaTableColumn *column = column_of (head, amounts[i]);

      if (column != NULL)
        unmap (column);
    }
  if (day != NULL && column_of (head, HECHA_FIELD_SUPERVISION_CONTRACTED_ON) == NULL)
    day->field = HECHA_FIELD_SUPERVISION_CONTRACTED_ON;
  else if (day != NULL)
    unmap (day);
}

void
hecha_table_map (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  drop_shadows (reader, head);
  hecha_topic_heed (reader, head, title);
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      HechaHeaderGuess judged = { 0 };

      judge (reader, head, column, &judged);
      if (judged.n > 0 && is_misplaced (head, i, &judged.guesses[0]))
        judged.guesses[0].score = 0;
      choose (column, &judged);
      take_blank_filing (reader, head, i, &judged);
      take_decided (reader, head, column);
    }
  hecha_table_mind_shares (reader, head);
  settle_rivals (reader, head);
  hecha_learned_map (reader, head, title);
  hecha_table_mind_shares (reader, head);
  for (guint i = 0; i < head->columns->len; i++)
    remember_column (reader, &g_array_index (head->columns, HechaTableColumn, i));
  mind_supervision (reader, head, title);
  mind_persons (reader, head);
  mind_counts (reader, head);
  if (hecha_detail_is_likely (reader, head, title))
    map_payments (head);
  if (reader->mapping != NULL)
    obey_user (reader, head);
}
