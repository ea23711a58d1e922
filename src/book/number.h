/* Decimal text to double, exactly, without asking the locale. */
#ifndef HECHA_BOOK_NUMBER_H
#define HECHA_BOOK_NUMBER_H

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Of the eight bytes at P, all readable: how many are digits before the first
 * that is none (0 to 8), and in VALUE what number they make.  Eight bytes at
 * once, because how many digits come no processor can foresee: a loop costs
 * more in wrong guesses than in work. */
static inline guint
hecha_number_digits (const char *p, guint64 *value)
{
  guint64 word, other;
  guint n;

  memcpy (&word, p, sizeof word);
  word = GUINT64_FROM_LE (word) ^ G_GUINT64_CONSTANT (0x3030303030303030);
  /* The highest bit of the first byte above 9; of later ones nothing is said. */
  other = ((word + G_GUINT64_CONSTANT (0x7676767676767676)) | word)
          & G_GUINT64_CONSTANT (0x8080808080808080);
  n = other != 0 ? (guint) __builtin_ctzll (other) >> 3 : 8;
  word = n > 0 ? word << (64 - 8 * n) : 0;
  word = word * 10 + (word >> 8);
  *value = ((word & G_GUINT64_CONSTANT (0x000000ff000000ff)) * G_GUINT64_CONSTANT (0x000f424000000064)
            + ((word >> 16) & G_GUINT64_CONSTANT (0x000000ff000000ff))
                  * G_GUINT64_CONSTANT (0x0000271000000001))
           >> 32;
  return n;
}

/* Reads the number at P, which must be followed by some character that is not
 * part of a number; the place behind it, or NULL where there is none or it is
 * not finite. */
const char *hecha_number_scan (const char *p, double *value);
/* The same where HECHA_NUMBER_AHEAD bytes at P may be read, whatever is in
 * them. */
#define HECHA_NUMBER_AHEAD 48
const char *hecha_number_scan_ahead (const char *p, double *value);
/* The same for text of its own, white space around it allowed. */
gboolean hecha_number_parse (const char *text, double *value);

G_END_DECLS

#endif
