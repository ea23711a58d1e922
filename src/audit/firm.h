/* audit/firm.h - whether two names are one firm's. */
#ifndef HECHA_AUDIT_FIRM_H
#define HECHA_AUDIT_FIRM_H

#include <glib.h>

/* The name without what writers vary: brackets, width, the legal form, the
 * branch.  "" where nothing is left.  Free with g_free(). */
char *hecha_firm_plain (const char *name);
/* TRUE where the two texts, each one name or several (、 ；), share a firm. */
gboolean hecha_firm_same (const char *a, const char *b);

#endif
