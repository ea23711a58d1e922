/* Ids that stay the same from quarter to quarter: no row number, no order. */
#include "audit/identity.h"

#include <string.h>

static void
feed (GChecksum *checksum, const char *part)
{
  g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part));
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

void
hecha_finding_id (const char *measure, const char *rule, const char *key, HechaField field,
                  const char *other, char *id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (other != NULL && strcmp (other, key) < 0)
    {
      const char *swap = key;
      key = other;
      other = swap;
    }
  feed (checksum, measure);
  feed (checksum, rule);
  feed (checksum, key);
  feed (checksum, hecha_field_name (field));
  if (other != NULL)
    feed (checksum, other);
  g_strlcpy (id, g_checksum_get_string (checksum), 17);
}
