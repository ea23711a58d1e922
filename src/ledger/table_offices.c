/* 使用部门 of one department's ledger: its own 股 and 科, which build nothing
 * themselves and answer to nobody but the department. */
#include "ledger/table.h"

#include <string.h>

#include "ledger/header_text.h"
#include "ledger/units.h"

typedef enum
{
  NO_OFFICE,
  MAYBE_OFFICE,   /* 防火办, 指挥中心: within a department as well as beside it */
  OFFICE
} Office;

/* 科信大队, 派出所 of the police, who report for them; elsewhere a 大队 may stand
 * for itself. */
static gboolean
is_of_police (const char *unit_name, const char *plain)
{
  return strstr (unit_name, "公安") != NULL && strstr (plain, "消防") == NULL
         && (g_str_has_suffix (plain, "大队") || g_str_has_suffix (plain, "中队")
             || g_str_has_suffix (plain, "派出所"));
}

/* 技术部, but 组织部 is the county's. */
static gboolean
is_section (const char *plain)
{
  static const char *const party[] = { "组织部", "宣传部", "统战部", "武装部", "人武部", NULL };

  return g_str_has_suffix (plain, "部") && !hecha_text_holds_one (plain, party);
}

static Office
office_kind (const HechaDictionary *dictionary, const char *name, const char *unit_name)
{
  static const char *const within[] = { "股", "科", "室", NULL };
  static const char *const bodies[] = { "局", "委", "院", "校", "公司", "镇", "乡", NULL };
  static const char *const maybe[] = { "办", "办公室", "中心", "站", "队", NULL };
  g_autofree char *plain = hecha_name_plain (name);
  g_autofree char *common = hecha_unit_plain (dictionary, name);

  if (strcmp (plain, "办公室") == 0)
    return OFFICE;
  /* A name of the list of units, and 县… of any kind, is the county's: 政府办,
   * 人大办公室; 公安局刑侦科 is another department's. */
  if (strcmp (plain, common) != 0 || hecha_text_holds_one (plain, bodies)
      || hecha_units_lists (hecha_dictionary_units (dictionary), plain))
    return NO_OFFICE;
  if (is_of_police (unit_name, plain) || is_section (plain))
    return OFFICE;
  for (guint i = 0; maybe[i] != NULL; i++)
    if (g_str_has_suffix (plain, maybe[i]))
      return MAYBE_OFFICE;
  for (guint i = 0; within[i] != NULL; i++)
    if (g_str_has_suffix (plain, within[i]))
      return OFFICE;
  return NO_OFFICE;
}

/* Whether all that COLUMN holds may be offices, and at least half surely are. */
static gboolean
holds_offices (HechaSheetReader *reader, const HechaTableHead *head,
               const HechaTableColumn *column, const char *unit_name)
{
  guint end = MIN (hecha_grid_n_rows (reader->grid), head->sample_end);
  guint sure = 0, n = 0;

  for (guint i = head->next_row; i < end; i++)
    {
      const char *text = hecha_grid_text (
          reader->grid, hecha_grid_row (reader->grid, i)->row, column->column);
      Office kind;

      if (*text == '\0')
        continue;
      kind = office_kind (reader->dictionary, text, unit_name);
      if (kind == NO_OFFICE)
        return FALSE;
      n++;
      sure += kind == OFFICE;
    }
  return sure > 0 && sure * 2 >= n;
}

void
hecha_table_mind_offices (HechaSheetReader *reader, HechaTableHead *head, const char *unit_name)
{
  HechaTableColumn *unit = NULL;
  gboolean has_implementer = FALSE;

  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field == HECHA_FIELD_UNIT)
        unit = column;
      has_implementer = has_implementer || column->field == HECHA_FIELD_IMPLEMENTER;
    }
  if (*unit_name == '\0' || unit == NULL || unit->match == HECHA_MATCH_USER
      || !holds_offices (reader, head, unit, unit_name))
    return;
  unit->field = has_implementer ? HECHA_FIELD_NONE : HECHA_FIELD_IMPLEMENTER;
  unit->match = has_implementer ? HECHA_MATCH_NONE : HECHA_MATCH_APPROXIMATE;
}
