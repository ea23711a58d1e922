/* measure_duplicates: precision, recall and the worst misses by kind on the
 * labelled projects of testdata/audit/duplicates.
 *
 *   measure_duplicates [--threshold X] [--jobs N] [--thesaurus FILE] [-v] [--signs|--read] FILE.psv ...
 *
 * --thesaurus instead of the built-in one: one without the words that a set taught tells
 * what that set would come to at first sight.
 * FILE_pairs.psv and FILE_splits.psv beside a file have its labels: 重复, 陷阱, or 两可 where auditors
 * would differ (counted neither way).  A pair that is not listed is no duplicate.  -v shows the words of every pair and the misses' scores.
 * --read prints what was read in each project; --signs prints the signs of every pair that nothing rules out, for fit_likeness.py.
 */
#include <stdio.h>

#include "audit/duplicate.h"
#include "audit/likeness.h"
#include "audit/split.h"
#include "resources.h"
#include "tests/audit/labelled.h"

typedef struct
{
  guint total, found;
} Tally;

typedef struct
{
  Labelled labelled;
  GHashTable *labels;    /* pair key -> char ** */
  GTree *kinds;          /* "重复 换说法" -> Tally */
  gboolean verbose;
  guint true_pairs, found_true, found_false, hints;
} Measure;

static gpointer
pair_key (guint32 a, guint32 b)
{
  return GSIZE_TO_POINTER (((gsize) MIN (a, b) << 32 | MAX (a, b)) + 1);
}

static gboolean
is_true_pair (char **label)
{
  return label != NULL && strcmp (label[2], "重复") == 0;
}

static Tally *
tally_of (Measure *measure, char **label)
{
  g_autofree char *kind = g_strdup_printf ("%s %s", label[2], label[3]);
  Tally *tally = g_tree_lookup (measure->kinds, kind);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_tree_insert (measure->kinds, g_strdup (kind), tally);
    }
  return tally;
}

static void
show (const Measure *measure, const char *mark, guint32 a, guint32 b, const HechaDuplicate *pair)
{
  const HechaSubject *x = labelled_get (&measure->labelled, a);
  const HechaSubject *y = labelled_get (&measure->labelled, b);

  printf ("  %s %.2f %s %s（%s） ~ %s %s（%s）\n", mark, pair != NULL ? pair->score : 0,
          labelled_id (&measure->labelled, a), x->name, x->unit,
          labelled_id (&measure->labelled, b), y->name, y->unit);
  if (measure->verbose && pair != NULL)
    printf ("        + %s\n        - %s\n", pair->agreement, pair->objection);
}

static gboolean
print_kind (gpointer key, gpointer value, gpointer data)
{
  const Tally *tally = value;

  printf ("  %-36s %u / %u\n", (const char *) key, tally->found, tally->total);
  return FALSE;
}

static void
judge_pair (Measure *measure, const HechaDuplicate *pair)
{
  char **label = g_hash_table_lookup (measure->labels, pair_key (pair->a, pair->b));

  if (pair->hint)
    {
      measure->hints++;
      show (measure, "提示", pair->a, pair->b, pair);
      return;
    }
  if (label != NULL)
    tally_of (measure, label)->found++;
  if (is_true_pair (label))
    measure->found_true++;
  else if (label == NULL || strcmp (label[2], "两可") != 0)
    measure->found_false++;
  if (!is_true_pair (label))
    show (measure, label != NULL ? label[3] : "误报", pair->a, pair->b, pair);
  else if (measure->verbose)
    show (measure, "正确", pair->a, pair->b, pair);
}

/* The pairs that were missed, with the score they would have had. */
static void
show_misses (Measure *measure, const GArray *found, const GArray *all)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) scored = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTableIter iter;
  gpointer key, value;
  g_autoptr (GPtrArray) missed = g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    {
      const HechaDuplicate *pair = &g_array_index (found, HechaDuplicate, i);
      if (!pair->hint)
        g_hash_table_add (seen, pair_key (pair->a, pair->b));
    }
  for (guint i = 0; i < all->len; i++)
    {
      HechaDuplicate *pair = &g_array_index (all, HechaDuplicate, i);
      g_hash_table_insert (scored, pair_key (pair->a, pair->b), pair);
    }
  g_hash_table_iter_init (&iter, measure->labels);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (is_true_pair (value) && !g_hash_table_contains (seen, key))
      g_ptr_array_add (missed, value);
  for (guint i = 0; i < missed->len; i++)
    {
      char **label = g_ptr_array_index (missed, i);
      guint32 a = labelled_index (&measure->labelled, label[0]);
      guint32 b = labelled_index (&measure->labelled, label[1]);
      show (measure, label[3], a, b, g_hash_table_lookup (scored, pair_key (a, b)));
    }
}

static void
load_labels (Measure *measure, const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".psv"));
  g_autofree char *pairs_path = g_strconcat (stem, "_pairs.psv", NULL);
  GPtrArray *rows = labelled_rows (pairs_path);

  measure->labels = g_hash_table_new (g_direct_hash, g_direct_equal);
  measure->kinds = g_tree_new ((GCompareFunc) strcmp);
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      g_hash_table_insert (measure->labels,
                           pair_key (labelled_index (&measure->labelled, row[0]),
                                     labelled_index (&measure->labelled, row[1])),
                           row);
      tally_of (measure, row)->total++;
      measure->true_pairs += is_true_pair (row);
    }
}

static void
measure_file (const char *path, HechaDuplicateOptions options, gboolean verbose)
{
  Measure measure = { 0 };
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GError) error = NULL;

  measure.verbose = verbose;
  measure.labelled = labelled_load (path);
  load_labels (&measure, path);
  found = hecha_duplicates_find (labelled_get (&measure.labelled, 0),
                                 measure.labelled.subjects->len, &options, &error);
  if (found == NULL)
    g_error ("%s", error->message);
  options.threshold = 0.01;
  all = hecha_duplicates_find (labelled_get (&measure.labelled, 0),
                               measure.labelled.subjects->len, &options, NULL);
  printf ("%s：%u 个项目\n误报和陷阱：\n", path, measure.labelled.subjects->len);
  for (guint i = 0; i < found->len; i++)
    judge_pair (&measure, &g_array_index (found, HechaDuplicate, i));
  printf ("漏报：\n");
  show_misses (&measure, found, all);
  printf ("按种类（查出／全部）：\n");
  g_tree_foreach (measure.kinds, print_kind, NULL);
  printf ("准确率 %.3f  召回率 %.3f  （真 %u，查出 %u 对 %u 错，提示 %u）\n",
          (double) measure.found_true / MAX (measure.found_true + measure.found_false, 1),
          (double) measure.found_true / MAX (measure.true_pairs, 1), measure.true_pairs,
          measure.found_true, measure.found_false, measure.hints);
}

/* ---- signs ------------------------------------------------------------- */

static void
print_signs (const Measure *measure, const char *path, guint32 a, guint32 b,
             const HechaLikeness *likeness)
{
  char **label = g_hash_table_lookup (measure->labels, pair_key (a, b));

  printf ("%s\t%s\t%s\t%s", path, labelled_id (&measure->labelled, a),
          labelled_id (&measure->labelled, b), label != NULL ? label[2] : "");
  for (guint i = 0; i < HECHA_N_SIGNS; i++)
    printf ("\t%.4f", likeness->signs[i]);
  printf ("\n");
}

static const char *thesaurus_path;   /* NULL = built in */

static HechaThesaurus *
load_thesaurus (void)
{
  g_autoptr (GError) error = NULL;
  HechaThesaurus *thesaurus = hecha_thesaurus_load (thesaurus_path, &error);

  if (thesaurus == NULL)
    g_error ("%s", error->message);
  return thesaurus;
}

static void
print_all_signs (const char *path)
{
  Measure measure = { 0 };
  g_autoptr (HechaThesaurus) thesaurus = load_thesaurus ();
  g_autoptr (HechaRarity) rarity = hecha_rarity_load (NULL);
  g_autoptr (HechaAnatomist) anatomist = hecha_anatomist_new (thesaurus, rarity);
  g_autoptr (GPtrArray) anatomies = g_ptr_array_new ();

#define SIGN_NAME(id, name) "\t" name
  printf ("file\ta\tb\tlabel" HECHA_SIGNS (SIGN_NAME) "\n");
#undef SIGN_NAME
  measure.labelled = labelled_load (path);
  load_labels (&measure, path);
  for (guint i = 0; i < measure.labelled.subjects->len; i++)
    g_ptr_array_add (anatomies, (gpointer) hecha_anatomist_dissect (
                                    anatomist, labelled_get (&measure.labelled, i)));
  for (guint a = 0; a < anatomies->len; a++)
    for (guint b = a + 1; b < anatomies->len; b++)
      {
        const HechaAnatomy *x = anatomies->pdata[a], *y = anatomies->pdata[b];
        HechaLikeness likeness;

        hecha_likeness (thesaurus, x, y, &likeness);
        if (likeness.kin == HECHA_KIN_NONE && likeness.score > 0
            && ((x->marks.nature | y->marks.nature) & HECHA_NATURE_MAINTENANCE) == 0)
          print_signs (&measure, path, a, b, &likeness);
        else if (is_true_pair (g_hash_table_lookup (measure.labels, pair_key (a, b))))
          fprintf (stderr, "%s %s %s：%s，%.2f\n", path, labelled_id (&measure.labelled, a),
                   labelled_id (&measure.labelled, b),
                   likeness.score <= 0 ? "没有相同的对象" : hecha_kin_text (likeness.kin),
                   likeness.object);
      }
}

static void
print_reading (const char *path)
{
  g_autoptr (HechaThesaurus) thesaurus = load_thesaurus ();
  g_autoptr (HechaRarity) rarity = hecha_rarity_load (NULL);
  g_autoptr (HechaAnatomist) anatomist = hecha_anatomist_new (thesaurus, rarity);
  Labelled labelled = labelled_load (path);

  for (guint i = 0; i < labelled.subjects->len; i++)
    {
      const HechaSubject *subject = labelled_get (&labelled, i);
      g_autoptr (GArray) sightings = hecha_anatomist_sightings (anatomist, subject);
      const HechaAnatomy *anatomy = hecha_anatomist_dissect (anatomist, subject);

      printf ("%s %s：%s\n   ", labelled_id (&labelled, i), subject->name, subject->content);
      for (guint j = 0; j < sightings->len; j++)
        {
          const HechaSighting *s = &g_array_index (sightings, HechaSighting, j);
          const HechaConcept *concept = hecha_thesaurus_concept (thesaurus, s->concept);
          if (concept->kind <= HECHA_CONCEPT_FUNCTION)
            printf (" %s%s=%s%s", s->where == HECHA_IN_NAME ? "*" : "", s->word, concept->name,
                    concept->kind == HECHA_CONCEPT_FUNCTION ? "()" : "");
        }
      printf ("\n   ");
      for (guint j = 0; j < anatomy->n_parts; j++)
        if (anatomy->parts[j].kind <= HECHA_CONCEPT_FUNCTION)
          printf (" %s:%.2f/%.2f", hecha_thesaurus_concept (thesaurus, anatomy->parts[j].concept)->name,
                  anatomy->parts[j].weight, anatomy->parts[j].presence);
      printf ("\n    %u places, %u nearby:", anatomy->marks.n_places, anatomy->marks.n_nearby);
      for (guint j = 0; j < anatomy->marks.n_places; j++)
        printf (" %08x", anatomy->marks.places[j]);
      for (guint j = 0; j < anatomy->marks.n_nearby; j++)
        printf (" (%08x)", anatomy->marks.nearby[j]);
      printf ("\n");
    }
  labelled_clear (&labelled);
}

/* ---- splits ------------------------------------------------------------ */

/* Ids of the members in order of the file. */
static char *
split_ids (const Labelled *labelled, const HechaSplit *split)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < labelled->subjects->len; i++)
    for (guint j = 0; j < split->n_members; j++)
      if (split->members[j] == i)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", labelled_id (labelled, i));
  return g_string_free (ids, FALSE);
}

static void
measure_splits (const char *path, gboolean verbose)
{
  HechaSplitOptions options = { 30000000, 12, thesaurus_path };
  Labelled labelled = labelled_load (path);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".psv"));
  g_autofree char *labels_path = g_strconcat (stem, "_splits.psv", NULL);
  g_autoptr (GPtrArray) labels = labelled_rows (labels_path);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) found
      = hecha_splits_find (labelled_get (&labelled, 0), labelled.subjects->len, &options, NULL);
  guint right = 0, n_wanted = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      char **row = g_ptr_array_index (labels, i);
      if (strcmp (row[1], "拆分") == 0)
        g_hash_table_insert (wanted, row[0], row);
    }
  n_wanted = g_hash_table_size (wanted);
  printf ("拆分：\n");
  for (guint i = 0; i < found->len; i++)
    {
      const HechaSplit *split = &g_array_index (found, HechaSplit, i);
      g_autofree char *ids = split_ids (&labelled, split);
      gboolean ok = g_hash_table_remove (wanted, ids);

      right += ok;
      if (!ok || verbose)
        printf ("  %s %s %s；%s\n", ok ? "正确" : "误报", ids, split->agreement, split->objection);
    }
  for (guint i = 0; i < labels->len; i++)
    {
      char **row = g_ptr_array_index (labels, i);
      if (g_hash_table_contains (wanted, row[0]))
        printf ("  漏报 %s %s\n", row[0], row[2]);
    }
  printf ("拆分 %u / %u，误报 %u\n\n", right, n_wanted, found->len - right);
  labelled_clear (&labelled);
}

int
main (int argc, char **argv)
{
  HechaDuplicateOptions options = { 0.6, 1, NULL };
  gboolean verbose = FALSE, signs = FALSE, read = FALSE;

  hecha_register_resource ();
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "-v") == 0)
      verbose = TRUE;
    else if (strcmp (argv[i], "--signs") == 0)
      signs = TRUE;
    else if (strcmp (argv[i], "--thesaurus") == 0 && i + 1 < argc)
      options.thesaurus = thesaurus_path = argv[++i];
    else if (strcmp (argv[i], "--read") == 0)
      read = TRUE;
    else if (read)
      print_reading (argv[i]);
    else if (signs)
      print_all_signs (argv[i]);
    else if (strcmp (argv[i], "--threshold") == 0 && i + 1 < argc)
      options.threshold = g_ascii_strtod (argv[++i], NULL);
    else if (strcmp (argv[i], "--jobs") == 0 && i + 1 < argc)
      options.jobs = (guint) atoi (argv[++i]);
    else
      {
        measure_file (argv[i], options, verbose);
        measure_splits (argv[i], verbose);
      }
  return 0;
}
