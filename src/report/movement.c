/* movement.c - what came, what stayed and what was mended. */
#include "report/movement.h"

#include <string.h>

#include "report/charts.h"
#include "report/tally.h"

enum { MAX_BARS = 15, MAX_ARTICLE_BARS = 40, LAST_ORDER = 10000 };

static const char *const move_names[HECHA_N_MOVES]
  = { "新增", "持续", "金额变化", "复发", "已整改", "未能确认" };

/* ---- counting ---------------------------------------------------------- */

static HechaMove
move_of (const char *status)
{
  static const char *const present[] = { "新增", "持续", "持续(金额变化)", "复发", "已整改" };

  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    if (g_strcmp0 (status, present[i]) == 0)
      return (HechaMove) i;
  return HECHA_MOVE_UNSEEN;
}

typedef struct
{
  GArray *rows;          /* HechaMovement */
  GHashTable *index;     /* label → index + 1 */
} Counting;

static void
clear_movement (gpointer data)
{
  g_free (((HechaMovement *) data)->label);
}

static void
count (Counting *counting, const char *label, int order, HechaMove move)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (counting->index, label));

  if (place == 0)
    {
      HechaMovement row = { g_strdup (label), order, { 0 } };

      g_array_append_val (counting->rows, row);
      place = counting->rows->len;
      g_hash_table_insert (counting->index, g_strdup (label), GUINT_TO_POINTER (place));
    }
  g_array_index (counting->rows, HechaMovement, place - 1).moves[move]++;
}

static void
counting_open (Counting *counting)
{
  counting->rows = g_array_new (FALSE, TRUE, sizeof (HechaMovement));
  g_array_set_clear_func (counting->rows, clear_movement);
  counting->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The department as today's sheets write it, where it still has something. */
static const char *
unit_of_gone (const HechaDigest *digest, const HechaGone *gone)
{
  g_autofree char *plain
    = hecha_unit_plain (hecha_ledger_dictionary (digest->ledger), gone->unit);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (digest->unit_index, plain));

  if (place > 0)
    return g_array_index (digest->units, HechaUnit, place - 1).shown;
  return *gone->unit != '\0' ? gone->unit : "（未载明单位）";
}

/* Gone in this quarter, and of a check that the reader is shown. */
static gboolean
is_shown (const HechaDigest *digest, const HechaGone *gone)
{
  int rule = hecha_rules_find (digest->rules, gone->rule);

  return gone->newly
         && (rule < 0
             || (hecha_rules_get (digest->rules, (guint) rule)->audience & digest->audience));
}

static int
order_of (const char *article)
{
  int number = hecha_article_number (article);

  return number > 0 ? number : LAST_ORDER;
}

static void
count_article (Counting *counting, const char *article, HechaMove move)
{
  g_autofree char *alone = hecha_article_alone (article != NULL ? article : "");

  count (counting, *alone != '\0' ? alone : "台账", order_of (alone), move);
}

static guint
total_of (const HechaMovement *row)
{
  guint total = 0;

  for (guint i = 0; i < HECHA_N_MOVES; i++)
    total += row->moves[i];
  return total;
}

static gint
most_first (gconstpointer a, gconstpointer b)
{
  const HechaMovement *first = a, *second = b;
  guint one = total_of (first), other = total_of (second);

  return one != other ? (one < other ? 1 : -1) : strcmp (first->label, second->label);
}

static gint
by_order (gconstpointer a, gconstpointer b)
{
  const HechaMovement *first = a, *second = b;

  return first->order != second->order ? first->order - second->order
                                       : strcmp (first->label, second->label);
}

GArray *
hecha_movement_by_department (const HechaDigest *digest)
{
  Counting counting;

  counting_open (&counting);
  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      const char *status = hecha_digest_history (digest, index)->status;

      if (status != NULL)
        count (&counting, hecha_digest_unit_shown (digest, index), 0, move_of (status));
    }
  for (guint i = 0; i < digest->input->n_gone; i++)
    if (is_shown (digest, &digest->input->gone[i]))
      count (&counting, unit_of_gone (digest, &digest->input->gone[i]), 0,
             move_of (digest->input->gone[i].status));
  g_array_sort (counting.rows, most_first);
  g_hash_table_unref (counting.index);
  return counting.rows;
}

GArray *
hecha_movement_by_article (const HechaDigest *digest)
{
  Counting counting;

  counting_open (&counting);
  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      const char *status = hecha_digest_history (digest, index)->status;

      if (status != NULL)
        count_article (&counting, hecha_digest_rule (digest, index)->article, move_of (status));
    }
  for (guint i = 0; i < digest->input->n_gone; i++)
    if (is_shown (digest, &digest->input->gone[i]))
      count_article (&counting, digest->input->gone[i].article,
                     move_of (digest->input->gone[i].status));
  g_array_sort (counting.rows, by_order);
  g_hash_table_unref (counting.index);
  return counting.rows;
}

/* ---- writing -------------------------------------------------------------- */

/* The chart tells three things: what came or came back, what stayed, what
 * was mended.  Its figures stand in the first three columns of counts. */
static void
write_row (HechaPage *page, const HechaMovement *row, HechaBar *bar)
{
  const guint *moves = row->moves;

  bar->category = row->label;
  bar->values[0] = moves[HECHA_MOVE_NEW] + moves[HECHA_MOVE_RETURNED];
  bar->values[1] = moves[HECHA_MOVE_STAYED] + moves[HECHA_MOVE_CHANGED];
  bar->values[2] = moves[HECHA_MOVE_MENDED];
  hecha_page_text (page, 0, row->label);
  for (guint i = 0; i < 3; i++)
    hecha_page_number (page, 1 + i, HECHA_LOOK_COUNT, bar->values[i]);
  hecha_page_number (page, 4, HECHA_LOOK_COUNT, moves[HECHA_MOVE_UNSEEN]);
  hecha_page_end_row (page, 1);
}

static void
write_table (HechaPage *page, const char *what, const char *chart, const GArray *rows,
             guint max_bars)
{
  enum { ROW_PIXELS = 24, MIN_ROWS = 9, CHART_WIDTH = 345, CHART_COLUMN = 5 };
  static const HechaBarParts parts
    = { { "新增、复发", "持续", "已整改" }, { 0xB3261E, 0xFFC77D, 0x6AA84F } };
  const char *const titles[] = { what, "新增、复发", "持续", "已整改", "未能确认" };
  g_autofree HechaBar *bars = g_new0 (HechaBar, rows->len + 1);
  guint n = MIN (rows->len, max_bars);
  guint32 first;

  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  first = page->row;
  for (guint i = 0; i < rows->len; i++)
    write_row (page, &g_array_index (rows, HechaMovement, i), &bars[i]);
  hecha_chart_bars (page, chart, &parts, first, 0, 1, bars, n, first - 1, CHART_COLUMN,
                    CHART_WIDTH, MAX (n + 1, MIN_ROWS) * ROW_PIXELS);
  while (page->row < first + MIN_ROWS)
    hecha_page_end_row (page, 1);
}

static void
write_totals (HechaPage *page, const HechaDigest *digest, const GArray *rows)
{
  static const char *const special[] = { "已报整改仍不符", "逾期未整改", "不属实不计入" };
  guint moves[HECHA_N_MOVES] = { 0 }, counts[G_N_ELEMENTS (special)] = { 0 };

  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < HECHA_N_MOVES; j++)
      moves[j] += g_array_index (rows, HechaMovement, i).moves[j];
  for (guint i = 0; i < digest->findings->len; i++)
    {
      const HechaHistory *history
        = hecha_digest_history (digest, g_array_index (digest->findings, guint, i));
      counts[0] += history->contradicted;
      counts[1] += history->overdue;
      counts[2] += history->not_counted;
    }
  for (guint i = 0; i < HECHA_N_MOVES; i++)
    hecha_page_text_as (page, i, HECHA_LOOK_HEADER, move_names[i]);
  hecha_page_end_row (page, 1);
  for (guint i = 0; i < HECHA_N_MOVES; i++)
    hecha_page_number (page, i, HECHA_LOOK_COUNT, moves[i]);
  hecha_page_end_row (page, 1);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    {
      hecha_page_text_as (page, 2 * i, HECHA_LOOK_LABEL, special[i]);
      hecha_page_number (page, 2 * i + 1, HECHA_LOOK_COUNT, counts[i]);
    }
  hecha_page_end_row (page, 1);
}

void
hecha_movement_section (HechaPage *page, const HechaDigest *digest, guint n_columns)
{
  g_autoptr (GArray) departments = hecha_movement_by_department (digest);
  g_autoptr (GArray) articles = hecha_movement_by_article (digest);

  hecha_page_line (page, HECHA_LOOK_SECTION, "六、与上次核查相比（逐条见“整改台账”）");
  write_totals (page, digest, departments);
  hecha_page_span (page, 0, n_columns - 1, HECHA_LOOK_NOTE,
                   "“已整改”仅指项目仍在台账中且检查已通过；“未能确认”指记录缺失、文件缺失、"
                   "规则变更、无法核查，不能视为已整改。");
  hecha_page_end_row (page, 1);
  write_table (page, "部门", "各部门变化（条）", departments, MAX_BARS);
  hecha_page_break (page);
  write_table (page, "条款", "各条款变化（条）", articles, MAX_ARTICLE_BARS);
}
