/* Checks in C: which there are, and what one run of them may ask and say. */
#include "audit/cross.h"

#include <string.h>

/* A file with checks exports its table; it is listed here. */
const HechaCrosscheck *const hecha_crosschecks[] = {
  NULL,
};

const HechaCrosscheck *
hecha_crosscheck_find (const char *method)
{
  for (guint i = 0; hecha_crosschecks[i] != NULL; i++)
    for (const HechaCrosscheck *check = hecha_crosschecks[i]; check->method != NULL; check++)
      if (strcmp (check->method, method) == 0)
        return check;
  return NULL;
}
