/* header_parts.h - the steps of understanding a header, for header*.c. */
#ifndef HECHA_HEADER_PARTS_H
#define HECHA_HEADER_PARTS_H

#include "ledger/header.h"
#include "ledger/header_text.h"

/* What a subject with its ending scores, and a frame or a head costs. */
#define HECHA_SCORE_SUBJECT 0.94f
#define HECHA_STEP_FRAME 0.01f
#define HECHA_STEP_GROUP 0.02f

gboolean hecha_contains_any (const char *text, const GPtrArray *words);
/* Whether TEXT holds a word of the field's 不是. */
gboolean hecha_field_is_vetoed (const HechaDictionary *dictionary, HechaField field,
                                const char *text);

/* Guesses stand best first, the best of each field. */
void hecha_guess_add (HechaHeaderGuess *guess, const HechaGuess *candidate);
void hecha_guess_drop (HechaHeaderGuess *guess, guint index);
/* Adds all of FROM, each PENALTY lower. */
void hecha_guess_merge (HechaHeaderGuess *into, const HechaHeaderGuess *from, float penalty);

/* All that the dictionary makes of a plain text (header_words.c). */
void hecha_header_understand (const HechaDictionary *dictionary, const char *text,
                              HechaHeaderGuess *guess);
/* Where the words alone say nothing (header_readings.c): 截至目前…, 最近一次…. */
void hecha_header_understand_otherwise (const HechaDictionary *dictionary, const char *text,
                                        HechaHeaderGuess *guess);
/* 拟停用系统名称, 您单位建设的项目叫什么名称: names what the row is about. */
gboolean hecha_header_names_project (const char *text);
/* A header with a meaning in brackets: 中标（成交）金额, 验收时间（初验）. */
void hecha_header_understand_brackets (const HechaDictionary *dictionary,
                                       const HechaHeaderText *header, HechaHeaderGuess *guess);
/* A header with one mistyped character (header_slip.c). */
void hecha_header_understand_slip (const HechaDictionary *dictionary, const char *text,
                                   HechaHeaderGuess *guess);
/* 新建改造或运维: a text that only lists what its cells may say. */
void hecha_header_understand_choices (const HechaDictionary *dictionary, const char *text,
                                      HechaHeaderGuess *guess);
/* A header that ends with what it is (header_behind.c). */
void hecha_header_understand_behind (const HechaDictionary *dictionary, const char *text,
                                     HechaHeaderGuess *guess);
/* TEXTS from the outermost group head to the leaf, N of them, at least 2
 * (header_heads.c). */
void hecha_header_understand_heads (const HechaDictionary *dictionary,
                                    const HechaHeaderText *texts, guint n,
                                    HechaHeaderGuess *guess);

#endif
