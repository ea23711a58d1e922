/* ledger.h - inside of HechaLedger; private to room ledger. */
#ifndef HECHA_LEDGER_PRIVATE_H
#define HECHA_LEDGER_PRIVATE_H

#include <hecha/ledger.h>

struct _HechaLedger
{
  const HechaDictionary *dictionary;   /* not owned */
  GPtrArray *files;                    /* HechaExtract *, owned */
  GPtrArray *tables;                   /* HechaTable *, of the files */
  GPtrArray *projects;                 /* HechaProject *, in PROJECT_BLOCKS */
  GPtrArray *blocks;                   /* owned memory of projects and merged data */
  GStringChunk *pool;                  /* texts made when joining */
  gint32 as_of;                        /* 核查日, or HECHA_DAY_NONE */
};

/* SIZE zeroed bytes that live as long as LEDGER. */
gpointer hecha_ledger_alloc (HechaLedger *ledger, gsize size);

#endif
