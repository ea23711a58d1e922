/* Rule packs: sections and keys become compiled checks.  Everything that is
 * wrong is said with its place and a hint. */
#include "audit/pack.h"

#include <string.h>

#include "audit/lexicon.h"

typedef struct
{
  HechaPack *pack;
  HechaCheck *check;             /* being read */
  const HechaIniSection *section;
  GError **error;
} Reader;

/* ---- errors ------------------------------------------------------------------ */

static gboolean
fail_at (Reader *reader, guint line, guint column, const char *message)
{
  g_autofree char *placed
      = hecha_pack_message_at (&reader->pack->source, line, column, message);

  g_set_error_literal (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX, placed);
  return FALSE;
}

static gboolean
fail (Reader *reader, const HechaIniEntry *entry, gsize offset, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (Reader *reader, const HechaIniEntry *entry, gsize offset, const char *format, ...)
{
  g_autofree char *message = NULL, *placed = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  placed = hecha_pack_message (&reader->pack->source, entry, offset, message);
  g_set_error_literal (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX, placed);
  return FALSE;
}

static gboolean
fail_mistake (Reader *reader, const HechaIniEntry *entry, gsize offset, HechaMistake *mistake)
{
  fail (reader, entry, offset + mistake->offset, "%s", mistake->message);
  hecha_mistake_clear (mistake);
  return FALSE;
}

static gboolean
fail_unknown_key (Reader *reader, const HechaIniEntry *entry, const char *const *keys)
{
  const char *near = hecha_nearest_word (entry->key, keys);
  g_autofree char *message
      = near != NULL ? g_strdup_printf ("不认识的键“%s”，是不是“%s”？", entry->key, near)
                     : g_strdup_printf ("不认识的键“%s”", entry->key);

  return fail_at (reader, entry->line, entry->key_column, message);
}

/* ---- pieces of a value ---------------------------------------------------------- */

/* A text of a pack: continuation lines are one line, without a space, as
 * Chinese is written. */
static const char *
joined (Reader *reader, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  g_autofree char *text = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  text = g_strjoinv ("", lines);
  return g_string_chunk_insert (reader->pack->pool, text);
}

typedef gboolean (*PieceFunc) (Reader *reader, const HechaIniEntry *entry, const char *piece,
                               gsize offset);

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == 0xff1b || c == '\n';
}

/* Calls EACH for every trimmed piece between ; ； and line breaks (and 、 where
 * COMMAS). */
static gboolean
for_pieces (Reader *reader, const HechaIniEntry *entry, gboolean commas, PieceFunc each)
{
  const char *at = entry->value;

  while (*at != '\0')
    {
      const char *start = at;
      g_autofree char *piece = NULL;
      const char *trimmed;
      while (*at != '\0' && !is_separator (g_utf8_get_char (at))
             && !(commas && g_utf8_get_char (at) == 0x3001))
        at = g_utf8_next_char (at);
      piece = g_strndup (start, (gsize) (at - start));
      trimmed = g_strchug (piece);
      start += strspn (start, " \t");
      g_strchomp (piece);
      if (*trimmed != '\0'
          && !each (reader, entry, trimmed, (gsize) (start - entry->value)))
        return FALSE;
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }
  return TRUE;
}

static gboolean
read_expression (Reader *reader, const HechaIniEntry *entry, HechaExprType type,
                 HechaExpr **expr)
{
  HechaMistake mistake = { 0 };

  if (strcmp (entry->value, "–") == 0 || strcmp (entry->value, "-") == 0)
    return TRUE;
  *expr = hecha_expr_parse_as (entry->value, reader->pack->parameters, type, &mistake);
  if (*expr == NULL)
    return fail_mistake (reader, entry, 0, &mistake);
  return TRUE;
}

static gboolean
read_day (Reader *reader, const HechaIniEntry *entry, gint32 *day)
{
  if (hecha_day_parse (entry->value, day))
    return TRUE;
  return fail (reader, entry, 0, "“%s”要写成 2024-07-03 这样的日期", entry->key);
}

/* One of NAMES (NULL-terminated); its index. */
static gboolean
read_choice (Reader *reader, const HechaIniEntry *entry, const char *const *names, int *choice)
{
  g_autofree char *all = NULL;

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (entry->value, names[i]) == 0)
      {
        *choice = i;
        return TRUE;
      }
  all = g_strjoinv ("、", (char **) names);
  return fail (reader, entry, 0, "“%s”只能是：%s", entry->key, all);
}

/* ---- keys of a rule ---------------------------------------------------------------- */

static gboolean
read_level (Reader *reader, const HechaIniEntry *entry)
{
  int level = hecha_level_from_name (entry->value);

  if (level < 0)
    return fail (reader, entry, 0, "级别只能是：违规、疑点、提示");
  reader->check->rule.level = (HechaOutcome) level;
  return TRUE;
}

static gboolean
read_one_audience (Reader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  static const struct
  {
    const char *name;
    guint bit;
  } audiences[] = {
    { "审计", HECHA_AUDIENCE_AUDIT },   { "审", HECHA_AUDIENCE_AUDIT },
    { "财政", HECHA_AUDIENCE_FINANCE }, { "财", HECHA_AUDIENCE_FINANCE },
    { "部门", HECHA_AUDIENCE_DEPARTMENT }, { "部", HECHA_AUDIENCE_DEPARTMENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (strcmp (piece, audiences[i].name) == 0)
      {
        reader->check->rule.audience |= audiences[i].bit;
        return TRUE;
      }
  return fail (reader, entry, offset, "对象只能是：审计、财政、部门");
}

static gboolean
read_audience (Reader *reader, const HechaIniEntry *entry)
{
  return for_pieces (reader, entry, TRUE, read_one_audience);
}

static gboolean
read_one_governing (Reader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  HechaMistake mistake = { 0 };
  HechaExpr *expr
      = hecha_expr_parse_as (piece, reader->pack->parameters, HECHA_EXPR_DATE, &mistake);

  if (expr == NULL)
    return fail_mistake (reader, entry, offset, &mistake);
  g_ptr_array_add (reader->check->governing, expr);
  return TRUE;
}

static gboolean
read_governing (Reader *reader, const HechaIniEntry *entry)
{
  return for_pieces (reader, entry, FALSE, read_one_governing);
}

static gboolean
read_one_mark (Reader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  HechaField field = hecha_field_from_name (piece);
  guint8 byte = (guint8) field;
  const char *near;

  if (field == HECHA_FIELD_NONE)
    {
      near = hecha_nearest_word (piece, hecha_language_words ());
      return near != NULL ? fail (reader, entry, offset, "没有“%s”这个字段，是不是“%s”？", piece,
                                  near)
                          : fail (reader, entry, offset, "没有“%s”这个字段", piece);
    }
  g_array_append_val (reader->check->marks, byte);
  return TRUE;
}

static gboolean
read_marks (Reader *reader, const HechaIniEntry *entry)
{
  return for_pieces (reader, entry, TRUE, read_one_mark);
}

static gboolean
read_applies (Reader *reader, const HechaIniEntry *entry)
{
  return read_expression (reader, entry, HECHA_EXPR_TRUTH, &reader->check->applies);
}

static gboolean
read_breaks (Reader *reader, const HechaIniEntry *entry)
{
  return read_expression (reader, entry, HECHA_EXPR_TRUTH, &reader->check->breaks);
}

static gboolean
read_not_due (Reader *reader, const HechaIniEntry *entry)
{
  return read_expression (reader, entry, HECHA_EXPR_TRUTH, &reader->check->not_due);
}

static gboolean
read_lowered (Reader *reader, const HechaIniEntry *entry)
{
  return read_expression (reader, entry, HECHA_EXPR_TRUTH, &reader->check->lowered);
}

static gboolean
read_amount (Reader *reader, const HechaIniEntry *entry)
{
  return read_expression (reader, entry, HECHA_EXPR_AMOUNT, &reader->check->amount);
}

static gboolean
read_amount_kind (Reader *reader, const HechaIniEntry *entry)
{
  static const char *const kinds[] = { "其他", "超额", "暂缓", NULL };
  int kind;

  if (!read_choice (reader, entry, kinds, &kind))
    return FALSE;
  reader->check->amount_kind = (guint8) kind;
  return TRUE;
}

static gboolean
read_emergency (Reader *reader, const HechaIniEntry *entry)
{
  static const char *const kinds[] = { "同样", "免", "建成后", NULL };
  int kind;

  if (!read_choice (reader, entry, kinds, &kind))
    return FALSE;
  reader->check->emergency = (guint8) kind;
  return TRUE;
}

static gboolean
read_ended (Reader *reader, const HechaIniEntry *entry)
{
  static const char *const kinds[] = { "同样", "免", NULL };
  int kind;

  if (!read_choice (reader, entry, kinds, &kind))
    return FALSE;
  reader->check->ended_exempt = kind == 1;
  return TRUE;
}

static gboolean
read_method (Reader *reader, const HechaIniEntry *entry)
{
  reader->check->cross = hecha_crosscheck_find (entry->value);
  if (reader->check->cross == NULL)
    return fail (reader, entry, 0, "没有“%s”这种核查方法", entry->value);
  reader->check->rule.of_table = reader->check->cross->of_table;
  return TRUE;
}

static gboolean
read_suppressed (Reader *reader, const HechaIniEntry *entry)
{
  if (*entry->value == '\0')
    return fail (reader, entry, 0, "停用要写明理由，例如 停用=本县另行规定");
  reader->check->rule.suppressed = joined (reader, entry->value);
  return TRUE;
}

static gboolean
read_text (Reader *reader, const HechaIniEntry *entry)
{
  HechaRule *rule = &reader->check->rule;
  const char *text = joined (reader, entry->value);

  if (strcmp (entry->key, "条款") == 0)
    rule->article = text;
  else if (strcmp (entry->key, "名称") == 0)
    rule->name = text;
  else if (strcmp (entry->key, "整改") == 0)
    rule->remedy = text;
  else
    rule->gist = text;
  return TRUE;
}

/* ---- lines of a value: exceptions and examples ------------------------------------- */

static gboolean
read_one_exception (Reader *reader, const HechaIniEntry *entry, const char *line, gsize offset)
{
  HechaException exception = { 0 };
  HechaMistake mistake = { 0 };
  const char *bar = strchr (line, '|');
  const char *wide = strstr (line, "｜");
  g_autofree char *condition = NULL;
  const char *reason;

  if (wide != NULL && (bar == NULL || wide < bar))
    bar = wide;
  if (bar == NULL)
    return fail (reader, entry, offset, "除外要写明理由：除外=条件 | 理由");
  reason = bar + (bar == wide ? strlen ("｜") : 1);
  reason += strspn (reason, " \t");
  if (*reason == '\0')
    return fail (reader, entry, offset + (gsize) (bar - line), "竖线后面缺少理由");
  condition = g_strndup (line, (gsize) (bar - line));
  exception.when = hecha_expr_parse_as (condition, reader->pack->parameters, HECHA_EXPR_TRUTH,
                                        &mistake);
  if (exception.when == NULL)
    return fail_mistake (reader, entry, offset, &mistake);
  exception.reason = g_string_chunk_insert (reader->pack->pool, reason);
  g_array_append_val (reader->check->exceptions, exception);
  return TRUE;
}

typedef struct
{
  const char *text;   /* trimmed */
  gsize offset;
} Line;

/* The lines of a value that are not blank. */
static GArray *
lines_of (Reader *reader, const char *value)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (const char *at = value; *at != '\0';)
    {
      gsize length = strcspn (at, "\n"), blank = strspn (at, " \t");
      g_autofree char *copy = g_strstrip (g_strndup (at, length));
      Line line = { g_string_chunk_insert (reader->pack->pool, copy),
                    (gsize) (at - value) + MIN (blank, length) };
      if (*copy != '\0')
        g_array_append_val (lines, line);
      at += length;
      if (*at == '\n')
        at++;
    }
  return lines;
}

static gboolean
read_exceptions (Reader *reader, const HechaIniEntry *entry)
{
  g_autoptr (GArray) lines = lines_of (reader, entry->value);

  reader->check->rule.exceptions = entry->value + strspn (entry->value, "\n");
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      if (!read_one_exception (reader, entry, line->text, line->offset))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_examples (Reader *reader, const HechaIniEntry *entry)
{
  g_autoptr (GArray) lines = lines_of (reader, entry->value);

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      HechaExample example = { .text = line->text };
      hecha_pack_place (&reader->pack->source, entry, line->offset, &example.line,
                        &example.column);
      g_array_append_val (reader->check->examples, example);
    }
  return TRUE;
}

/* 说明 comes after 方法, which frees its words. */
static gboolean
read_message (Reader *reader, const HechaIniEntry *entry)
{
  HechaMistake mistake = { 0 };

  reader->check->message
      = hecha_message_parse (entry->value, reader->pack->parameters,
                             hecha_ini_entry (reader->section, "方法") != NULL, &mistake);
  if (reader->check->message == NULL)
    return fail_mistake (reader, entry, 0, &mistake);
  return TRUE;
}

static const struct
{
  const char *key;
  gboolean (*read) (Reader *reader, const HechaIniEntry *entry);
} rule_keys[] = {
  { "条款", read_text },         { "名称", read_text },       { "级别", read_level },
  { "对象", read_audience },     { "基准", read_governing },  { "适用", read_applies },
  { "违反", read_breaks },       { "未到期", read_not_due },  { "降级", read_lowered },
  { "标注", read_marks },        { "金额", read_amount },     { "金额性质", read_amount_kind },
  { "应急", read_emergency },    { "终止", read_ended },      { "说明", read_message },
  { "整改", read_text },         { "要旨", read_text },       { "方法", read_method },
  { "停用", read_suppressed },   { "除外", read_exceptions }, { "示例", read_examples },
};

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
new_check (Reader *reader)
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
check_complete (Reader *reader)
{
  const HechaCheck *check = reader->check;

  if (check->rule.level == 0)
    return fail_at (reader, reader->section->line, 1, "这一节缺少“级别”");
  if (*check->rule.name == '\0')
    return fail_at (reader, reader->section->line, 1, "这一节缺少“名称”");
  if (check->rule.audience == 0)
    return fail_at (reader, reader->section->line, 1, "这一节缺少“对象”");
  if (check->cross == NULL && check->breaks == NULL)
    return fail_at (reader, reader->section->line, 1, "这一节缺少“违反”（或“方法”）");
  if (check->cross != NULL && (check->applies != NULL || check->breaks != NULL))
    return fail_at (reader, reader->section->line, 1,
                    "这一节有“方法”，不能再写“适用”和“违反”");
  return TRUE;
}

static gboolean
read_rule_entry (Reader *reader, const HechaIniEntry *entry)
{
  const char *names[G_N_ELEMENTS (rule_keys) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rule_keys); i++)
    {
      if (strcmp (entry->key, rule_keys[i].key) == 0)
        return rule_keys[i].read (reader, entry);
      names[i] = rule_keys[i].key;
    }
  return fail_unknown_key (reader, entry, names);
}

static gboolean
read_rule (Reader *reader)
{
  for (const char *c = reader->section->name; *c != '\0'; c++)
    if (*c == ':' || *c == ' ' || *c == ',' || *c == ';')
      return fail_at (reader, reader->section->line, 1,
                      "规则标识里不能有冒号、空格、逗号和分号");
  reader->check = new_check (reader);
  g_ptr_array_add (reader->pack->checks, reader->check);
  for (guint i = 0; i < reader->section->entries->len; i++)
    if (!read_rule_entry (reader, &g_array_index (reader->section->entries, HechaIniEntry, i)))
      return FALSE;
  if (!check_complete (reader))
    return FALSE;
  finish_check (reader->check);
  return TRUE;
}

/* ---- the measure and its parameters ------------------------------------------------------ */

static gboolean
read_measure_entry (Reader *reader, const HechaIniEntry *entry)
{
  static const char *const keys[] = { "标识", "系列", "名称", "文号", "施行", "废止", "备注", NULL };
  HechaPack *pack = reader->pack;

  if (!g_strv_contains (keys, entry->key))
    return fail_unknown_key (reader, entry, keys);
  if (strcmp (entry->key, "施行") == 0)
    return read_day (reader, entry, &pack->from);
  if (strcmp (entry->key, "废止") == 0)
    return read_day (reader, entry, &pack->until);
  if (strcmp (entry->key, "标识") == 0)
    pack->id = joined (reader, entry->value);
  else if (strcmp (entry->key, "系列") == 0)
    pack->series = joined (reader, entry->value);
  else if (strcmp (entry->key, "名称") == 0)
    pack->name = joined (reader, entry->value);
  else if (strcmp (entry->key, "文号") == 0)
    pack->number = joined (reader, entry->value);
  return TRUE;
}

static gboolean
read_measure (Reader *reader)
{
  HechaPack *pack = reader->pack;

  reader->section = hecha_ini_section (pack->source.ini, "办法");
  if (reader->section == NULL)
    return fail_at (reader, 1, 1, "缺少 [办法] 一节");
  for (guint i = 0; i < reader->section->entries->len; i++)
    if (!read_measure_entry (reader,
                             &g_array_index (reader->section->entries, HechaIniEntry, i)))
      return FALSE;
  if (pack->id == NULL || pack->series == NULL || pack->name == NULL || pack->number == NULL)
    return fail_at (reader, reader->section->line, 1,
                    "[办法] 里要有 标识、系列、名称、文号");
  if (pack->from != HECHA_DAY_NONE && pack->until != HECHA_DAY_NONE && pack->until <= pack->from)
    return fail_at (reader, reader->section->line, 1, "“废止”要在“施行”之后");
  pack->title = g_strdup_printf ("%s（%s）", pack->name, pack->number);
  return TRUE;
}

static gboolean
read_parameters (Reader *reader)
{
  HechaPack *pack = reader->pack;

  reader->section = hecha_ini_section (pack->source.ini, "参数");
  for (guint i = 0; reader->section != NULL && i < reader->section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (reader->section->entries, HechaIniEntry, i);
      HechaParameter parameter = { .name = entry->key };
      HechaMistake mistake = { 0 };
      if (!hecha_parameter_read (&parameter, entry->value, pack->pool, &mistake))
        return fail_mistake (reader, entry, 0, &mistake);
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
read_sections (Reader *reader)
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
  Reader reader = { .pack = pack, .error = error };

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
