/* returned.h - one workbook of ours that people worked on, read back. */
#ifndef HECHA_REPORT_RETURNED_H
#define HECHA_REPORT_RETURNED_H

#include "report/memo.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_RETURNED_AUDIT,          /* 审计局核查报告 */
  HECHA_RETURNED_FINANCE,        /* 财政局核查报告 */
  HECHA_RETURNED_DEPARTMENT,     /* 核对单 */
  HECHA_RETURNED_RECTIFICATION,  /* 整改通知 */
  HECHA_N_RETURNED
} HechaReturnedKind;

/* What one workbook says of one finding. */
typedef struct
{
  const char *texts[HECHA_N_MEMOS];   /* NULL where it says nothing */
  guint32 edited;                     /* bit 1 << field - FIRST_TYPED: a person's doing */
  gboolean remembered;                /* stands in 延续数据 */
} HechaMemo;

typedef struct
{
  HechaReturnedKind kind;
  gint32 as_of;           /* HECHA_DAY_NONE where it cannot be told */
  GPtrArray *memos;       /* HechaMemo, as they were met */
  GHashTable *by_id;      /* of memos */
  GHashTable *by_number;
  GArray *projects;       /* HechaKnownProject: all projects of that batch */
  gboolean all_findings;  /* FALSE: it had more than it remembers */
  gboolean all_projects;  /* FALSE: that report did not list them all */
} HechaReturned;

/* Texts go into POOL, sentences on what was not found again into NOTES.  NULL
 * with a HECHA_AUDIT_ERROR_PREVIOUS that names the file. */
HechaReturned *hecha_returned_read (const char *path, GStringChunk *pool, GPtrArray *notes,
                                    GError **error);
void hecha_returned_free (HechaReturned *returned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaReturned, hecha_returned_free)

G_END_DECLS

#endif
