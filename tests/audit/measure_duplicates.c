/* measure_duplicates: precision, recall and the worst misses by kind on the
 * labelled projects of testdata/audit/duplicates.
 *
 *   measure_duplicates [--threshold X] [--jobs N] [-v] FILE.psv ...
 *
 * FILE_pairs.psv and FILE_splits.psv beside a file have its labels: 重复, 陷阱, or 两可 where auditors
 * would differ (counted neither way).  A pair that is not listed is no duplicate.  -v shows the words of every pair and the misses' scores.
 */
#include <stdio.h>

#include "audit/duplicate.h"
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
  HechaSplitOptions options = { 30000000, 12, NULL };
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
  gboolean verbose = FALSE;

  hecha_register_resource ();
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "-v") == 0)
      verbose = TRUE;
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
