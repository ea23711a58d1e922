/* Ids that stay the same from quarter to quarter: no row number, no order. */
#include "audit/identity.h"

#include <string.h>

static void
feed (GString *text, const char *part)
{
  g_string_append (text, part);
  g_string_append_c (text, '\n');
}

void
hecha_finding_id (HechaIdentity *identity, const char *measure, const char *rule,
                  const char *key, HechaField field, const char *other, char *id)
{
  GString *text = identity->text;

  if (other != NULL && strcmp (other, key) < 0)
    {
      const char *swap = key;
      key = other;
      other = swap;
    }
  g_string_truncate (text, 0);
  feed (text, measure);
  feed (text, rule);
  feed (text, key);
  feed (text, hecha_field_name (field));
  if (other != NULL)
    feed (text, other);
  g_checksum_reset (identity->checksum);
  g_checksum_update (identity->checksum, (const guchar *) text->str, (gssize) text->len);
  g_strlcpy (id, g_checksum_get_string (identity->checksum), 17);
}

void
hecha_identity_init (HechaIdentity *identity)
{
  identity->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  identity->text = g_string_new (NULL);
}

void
hecha_identity_clear (HechaIdentity *identity)
{
  g_checksum_free (identity->checksum);
  g_string_free (identity->text, TRUE);
}
