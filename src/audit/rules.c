/* A set of rules: packs that judge together. */
#include <gio/gio.h>
#include <string.h>

#include "audit/calendar.h"
#include "audit/pack.h"

#define BUILT_IN_NAME "内置"
#define BUILT_IN_PATH "内置:rules/yangcheng-2024-50.ini"
#define BUILT_IN_RESOURCE "/hecha/rules/yangcheng-2024-50.ini"
#define MAX_PACK (16 * 1024 * 1024)

HechaRules *
hecha_rules_new (void)
{
  HechaRules *rules = g_new0 (HechaRules, 1);

  rules->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pack_free);
  rules->checks = g_ptr_array_new ();
  rules->pool = g_string_chunk_new (1024);
  return rules;
}

void
hecha_rules_free (HechaRules *rules)
{
  if (rules == NULL)
    return;
  g_ptr_array_unref (rules->checks);
  g_ptr_array_unref (rules->packs);
  g_string_chunk_free (rules->pool);
  g_free (rules);
}

/* ---- adding a pack ------------------------------------------------------------- */

/* A syntax error of the text reader is one of the pack. */
static void
adopt_error (GError *from, GError **error)
{
  g_set_error_literal (error, HECHA_AUDIT_ERROR,
                       g_error_matches (from, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX)
                           ? HECHA_AUDIT_ERROR_SYNTAX
                           : HECHA_AUDIT_ERROR_IO,
                       from->message);
}

static HechaPack *
read_text_pack (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  HechaPackSource source = { 0 };
  HechaPack *pack;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  source.ini = hecha_ini_parse (path, text, length, &local);
  if (source.ini == NULL)
    {
      adopt_error (local, error);
      return NULL;
    }
  pack = hecha_pack_read (path, bytes, &source, error);
  hecha_pack_source_clear (&source);
  return pack;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *text;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !g_file_get_contents (path, &text, &length, &local))
    {
      g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "%s：无法读取规则包（%s）",
                   path, local != NULL ? local->message : "没有这个文件，或者不是普通文件");
      return NULL;
    }
  if (length > MAX_PACK)
    {
      g_free (text);
      g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO,
                   "%s：文件超过 16 MB，不像是规则包", path);
      return NULL;
    }
  return g_bytes_new_take (text, length);
}

static gboolean
is_package (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

static HechaPack *
read_pack (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL || strcmp (path, BUILT_IN_NAME) == 0)
    {
      bytes = g_resources_lookup_data (BUILT_IN_RESOURCE, 0, error);
      return bytes != NULL ? read_text_pack (BUILT_IN_PATH, bytes, error) : NULL;
    }
  bytes = read_file (path, error);
  if (bytes == NULL)
    return NULL;
  if (is_package (bytes))
    return hecha_pack_read_workbook (path, bytes, error);
  return read_text_pack (path, bytes, error);
}

static gboolean
fits_with_others (const HechaRules *rules, const HechaPack *pack, GError **error)
{
  for (guint i = 0; i < rules->packs->len; i++)
    {
      const HechaPack *other = g_ptr_array_index (rules->packs, i);
      if (strcmp (pack->id, other->id) == 0)
        {
          g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
                       "%s：标识“%s”和 %s 重复，同一个规则包只能给一次", pack->path, pack->id,
                       other->path);
          return FALSE;
        }
      if (strcmp (pack->series, other->series) == 0 && pack->from == other->from)
        {
          g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
                       "%s：和 %s 是同一系列“%s”，施行日期也相同，分不出先后", pack->path,
                       other->path, pack->series);
          return FALSE;
        }
    }
  return TRUE;
}

static void
note_versions (HechaRules *rules)
{
  for (guint i = 0; i < rules->packs->len; i++)
    for (guint j = 0; j < i; j++)
      {
        HechaPack *a = g_ptr_array_index (rules->packs, i);
        HechaPack *b = g_ptr_array_index (rules->packs, j);
        if (strcmp (a->series, b->series) == 0)
          a->has_versions = b->has_versions = TRUE;
      }
}

/* Several series: every rule is shown with its own. */
static void
name_rules (HechaRules *rules)
{
  const HechaPack *first = g_ptr_array_index (rules->packs, 0);
  gboolean several = FALSE;

  for (guint i = 1; i < rules->packs->len; i++)
    {
      const HechaPack *pack = g_ptr_array_index (rules->packs, i);
      several = several || strcmp (pack->series, first->series) != 0;
    }
  for (guint i = 0; i < rules->checks->len; i++)
    {
      HechaCheck *check = g_ptr_array_index (rules->checks, i);
      g_autofree char *shown = g_strdup_printf ("%s:%s", check->pack->series, check->id);
      check->rule.shown_id
          = several ? g_string_chunk_insert_const (rules->pool, shown) : check->id;
    }
}

gboolean
hecha_rules_add (HechaRules *rules, const char *path, GError **error)
{
  g_autoptr (HechaPack) pack = read_pack (path, error);

  if (pack == NULL || !fits_with_others (rules, pack, error))
    return FALSE;
  for (guint i = 0; i < pack->checks->len; i++)
    {
      HechaCheck *check = g_ptr_array_index (pack->checks, i);
      check->pack_index = rules->packs->len;
      g_ptr_array_add (rules->checks, check);
    }
  g_ptr_array_add (rules->packs, g_steal_pointer (&pack));
  note_versions (rules);
  name_rules (rules);
  return TRUE;
}

/* ---- asking ---------------------------------------------------------------------- */

guint
hecha_rules_n (const HechaRules *rules)
{
  return rules->checks->len;
}

const HechaRule *
hecha_rules_get (const HechaRules *rules, guint index)
{
  g_return_val_if_fail (index < rules->checks->len, NULL);
  return &hecha_rules_check (rules, index)->rule;
}

int
hecha_rules_find (const HechaRules *rules, const char *id)
{
  for (guint i = 0; i < rules->checks->len; i++)
    {
      const HechaRule *rule = hecha_rules_get (rules, i);
      if (strcmp (rule->id, id) == 0 || strcmp (rule->shown_id, id) == 0)
        return (int) i;
    }
  return -1;
}

static const HechaPack *
pack_at (const HechaRules *rules, guint index)
{
  g_return_val_if_fail (index < rules->packs->len, NULL);
  return g_ptr_array_index (rules->packs, index);
}

guint
hecha_rules_n_packs (const HechaRules *rules)
{
  return rules->packs->len;
}

const char *
hecha_rules_pack_path (const HechaRules *rules, guint index)
{
  return pack_at (rules, index)->path;
}

const char *
hecha_rules_pack_sha256 (const HechaRules *rules, guint index)
{
  return pack_at (rules, index)->sha256;
}

const char *
hecha_rules_pack_title (const HechaRules *rules, guint index)
{
  return pack_at (rules, index)->title;
}

gboolean
hecha_rules_pack_parameter (const HechaRules *rules, guint pack, guint index, const char **name,
                            const char **value)
{
  const GArray *parameters = pack_at (rules, pack)->parameters;

  if (index >= parameters->len)
    return FALSE;
  *name = g_array_index (parameters, HechaParameter, index).name;
  *value = g_array_index (parameters, HechaParameter, index).text;
  return TRUE;
}

HechaCalendar *
hecha_rules_load_calendar (const HechaRules *rules, const char *holidays, GError **error)
{
  for (guint i = rules->packs->len; holidays == NULL && i > 0; i--)
    {
      const HechaPack *pack = g_ptr_array_index (rules->packs, i - 1);
      if (pack->holidays != NULL)
        return hecha_calendar_parse (pack->path, pack->holidays, strlen (pack->holidays), error);
    }
  return hecha_calendar_load (holidays, error);
}

/* ---- editions ----------------------------------------------------------------------- */

/* What a rule says to people may change without a change of the rule. */
static gboolean
is_wording (const char *key)
{
  static const char *const words[] = { "条款", "名称", "对象", "标注", "说明", "整改",
                                       "要旨", "停用", "列示", "示例" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], key) == 0)
      return TRUE;
  return FALSE;
}

/* Without blanks and with half-width signs, as an editor may leave it. */
static void
feed_folded (GChecksum *checksum, const char *text)
{
  g_autofree char *half = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  for (const char *at = half != NULL ? half : text; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_checksum_update (checksum, (const guchar *) at, 1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

static gboolean
names_parameter (const HechaCheck *check, const char *name)
{
  g_autofree char *half = g_strconcat (":", name, NULL);
  g_autofree char *full = g_strconcat ("：", name, NULL);

  /* Checks in C take their parameters by name from the pack. */
  if (check->cross != NULL)
    return TRUE;
  for (guint i = 0; i < check->section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (check->section->entries, HechaIniEntry, i);
      if (!is_wording (entry->key)
          && (strstr (entry->value, half) != NULL || strstr (entry->value, full) != NULL))
        return TRUE;
    }
  return FALSE;
}

char *
hecha_rules_edition (const HechaRules *rules, guint index)
{
  const HechaCheck *check = hecha_rules_check (rules, index);
  const GArray *parameters = check->pack->parameters;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < check->section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (check->section->entries, HechaIniEntry, i);
      if (is_wording (entry->key))
        continue;
      feed_folded (checksum, entry->key);
      feed_folded (checksum, entry->value);
    }
  for (guint i = 0; i < parameters->len; i++)
    {
      const HechaParameter *parameter = &g_array_index (parameters, HechaParameter, i);
      if (!names_parameter (check, parameter->name))
        continue;
      feed_folded (checksum, parameter->name);
      feed_folded (checksum, parameter->text);
    }
  return g_strndup (g_checksum_get_string (checksum), 8);
}
