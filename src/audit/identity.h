/* audit/identity.h - ids of findings, DESIGN.md "Identity". */
#ifndef HECHA_AUDIT_IDENTITY_H
#define HECHA_AUDIT_IDENTITY_H

#include <hecha/audit.h>

/* Buffers for making many ids. */
typedef struct
{
  GChecksum *checksum;
  GString *text;
} HechaIdentity;

void hecha_identity_init (HechaIdentity *identity);
void hecha_identity_clear (HechaIdentity *identity);

/* 16 hex digits of SHA-256 over measure, rule, project key, field and, for a
 * pair, the other key; KEY and OTHER in either order give the same.  FIELD may
 * be HECHA_FIELD_NONE, OTHER NULL.  ID holds 17 bytes. */
void hecha_finding_id (HechaIdentity *identity, const char *measure, const char *rule,
                       const char *key, HechaField field, const char *other, char *id);

#endif
