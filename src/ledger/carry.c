/* The projects of an earlier report found again: by key, else code, else unit
 * and name, else the nearest name in the unit by a margin.  A match keeps the
 * old key, and with it all ids. */
#include <hecha/ledger.h>

#include <string.h>

#include "ledger/identity.h"
#include "ledger/ledger.h"

#define NOBODY G_MAXUINT32
/* Of the pairs of characters in both names, and how far the next name must
 * stay behind. */
#define LIKE_ENOUGH 0.6
#define MARGIN 0.1
/* Comparisons within one unit; where more would be needed, the report is of
 * other projects and nothing is near. */
#define MAX_PAIRS 4000000u

/* One side of the comparison: a known project, or one of the ledger. */
typedef struct
{
  guint32 index;
  const char *code;
  char *unit;        /* plain; owned */
  char *core;        /* the name without what adds nothing; owned */
  char *numbers;     /* all its numerals; owned */
  gboolean taken;
} Subject;

typedef struct
{
  HechaLedger *ledger;
  HechaCarry *carries;
  GArray *known, *present;   /* Subject */
} Carrier;

static void
clear_subject (gpointer data)
{
  Subject *subject = data;

  g_free (subject->unit);
  g_free (subject->core);
  g_free (subject->numbers);
}

/* 2024年, 二期, 3标段, V2: names that differ in one of them are two projects,
 * however alike the rest. */
static char *
numbers_in (const char *name)
{
  g_autofree char *marks = hecha_name_marks (name);
  GString *numbers = g_string_new (marks);

  g_string_append_c (numbers, '|');
  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (numbers, *at);
    else if (numbers->str[numbers->len - 1] != ' ')
      g_string_append_c (numbers, ' ');
  return g_string_free (numbers, FALSE);
}

static void
add_subject (GArray *subjects, guint32 index, const char *code, char *plain_unit,
             const char *name)
{
  g_autofree char *plain = hecha_name_plain (name);
  Subject subject = { .index = index, .code = code, .unit = plain_unit,
                      .core = hecha_name_core (plain, plain_unit), .numbers = numbers_in (plain) };

  g_array_append_val (subjects, subject);
}

static void
take (Carrier *carrier, Subject *known, Subject *present, HechaCarried how)
{
  known->taken = present->taken = TRUE;
  carrier->carries[known->index] = (HechaCarry) { present->index, (guint8) how };
}

/* ---- by something that is the same ------------------------------------------ */

static char *
key_of (const Carrier *carrier, const Subject *subject, gboolean is_known,
        const HechaKnownProject *known)
{
  (void) subject;
  return g_strdup (is_known ? known->key
                            : hecha_ledger_project (carrier->ledger, subject->index)->key);
}

static char *
code_of (const Carrier *carrier, const Subject *subject, gboolean is_known,
         const HechaKnownProject *known)
{
  (void) carrier;
  (void) is_known;
  (void) known;
  return g_strdup (subject->code);
}

static char *
unit_and_name_of (const Carrier *carrier, const Subject *subject, gboolean is_known,
                  const HechaKnownProject *known)
{
  (void) carrier;
  (void) is_known;
  (void) known;
  if (*subject->core == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s\n%s\n%s", subject->unit, subject->core, subject->numbers);
}

typedef char *(*Trait) (const Carrier *carrier, const Subject *subject, gboolean is_known,
                        const HechaKnownProject *known);

/* trait → index + 1 of the free subject that alone has it; 0 where several. */
static GHashTable *
index_by (const Carrier *carrier, GArray *subjects, gboolean is_known,
          const HechaKnownProject *known, Trait trait)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < subjects->len; i++)
    {
      Subject *subject = &g_array_index (subjects, Subject, i);
      char *text;
      gpointer first;

      if (subject->taken)
        continue;
      text = trait (carrier, subject, is_known, is_known ? &known[subject->index] : NULL);
      first = g_hash_table_contains (index, text) ? NULL : GUINT_TO_POINTER (i + 1);
      g_hash_table_replace (index, text, first);
    }
  return index;
}

static void
match_by (Carrier *carrier, const HechaKnownProject *known, Trait trait, HechaCarried how)
{
  g_autoptr (GHashTable) olds = index_by (carrier, carrier->known, TRUE, known, trait);
  g_autoptr (GHashTable) news = index_by (carrier, carrier->present, FALSE, NULL, trait);
  GHashTableIter iter;
  gpointer text, old;

  g_hash_table_iter_init (&iter, olds);
  while (g_hash_table_iter_next (&iter, &text, &old))
    {
      gpointer found = g_hash_table_lookup (news, text);

      if (old != NULL && found != NULL && *(const char *) text != '\0')
        take (carrier, &g_array_index (carrier->known, Subject, GPOINTER_TO_UINT (old) - 1),
              &g_array_index (carrier->present, Subject, GPOINTER_TO_UINT (found) - 1), how);
    }
}

/* ---- by the nearest name ------------------------------------------------------ */

/* 0 where the two cannot be one project. */
static double
likeness (const Subject *known, const Subject *present)
{
  if (strcmp (known->numbers, present->numbers) != 0
      || (*known->code != '\0' && *present->code != '\0'
          && strcmp (known->code, present->code) != 0))
    return 0;
  return hecha_names_likeness (known->core, present->core);
}

/* Both lists are sorted by unit: the free ones of one unit in each. */
typedef struct
{
  GPtrArray *known, *present;   /* Subject */
} Unit;

static double
next_best (const GPtrArray *others, const Subject *except, const Subject *subject,
           gboolean subject_known)
{
  double best = 0;

  for (guint i = 0; i < others->len; i++)
    {
      const Subject *other = g_ptr_array_index (others, i);

      if (other != except)
        best = MAX (best, subject_known ? likeness (subject, other) : likeness (other, subject));
    }
  return best;
}

static Subject *
nearest (const GPtrArray *present, const Subject *known, double *score)
{
  Subject *found = NULL;

  *score = 0;
  for (guint i = 0; i < present->len; i++)
    {
      Subject *candidate = g_ptr_array_index (present, i);
      double like = likeness (known, candidate);

      if (like > *score)
        {
          *score = like;
          found = candidate;
        }
    }
  return found;
}

static void
match_unit (Carrier *carrier, const Unit *unit)
{
  if ((guint64) unit->known->len * MAX (unit->present->len, unit->known->len) > MAX_PAIRS)
    return;
  for (guint i = 0; i < unit->known->len; i++)
    {
      Subject *known = g_ptr_array_index (unit->known, i);
      double score;
      Subject *found = nearest (unit->present, known, &score);

      if (found == NULL || found->taken || score < LIKE_ENOUGH
          || next_best (unit->present, found, known, TRUE) > score - MARGIN
          || next_best (unit->known, known, found, FALSE) > score - MARGIN)
        continue;
      take (carrier, known, found, HECHA_CARRIED_BY_NEAREST);
    }
}

static void
free_unit (gpointer data)
{
  Unit *unit = data;

  g_ptr_array_unref (unit->known);
  g_ptr_array_unref (unit->present);
  g_free (unit);
}

static void
gather (GHashTable *units, GArray *subjects, gboolean known)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      Subject *subject = &g_array_index (subjects, Subject, i);
      Unit *unit = g_hash_table_lookup (units, subject->unit);

      if (subject->taken || *subject->core == '\0')
        continue;
      if (unit == NULL)
        {
          unit = g_new (Unit, 1);
          unit->known = g_ptr_array_new ();
          unit->present = g_ptr_array_new ();
          g_hash_table_insert (units, subject->unit, unit);
        }
      g_ptr_array_add (known ? unit->known : unit->present, subject);
    }
}

/* A unit's answer does not depend on another's: the table's order is no matter. */
static void
match_by_nearest (Carrier *carrier)
{
  g_autoptr (GHashTable) units
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_unit);
  GHashTableIter iter;
  gpointer unit;

  gather (units, carrier->known, TRUE);
  gather (units, carrier->present, FALSE);
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, NULL, &unit))
    match_unit (carrier, unit);
}

/* ---- all of it ------------------------------------------------------------------ */

static gboolean
only_compared (const HechaLedger *ledger, const HechaProject *project)
{
  const HechaTable *table = hecha_ledger_table (ledger, project->places[0].table);

  return hecha_ledger_file (ledger, table->file)->compared_only;
}

static void
gather_subjects (Carrier *carrier, const HechaKnownProject *known, guint n)
{
  HechaLedger *ledger = carrier->ledger;

  for (guint i = 0; i < n; i++)
    {
      carrier->carries[i] = (HechaCarry) { NOBODY, HECHA_CARRIED_NOT };
      add_subject (carrier->known, i, known[i].code,
                   hecha_unit_plain (ledger->dictionary, known[i].unit), known[i].name);
    }
  for (guint i = 0; i < ledger->projects->len; i++)
    {
      const HechaProject *project = g_ptr_array_index (ledger->projects, i);

      if (!only_compared (ledger, project))
        add_subject (carrier->present, i, project->code, g_strdup (project->plain_unit),
                     project->name);
    }
}

/* An old key that another project has now by itself stays with that one. */
static void
give_keys (Carrier *carrier, const HechaKnownProject *known, guint n)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < carrier->ledger->projects->len; i++)
    g_hash_table_add (keys, g_strdup (hecha_ledger_project (carrier->ledger, i)->key));
  for (guint i = 0; i < n; i++)
    {
      HechaProject *project;

      if (carrier->carries[i].how <= HECHA_CARRIED_BY_KEY
          || !g_hash_table_add (keys, g_strdup (known[i].key)))
        continue;
      project = g_ptr_array_index (carrier->ledger->projects, carrier->carries[i].project);
      g_strlcpy (project->key, known[i].key, sizeof project->key);
    }
}

void
hecha_ledger_carry (HechaLedger *ledger, const HechaKnownProject *known, guint n,
                    HechaCarry *carries)
{
  Carrier carrier = { .ledger = ledger, .carries = carries };

  carrier.known = g_array_new (FALSE, FALSE, sizeof (Subject));
  carrier.present = g_array_new (FALSE, FALSE, sizeof (Subject));
  g_array_set_clear_func (carrier.known, clear_subject);
  g_array_set_clear_func (carrier.present, clear_subject);
  gather_subjects (&carrier, known, n);
  match_by (&carrier, known, key_of, HECHA_CARRIED_BY_KEY);
  match_by (&carrier, known, code_of, HECHA_CARRIED_BY_CODE);
  match_by (&carrier, known, unit_and_name_of, HECHA_CARRIED_BY_NAME);
  match_by_nearest (&carrier);
  give_keys (&carrier, known, n);
  g_array_unref (carrier.known);
  g_array_unref (carrier.present);
}
