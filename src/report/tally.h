/* tally.h - findings counted by department and by article. */
#ifndef HECHA_REPORT_TALLY_H
#define HECHA_REPORT_TALLY_H

#include "report/digest.h"

G_BEGIN_DECLS

enum { HECHA_TALLY_LEVELS = 3 };   /* 违规, 疑点, 提示 */

typedef struct
{
  guint unit;                       /* index into the digest's units */
  guint levels[HECHA_TALLY_LEVELS];
  guint before;                     /* of them before the measure was in force */
  guint projects;                   /* projects with a finding that counts */
  guint64 undecided;                /* outcomes 无法核查 */
  gint64 excess, hold;              /* 分, what happened before the measure left out */
} HechaUnitTally;

typedef struct
{
  char *article;                    /* 第九条, without 款 and 项; "" for checks of the ledger */
  guint levels[HECHA_TALLY_LEVELS];
} HechaArticleTally;

/* A HechaUnitTally for each unit of the digest, in its order. */
GArray *hecha_tally_units (const HechaDigest *digest);
/* HechaArticleTally, by number, those without an article last. */
GArray *hecha_tally_articles (const HechaDigest *digest);
/* 第九条第二款第（三）项 → 第九条.  Free with g_free(). */
char *hecha_article_alone (const char *article);
guint hecha_tally_total (const guint levels[HECHA_TALLY_LEVELS]);
/* Outcomes 无法核查 of the reader's checks. */
guint64 hecha_tally_undecided (const HechaDigest *digest);
/* Projects with a finding that counts. */
guint hecha_tally_projects (const GArray *unit_tallies);

G_END_DECLS

#endif
