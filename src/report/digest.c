/* digest.c - whose findings, in which order, which amounts are added up. */
#include "report/digest.h"

#include <string.h>

#include "report/departments.h"
#include "report/discretion.h"

#define NO_UNIT "（未载明单位）"
#define CLASSIFIED_UNIT "（涉密）"

/* Classified projects of all departments stand under one name, so that no
 * department is told by them. */

/* ---- units ------------------------------------------------------------- */

static HechaUnit *
add_unit (HechaDigest *digest, const char *plain, const char *written)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (digest->unit_index, plain));
  HechaUnit unit = { plain, *written != '\0' ? written : NO_UNIT, 0 };

  if (index == 0)
    {
      g_array_append_val (digest->units, unit);
      index = digest->units->len;
      g_hash_table_insert (digest->unit_index, (gpointer) plain, GUINT_TO_POINTER (index));
    }
  return &g_array_index (digest->units, HechaUnit, index - 1);
}

static gint
by_plain (gconstpointer a, gconstpointer b)
{
  return strcmp (((const HechaUnit *) a)->plain, ((const HechaUnit *) b)->plain);
}

static void
gather_units (HechaDigest *digest)
{
  for (guint i = 0; i < hecha_ledger_n_projects (digest->ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (digest->ledger, i);
      gboolean classified = hecha_verdict_classified (digest->verdict, i);
      gboolean judged = hecha_project_is_judged (digest->ledger, project);

      add_unit (digest, classified ? CLASSIFIED_UNIT : project->plain_unit,
                classified ? CLASSIFIED_UNIT : project->unit)
        ->n_projects += judged;
      digest->n_projects += judged;
    }
  for (guint i = 0; i < digest->plain_units->len; i++)
    add_unit (digest, g_ptr_array_index (digest->plain_units, i),
              hecha_ledger_table (digest->ledger, i)->unit_name);
  add_unit (digest, "", "");
  g_array_sort (digest->units, by_plain);
  for (guint i = 0; i < digest->units->len; i++)
    g_hash_table_insert (digest->unit_index,
                         (gpointer) g_array_index (digest->units, HechaUnit, i).plain,
                         GUINT_TO_POINTER (i + 1));
}

guint
hecha_digest_unit_of_project (const HechaDigest *digest, guint32 project)
{
  const char *plain = hecha_verdict_classified (digest->verdict, project)
                        ? CLASSIFIED_UNIT
                        : hecha_ledger_project (digest->ledger, project)->plain_unit;

  return GPOINTER_TO_UINT (g_hash_table_lookup (digest->unit_index, plain)) - 1;
}

static void
assign_units (HechaDigest *digest)
{
  guint n = hecha_verdict_n_findings (digest->verdict);

  digest->unit_of = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const HechaFinding *finding = hecha_digest_finding (digest, i);
      const char *plain = hecha_finding_classified (digest->verdict, finding)
                            ? CLASSIFIED_UNIT
                            : hecha_finding_plain_unit (digest->verdict, finding,
                                                        digest->plain_units);
      digest->unit_of[i] = GPOINTER_TO_UINT (g_hash_table_lookup (digest->unit_index, plain)) - 1;
    }
}

guint
hecha_digest_unit_of (const HechaDigest *digest, guint index)
{
  return digest->unit_of[index];
}

const char *
hecha_digest_unit_shown (const HechaDigest *digest, guint index)
{
  return g_array_index (digest->units, HechaUnit, hecha_digest_unit_of (digest, index)).shown;
}

/* ---- order ---------------------------------------------------------------- */

static gint
gravest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const HechaDigest *digest = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  guint8 one = hecha_digest_finding (digest, first)->level;
  guint8 other = hecha_digest_finding (digest, second)->level;

  if (one != other)
    return other > one ? 1 : -1;
  return first < second ? -1 : first > second;
}

static void
gather_findings (HechaDigest *digest)
{
  for (guint i = 0; i < hecha_verdict_n_findings (digest->verdict); i++)
    if (hecha_digest_rule (digest, i)->audience & digest->audience)
      g_array_append_val (digest->findings, i);
  digest->n_all = digest->findings->len;
  if (digest->n_all > HECHA_DIGEST_MAX_LISTED)
    g_array_sort_with_data (digest->findings, gravest_first, digest);
}

/* ---- amounts ---------------------------------------------------------------- */

/* Each project adds the largest of its excesses and the largest of its holds,
 * once each, what happened before the measure apart. */
static void
count_amount (HechaDigest *digest, GHashTable *largest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  guint64 key;
  guint previous;

  if (hecha_finding_amount (digest->verdict, finding) == HECHA_NO_AMOUNT || finding->amount <= 0
      || finding->amount_kind == HECHA_AMOUNT_OTHER || !hecha_digest_is_counted (digest, index)
      || finding->project == HECHA_NO_PROJECT)
    return;
  key = ((guint64) finding->project << 8) | ((guint64) finding->amount_kind << 1)
        | (finding->before_force == HECHA_FORCE_BEFORE);
  previous = GPOINTER_TO_UINT (g_hash_table_lookup (largest, &key));
  if (previous != 0 && digest->counted[previous - 1] >= finding->amount)
    return;
  if (previous != 0)
    digest->counted[previous - 1] = 0;
  digest->counted[index] = finding->amount;
  g_hash_table_replace (largest, g_memdup (&key, sizeof key), GUINT_TO_POINTER (index + 1));
}

static void
count_amounts (HechaDigest *digest)
{
  g_autoptr (GHashTable) largest
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  digest->counted = g_new0 (gint64, hecha_verdict_n_findings (digest->verdict) + 1);
  for (guint i = 0; i < digest->findings->len; i++)
    count_amount (digest, largest, g_array_index (digest->findings, guint, i));
}

/* ---- life ---------------------------------------------------------------------- */

HechaDigest *
hecha_digest_new (const HechaReportInput *input, guint audience)
{
  HechaDigest *digest = g_new0 (HechaDigest, 1);

  digest->input = input;
  digest->verdict = input->verdict;
  digest->ledger = hecha_verdict_ledger (input->verdict);
  digest->rules = hecha_verdict_rules (input->verdict);
  digest->audience = audience;
  digest->findings = g_array_new (FALSE, FALSE, sizeof (guint));
  digest->units = g_array_new (FALSE, FALSE, sizeof (HechaUnit));
  digest->unit_index = g_hash_table_new (g_str_hash, g_str_equal);
  digest->plain_units = hecha_plain_units_of_tables (digest->ledger);
  gather_units (digest);
  assign_units (digest);
  gather_findings (digest);
  count_amounts (digest);
  if (digest->findings->len > HECHA_DIGEST_MAX_LISTED)
    g_array_set_size (digest->findings, HECHA_DIGEST_MAX_LISTED);
  return digest;
}

void
hecha_digest_free (HechaDigest *digest)
{
  g_array_unref (digest->findings);
  g_array_unref (digest->units);
  g_hash_table_unref (digest->unit_index);
  g_ptr_array_unref (digest->plain_units);
  g_free (digest->counted);
  g_free (digest->unit_of);
  g_free (digest);
}

/* ---- questions -------------------------------------------------------------------- */

const HechaFinding *
hecha_digest_finding (const HechaDigest *digest, guint index)
{
  return hecha_verdict_finding (digest->verdict, index);
}

const HechaRule *
hecha_digest_rule (const HechaDigest *digest, guint index)
{
  return hecha_rules_get (digest->rules, hecha_digest_finding (digest, index)->rule);
}

const HechaHistory *
hecha_digest_history (const HechaDigest *digest, guint index)
{
  return digest->input->histories != NULL ? &digest->input->histories[index] : NULL;
}

const char *
hecha_digest_number (const HechaDigest *digest, guint index)
{
  return digest->input->numbers != NULL ? digest->input->numbers[index] : "";
}

const char *
hecha_digest_conclusion (const HechaDigest *digest, guint index)
{
  const HechaHistory *history = hecha_digest_history (digest, index);

  if (history == NULL || history->conclusion == NULL || *history->conclusion == '\0')
    return "待核实";
  return history->conclusion;
}

gboolean
hecha_digest_is_counted (const HechaDigest *digest, guint index)
{
  const HechaHistory *history = hecha_digest_history (digest, index);

  return history == NULL || !history->not_counted;
}

const char *
hecha_force_name (guint8 force)
{
  static const char *const names[] = { "施行后", "施行前", "未载明" };

  return names[MIN (force, 2)];
}

const char *
hecha_amount_kind_name (guint8 kind)
{
  static const char *const names[] = { "涉及", "超支", "暂缓拨付" };

  return names[MIN (kind, 2)];
}

static gboolean
matches (const HechaDigest *digest, guint index, const HechaCountOf *of)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  gboolean before = finding->before_force == HECHA_FORCE_BEFORE;

  if (of->conclusion == NULL ? !hecha_digest_is_counted (digest, index)
                             : strcmp (of->conclusion, hecha_digest_conclusion (digest, index)) != 0)
    return FALSE;
  return (of->level < 0 || finding->level == of->level)
         && (of->force < 0 || before == (of->force == 1))
         && (of->unit == G_MAXUINT || hecha_digest_unit_of (digest, index) == of->unit)
         && (of->article == NULL
             || strcmp (of->article, hecha_digest_rule (digest, index)->article) == 0);
}

guint
hecha_digest_count (const HechaDigest *digest, const HechaCountOf *of)
{
  guint n = 0;

  for (guint i = 0; i < digest->findings->len; i++)
    n += matches (digest, g_array_index (digest->findings, guint, i), of);
  return n;
}

gint64
hecha_digest_sum (const HechaDigest *digest, HechaAmountKind kind, guint unit, int force)
{
  gint64 sum = 0;

  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      HechaCountOf of = { -1, force, unit, NULL, NULL };

      if (digest->counted[index] != 0
          && hecha_digest_finding (digest, index)->amount_kind == kind
          && matches (digest, index, &of))
        sum += digest->counted[index];
    }
  return sum;
}

/* ---- projects ------------------------------------------------------------------------ */

gint64
hecha_project_amount (const HechaProject *project, HechaField field)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  return datum != NULL && datum->state == HECHA_STATE_VALUE ? datum->low : HECHA_NO_AMOUNT;
}

gint64
hecha_project_investment (const HechaProject *project)
{
  static const HechaField fields[]
    = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET, HECHA_FIELD_CONTRACT_AMOUNT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 amount = hecha_project_amount (project, fields[i]);
      if (amount != HECHA_NO_AMOUNT)
        return amount;
    }
  return HECHA_NO_AMOUNT;
}

const char *
hecha_project_raw (const HechaProject *project, HechaField field)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  return datum != NULL && datum->raw != NULL ? datum->raw : "";
}

/* ---- articles ---------------------------------------------------------------------------- */

static int
chinese_digit (gunichar c)
{
  static const gunichar digits[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                     0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return (int) i + 1;
  return 0;
}

/* Up to 九十九, as measures number their articles. */
int
hecha_article_number (const char *article)
{
  int number = 0, digit = 0;

  if (!g_str_has_prefix (article, "第"))
    return 0;
  for (const char *at = article + strlen ("第"); *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x5341)   /* 十 */
        {
          number += (digit == 0 ? 1 : digit) * 10;
          digit = 0;
        }
      else if (chinese_digit (c) != 0)
        digit = chinese_digit (c);
      else
        break;
    }
  return number + digit;
}
