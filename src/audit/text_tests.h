/* audit/text_tests.h - functions of the language that look into texts: 包含,
 * 属于, 提及, 同一单位, and 建设单位 compared with a name.
 *
 * All are NULL where the text is 存疑 or 未提供, false where it is 空, 无 or
 * 不涉及. */
#ifndef HECHA_AUDIT_TEXT_TESTS_H
#define HECHA_AUDIT_TEXT_TESTS_H

#include "audit/expression.h"

/* Whether the project's unit is one of the names, the constants WORD and those
 * next to it: without its place, the caption's where no cell names it. */
HechaTri hecha_test_unit_words (const HechaView *view, const HechaNode *word);
/* 包含(T, …) and 属于(T, …). */
HechaTri hecha_test_words (const HechaView *view, const HechaNode *call);
/* 提及(…); NULL where neither 项目名称 nor 建设内容 is known. */
HechaTri hecha_test_mentions (const HechaView *view, const HechaNode *call);
/* 同一单位(T, T); NULL without two values. */
HechaTri hecha_test_same_firm (const HechaView *view, const HechaNode *call);

#endif
