/* terminal.h - colours and columns of what is printed. */
#ifndef HECHA_TERMINAL_H
#define HECHA_TERMINAL_H

#include <hecha/audit.h>

/* Whether stdout is a terminal and NO_COLOR is not set. */
gboolean hecha_terminal_has_colour (void);
/* LEVEL's name, coloured where that is wanted. */
void hecha_terminal_print_level (HechaOutcome level);
/* How many columns TEXT takes on a terminal (Chinese characters two). */
guint hecha_terminal_width (const char *text);
/* Prints TEXT and blanks up to WIDTH columns; a longer text is cut with …. */
void hecha_terminal_print_padded (const char *text, guint width);

#endif
