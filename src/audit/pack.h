/* audit/pack.h - rule packs as text: what stands in templates/rules/NAME.ini.
 *
 *   [办法]
 *   标识=yangcheng-2024-50       id of this version
 *   系列=yangcheng               versions of one 系列 are chosen by the 基准 date
 *   名称=…  文号=…
 *   施行=2024-07-03              first day in force
 *   废止=2027-01-01              first day no longer in force; optional
 *
 *   [参数]
 *   评审起点=30万元              amount, percentage (10%), number (30), date
 *                                (2024-07-03), month and day (10-31) or '文本'
 *
 *   [23-not-filed]               a rule; its id is the section
 *   条款=第二十三条              "" or left out for L- checks
 *   名称=…
 *   级别=违规                    违规 疑点 提示
 *   对象=审计;财政;部门          separated by ; ； or 、
 *   基准=开工日期; 合同日期      dates, the first known counts; may be an expression
 *                                (6-late-declaration: that deadline); left out for
 *                                lasting states
 *   适用=…                       left out: always
 *   违反=…
 *   未到期=…                     left out: none
 *   降级=…                       lowers to 疑点 where true
 *   标注=字段;字段               further cells to mark
 *   金额=投资额                  amount expression; left out: none
 *   金额性质=超额                超额 暂缓 其他 (the default)
 *   应急=免                      免: never applies to 应急项目 = 是; 建成后: only once 已建成
 *   终止=免                      不适用 to projects that are 终止/取消 (rules of 第十七条 on)
 *   说明=…{字段}…{金额}…{:参数}…{核查日}…{原文:字段}    the message; a field without a
 *                                value shows as its state, dates with their precision
 *   整改=…                       remedy
 *   要旨=…                       gist of the article in our words
 *   方法=重复                    a C check of audit/crosscheck.h, instead of 适用 and 违反
 *   停用=理由                    switched off, stays visible with its reason
 *   除外=条件 | 理由             one or more lines: where 条件 is true the check is 不适用
 *   示例=                        one line each (continuation lines are indented):
 *     违规: 开工日期=2025-03-01; 监理单位=; 核查日=2025-06-30
 *     无法核查（合同日期）: 监理单位=无
 *     疑点（施行前）: 开工日期=2024-01-05; 监理单位=
 *
 * An example names the outcome, in brackets what must be lacking or 施行前, then
 * fields and their texts as a cell would hold them (blank = 空, a field that is
 * not named = 未提供, amounts with their unit, 甲｜乙 = two rival values) and the
 * 核查日 (2025-12-31 when left out).  Several projects of a C check stand on one
 * line with ‖ between; the outcome is the first one's.
 *
 * Unknown keys and sections are errors.
 */
#ifndef HECHA_AUDIT_PACK_H
#define HECHA_AUDIT_PACK_H

#include <hecha/audit.h>

#endif
