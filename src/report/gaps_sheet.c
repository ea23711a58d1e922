/* gaps_sheet.c - 无法核查: what is missing, once per table and column, then
 * what is there but says too little. */
#include <string.h>

#include "report/sheets.h"

enum { UNIT, FILE_NAME, SHEET, FIELD, PROJECTS, CHECKS, MESSAGE, N, MAX_ROWS = 50000 };

static const HechaPageColumn columns[] = {
  [UNIT] = { "部门", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FILE_NAME] = { "文件", 40, HECHA_LOOK_TEXT, FALSE, FALSE },
  [SHEET] = { "表", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FIELD] = { "缺少或看不清的列", 17, HECHA_LOOK_STRONG, FALSE, FALSE },
  [PROJECTS] = { "项目数", 8, HECHA_LOOK_COUNT, FALSE, FALSE },
  [CHECKS] = { "检查数", 8, HECHA_LOOK_COUNT, FALSE, FALSE },
  [MESSAGE] = { "说明", 66, HECHA_LOOK_TEXT, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* "“未监理”“监理单位无资质”等5项检查" with the first three by name. */
static char *
name_checks (const HechaDigest *digest, const GArray *rules)
{
  GString *out = g_string_new (NULL);
  guint shown = MIN (rules->len, 3);

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (out, "“%s”",
                            hecha_rules_get (digest->rules,
                                             g_array_index (rules, guint32, i))->name);
  if (rules->len > shown)
    g_string_append_printf (out, "等%u项检查", rules->len);
  else
    g_string_append_printf (out, "%u项检查", rules->len);
  return g_string_free (out, FALSE);
}

static void
write_gap (HechaPage *page, const HechaDigest *digest, const HechaGap *gap)
{
  const HechaTable *table = hecha_ledger_table (digest->ledger, gap->table);
  const char *field = hecha_field_name ((HechaField) gap->field);
  g_autofree char *checks = name_checks (digest, gap->rules);

  hecha_page_text (page, UNIT, table->unit_name);
  hecha_page_text (page, FILE_NAME, hecha_ledger_file (digest->ledger, table->file)->name);
  hecha_page_text (page, SHEET, table->sheet);
  hecha_page_text (page, FIELD, field);
  hecha_page_number (page, PROJECTS, HECHA_LOOK_COUNT, gap->n_projects);
  hecha_page_number (page, CHECKS, HECHA_LOOK_COUNT, gap->rules->len);
  hecha_page_textf (page, MESSAGE, "全表缺少“%s”列：%u个项目的%s无法核查。", field,
                    gap->n_projects, checks);
  hecha_page_end_row (page, 1);
}

/* ---- by column, over all tables -------------------------------------------- */

typedef struct
{
  guint tables, projects;
  GArray *rules;      /* guint32 */
} Missing;

static gboolean
has_rule (const GArray *rules, guint32 rule)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_array_index (rules, guint32, i) == rule)
      return TRUE;
  return FALSE;
}

static void
write_missing (HechaPage *page, const HechaDigest *digest, HechaField field,
               const Missing *missing)
{
  g_autofree char *checks = name_checks (digest, missing->rules);

  hecha_page_text (page, UNIT, "（各部门合计）");
  hecha_page_textf (page, FILE_NAME, "%u张表", missing->tables);
  hecha_page_text (page, SHEET, NULL);
  hecha_page_text (page, FIELD, hecha_field_name (field));
  hecha_page_number (page, PROJECTS, HECHA_LOOK_COUNT, missing->projects);
  hecha_page_number (page, CHECKS, HECHA_LOOK_COUNT, missing->rules->len);
  hecha_page_textf (page, MESSAGE, "%u张表没有“%s”列，补上后可多做%s（涉及%u个项目）。",
                    missing->tables, hecha_field_name (field), checks, missing->projects);
  hecha_page_end_row (page, 1);
}

/* The whole at a glance, before the tables one by one. */
static void
write_all_missing (HechaPage *page, const HechaDigest *digest)
{
  Missing missing[HECHA_N_FIELDS] = { { 0 } };

  for (guint i = 0; i < hecha_verdict_n_gaps (digest->verdict); i++)
    {
      const HechaGap *gap = hecha_verdict_gap (digest->verdict, i);
      Missing *entry = &missing[gap->field];

      entry->tables++;
      entry->projects += gap->n_projects;
      if (entry->rules == NULL)
        entry->rules = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint j = 0; j < gap->rules->len; j++)
        if (!has_rule (entry->rules, g_array_index (gap->rules, guint32, j)))
          g_array_append_val (entry->rules, g_array_index (gap->rules, guint32, j));
    }
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    if (missing[field].tables > 0)
      {
        write_missing (page, digest, (HechaField) field, &missing[field]);
        g_array_unref (missing[field].rules);
      }
}

/* ---- there, but unclear --------------------------------------------------- */

/* Projects and checks that one name (a field, 节假日:2028) kept undecided. */
typedef struct
{
  const char *name;
  guint projects;
  guint32 last_project;
  GArray *rules;      /* guint32 */
} Unclear;

static void
clear_unclear (gpointer data)
{
  g_array_unref (((Unclear *) data)->rules);
}

static Unclear *
unclear_of (GArray *list, GHashTable *index, const char *name)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, name));

  if (place == 0)
    {
      Unclear entry = { name, 0, HECHA_NO_PROJECT, g_array_new (FALSE, FALSE, sizeof (guint32)) };
      g_array_append_val (list, entry);
      place = list->len;
      g_hash_table_insert (index, (gpointer) name, GUINT_TO_POINTER (place));
    }
  return &g_array_index (list, Unclear, place - 1);
}

/* A column that no table has is told above, once per table. */
static gboolean
is_missing_column (const HechaDigest *digest, guint32 project, const char *name)
{
  HechaField field = hecha_field_from_name (name);

  return field != HECHA_FIELD_NONE
         && !hecha_field_set_has (&hecha_ledger_project (digest->ledger, project)->provided,
                                  field);
}

static void
note_unclear (const HechaDigest *digest, GArray *list, GHashTable *index, guint32 project,
              guint32 rule)
{
  const char *const *lacking = hecha_verdict_lacking (digest->verdict, project, rule);

  for (guint i = 0; lacking != NULL && lacking[i] != NULL; i++)
    {
      Unclear *entry;

      if (is_missing_column (digest, project, lacking[i]))
        continue;
      entry = unclear_of (list, index, lacking[i]);
      entry->projects += entry->last_project != project;
      entry->last_project = project;
      if (!has_rule (entry->rules, rule))
        g_array_append_val (entry->rules, rule);
    }
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  const Unclear *first = a, *second = b;
  guint8 one = hecha_field_from_name (first->name), other = hecha_field_from_name (second->name);

  return one != other ? (int) one - (int) other : strcmp (first->name, second->name);
}

static GArray *
gather_unclear (const HechaDigest *digest)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Unclear));
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (list, clear_unclear);
  for (guint32 project = 0; project < hecha_ledger_n_projects (digest->ledger); project++)
    for (guint32 rule = 0; rule < hecha_rules_n (digest->rules); rule++)
      if (hecha_rules_get (digest->rules, rule)->audience & digest->audience)
        note_unclear (digest, list, index, project, rule);
  g_array_sort (list, by_name);
  return list;
}

static void
write_unclear (HechaPage *page, const HechaDigest *digest, const Unclear *entry)
{
  g_autofree char *checks = name_checks (digest, entry->rules);
  gboolean holidays = g_str_has_prefix (entry->name, "节假日:");

  hecha_page_text (page, UNIT, "（各部门合计）");
  hecha_page_text (page, FILE_NAME, NULL);
  hecha_page_text (page, SHEET, NULL);
  hecha_page_text (page, FIELD, entry->name);
  hecha_page_number (page, PROJECTS, HECHA_LOOK_COUNT, entry->projects);
  hecha_page_number (page, CHECKS, HECHA_LOOK_COUNT, entry->rules->len);
  if (holidays)
    hecha_page_textf (page, MESSAGE,
                      "缺少%s年的节假日安排，无法确定工作日：%u个项目的%s无法核查。请用 --holidays 提供。",
                      entry->name + strlen ("节假日:"), entry->projects, checks);
  else
    hecha_page_textf (page, MESSAGE,
                      "“%s”列有，但单元格为空白、存疑、相互矛盾或日期不够精确：%u个项目的%s无法核查。",
                      entry->name, entry->projects, checks);
  hecha_page_end_row (page, 1);
}

/* ---- files that could not be read -------------------------------------------- */

static void
write_unread (HechaPage *page, const HechaExtract *file)
{
  hecha_page_text (page, UNIT, NULL);
  hecha_page_text (page, FILE_NAME, file->name);
  hecha_page_text (page, SHEET, NULL);
  hecha_page_text (page, FIELD, "整个文件");
  hecha_page_text_as (page, PROJECTS, HECHA_LOOK_TEXT, NULL);
  hecha_page_text_as (page, CHECKS, HECHA_LOOK_TEXT, NULL);
  hecha_page_textf (page, MESSAGE, "文件未能读取：%s", file->error);
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_gaps (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) unclear = gather_unclear (digest);
  guint n_gaps = hecha_verdict_n_gaps (digest->verdict);
  HechaPage page;

  hecha_page_open (&page, pad, "无法核查", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "无法核查");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "台账没有说的，既不视为合规，也不视为违规。先列未能读取的文件、看不清的单元格和"
                   "各部门合计的缺列，再按表和列逐一列出（可筛选，不打印）；补上所缺的列，下次即可核查。");
  if (n_gaps > MAX_ROWS)
    hecha_page_linef (&page, HECHA_LOOK_NOTE, "共 %u 处缺列，这里只列前 %d 处。", n_gaps, MAX_ROWS);
  hecha_page_header (&page, 1);
  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    if (hecha_ledger_file (digest->ledger, i)->error != NULL)
      write_unread (&page, hecha_ledger_file (digest->ledger, i));
  for (guint i = 0; i < unclear->len; i++)
    write_unclear (&page, digest, &g_array_index (unclear, Unclear, i));
  write_all_missing (&page, digest);
  if (n_gaps > 0)
    hecha_page_print_to_here (&page); /* table by table it is a hundred pages and more */
  for (guint i = 0; i < MIN (n_gaps, MAX_ROWS); i++)
    write_gap (&page, digest, hecha_verdict_gap (digest->verdict, i));
  hecha_page_filter (&page);
}
