/* identity.h - who is who: names that mean one project, and project keys.
 * Private to room ledger. */
#ifndef HECHA_IDENTITY_H
#define HECHA_IDENTITY_H

#include <hecha/ledger.h>

/* The numerals that tell parts of one thing apart (二期, 3标段, （一）, A包), in
 * order, digits for Chinese numbers: "2期" or "3标;A包".  Free with g_free(). */
char *hecha_name_marks (const char *name);
/* The phase among them: "2期", or "".  Free with g_free(). */
char *hecha_name_phase (const char *name);
/* The plain name without what adds nothing to it: a trailing 项目 or 建设项目,
 * the unit's own name in front.  Free with g_free(). */
char *hecha_name_core (const char *plain_name, const char *plain_unit);
/* Whether two plain names can be one project's under one code: the same, one
 * within the other, or mostly the same pairs of characters, with equal marks. */
gboolean hecha_names_alike (const char *left, const char *right);
/* The share of pairs of characters that two plain names have in common, 0 to 1. */
double hecha_names_likeness (const char *left, const char *right);
/* 16 hex digits of SHA-256 over CODE, else over unit, name and phase
 * (DESIGN.md "Identity").  UNIT and NAME are added to a CODE that several
 * projects share (SHARED).  KEY holds 17 bytes. */
void hecha_project_key (const char *code, const char *plain_unit, const char *core_name,
                        const char *phase, gboolean shared, char *key);

#endif
