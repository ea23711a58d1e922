#include "ledger/header_learned.h"

#include <string.h>

#include "ledger/header_guard.h"
#include "ledger/header_model.h"
#include "ledger/header_parts.h"
#include "ledger/value_kind.h"

/* How sure one must be to map a column; more so where a breach may rest on it, and
 * where the dictionary has other ideas. */
#define SURE 0.70
#define SURE_OF_GRAVE 0.80
#define SURE_OF_LABEL 0.92    /* of a form: what stands there may be a value */
#define SURE_ALONE 0.70       /* to take a text for a header, whatever stands below */
#define LIKELY_NAME 0.75
/* Below this what the dictionary makes of a header is taken back. */
#define RULED_OUT 0.40
#define RULED_OUT_PROVEN 0.10     /* where the values bore it out */
#define RULED_OUT_LIKENESS 0.60   /* where its words are only similar */
/* A column is not taken for anything, or not counted as there, below this (and in
 * fit_headers.py). */
#define DOUBT 0.40
#define PRESENT 0.50
#define MAX_BYTES 90          /* longer texts are no headers, or say too much */
#define SAMPLED_ROWS 12u
#define WIDEST_VALUE 3u        /* columns beside its own that a value is merged with */

/* ---- one header ------------------------------------------------------------------ */

/* What there is to see of a header; the sight's texts are the other members'. */
typedef struct
{
  HechaHeaderText leaf;
  char *head;
  HechaHeaderSight sight;
} Look;

/* TEXTS are N group heads and the leaf. */
static void
look_init (Look *look, const char *const *texts, guint n, const char *title)
{
  g_autoptr (GString) heads = g_string_new (NULL);

  hecha_header_text_init (&look->leaf, texts[n - 1]);
  for (guint i = 0; i + 1 < n; i++)
    {
      g_autofree char *head = hecha_header_plain (texts[i]);

      g_string_append (heads, head);
    }
  look->head = g_string_free (g_steal_pointer (&heads), FALSE);
  look->sight = (HechaHeaderSight){ .title = title, .head = look->head, .leaf = look->leaf.whole,
                                    .money = look->leaf.unit != 0 };
}

static void
look_clear (Look *look)
{
  hecha_header_text_clear (&look->leaf);
  g_free (look->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* One value more; KINDS counts all of them. */
static void
look_at (Look *look, const HechaDictionary *dictionary, const HechaCell *cell, HechaKinds *kinds)
{
  HechaHeaderSight *sight = &look->sight;
  const char *text = hecha_cell_text (cell);
  char kind = hecha_cell_kind (dictionary, cell);

  hecha_kinds_add (kinds, kind);
  sight->kind = hecha_kinds_commonest (kinds);
  if (sight->n_values == HECHA_SIGHTED_VALUES)
    return;
  sight->kinds[sight->n_values] = kind;
  sight->values[sight->n_values++] = text != NULL ? text : "";
}

/* What stands in COLUMN from row FIRST, an index of the grid, to before END. */
static void
look_below (Look *look, HechaSheetReader *reader, guint first, guint end, guint32 column)
{
  HechaKinds kinds = { { 0 } };
  guint n = 0;

  look->sight.kind = hecha_kinds_commonest (&kinds);
  for (guint i = first; i < end && n < SAMPLED_ROWS; i++)
    {
      HechaRange range;
      const HechaCell *cell
          = hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, i)->row, column, &range);

      /* A heading across the table is no value of its columns. */
      if (!hecha_cell_has_content (cell) || range.first_column != column
          || range.last_column - range.first_column > WIDEST_VALUE)
        continue;
      n++;
      look_at (look, reader->dictionary, cell, &kinds);
    }
}

static HechaLikely
judge (const HechaDictionary *dictionary, const Look *look)
{
  double likelihoods[HECHA_N_MEANINGS];

  hecha_header_model_judge (dictionary->model, &look->sight, likelihoods);
  return hecha_likeliest (likelihoods);
}

HechaField
hecha_learned_field (const HechaSheetReader *reader, const char *text)
{
  g_auto (Look) look = { 0 };
  HechaLikely likely;

  if (strlen (text) > MAX_BYTES || g_utf8_strlen (text, -1) < 2 || hecha_header_is_answer (text))
    return HECHA_FIELD_NONE;
  look_init (&look, &text, 1, "");
  likely = judge (reader->dictionary, &look);
  return likely.likelihood >= SURE_ALONE ? likely.field : HECHA_FIELD_NONE;
}

gboolean
hecha_learned_is_name (HechaSheetReader *reader, guint index, const HechaCell *header)
{
  g_auto (Look) look = { 0 };
  const char *text = hecha_cell_text (header);
  HechaRange range;
  HechaLikely likely;

  if (text == NULL || strlen (text) > MAX_BYTES)
    return FALSE;
  hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, index)->row, header->column, &range);
  look_init (&look, &text, 1, "");
  look_below (&look, reader, hecha_grid_find_row (reader->grid, range.last_row + 1),
              hecha_grid_n_rows (reader->grid), header->column);
  if (strchr ("ptlu", look.sight.kind) == NULL)
    return FALSE;
  likely = judge (reader->dictionary, &look);
  return likely.field == HECHA_FIELD_NAME && likely.likelihood >= LIKELY_NAME;
}

/* ---- the columns of a table --------------------------------------------------------- */

typedef struct
{
  HechaTableColumn *column;
  HechaLikely likely;
} Claim;

/* Whether the gravest checks (no supervisor, filed late, over budget …) read
 * FIELD. */
static gboolean
is_grave (HechaField field)
{
  static const HechaField grave[]
      = { HECHA_FIELD_UNIT, HECHA_FIELD_CONTENT, HECHA_FIELD_FINAL_ACCOUNT, HECHA_FIELD_BUDGET,
          HECHA_FIELD_ESTIMATE, HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_SUPERVISOR,
          HECHA_FIELD_STARTED_ON, HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_COMPLETED_ON,
          HECHA_FIELD_PRELIMINARY_ON, HECHA_FIELD_ACCEPTED_ON, HECHA_FIELD_ACCEPTANCE_VERDICT,
          HECHA_FIELD_FILED_ON, HECHA_FIELD_STATUS, HECHA_FIELD_NATURE, HECHA_FIELD_INVESTMENT_MODE,
          HECHA_FIELD_DEPLOYMENT, HECHA_FIELD_RISK_ASSESSMENT };

  for (guint i = 0; i < G_N_ELEMENTS (grave); i++)
    if (grave[i] == field)
      return TRUE;
  return FALSE;
}

/* Dates hold dates or say that there is none yet; amounts likewise. */
static gboolean
may_hold (HechaField field, char kind)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      return strchr ("dyt?", kind) != NULL;
    case HECHA_TYPE_AMOUNT:
      return strchr ("ny?", kind) != NULL;
    case HECHA_TYPE_NUMBER:
      return strchr ("nd?k", kind) != NULL;
    case HECHA_TYPE_YESNO:
      return strchr ("nd", kind) == NULL;
    default:
      return TRUE;
    }
}

static gboolean
is_open (const HechaTableColumn *column)
{
  return column->field == HECHA_FIELD_NONE && !column->serial && column->n_texts > 0
         && strlen (column->texts[column->n_texts - 1]) <= MAX_BYTES
         && !hecha_header_says_too_much (column->texts[column->n_texts - 1]);
}

HechaField
hecha_learned_label (const HechaSheetReader *reader, const char *text, const HechaCell *value)
{
  g_auto (Look) look = { 0 };
  HechaKinds kinds = { { 0 } };
  HechaLikely likely;

  if (strlen (text) > MAX_BYTES || g_utf8_strlen (text, -1) < 3 || hecha_header_is_answer (text))
    return HECHA_FIELD_NONE;
  look_init (&look, &text, 1, "");
  look.sight.kind = '?';
  if (hecha_cell_has_content (value))
    look_at (&look, reader->dictionary, value, &kinds);
  likely = judge (reader->dictionary, &look);
  return likely.field != HECHA_FIELD_NONE && likely.field != HECHA_FIELD_NAME
                 && likely.likelihood >= SURE_OF_LABEL && may_hold (likely.field, look.sight.kind)
                 && !hecha_header_is_elsewhere (reader->dictionary, likely.field, &text, 1)
             ? likely.field
             : HECHA_FIELD_NONE;
}

/* Whether the dictionary makes something else of the header, unsure or beaten. */
static gboolean
is_gainsaid (const HechaTableColumn *column, HechaField field)
{
  for (guint i = 0; i < column->guess->n; i++)
    if (column->guess->guesses[i].field == field)
      return FALSE;
  return column->guess->n > 0;
}

/* ---- what stands around --------------------------------------------------------------- */

/* What the columns of a table are taken for. */
typedef struct
{
  guint n;
  Look *looks;
  double *likelihoods;   /* HECHA_N_MEANINGS a column */
} Opinion;

static void
opinion_clear (Opinion *opinion)
{
  for (guint i = 0; i < opinion->n; i++)
    look_clear (&opinion->looks[i]);
  g_free (opinion->looks);
  g_free (opinion->likelihoods);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opinion, opinion_clear)

static const double *
likelihoods_of (const Opinion *opinion, guint index)
{
  return opinion->likelihoods + (gsize) index * HECHA_N_MEANINGS;
}

static guint8
seen_as (const HechaLikely *likely, guint n, gint64 index)
{
  if (index < 0 || index >= n)
    return HECHA_SEEN_EDGE;
  if (likely[index].likelihood < DOUBT)
    return HECHA_SEEN_DOUBT;
  return likely[index].field == HECHA_FIELD_NONE ? HECHA_SEEN_NOTHING
                                                 : (guint8) likely[index].field;
}

static void
look_around (const HechaLikely *likely, guint n, guint index, HechaHeaderPlace *place)
{
  *place = (HechaHeaderPlace){ .others = { { 0, 0 } } };
  for (gint64 step = 1; step <= 2; step++)
    {
      place->left[step - 1] = seen_as (likely, n, (gint64) index - step);
      place->right[step - 1] = seen_as (likely, n, (gint64) index + step);
    }
  for (guint i = 0; i < n; i++)
    if (i != index && likely[i].field != HECHA_FIELD_NONE && likely[i].likelihood > PRESENT)
      hecha_field_set_add (&place->others, likely[i].field);
}

/* Judges every column by itself, then again knowing what the others may be. */
static void
form_opinion (HechaSheetReader *reader, const HechaTableHead *head, const char *title,
              Opinion *opinion)
{
  const HechaHeaderModel *model = reader->dictionary->model;
  guint n = head->columns->len;
  g_autofree HechaLikely *likely = g_new (HechaLikely, n);

  opinion->n = n;
  opinion->looks = g_new0 (Look, n);
  opinion->likelihoods = g_new (double, (gsize) n * HECHA_N_MEANINGS);
  for (guint i = 0; i < n; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      static const char *const nothing[] = { "" };

      look_init (&opinion->looks[i], column->n_texts > 0 ? column->texts : nothing,
                 MAX (column->n_texts, 1), title);
      look_below (&opinion->looks[i], reader, head->next_row, head->sample_end, column->column);
      likely[i] = judge (reader->dictionary, &opinion->looks[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      HechaHeaderPlace place;

      look_around (likely, n, i, &place);
      opinion->looks[i].sight.place = &place;
      hecha_header_model_judge (model, &opinion->looks[i].sight,
                                opinion->likelihoods + (gsize) i * HECHA_N_MEANINGS);
      opinion->looks[i].sight.place = NULL;
    }
}

/* ---- what is done ---------------------------------------------------------------------- */

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *left = a, *right = b;

  if (left->likely.likelihood != right->likely.likelihood)
    return left->likely.likelihood > right->likely.likelihood ? -1 : 1;
  return left->column->column < right->column->column ? -1 : 1;
}

/* Whether the values have shown that COLUMN is what it was taken for. */
static gboolean
is_proven (const HechaTableColumn *column)
{
  for (guint i = 0; i < column->guess->n; i++)
    if (column->guess->guesses[i].field == column->field)
      return column->guess->guesses[i].unproven;
  return FALSE;
}

/* 金额, 时间: the word says next to nothing, the dictionary went by the topic. */
static gboolean
is_bare (const Look *look)
{
  return *look->head == '\0' && g_utf8_strlen (look->leaf.plain, -1) <= 2;
}

/* Whether the words of the dictionary led astray. */
static gboolean
is_mistaken (const HechaTableColumn *column, const Look *look, const double *likelihoods)
{
  double likelihood = likelihoods[column->field];

  /* Departments and their offices are told apart later (table_offices.c). */
  if (column->field == HECHA_FIELD_UNIT)
    likelihood += likelihoods[HECHA_FIELD_IMPLEMENTER];
  if (is_bare (look))
    return FALSE;
  return likelihood < (column->match == HECHA_MATCH_APPROXIMATE ? RULED_OUT_LIKENESS
                       : is_proven (column)                     ? RULED_OUT_PROVEN
                                                                : RULED_OUT);
}

/* Whether a column is as good as surely that of the names. */
static gboolean
knows_name (const Opinion *opinion)
{
  for (guint i = 0; i < opinion->n; i++)
    if (likelihoods_of (opinion, i)[HECHA_FIELD_NAME] >= SURE_OF_GRAVE)
      return TRUE;
  return FALSE;
}

/* A canonical name is never doubted, nor what the user said, nor the only
 * column that may name the projects. */
static void
take_back_mistakes (HechaTableHead *head, const Opinion *opinion)
{
  gboolean named = knows_name (opinion);

  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field != HECHA_FIELD_NONE && column->match != HECHA_MATCH_EXACT
          && column->match != HECHA_MATCH_USER && (named || column->field != HECHA_FIELD_NAME)
          && strlen (column->texts[column->n_texts - 1]) <= MAX_BYTES
          && is_mistaken (column, &opinion->looks[i], likelihoods_of (opinion, i)))
        {
          column->field = HECHA_FIELD_NONE;
          column->match = HECHA_MATCH_NONE;
          column->confidence = 0;
        }
    }
}

/* Whether the dictionary makes FIELD of COLUMN before all else. */
static gboolean
reads_as (const HechaTableColumn *column, HechaField field)
{
  return column->field == HECHA_FIELD_NONE && column->guess != NULL && column->guess->n > 0
         && column->guess->guesses[0].field == field;
}

/* Whether CLAIM's column and another are one field by the dictionary's words,
 * which nothing told apart (settle_rivals() in table_map.c). */
static gboolean
has_rival (const HechaTableHead *head, const Claim *claim)
{
  guint n = 0;

  for (guint i = 0; i < head->columns->len; i++)
    n += reads_as (&g_array_index (head->columns, HechaTableColumn, i), claim->likely.field);
  return n > 1 && reads_as (claim->column, claim->likely.field);
}

/* Whether CLAIM is sure enough to be made, with values of KIND below it. */
static gboolean
stands (const HechaDictionary *dictionary, const Claim *claim, char kind)
{
  const HechaTableColumn *column = claim->column;
  HechaField field = claim->likely.field;

  return field != HECHA_FIELD_NONE
         && claim->likely.likelihood >= (is_grave (field) || is_gainsaid (column, field)
                                             ? SURE_OF_GRAVE
                                             : SURE)
         && may_hold (field, kind)
         && !hecha_field_is_vetoed (dictionary, field, column->texts[column->n_texts - 1]);
}

static void
collect_claims (HechaSheetReader *reader, HechaTableHead *head, const Opinion *opinion,
                GArray *claims)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      Claim claim = { column, hecha_likeliest (likelihoods_of (opinion, i)) };

      if (is_open (column) && !has_rival (head, &claim)
          && stands (reader->dictionary, &claim, opinion->looks[i].sight.kind))
        g_array_append_val (claims, claim);
    }
}

/* What the table is by all its columns, those too that are not sure enough. */
static void
weigh_table (HechaTableHead *head, const Opinion *opinion)
{
  head->named = 0;
  head->expected = 0;
  for (guint i = 0; i < opinion->n; i++)
    {
      const double *likelihoods = likelihoods_of (opinion, i);

      head->expected += 1 - likelihoods[HECHA_N_FIELDS];
      if (g_array_index (head->columns, HechaTableColumn, i).field == HECHA_FIELD_NAME)
        head->named = likelihoods[HECHA_FIELD_NAME];
    }
}

void
hecha_learned_map (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  g_auto (Opinion) opinion = { 0 };
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  HechaFieldSet taken = { { 0, 0 } };

  form_opinion (reader, head, title, &opinion);
  take_back_mistakes (head, &opinion);
  for (guint i = 0; i < head->columns->len; i++)
    {
      guint8 field = g_array_index (head->columns, HechaTableColumn, i).field;

      if (field != HECHA_FIELD_NONE)
        hecha_field_set_add (&taken, (HechaField) field);
    }
  collect_claims (reader, head, &opinion, claims);
  g_array_sort (claims, compare_claims);
  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);

      if (hecha_field_set_has (&taken, claim->likely.field))
        continue;
      hecha_field_set_add (&taken, claim->likely.field);
      claim->column->field = (guint8) claim->likely.field;
      claim->column->match = HECHA_MATCH_APPROXIMATE;
      claim->column->confidence = (float) claim->likely.likelihood * 0.9f;
    }
  weigh_table (head, &opinion);
}
