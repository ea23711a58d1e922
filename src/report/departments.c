/* departments.c - whose finding is it. */
#include "report/departments.h"

#include <string.h>

enum { MAX_NAME = 40 };

GPtrArray *
hecha_plain_units_of_tables (const HechaLedger *ledger)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const char *unit = hecha_ledger_table (ledger, i)->unit_name;
      g_ptr_array_add (units, *unit == '\0' ? g_strdup ("")
                                            : hecha_unit_plain (
                                                hecha_ledger_dictionary (ledger), unit));
    }
  return units;
}

const char *
hecha_finding_plain_unit (const HechaVerdict *verdict, const HechaFinding *finding,
                          const GPtrArray *plain_units)
{
  if (finding->project != HECHA_NO_PROJECT)
    return hecha_ledger_project (hecha_verdict_ledger (verdict), finding->project)->plain_unit;
  if (finding->n_evidence > 0 && finding->evidence[0].table < plain_units->len)
    return g_ptr_array_index (plain_units, finding->evidence[0].table);
  return "";
}

/* ---- names ------------------------------------------------------------ */

char *
hecha_unit_short (const char *plain_unit)
{
  static const char *const endings[] = { "管理委员会", "委员会", "管理局", "办公室", "中心", "局" };
  gsize length = strlen (plain_unit);

  if (length == 0)
    return g_strdup ("未载明");
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize ending = strlen (endings[i]);
      if (length > ending && g_str_has_suffix (plain_unit, endings[i]))
        return g_strndup (plain_unit, length - ending);
    }
  return g_strdup (plain_unit);
}

static gboolean
allowed_in_file_name (gunichar c)
{
  return g_unichar_isgraph (c) && (c >= 0x80 || strchr ("/\\:*?\"<>|", (int) c) == NULL)
         && g_unichar_type (c) != G_UNICODE_FORMAT;
}

char *
hecha_file_name_safe (const char *name)
{
  GString *safe = g_string_new (NULL);
  guint n = 0;

  for (const char *at = name; *at != '\0' && n < MAX_NAME; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);
      if (allowed_in_file_name (c))
        g_string_append_unichar (safe, c);
      else if (safe->len > 0)
        g_string_append_c (safe, '_');
    }
  while (safe->len > 0 && strchr ("._", safe->str[safe->len - 1]) != NULL)
    g_string_truncate (safe, safe->len - 1);
  while (safe->len > 0 && safe->str[0] == '.')
    g_string_erase (safe, 0, 1);
  if (safe->len == 0)
    g_string_assign (safe, "未载明单位");
  return g_string_free (safe, FALSE);
}

/* ---- the list of departments ------------------------------------------ */

static void
free_department (gpointer data)
{
  HechaDepartment *department = data;

  g_free (department->plain_unit);
  g_free (department->folder);
  g_free (department);
}

static gint
by_plain_unit (gconstpointer a, gconstpointer b)
{
  const HechaDepartment *const *first = a, *const *second = b;

  return strcmp ((*first)->plain_unit, (*second)->plain_unit);
}

/* The first written form of each plain unit, in the ledger's order. */
static GHashTable *
written_units (const HechaLedger *ledger, const GPtrArray *plain_units)
{
  GHashTable *written = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      if (!g_hash_table_contains (written, project->plain_unit))
        g_hash_table_insert (written, (gpointer) project->plain_unit, (gpointer) project->unit);
    }
  for (guint i = 0; i < plain_units->len; i++)
    if (!g_hash_table_contains (written, g_ptr_array_index (plain_units, i)))
      g_hash_table_insert (written, g_ptr_array_index (plain_units, i),
                           (gpointer) hecha_ledger_table (ledger, i)->unit_name);
  return written;
}

/* Two units whose written names become one folder get a number behind. */
static void
make_folders (GPtrArray *departments, GHashTable *written)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < departments->len; i++)
    {
      HechaDepartment *department = g_ptr_array_index (departments, i);
      const char *unit = g_hash_table_lookup (written, department->plain_unit);
      g_autofree char *base = hecha_file_name_safe (unit != NULL ? unit : "");
      char *folder = g_strdup (base);

      for (guint n = 2; !g_hash_table_add (taken, g_utf8_casefold (folder, -1)); n++)
        {
          g_free (folder);
          folder = g_strdup_printf ("%s(%u)", base, n);
        }
      department->folder = folder;
    }
}

static void
add_department (GPtrArray *departments, GHashTable *seen, const char *plain_unit)
{
  HechaDepartment *department;

  if (!g_hash_table_add (seen, (gpointer) plain_unit))
    return;
  department = g_new0 (HechaDepartment, 1);
  department->plain_unit = g_strdup (plain_unit);
  g_ptr_array_add (departments, department);
}

GPtrArray *
hecha_report_departments (const HechaReportInput *input)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const HechaRules *rules = hecha_verdict_rules (verdict);
  g_autoptr (GPtrArray) plain_units = hecha_plain_units_of_tables (ledger);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) written = written_units (ledger, plain_units);
  GPtrArray *departments = g_ptr_array_new_with_free_func (free_department);

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      if (hecha_rules_get (rules, finding->rule)->audience & HECHA_AUDIENCE_DEPARTMENT)
        add_department (departments, seen,
                        hecha_finding_plain_unit (verdict, finding, plain_units));
    }
  g_ptr_array_sort (departments, by_plain_unit);
  make_folders (departments, written);
  return departments;
}

/* As hecha_finding_plain_unit() for one finding alone; *OWNED is to be freed. */
static const char *
plain_unit_of (const HechaVerdict *verdict, const HechaFinding *finding, char **owned)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const char *unit;

  *owned = NULL;
  if (finding->project != HECHA_NO_PROJECT)
    return hecha_ledger_project (ledger, finding->project)->plain_unit;
  if (finding->n_evidence == 0 || finding->evidence[0].table == HECHA_NO_TABLE)
    return "";
  unit = hecha_ledger_table (ledger, finding->evidence[0].table)->unit_name;
  if (*unit == '\0')
    return "";
  *owned = hecha_unit_plain (hecha_ledger_dictionary (ledger), unit);
  return *owned;
}

/* The first finding whose department does not come before PLAIN_UNIT (AFTER:
 * comes behind it). */
static guint
bound (const HechaVerdict *verdict, const char *plain_unit, gboolean after)
{
  guint low = 0, high = hecha_verdict_n_findings (verdict);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autofree char *owned = NULL;
      int order = strcmp (
        plain_unit_of (verdict, hecha_verdict_finding (verdict, middle), &owned), plain_unit);

      if (order < 0 || (after && order == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
hecha_department_range (const HechaVerdict *verdict, const char *plain_unit, guint *first,
                        guint *n)
{
  *first = bound (verdict, plain_unit, FALSE);
  *n = bound (verdict, plain_unit, TRUE) - *first;
}

int
hecha_report_department_of (const GPtrArray *departments, const HechaVerdict *verdict,
                            const HechaFinding *finding)
{
  g_autofree char *owned = NULL;
  const char *plain_unit = plain_unit_of (verdict, finding, &owned);
  guint low = 0, high = departments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HechaDepartment *department = g_ptr_array_index (departments, middle);
      int order = strcmp (plain_unit, department->plain_unit);

      if (order == 0)
        return (int) middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return -1;
}
