/* The room's GError domain. */
#include <hecha/audit.h>

G_DEFINE_QUARK (hecha-audit-error-quark, hecha_audit_error)
