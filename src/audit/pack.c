/* Rule packs: sections become the measure, its parameters and compiled checks. */
#include "audit/pack_reader.h"

#include <string.h>

/* ---- a rule --------------------------------------------------------------------------- */

static void
clear_exception (gpointer data)
{
  hecha_expr_free (((HechaException *) data)->when);
}

static void
free_check (gpointer data)
{
  HechaCheck *check = data;

  hecha_expr_free (check->applies);
  hecha_expr_free (check->breaks);
  hecha_expr_free (check->not_due);
  hecha_expr_free (check->lowered);
  hecha_expr_free (check->amount);
  g_ptr_array_unref (check->governing);
  g_array_unref (check->exceptions);
  g_array_unref (check->marks);
  hecha_message_free (check->message);
  g_array_unref (check->examples);
  g_free (check);
}

static HechaCheck *
new_check (HechaPackReader *reader)
{
  HechaCheck *check = g_new0 (HechaCheck, 1);

  check->pack = reader->pack;
  check->id = reader->section->name;
  check->section = reader->section;
  check->governing = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_expr_free);
  check->exceptions = g_array_new (FALSE, FALSE, sizeof (HechaException));
  g_array_set_clear_func (check->exceptions, clear_exception);
  check->marks = g_array_new (FALSE, FALSE, 1);
  check->examples = g_array_new (FALSE, FALSE, sizeof (HechaExample));
  check->rule.id = check->rule.shown_id = check->id;
  check->rule.measure = reader->pack->number;
  check->rule.article = check->rule.name = check->rule.gist = check->rule.remedy = "";
  check->primary = HECHA_FIELD_NONE;
  return check;
}

static void
note_reads (HechaCheck *check, const HechaExpr *expr)
{
  if (expr == NULL)
    return;
  hecha_field_set_add_all (&check->reads, &expr->reads);
  hecha_field_set_add_all (&check->values, &expr->values);
}

static void
note_fact (HechaCheck *check, HechaFact fact)
{
  for (const guint8 *f = hecha_facts[fact].keys; f != NULL && *f != HECHA_FIELD_NONE; f++)
    hecha_field_set_add (&check->reads, (HechaField) *f);
  for (const guint8 *f = hecha_facts[fact].reads; f != NULL && *f != HECHA_FIELD_NONE; f++)
    hecha_field_set_add (&check->reads, (HechaField) *f);
}

static void
finish_check (HechaCheck *check)
{
  note_reads (check, check->applies);
  note_reads (check, check->breaks);
  note_reads (check, check->not_due);
  check->core = check->reads;
  note_reads (check, check->lowered);
  for (guint i = 0; i < check->governing->len; i++)
    note_reads (check, g_ptr_array_index (check->governing, i));
  for (guint i = 0; i < check->exceptions->len; i++)
    note_reads (check, g_array_index (check->exceptions, HechaException, i).when);
  if (check->emergency != HECHA_EMERGENCY_ALIKE)
    note_fact (check, HECHA_FACT_EMERGENCY);
  if (check->emergency == HECHA_EMERGENCY_ONCE_BUILT)
    note_fact (check, HECHA_FACT_BUILT);
  if (check->ended_exempt)
    note_fact (check, HECHA_FACT_ENDED);
  if (check->marks->len > 0)
    check->primary = (HechaField) g_array_index (check->marks, guint8, 0);
  else if (check->breaks != NULL && check->breaks->order->len > 0)
    check->primary = (HechaField) g_array_index (check->breaks->order, guint8, 0);
}

static gboolean
check_complete (HechaPackReader *reader)
{
  const HechaCheck *check = reader->check;

  if (check->rule.level == 0)
    return hecha_pack_fail_at (reader, reader->section->line, 1, "这一节缺少“级别”");
  if (*check->rule.name == '\0')
    return hecha_pack_fail_at (reader, reader->section->line, 1, "这一节缺少“名称”");
  if (check->rule.audience == 0)
    return hecha_pack_fail_at (reader, reader->section->line, 1, "这一节缺少“对象”");
  if (check->cross == NULL && check->breaks == NULL)
    return hecha_pack_fail_at (reader, reader->section->line, 1, "这一节缺少“违反”（或“方法”）");
  if (check->cross != NULL && (check->applies != NULL || check->breaks != NULL))
    return hecha_pack_fail_at (reader, reader->section->line, 1,
                    "这一节有“方法”，不能再写“适用”和“违反”");
  return TRUE;
}

static gboolean
read_rule (HechaPackReader *reader)
{
  for (const char *c = reader->section->name; *c != '\0'; c++)
    if (*c == ':' || *c == ' ' || *c == ',' || *c == ';')
      return hecha_pack_fail_at (reader, reader->section->line, 1,
                      "规则标识里不能有冒号、空格、逗号和分号");
  reader->check = new_check (reader);
  g_ptr_array_add (reader->pack->checks, reader->check);
  for (guint i = 0; i < reader->section->entries->len; i++)
    if (!hecha_pack_read_rule_entry (reader, &g_array_index (reader->section->entries, HechaIniEntry, i)))
      return FALSE;
  if (!check_complete (reader))
    return FALSE;
  finish_check (reader->check);
  return TRUE;
}

/* ---- the measure and its parameters ------------------------------------------------------ */

static gboolean
read_day (HechaPackReader *reader, const HechaIniEntry *entry, gint32 *day)
{
  if (hecha_day_parse (entry->value, day))
    return TRUE;
  return hecha_pack_fail (reader, entry, 0, "“%s”要写成 2024-07-03 这样的日期", entry->key);
}

static gboolean
read_measure_entry (HechaPackReader *reader, const HechaIniEntry *entry)
{
  static const char *const keys[] = { "标识", "系列", "名称", "文号", "施行", "废止", "备注", NULL };
  HechaPack *pack = reader->pack;

  if (!g_strv_contains (keys, entry->key))
    return hecha_pack_fail_unknown_key (reader, entry, keys);
  if (strcmp (entry->key, "施行") == 0)
    return read_day (reader, entry, &pack->from);
  if (strcmp (entry->key, "废止") == 0)
    return read_day (reader, entry, &pack->until);
  if (strcmp (entry->key, "标识") == 0)
    pack->id = hecha_pack_joined (reader, entry->value);
  else if (strcmp (entry->key, "系列") == 0)
    pack->series = hecha_pack_joined (reader, entry->value);
  else if (strcmp (entry->key, "名称") == 0)
    pack->name = hecha_pack_joined (reader, entry->value);
  else if (strcmp (entry->key, "文号") == 0)
    pack->number = hecha_pack_joined (reader, entry->value);
  return TRUE;
}

static gboolean
read_measure (HechaPackReader *reader)
{
  HechaPack *pack = reader->pack;

  reader->section = hecha_ini_section (pack->source.ini, "办法");
  if (reader->section == NULL)
    return hecha_pack_fail_at (reader, 1, 1, "缺少 [办法] 一节");
  for (guint i = 0; i < reader->section->entries->len; i++)
    if (!read_measure_entry (reader,
                             &g_array_index (reader->section->entries, HechaIniEntry, i)))
      return FALSE;
  if (pack->id == NULL || pack->series == NULL || pack->name == NULL || pack->number == NULL)
    return hecha_pack_fail_at (reader, reader->section->line, 1,
                    "[办法] 里要有 标识、系列、名称、文号");
  if (pack->from != HECHA_DAY_NONE && pack->until != HECHA_DAY_NONE && pack->until <= pack->from)
    return hecha_pack_fail_at (reader, reader->section->line, 1, "“废止”要在“施行”之后");
  pack->title = g_strdup_printf ("%s（%s）", pack->name, pack->number);
  return TRUE;
}

static gboolean
read_parameters (HechaPackReader *reader)
{
  HechaPack *pack = reader->pack;

  reader->section = hecha_ini_section (pack->source.ini, "参数");
  for (guint i = 0; reader->section != NULL && i < reader->section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (reader->section->entries, HechaIniEntry, i);
      HechaParameter parameter = { .name = entry->key };
      HechaMistake mistake = { 0 };
      if (!hecha_parameter_read (&parameter, entry->value, pack->pool, &mistake))
        return hecha_pack_fail_mistake (reader, entry, 0, &mistake);
      g_array_append_val (pack->parameters, parameter);
    }
  return TRUE;
}

/* ---- the whole ----------------------------------------------------------------------------- */

void
hecha_pack_free (HechaPack *pack)
{
  if (pack == NULL)
    return;
  g_ptr_array_unref (pack->checks);
  g_array_unref (pack->parameters);
  hecha_pack_source_clear (&pack->source);
  g_free (pack->path);
  g_free (pack->title);
  g_free (pack->holidays);
  g_string_chunk_free (pack->pool);
  g_free (pack);
}

static gboolean
read_sections (HechaPackReader *reader)
{
  const GArray *sections = reader->pack->source.ini->sections;

  if (!read_measure (reader) || !read_parameters (reader))
    return FALSE;
  for (guint i = 0; i < sections->len; i++)
    {
      reader->section = &g_array_index (sections, HechaIniSection, i);
      if (strcmp (reader->section->name, "办法") != 0
          && strcmp (reader->section->name, "参数") != 0 && !read_rule (reader))
        return FALSE;
    }
  return TRUE;
}

HechaPack *
hecha_pack_read (const char *path, GBytes *bytes, HechaPackSource *source, GError **error)
{
  g_autoptr (HechaPack) pack = g_new0 (HechaPack, 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  HechaPackReader reader = { .pack = pack, .error = error };

  pack->path = g_strdup (path);
  g_strlcpy (pack->sha256, sha256, sizeof pack->sha256);
  pack->source = *source;
  memset (source, 0, sizeof *source);
  pack->from = pack->until = HECHA_DAY_NONE;
  pack->parameters = g_array_new (FALSE, FALSE, sizeof (HechaParameter));
  pack->checks = g_ptr_array_new_with_free_func (free_check);
  pack->pool = g_string_chunk_new (4096);
  if (!read_sections (&reader))
    return NULL;
  return g_steal_pointer (&pack);
}
