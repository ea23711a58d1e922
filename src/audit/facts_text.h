/* audit/facts_text.h - facts that are read out of words (RULES.md 3 and 5). */
#ifndef HECHA_AUDIT_FACTS_TEXT_H
#define HECHA_AUDIT_FACTS_TEXT_H

#include "audit/view.h"

/* Lists of the topic 部署方式 that 部署方式 says, part by part; *KNOWN is FALSE
 * where a part is of none of them, or there is nothing. */
guint hecha_deployment_parts (const char *text, gboolean *known);

/* 项目名称 or 建设内容 speaks of building something of LIST (a bit of topic
 * 名称和内容). */
HechaTri hecha_text_builds (const HechaView *view, guint list);

/* What 转包分包 admits: bits of topic 转包分包, denied ones left out. */
guint hecha_text_sublet (const char *text);

/* 等保级别 as a number; -1 where the text names none or two. */
int hecha_text_mlps_level (const char *text);

#endif
