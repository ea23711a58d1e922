/* The signs of a header.  What stands before a sign tells where it was seen:
 * nothing its own words, < its group heads, : its unit and the kind of its
 * values, = words of its values, 《 the table's title, ( and ) the columns left
 * and right of it, T the table's other columns. */
#include "ledger/header_signs.h"

#include <string.h>

#define MAX_SIGNS 255u
#define N_SLOTS 512u       /* more than MAX_SIGNS, a power of two */
#define SIGN_BYTES 48u
#define LONGEST_VALUE 12   /* characters: longer ones are sentences */

typedef struct
{
  guint n;
  guint8 slots[N_SLOTS];   /* sign + 1: each counts once */
  char texts[MAX_SIGNS][SIGN_BYTES];
} Signs;

static void
add_sign (Signs *signs, const char *prefix, const char *text, gsize length)
{
  gsize before = strlen (prefix);
  char sign[SIGN_BYTES];
  guint slot;

  if (before + length >= SIGN_BYTES || signs->n == MAX_SIGNS)
    return;
  memcpy (sign, prefix, before);
  memcpy (sign + before, text, length);
  sign[before + length] = '\0';
  for (slot = g_str_hash (sign) % N_SLOTS; signs->slots[slot] != 0; slot = (slot + 1) % N_SLOTS)
    if (strcmp (signs->texts[signs->slots[slot] - 1], sign) == 0)
      return;
  memcpy (signs->texts[signs->n++], sign, before + length + 1);
  signs->slots[slot] = (guint8) signs->n;
}

static gboolean
is_edge (const char *character)
{
  return *character == '^' || *character == '$';
}

/* The pairs of characters of TEXT, with ^ before and $ behind it; with SINGLE
 * the characters too. */
static void
add_characters (Signs *signs, const char *prefix, const char *text, gboolean single)
{
  g_autofree char *marked = g_strdup_printf ("^%s$", text);

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (single && !is_edge (p))
        add_sign (signs, prefix, p, (gsize) (next - p));
      if (*next != '\0')
        add_sign (signs, prefix, p, (gsize) (g_utf8_next_char (next) - p));
    }
}

/* ---- what stands below ---------------------------------------------------------- */

static void
add_value (Signs *signs, const char *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (strchr (value, '%') != NULL)
    add_sign (signs, "=", "%", 1);
  if (strpbrk (value, "0123456789") != NULL)
    return;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (plain, p, g_utf8_next_char (p) - p);
  if (plain->len > 0 && g_utf8_strlen (plain->str, -1) <= LONGEST_VALUE)
    add_characters (signs, "=", plain->str, FALSE);
}

/* ':' and the kind, alone and with the last one and two characters of LEAF. */
static void
add_kind (Signs *signs, char kind, const char *leaf)
{
  const char prefix[] = { ':', kind, '\0' };
  const char *end = leaf + strlen (leaf), *last = end;

  add_sign (signs, prefix, "", 0);
  for (guint i = 0; i < 2 && last > leaf; i++)
    {
      last = g_utf8_prev_char (last);
      add_sign (signs, prefix, last, (gsize) (end - last));
    }
}

static void
add_values (Signs *signs, const HechaHeaderSight *sight)
{
  char kinds[128] = { 0 }, all[130] = ":*";
  guint n = 2;

  for (guint i = 0; i < sight->n_values; i++)
    {
      kinds[sight->kinds[i] & 0x7f] = 1;
      add_value (signs, sight->values[i]);
    }
  for (guint kind = 1; kind < sizeof kinds; kind++)
    if (kinds[kind])
      all[n++] = (char) kind;
  if (n > 2)
    add_sign (signs, "", all, n);
}

/* ---- what stands around ----------------------------------------------------------- */

static void
add_neighbour (Signs *signs, const char *prefix, guint8 seen)
{
  const char *name = seen < HECHA_N_FIELDS        ? hecha_field_name ((HechaField) seen)
                     : seen == HECHA_SEEN_NOTHING ? "-"
                     : seen == HECHA_SEEN_DOUBT   ? "~"
                                                  : "^";

  add_sign (signs, prefix, name, strlen (name));
}

static void
add_place (Signs *signs, const HechaHeaderPlace *place)
{
  add_neighbour (signs, "(", place->left[0]);
  if (place->left[0] != HECHA_SEEN_EDGE)
    add_neighbour (signs, "((", place->left[1]);
  add_neighbour (signs, ")", place->right[0]);
  if (place->right[0] != HECHA_SEEN_EDGE)
    add_neighbour (signs, "))", place->right[1]);
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (&place->others, (HechaField) field))
      add_neighbour (signs, "T", (guint8) field);
}

guint
hecha_header_signs (const HechaHeaderSight *sight, const char *const *titles, HechaSignFunc each,
                    gpointer data)
{
  Signs signs = { 0 };

  add_characters (&signs, "", sight->leaf, TRUE);
  if (*sight->head != '\0')
    {
      g_autofree char *whole = g_strconcat (sight->head, sight->leaf, NULL);

      add_characters (&signs, "<", sight->head, TRUE);
      add_characters (&signs, "", whole, FALSE);
    }
  if (sight->money)
    add_sign (&signs, ":", "元", strlen ("元"));
  if (sight->kind != '\0' && sight->kind != '?')
    add_kind (&signs, sight->kind, sight->leaf);
  add_values (&signs, sight);
  for (; *titles != NULL; titles++)
    if (strstr (sight->title, *titles) != NULL)
      add_sign (&signs, "《", *titles, strlen (*titles));
  if (sight->place != NULL)
    add_place (&signs, sight->place);
  for (guint i = 0; i < signs.n; i++)
    each (signs.texts[i], data);
  return signs.n;
}
