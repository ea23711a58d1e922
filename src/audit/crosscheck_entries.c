/* L-conflict, L-duplicate-code and L-unreadable: entries that contradict each
 * other or say nothing. */
#include "audit/crosscheck_ledger.h"

#include <string.h>

/* ---- L-conflict ---------------------------------------------------------------------- */

/* Adds those of N data that contradict another of their FIELD. */
static void
add_contrary (const HechaDatum *data, guint n, HechaField field, GString *values, GArray *cells)
{
  for (guint i = 0; i < n; i++)
    if (data[i].field == field && data[i].state != HECHA_STATE_DOUBTFUL
        && (data[i].flags & HECHA_DATUM_LATER) == 0)
      {
        g_string_append_printf (values, "、%s", hecha_datum_words (&data[i]));
        hecha_add_evidence (cells, &data[i]);
      }
}

/* Where the values of FIELD contradict each other, in the latest year or in an
 * earlier one. */
static void
check_conflict (HechaCross *cross, guint32 index, const HechaProject *project, HechaField field)
{
  const HechaDatum *own = hecha_project_datum (project, field);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  g_autoptr (GString) values = g_string_new (hecha_datum_words (own));
  gsize alone = values->len;
  const char *fills[] = { "字段", hecha_field_name (field), "各值", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  hecha_add_evidence (cells, own);
  add_contrary (project->rivals, project->n_rivals, field, values, cells);
  add_contrary (project->asides, project->n_asides, field, values, cells);
  if (values->len == alone)
    return;
  fills[3] = values->str;
  finding.project = index;
  finding.field = field;
  finding.fills = fills;
  hecha_emit_with_cells (cross, &finding, cells);
}

void
hecha_check_conflicts (HechaCross *cross, gpointer data)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (project->n_rivals + project->n_asides == 0 || !hecha_cross_applies (cross, i))
        continue;
      for (guint d = 0; d < project->n_data; d++)
        check_conflict (cross, i, project, (HechaField) project->data[d].field);
    }
}

/* ---- L-duplicate-code ------------------------------------------------------------------ */

/* The name without numerals and the words of lots, so that the lots of one
 * procurement are alike.  Free with g_free(). */
static char *
name_without_lot (const char *name)
{
  static const char *const words[] = { "标段", "标包", "分标", "分包", "项目", "工程", "采购", NULL };
  static const char numerals[] = "一二三四五六七八九十第包标期批";
  GString *plain = g_string_new (NULL);
  const char *p = name;

  while (*p != '\0')
    {
      const char *next = g_utf8_next_char (p);
      g_autofree char *one = g_strndup (p, (gsize) (next - p));
      gsize word = 0;

      for (guint i = 0; words[i] != NULL && word == 0; i++)
        if (g_str_has_prefix (p, words[i]))
          word = strlen (words[i]);
      if (word == 0 && strstr (numerals, one) == NULL && !g_ascii_isalnum (*p))
        g_string_append (plain, one);
      p = word > 0 ? p + word : next;
    }
  return g_string_free (plain, FALSE);
}

/* How many characters of A, in pairs, B has too; out of the shorter one. */
static double
shared_pairs (const char *a, const char *b)
{
  glong left = g_utf8_strlen (a, -1), right = g_utf8_strlen (b, -1);
  glong shared = 0;
  const char *p = a;

  if (left < 2 || right < 2)
    return strcmp (a, b) == 0;
  for (glong i = 0; i + 1 < left; i++)
    {
      const char *end = g_utf8_offset_to_pointer (p, 2);
      g_autofree char *pair = g_strndup (p, (gsize) (end - p));

      shared += strstr (b, pair) != NULL;
      p = g_utf8_next_char (p);
    }
  return (double) shared / (double) (MIN (left, right) - 1);
}

static gboolean
names_unlike (const HechaProject *a, const HechaProject *b)
{
  g_autofree char *left = name_without_lot (a->plain_name);
  g_autofree char *right = name_without_lot (b->plain_name);

  if (*a->plain_name == '\0' || *b->plain_name == '\0' || strcmp (left, right) == 0)
    return FALSE;
  return shared_pairs (left, right) < 0.5;
}

/* 1, 2, 3 and 001 number the rows of one unit's table; they are no codes of
 * the county. */
static gboolean
is_running_number (const char *code)
{
  return strspn (code, "0123456789") == strlen (code) && strlen (code) < 4;
}

static gboolean
same_code_means_one (const HechaProject *a, const HechaProject *b)
{
  return strcmp (a->plain_unit, b->plain_unit) == 0 || !is_running_number (a->code);
}

static void
emit_code (HechaCross *cross, guint32 index, const GArray *others)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  const HechaProject *project = hecha_ledger_project (ledger, index);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  g_autoptr (GString) names = g_string_new (NULL);
  const char *fills[] = { "其他项目", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  hecha_add_evidence (cells, hecha_project_datum (project, HECHA_FIELD_CODE));
  for (guint i = 0; i < others->len; i++)
    {
      const HechaProject *other
        = hecha_ledger_project (ledger, g_array_index (others, guint32, i));

      g_string_append_printf (names, "%s%s（%s）", i > 0 ? "、" : "", other->name, other->unit);
      hecha_add_evidence (cells, hecha_project_datum (other, HECHA_FIELD_CODE));
    }
  fills[1] = names->str;
  finding.project = index;
  finding.related = (const guint32 *) (const void *) others->data;
  finding.n_related = others->len;
  finding.field = HECHA_FIELD_CODE;
  finding.fills = fills;
  hecha_emit_with_cells (cross, &finding, cells);
}

/* One finding for the first judged project of a code and all that are unlike
 * it. */
static void
check_chain (HechaCross *cross, const GArray *chain)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 first = HECHA_NO_PROJECT;

  for (guint i = 0; i < chain->len && first == HECHA_NO_PROJECT; i++)
    if (hecha_cross_applies (cross, g_array_index (chain, guint32, i)))
      first = g_array_index (chain, guint32, i);
  for (guint i = 0; i < chain->len && first != HECHA_NO_PROJECT; i++)
    {
      guint32 other = g_array_index (chain, guint32, i);
      const HechaProject *a = hecha_ledger_project (ledger, first);
      const HechaProject *b = hecha_ledger_project (ledger, other);

      if (other != first && names_unlike (a, b) && same_code_means_one (a, b))
        g_array_append_val (others, other);
    }
  if (others->len > 0)
    emit_code (cross, first, others);
}

/* The outcome before any finding: 空 不适用, 存疑 and 未提供 无法核查. */
static void
outcome_of_code (HechaCross *cross, guint32 index, const HechaProject *project)
{
  const HechaDatum *datum = hecha_project_datum (project, HECHA_FIELD_CODE);
  HechaState state = datum != NULL ? (HechaState) datum->state : HECHA_STATE_NOT_PROVIDED;
  HechaFieldSet lacking = { { 0, 0 } };

  hecha_field_set_add (&lacking, HECHA_FIELD_CODE);
  if (state == HECHA_STATE_NOT_PROVIDED || state == HECHA_STATE_DOUBTFUL)
    hecha_cross_set_outcome (cross, index, HECHA_OUTCOME_UNDECIDED, &lacking);
  else if (state != HECHA_STATE_VALUE)
    hecha_cross_set_outcome (cross, index, HECHA_OUTCOME_NOT_APPLICABLE, NULL);
}

static void
index_codes (HechaCross *cross, GHashTable *by_code, GPtrArray *chains)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      GArray *chain;

      if (hecha_cross_applies (cross, i))
        outcome_of_code (cross, i, project);
      else if (!hecha_cross_compared_only (cross, i) || hecha_cross_classified (cross, i))
        continue;
      if (*project->code == '\0')
        continue;
      chain = g_hash_table_lookup (by_code, project->code);
      if (chain == NULL)
        {
          chain = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (by_code, (gpointer) project->code, chain);
          g_ptr_array_add (chains, chain);
        }
      g_array_append_val (chain, i);
    }
}

void
hecha_check_codes (HechaCross *cross, gpointer data)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) chains
    = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  index_codes (cross, by_code, chains);
  for (guint i = 0; i < chains->len; i++)
    check_chain (cross, g_ptr_array_index (chains, i));
}

/* ---- L-unreadable -------------------------------------------------------------------------- */

static void
add_unreadable (const HechaDatum *datum, GString *words, GArray *cells)
{
  if (datum->state != HECHA_STATE_DOUBTFUL)
    return;
  g_string_append_printf (words, "%s%s", words->len > 0 ? "”、“" : "", hecha_datum_words (datum));
  hecha_add_evidence (cells, datum);
}

/* Every cell of one field that cannot be read, also where another table's
 * stands. */
static void
check_unreadable (HechaCross *cross, guint32 index, const HechaProject *project,
                  const HechaDatum *own)
{
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GString) words = NULL;
  const char *fills[] = { "字段", hecha_field_name ((HechaField) own->field), "内容", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  if (own->state != HECHA_STATE_DOUBTFUL && project->n_asides == 0)
    return;
  cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  words = g_string_new (NULL);
  add_unreadable (own, words, cells);
  for (guint i = 0; i < project->n_asides; i++)
    if (project->asides[i].field == own->field)
      add_unreadable (&project->asides[i], words, cells);
  if (words->len == 0)
    return;
  fills[3] = words->str;
  finding.project = index;
  finding.field = (HechaField) own->field;
  finding.fills = fills;
  hecha_emit_with_cells (cross, &finding, cells);
}

void
hecha_check_unreadable (HechaCross *cross, gpointer data)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      for (guint d = 0; hecha_cross_applies (cross, i) && d < project->n_data; d++)
        check_unreadable (cross, i, project, &project->data[d]);
    }
}
