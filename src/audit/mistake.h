/* audit/mistake.h - what is wrong with a text of a pack, and where. */
#ifndef HECHA_AUDIT_MISTAKE_H
#define HECHA_AUDIT_MISTAKE_H

#include <glib.h>

typedef struct
{
  gsize offset;     /* in bytes from the start of the text */
  char *message;    /* a Chinese sentence with its hint; NULL = nothing wrong */
} HechaMistake;

/* Sets MISTAKE unless it is set; returns FALSE. */
gboolean hecha_mistake_set (HechaMistake *mistake, gsize offset, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void hecha_mistake_clear (HechaMistake *mistake);

#endif
