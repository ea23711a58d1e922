/* movement.h - what came, what stayed and what was mended since the earlier
 * report: a section of 总览. */
#ifndef HECHA_REPORT_MOVEMENT_H
#define HECHA_REPORT_MOVEMENT_H

#include "report/digest.h"
#include "report/page.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_MOVE_NEW,        /* 新增 */
  HECHA_MOVE_STAYED,     /* 持续 */
  HECHA_MOVE_CHANGED,    /* 持续(金额变化) */
  HECHA_MOVE_RETURNED,   /* 复发 */
  HECHA_MOVE_MENDED,     /* 已整改 */
  HECHA_MOVE_UNSEEN,     /* 记录缺失, 文件缺失, 规则变更, 无法核查 */
  HECHA_N_MOVES
} HechaMove;

typedef struct
{
  char *label;           /* department or article */
  int order;             /* of articles: the number, those without one last */
  guint moves[HECHA_N_MOVES];
} HechaMovement;

/* HechaMovement per department, those with most movement first; per article,
 * by number.  Gone findings count in the quarter in which they went. */
GArray *hecha_movement_by_department (const HechaDigest *digest);
GArray *hecha_movement_by_article (const HechaDigest *digest);

/* The section, in a table of N_COLUMNS columns at least 8. */
void hecha_movement_section (HechaPage *page, const HechaDigest *digest, guint n_columns);

G_END_DECLS

#endif
