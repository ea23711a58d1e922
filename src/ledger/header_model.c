#include "ledger/header_model.h"

#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "/hecha/header_weights.tsv"
#define N_CLASSES (HECHA_N_FIELDS + 1)   /* the last: no field */
#define UNIT 16.0                        /* weights stand in sixteenths */
#define MAX_SIGNS 256u

typedef struct
{
  guint8 class;
  gint16 weight;
} Weight;

struct _HechaHeaderModel
{
  char *text;             /* the table; the signs are in it */
  GHashTable *signs;      /* sign -> first weight + 1 */
  GArray *weights;        /* Weight; those of a sign end with class N_CLASSES */
  GPtrArray *titles;      /* title words, NULL at the end; in the text */
  guint8 classes[N_CLASSES];   /* column of the table -> class */
  guint n_columns;
};

/* ---- the signs of a header ---------------------------------------------------- */

typedef struct
{
  GHashTable *seen;   /* each counts once */
  GStringChunk *chunk;
  GPtrArray *signs;   /* in order, of CHUNK */
} Signs;

static void
add_sign (Signs *signs, const char *prefix, const char *text, gsize length)
{
  char sign[64];

  if (strlen (prefix) + length >= sizeof sign || signs->signs->len == MAX_SIGNS)
    return;
  g_snprintf (sign, sizeof sign, "%s%.*s", prefix, (int) length, text);
  if (g_hash_table_contains (signs->seen, sign))
    return;
  g_ptr_array_add (signs->signs, g_string_chunk_insert (signs->chunk, sign));
  g_hash_table_add (signs->seen, g_ptr_array_index (signs->signs, signs->signs->len - 1));
}

/* The characters of TEXT and their pairs, with ^ before and $ behind it. */
static void
add_characters (Signs *signs, const char *prefix, const char *text)
{
  g_autofree char *marked = g_strdup_printf ("^%s$", text);

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (*p != '^' && *p != '$')
        add_sign (signs, prefix, p, (gsize) (next - p));
      if (*next != '\0')
        add_sign (signs, prefix, p, (gsize) (g_utf8_next_char (next) - p));
    }
}

static void
collect_signs (Signs *signs, const HechaHeaderSight *sight, const char *const *titles)
{
  char kind[] = { ':', sight->kind, '\0' };

  add_characters (signs, "", sight->leaf);
  if (*sight->head != '\0')
    add_characters (signs, "<", sight->head);
  if (sight->money)
    add_sign (signs, ":", "元", strlen ("元"));
  if (sight->kind != '\0' && sight->kind != '?')
    {
      const char *end = sight->leaf + strlen (sight->leaf);
      const char *last = end > sight->leaf ? g_utf8_prev_char (end) : end;

      add_sign (signs, kind, "", 0);
      add_sign (signs, kind, last, strlen (last));
    }
  for (; *titles != NULL; titles++)
    if (strstr (sight->title, *titles) != NULL)
      add_sign (signs, "《", *titles, strlen (*titles));
}

static void
signs_init (Signs *signs)
{
  signs->seen = g_hash_table_new (g_str_hash, g_str_equal);
  signs->chunk = g_string_chunk_new (1024);
  signs->signs = g_ptr_array_new ();
}

static void
signs_clear (Signs *signs)
{
  g_hash_table_unref (signs->seen);
  g_string_chunk_free (signs->chunk);
  g_ptr_array_unref (signs->signs);
}

char *
hecha_header_signs (const HechaHeaderSight *sight, const char *const *titles)
{
  Signs signs;
  char *joined;

  signs_init (&signs);
  collect_signs (&signs, sight, titles);
  g_ptr_array_add (signs.signs, NULL);
  joined = g_strjoinv ("\t", (char **) signs.signs->pdata);
  signs_clear (&signs);
  return joined;
}

/* ---- the table ------------------------------------------------------------------ */

static guint8
class_of (const char *name)
{
  HechaField field = hecha_field_from_name (name);

  return field == HECHA_FIELD_NONE ? HECHA_N_FIELDS : (guint8) field;
}

/* "fields", then what each column number of the table stands for. */
static void
read_classes (HechaHeaderModel *model, char *cells)
{
  for (char *next; cells != NULL && model->n_columns < N_CLASSES; cells = next)
    {
      next = strchr (cells, '\t');
      if (next != NULL)
        *next++ = '\0';
      model->classes[model->n_columns++] = class_of (cells);
    }
}

static void
read_titles (HechaHeaderModel *model, char *cells)
{
  for (char *next; cells != NULL; cells = next)
    {
      next = strchr (cells, '\t');
      if (next != NULL)
        *next++ = '\0';
      g_ptr_array_add (model->titles, cells);
    }
}

/* A sign and "column:weight" after tabs. */
static void
read_sign (HechaHeaderModel *model, const char *sign, char *cells)
{
  const Weight end = { N_CLASSES, 0 };
  guint first = model->weights->len;

  while (cells != NULL && *cells != '\0')
    {
      guint64 column = g_ascii_strtoull (cells, &cells, 10);
      Weight weight = { 0, 0 };
      gint64 number;

      if (*cells != ':' || column >= model->n_columns)
        break;
      weight.class = model->classes[column];
      number = g_ascii_strtoll (cells + 1, &cells, 10);
      weight.weight = (gint16) CLAMP (number, G_MININT16, G_MAXINT16);
      g_array_append_val (model->weights, weight);
      cells += *cells == '\t';
    }
  g_array_append_val (model->weights, end);
  g_hash_table_insert (model->signs, (gpointer) sign, GUINT_TO_POINTER (first + 1));
}

static void
read_line (HechaHeaderModel *model, char *line)
{
  char *cells = strchr (line, '\t');

  if (*line == '#' || cells == NULL)
    return;
  *cells++ = '\0';
  if (strcmp (line, "fields") == 0)
    read_classes (model, cells);
  else if (strcmp (line, "titles") == 0)
    read_titles (model, cells);
  else
    read_sign (model, line, cells);
}

HechaHeaderModel *
hecha_header_model_new (void)
{
  HechaHeaderModel *model = g_new0 (HechaHeaderModel, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (TABLE, 0, NULL);

  g_assert (bytes != NULL);
  model->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  model->signs = g_hash_table_new (g_str_hash, g_str_equal);
  model->weights = g_array_new (FALSE, FALSE, sizeof (Weight));
  model->titles = g_ptr_array_new ();
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
  g_array_unref (model->weights);
  g_ptr_array_unref (model->titles);
  g_free (model->text);
  g_free (model);
}

/* ---- judging --------------------------------------------------------------------- */

static void
add_weights (const HechaHeaderModel *model, const char *sign, int *sums)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (model->signs, sign));

  if (first == 0)
    return;
  for (const Weight *weight = &g_array_index (model->weights, Weight, first - 1);
       weight->class < N_CLASSES; weight++)
    sums[weight->class] += weight->weight;
}

/* Weights are integers, so sums do not depend on the machine. */
static void
weigh (const HechaHeaderModel *model, const HechaHeaderSight *sight, double *scores)
{
  int sums[N_CLASSES] = { 0 }, bias[N_CLASSES] = { 0 };
  Signs signs;

  signs_init (&signs);
  collect_signs (&signs, sight, (const char *const *) model->titles->pdata);
  for (guint i = 0; i < signs.signs->len; i++)
    add_weights (model, g_ptr_array_index (signs.signs, i), sums);
  add_weights (model, "bias", bias);
  for (guint i = 0; i < N_CLASSES; i++)
    scores[i] = (sums[i] / sqrt (MAX (signs.signs->len, 1)) + bias[i]) / UNIT;
  signs_clear (&signs);
}

void
hecha_header_model_judge (const HechaHeaderModel *model, const HechaHeaderSight *sight,
                          HechaLikely *likely, guint n)
{
  double scores[N_CLASSES], most = -G_MAXDOUBLE, total = 0;

  weigh (model, sight, scores);
  for (guint i = 0; i < N_CLASSES; i++)
    most = MAX (most, scores[i]);
  for (guint i = 0; i < N_CLASSES; i++)
    total += exp (scores[i] - most);
  for (guint rank = 0; rank < n; rank++)
    {
      guint best = 0;

      for (guint i = 1; i < N_CLASSES; i++)
        if (scores[i] > scores[best])
          best = i;
      likely[rank].field = best == HECHA_N_FIELDS ? HECHA_FIELD_NONE : (HechaField) best;
      likely[rank].likelihood = exp (scores[best] - most) / total;
      scores[best] = -G_MAXDOUBLE;
    }
}
