/* ledger/boxes.h - printed choices with a tick: "☑新建 □扩建 □改造升级". */
#ifndef HECHA_LEDGER_BOXES_H
#define HECHA_LEDGER_BOXES_H

#include <glib.h>

typedef enum
{
  HECHA_MARK_NONE,
  HECHA_MARK_EMPTY,
  HECHA_MARK_TICKED
} HechaMark;

/* The mark at P of folded or source text and its bytes. */
HechaMark hecha_box_mark (const char *p, gsize *length);

typedef enum
{
  HECHA_BOXES_NONE,      /* no printed choice */
  HECHA_BOXES_UNTICKED,  /* choices, none ticked */
  HECHA_BOXES_TICKED     /* TICKED holds what is ticked, "、" between */
} HechaBoxes;

/* Whether TEXT can hold such a mark at all: a quick look at its bytes. */
gboolean hecha_boxes_any (const char *text);

/* TEXT is a choice where it holds an empty box, or begins with a ticked one
 * that is no mere √.  Marks stand before their words if the text begins with
 * one, else behind.  TICKED is set only for HECHA_BOXES_TICKED. */
HechaBoxes hecha_boxes_read (const char *text, GString *ticked);

#endif
