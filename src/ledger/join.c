/* Joining: which records tell of one project (RULES.md section 6), and the
 * project that they make together (section 1).
 *
 * Records with a code come first, each joining the draft of its code if the
 * names are alike; those without one then join by unit and name.  Nothing is
 * compared pair by pair: both look-ups are hash tables of short chains, and of
 * a long one (a book with ten thousand rows of one name) only the newest
 * LOOKBACK are looked at. */
#include <string.h>

#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/merge.h"
#include "ledger/payments.h"

#define LOOKBACK 256u

/* A project in the making. */
typedef struct _Draft Draft;
struct _Draft
{
  const char *code, *plain_name, *core_name, *plain_unit;
  GArray *entries;      /* Entry: the draft's records */
  gboolean shared_code; /* another draft has the same code */
  guint order;          /* of its first record in the batch */
};

typedef struct
{
  HechaRecord *record;
  gint64 edition;       /* year of the record, then of its table */
  guint order;
} Entry;

typedef struct
{
  HechaLedger *ledger;
  GPtrArray *drafts;
  GHashTable *by_code;  /* code -> GPtrArray of Draft */
  GHashTable *by_name;  /* core name -> GPtrArray of Draft */
  GHashTable *units;    /* unit as written -> plain */
} Joiner;

static const HechaDatum *
record_value (const HechaRecord *record, HechaField field)
{
  for (guint i = 0; i < record->n_data && record->data[i].field <= field; i++)
    if (record->data[i].field == field)
      return record->data[i].state == HECHA_STATE_VALUE ? &record->data[i] : NULL;
  return NULL;
}

static gboolean
values_differ (const HechaRecord *left, const HechaRecord *right, HechaField field)
{
  const HechaDatum *a = record_value (left, field), *b = record_value (right, field);

  return a != NULL && b != NULL && !hecha_data_alike (a, b);
}

/* Lots: in one table, the same name with different contracts. */
static gboolean
contracts_differ (const HechaRecord *left, const HechaRecord *right)
{
  static const HechaField fields[]
      = { HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_CONTRACTOR,
          HECHA_FIELD_AWARD_AMOUNT, HECHA_FIELD_AWARDED_ON };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (values_differ (left, right, fields[i]))
      return TRUE;
  return FALSE;
}

/* Another contract date in another year: bought anew. */
static gboolean
contract_years_differ (const HechaRecord *left, const HechaRecord *right)
{
  const HechaDatum *a = record_value (left, HECHA_FIELD_CONTRACTED_ON);
  const HechaDatum *b = record_value (right, HECHA_FIELD_CONTRACTED_ON);
  int first_year, second_year, month, day;

  if (a == NULL || b == NULL || ((a->flags | b->flags) & HECHA_DATUM_DATE_UNKNOWN)
      || hecha_data_alike (a, b))
    return FALSE;
  hecha_day_to_ymd ((gint32) a->low, &first_year, &month, &day);
  hecha_day_to_ymd ((gint32) b->low, &second_year, &month, &day);
  return first_year != second_year;
}

static guint
oldest (guint length)
{
  return length > LOOKBACK ? length - LOOKBACK : 0;
}

/* Nothing tells RECORD apart from what DRAFT already holds. */
static gboolean
fits (const Draft *draft, const HechaRecord *record, gboolean same_name)
{
  for (guint i = oldest (draft->entries->len); i < draft->entries->len; i++)
    {
      const HechaRecord *other = g_array_index (draft->entries, Entry, i).record;

      if (other->table == record->table && (!same_name || contracts_differ (other, record)))
        return FALSE;
      if (*draft->code == '\0' && contract_years_differ (other, record))
        return FALSE;
    }
  return TRUE;
}

static gboolean
units_fit (const char *left, const char *right)
{
  return *left == '\0' || *right == '\0' || strcmp (left, right) == 0;
}

/* Code as compared: half width, capitals, no spaces. */
static const char *
plain_code (Joiner *joiner, const char *code)
{
  g_autofree char *plain = hecha_name_plain (code);
  g_autofree char *upper = g_utf8_strup (plain, -1);

  return g_string_chunk_insert_const (joiner->ledger->pool, upper);
}

static const char *
plain_unit (Joiner *joiner, const char *unit)
{
  const char *plain = g_hash_table_lookup (joiner->units, unit);

  if (plain == NULL)
    {
      g_autofree char *made = hecha_unit_plain (joiner->ledger->dictionary, unit);

      plain = g_string_chunk_insert_const (joiner->ledger->pool, made);
      g_hash_table_insert (joiner->units, (gpointer) unit, (gpointer) plain);
    }
  return plain;
}

static void
index_draft (GHashTable *table, const char *key, Draft *draft)
{
  GPtrArray *chain = g_hash_table_lookup (table, key);

  if (chain == NULL)
    {
      chain = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) key, chain);
    }
  g_ptr_array_add (chain, draft);
}

static Draft *
find_by_code (Joiner *joiner, const Draft *wanted, const HechaRecord *record)
{
  GPtrArray *chain = g_hash_table_lookup (joiner->by_code, wanted->code);

  for (guint i = chain != NULL ? oldest (chain->len) : 0; chain != NULL && i < chain->len; i++)
    {
      Draft *draft = g_ptr_array_index (chain, i);
      gboolean same = strcmp (draft->core_name, wanted->core_name) == 0
                      || *draft->core_name == '\0' || *wanted->core_name == '\0';

      if ((same || (hecha_names_alike (draft->plain_name, wanted->plain_name)
                    && units_fit (draft->plain_unit, wanted->plain_unit)))
          && fits (draft, record, same))
        return draft;
    }
  return NULL;
}

/* A record without a code joins the one draft of its unit and name that
 * nothing tells apart; with a unit missing, only if there is no choice. */
static Draft *
find_by_name (Joiner *joiner, const Draft *wanted, const HechaRecord *record)
{
  GPtrArray *chain = g_hash_table_lookup (joiner->by_name, wanted->core_name);
  Draft *found = NULL, *loose = NULL;
  guint n_loose = 0;

  if (*wanted->core_name == '\0')
    return NULL;
  for (guint i = chain != NULL ? oldest (chain->len) : 0; chain != NULL && i < chain->len; i++)
    {
      Draft *draft = g_ptr_array_index (chain, i);

      if (!units_fit (draft->plain_unit, wanted->plain_unit) || !fits (draft, record, TRUE))
        continue;
      if (strcmp (draft->plain_unit, wanted->plain_unit) != 0)
        {
          loose = draft;
          n_loose++;
        }
      else if (found == NULL)
        found = draft;
    }
  return found != NULL ? found : n_loose == 1 ? loose : NULL;
}

static void
place_record (Joiner *joiner, HechaRecord *record, guint order)
{
  const HechaTable *table = g_ptr_array_index (joiner->ledger->tables, record->table);
  g_autofree char *plain = hecha_name_plain (record->name);
  Draft wanted = { 0 };
  Entry entry = { record, 0, order };
  g_autofree char *core = NULL;
  Draft *draft;

  /* 项目年度 may be the same in two years' ledgers: then the title decides. */
  entry.edition = (gint64) record->year * 10000 + table->year;
  wanted.code = *record->code != '\0' ? plain_code (joiner, record->code) : "";
  wanted.plain_unit = plain_unit (joiner, record->unit);
  wanted.plain_name = plain;
  core = hecha_name_core (plain, wanted.plain_unit);
  wanted.core_name = core;
  draft = *wanted.code != '\0' ? find_by_code (joiner, &wanted, record)
                               : find_by_name (joiner, &wanted, record);
  if (draft == NULL)
    {
      draft = hecha_ledger_alloc (joiner->ledger, sizeof *draft);
      *draft = wanted;
      draft->plain_name = g_string_chunk_insert_const (joiner->ledger->pool, plain);
      draft->core_name = g_string_chunk_insert_const (joiner->ledger->pool, core);
      draft->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 1);
      draft->order = order;
      g_ptr_array_add (joiner->drafts, draft);
      if (*draft->code != '\0')
        index_draft (joiner->by_code, draft->code, draft);
      index_draft (joiner->by_name, draft->core_name, draft);
    }
  else if (*draft->plain_unit == '\0')
    draft->plain_unit = wanted.plain_unit;
  draft->order = MIN (draft->order, order);
  g_array_append_val (draft->entries, entry);
}

/* ---- from draft to project --------------------------------------------- */

static int
compare_entries (gconstpointer left, gconstpointer right)
{
  const Entry *a = left, *b = right;

  if (a->edition != b->edition)
    return a->edition < b->edition ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static HechaDatum *
keep_data (HechaLedger *ledger, const GArray *data)
{
  HechaDatum *kept = hecha_ledger_alloc (ledger, data->len * sizeof (HechaDatum));

  if (data->len > 0)
    memcpy (kept, data->data, data->len * sizeof (HechaDatum));
  return kept;
}

/* The data of several records, field by field. */
static void
merge_records (HechaLedger *ledger, const Draft *draft, HechaProject *project)
{
  guint n = draft->entries->len;
  g_autofree HechaEntry *entries = g_new (HechaEntry, n);
  g_autofree guint *next = g_new0 (guint, n);
  HechaDatum merged[HECHA_N_FIELDS];
  g_autoptr (GArray) rivals = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  HechaMerge merge = { ledger->dictionary, rivals, asides };

  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    {
      guint n_entries = 0;

      for (guint i = 0; i < n; i++)
        {
          const Entry *entry = &g_array_index (draft->entries, Entry, i);

          if (next[i] < entry->record->n_data && entry->record->data[next[i]].field == field)
            {
              entries[n_entries].datum = &entry->record->data[next[i]++];
              entries[n_entries++].edition = entry->edition;
            }
        }
      if (n_entries > 0)
        merged[project->n_data++] = *hecha_merge_field (entries, n_entries, &merge);
    }
  project->data = hecha_ledger_alloc (ledger, project->n_data * sizeof (HechaDatum));
  memcpy (project->data, merged, project->n_data * sizeof (HechaDatum));
  project->n_rivals = rivals->len;
  project->rivals = keep_data (ledger, rivals);
  project->n_asides = asides->len;
  project->asides = keep_data (ledger, asides);
}

/* As the workbook writes it: the latest entry that says it. */
static const char *
latest_text (const Draft *draft, gsize offset)
{
  for (guint i = draft->entries->len; i-- > 0;)
    {
      const HechaRecord *record = g_array_index (draft->entries, Entry, i).record;
      const char *text = *(const char *const *) (gconstpointer) ((const char *) record + offset);

      if (*text != '\0')
        return text;
    }
  return "";
}

static gboolean
is_compared_only (const HechaLedger *ledger, const HechaRecord *record)
{
  const HechaTable *table = g_ptr_array_index (ledger->tables, record->table);

  return ((const HechaExtract *) g_ptr_array_index (ledger->files, table->file))->compared_only;
}

/* A project of this batch is judged by this batch's files alone; what earlier
 * years say of it only shows that it is the same project. */
static void
drop_compared_only (const HechaLedger *ledger, GArray *entries)
{
  gboolean judged = FALSE;

  for (guint i = 0; i < entries->len; i++)
    judged |= !is_compared_only (ledger, g_array_index (entries, Entry, i).record);
  for (guint i = entries->len; judged && i-- > 0;)
    if (is_compared_only (ledger, g_array_index (entries, Entry, i).record))
      g_array_remove_index (entries, i);
}

/* Payments that have not come stand beside the others. */
static void
keep_later_payments (HechaLedger *ledger, const Draft *draft, HechaProject *project)
{
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (HechaDatum));

  for (guint i = 0; i < draft->entries->len; i++)
    {
      const HechaRecord *record = g_array_index (draft->entries, Entry, i).record;

      for (guint k = 0; k < record->n_payments; k += 2)
        if (hecha_payment_is_later (&record->payments[k], ledger->as_of))
          {
            HechaDatum later = record->payments[k];

            later.flags |= HECHA_DATUM_LATER;
            g_array_append_val (asides, later);
          }
    }
  if (asides->len == 0)
    return;
  g_array_prepend_vals (asides, project->asides, project->n_asides);
  project->n_asides = asides->len;
  project->asides = keep_data (ledger, asides);
}

static HechaProject *
finish_draft (HechaLedger *ledger, Draft *draft)
{
  HechaProject *project = hecha_ledger_alloc (ledger, sizeof *project);
  guint n;
  g_autofree char *phase = NULL;

  drop_compared_only (ledger, draft->entries);
  n = draft->entries->len;
  g_array_sort (draft->entries, compare_entries);
  project->index = ledger->projects->len;
  project->code = latest_text (draft, G_STRUCT_OFFSET (HechaRecord, code));
  project->name = latest_text (draft, G_STRUCT_OFFSET (HechaRecord, name));
  project->unit = latest_text (draft, G_STRUCT_OFFSET (HechaRecord, unit));
  project->plain_name = draft->plain_name;
  project->plain_unit = draft->plain_unit;
  phase = hecha_name_phase (project->name);
  project->phase = g_string_chunk_insert_const (ledger->pool, phase);
  project->n_places = n;
  project->places = hecha_ledger_alloc (ledger, n * sizeof (HechaPlace));
  for (guint i = 0; i < n; i++)
    {
      const HechaRecord *record = g_array_index (draft->entries, Entry, i).record;

      project->places[i] = (HechaPlace) { record->table, record->row, record->year };
      if (record->year != 0)
        project->year = MAX (project->year, record->year);
    }
  if (n == 1)
    {
      project->data = g_array_index (draft->entries, Entry, 0).record->data;
      project->n_data = g_array_index (draft->entries, Entry, 0).record->n_data;
    }
  else
    merge_records (ledger, draft, project);
  keep_later_payments (ledger, draft, project);
  for (guint i = 0; i < project->n_data; i++)
    hecha_field_set_add (&project->provided, project->data[i].field);
  hecha_project_key (draft->code, draft->plain_unit, draft->core_name, project->phase,
                     draft->shared_code, project->key);
  g_clear_pointer (&draft->entries, g_array_unref);
  return project;
}

static void
mark_shared_codes (Joiner *joiner)
{
  GHashTableIter iter;
  gpointer chain;

  g_hash_table_iter_init (&iter, joiner->by_code);
  while (g_hash_table_iter_next (&iter, NULL, &chain))
    for (guint i = 0; ((GPtrArray *) chain)->len > 1 && i < ((GPtrArray *) chain)->len; i++)
      ((Draft *) g_ptr_array_index ((GPtrArray *) chain, i))->shared_code = TRUE;
}

/* Two projects must not share a key (lots of one name): the later ones get
 * their number among them hashed in. */
static void
part_equal_keys (HechaLedger *ledger)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ledger->projects->len; i++)
    {
      HechaProject *project = g_ptr_array_index (ledger->projects, i);

      for (guint turn = 2; g_hash_table_contains (seen, project->key); turn++)
        {
          g_autofree char *text = g_strdup_printf ("%s\n%u", project->key, turn);
          g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

          g_strlcpy (project->key, digest, sizeof project->key);
        }
      g_hash_table_add (seen, project->key);
    }
}

static int
compare_drafts (gconstpointer left, gconstpointer right)
{
  const Draft *a = *(Draft *const *) left, *b = *(Draft *const *) right;

  return a->order < b->order ? -1 : a->order > b->order;
}

/* Places every record: those with a code first. */
static void
place_records (Joiner *joiner)
{
  for (gboolean coded = TRUE;; coded = FALSE)
    {
      guint order = 0;

      for (guint i = 0; i < joiner->ledger->files->len; i++)
        {
          HechaExtract *file = g_ptr_array_index (joiner->ledger->files, i);

          for (guint j = 0; j < file->records->len; j++, order++)
            {
              HechaRecord *record = &g_array_index (file->records, HechaRecord, j);

              if (coded)
                hecha_payments_settle (record, joiner->ledger->as_of);
              if (file->skipped == NULL && (*record->code != '\0') == coded)
                place_record (joiner, record, order);
            }
        }
      if (!coded)
        return;
    }
}

void
hecha_ledger_join (HechaLedger *ledger)
{
  Joiner joiner = { .ledger = ledger };

  joiner.drafts = g_ptr_array_new ();
  joiner.by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_ptr_array_unref);
  joiner.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_ptr_array_unref);
  joiner.units = g_hash_table_new (g_str_hash, g_str_equal);
  place_records (&joiner);
  mark_shared_codes (&joiner);
  g_ptr_array_sort (joiner.drafts, compare_drafts);
  for (guint i = 0; i < joiner.drafts->len; i++)
    g_ptr_array_add (ledger->projects,
                     finish_draft (ledger, g_ptr_array_index (joiner.drafts, i)));
  part_equal_keys (ledger);
  g_hash_table_unref (joiner.by_code);
  g_hash_table_unref (joiner.by_name);
  g_hash_table_unref (joiner.units);
  g_ptr_array_unref (joiner.drafts);
}
