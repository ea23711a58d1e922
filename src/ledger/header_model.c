#include "ledger/header_model.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define TABLE "/hecha/header_weights.tsv"
#define MAX_HIDDEN 64u
/* What a weight of one is in the table: of a sign, of a field; and of the sums. */
#define SIGN_UNIT 32
#define FIELD_UNIT 12
#define FINE 1024
#define ZERO 'O'   /* a weight is one character, this many above it */

struct _HechaHeaderModel
{
  char *text;          /* the table; all strings are in it */
  GHashTable *signs;   /* sign -> its weights, a character per hidden unit */
  GPtrArray *titles;   /* title words, NULL at the end */
  guint n_hidden;
  int hidden[MAX_HIDDEN];              /* biases */
  int bias[HECHA_N_MEANINGS];
  const char *weights[HECHA_N_MEANINGS];   /* likewise a character per hidden unit, or NULL */
};

/* ---- the table ------------------------------------------------------------------ */

static guint
meaning_of (const char *name)
{
  HechaField field = hecha_field_from_name (name);

  return field == HECHA_FIELD_NONE ? HECHA_N_FIELDS : field;
}

/* The text before the next tab of *CELLS, which moves behind it; NULL at the end. */
static char *
next_cell (char **cells)
{
  char *cell = *cells, *tab = cell != NULL ? strchr (cell, '\t') : NULL;

  if (tab != NULL)
    *tab++ = '\0';
  *cells = tab;
  return cell;
}

static void
read_hidden (HechaHeaderModel *model, char *cells)
{
  for (char *cell; model->n_hidden < MAX_HIDDEN && (cell = next_cell (&cells)) != NULL;)
    model->hidden[model->n_hidden++] = (int) g_ascii_strtoll (cell, NULL, 10);
}

/* A field's name, its bias, its weights. */
static void
read_field (HechaHeaderModel *model, char *cells)
{
  guint meaning = meaning_of (next_cell (&cells));
  const char *bias = next_cell (&cells), *weights = next_cell (&cells);

  if (weights == NULL || strlen (weights) != model->n_hidden)
    return;
  model->bias[meaning] = (int) g_ascii_strtoll (bias, NULL, 10);
  model->weights[meaning] = weights;
}

static void
read_line (HechaHeaderModel *model, char *line)
{
  char *cells = line;
  const char *key = next_cell (&cells);

  if (*key == '#' || cells == NULL)
    return;
  if (strcmp (key, "titles") == 0)
    for (char *cell; (cell = next_cell (&cells)) != NULL;)
      g_ptr_array_add (model->titles, cell);
  else if (strcmp (key, "hidden") == 0)
    read_hidden (model, cells);
  else if (strcmp (key, "field") == 0)
    read_field (model, cells);
  else if (strlen (cells) == model->n_hidden)
    g_hash_table_insert (model->signs, (gpointer) key, cells);
}

HechaHeaderModel *
hecha_header_model_new (void)
{
  HechaHeaderModel *model = g_new0 (HechaHeaderModel, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (TABLE, 0, NULL);

  g_assert (bytes != NULL);
  model->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  model->signs = g_hash_table_new (g_str_hash, g_str_equal);
  model->titles = g_ptr_array_new ();
  for (guint i = 0; i < HECHA_N_MEANINGS; i++)
    model->bias[i] = G_MININT;   /* of a field that the table lacks */
  for (char *line = model->text, *next; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      read_line (model, line);
    }
  g_ptr_array_add (model->titles, NULL);
  return model;
}

void
hecha_header_model_free (HechaHeaderModel *model)
{
  if (model == NULL)
    return;
  g_hash_table_unref (model->signs);
  g_ptr_array_unref (model->titles);
  g_free (model->text);
  g_free (model);
}

/* ---- judging --------------------------------------------------------------------- */

typedef struct
{
  const HechaHeaderModel *model;
  int sums[MAX_HIDDEN];
} Sums;

static void
add_sign (const char *sign, gpointer data)
{
  Sums *sums = data;
  const char *weights = g_hash_table_lookup (sums->model->signs, sign);

  for (guint i = 0; weights != NULL && i < sums->model->n_hidden; i++)
    sums->sums[i] += weights[i] - ZERO;
}

/* 256 times the root of N, rounded down. */
static int
root_of (guint n)
{
  int root = 0;

  for (int bit = 1 << 15; bit > 0; bit >>= 1)
    if ((gint64) (root + bit) * (root + bit) <= (gint64) n << 16)
      root += bit;
  return root;
}

/* The sums of the hidden units become what they say: nothing below zero. */
static void
fire (const HechaHeaderModel *model, int *sums, guint n_signs)
{
  int root = root_of (MAX (n_signs, 1));

  for (guint i = 0; i < model->n_hidden; i++)
    sums[i] = MAX (0, model->hidden[i] + sums[i] * (FINE / SIGN_UNIT) * 256 / root);
}

void
hecha_header_model_judge (const HechaHeaderModel *model, const HechaHeaderSight *sight,
                          double *likelihoods)
{
  Sums sums = { model, { 0 } };
  double most = -G_MAXDOUBLE, total = 0;

  fire (model, sums.sums,
        hecha_header_signs (sight, (const char *const *) model->titles->pdata, add_sign, &sums));
  for (guint i = 0; i < HECHA_N_MEANINGS; i++)
    {
      gint64 score = 0;

      for (guint j = 0; model->weights[i] != NULL && j < model->n_hidden; j++)
        score += (gint64) sums.sums[j] * (model->weights[i][j] - ZERO);
      likelihoods[i] = ((double) score / FIELD_UNIT + model->bias[i]) / FINE;
      most = MAX (most, likelihoods[i]);
    }
  for (guint i = 0; i < HECHA_N_MEANINGS; i++)
    total += likelihoods[i] = exp (likelihoods[i] - most);
  for (guint i = 0; i < HECHA_N_MEANINGS; i++)
    likelihoods[i] /= total;
}

HechaLikely
hecha_likeliest (const double *likelihoods)
{
  guint best = 0;

  for (guint i = 1; i < HECHA_N_MEANINGS; i++)
    if (likelihoods[i] > likelihoods[best])
      best = i;
  return (HechaLikely){ best == HECHA_N_FIELDS ? HECHA_FIELD_NONE : (HechaField) best,
                        likelihoods[best] };
}
