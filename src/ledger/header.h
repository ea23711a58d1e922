/* header.h - which fields a header may mean.  Private to room ledger. */
#ifndef HECHA_HEADER_H
#define HECHA_HEADER_H

#include <hecha/ledger.h>

#include "ledger/dictionary.h"

#define HECHA_MAX_GUESSES 8
#define HECHA_MAX_HEADS 4

typedef struct
{
  guint8 field;
  guint8 match;       /* HechaMatch */
  guint8 aspect;      /* HechaAspect its last word names, NONE for whole words */
  gboolean weak;      /* stands back behind any better column of its field */
  gboolean unproven;  /* the column's values must show that it is this field */
  float score;        /* 0 to 1 */
} HechaGuess;

/* All fields that one header may mean, best first. */
typedef struct
{
  guint n;
  HechaGuess guesses[HECHA_MAX_GUESSES];
  gint64 unit;        /* of money, 分 per 1, that the header or its heads name; 0 */
  gboolean serial;    /* 序号 */
} HechaHeaderGuess;

/* Remembers what it has understood; one per sheet. */
typedef struct _HechaHeaderReader HechaHeaderReader;

HechaHeaderReader *hecha_header_reader_new (const HechaDictionary *dictionary);
void hecha_header_reader_free (HechaHeaderReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaHeaderReader, hecha_header_reader_free)

/* TEXTS from the outermost group head to the leaf; N at most HECHA_MAX_HEADS.
 * The result belongs to the reader. */
const HechaHeaderGuess *hecha_header_read (HechaHeaderReader *reader, const char *const *texts,
                                           guint n);
/* A short text that is 项目名称 or 项目编号 and nothing else: what marks a
 * row of headers.  Cheap enough for every row. */
gboolean hecha_header_is_name (const HechaHeaderReader *reader, const char *text);
/* 已备案, 未开展: a value, though a header's frame would hide it. */
gboolean hecha_header_is_answer (const char *text);
/* The best guess of a single text that needs no proof, or HECHA_FIELD_NONE. */
HechaField hecha_header_field (HechaHeaderReader *reader, const char *text);

#endif
