/* audit/language.h - the language of rule packs: tokens, types, expressions.
 *
 * Expressions are evaluated by hecha itself over its own checked tree, not
 * translated to SQL: three-valued logic, rounding tolerance between amounts,
 * ends of imprecise dates, conflicting values, the second reading of 不涉及
 * and the names in `lacking` all need an evaluator that knows more than a
 * column's value.  A pack from a stranger can then neither write nor read a
 * file, nor load anything, nor run long: there are no loops, every expression
 * is bounded by its own length, and nothing in it names the outside.
 *
 * Words: the canonical fields; the facts of audit/facts.h and 投资额;
 * :参数 of the pack; functions (hecha_functions below); 核查日; 是, 否.
 * Literals: 30万元, 500元, 2024-07-03, 10%, 12, '文本' or “文本”.
 * Operators, loosest first: 或 OR, 且 AND, 非 NOT, = ≠ < <= > >=, + -, × *.
 * Full-width forms （ ） ＞ ≥ ≠ ＜ ≤ ＝ ， are the same.
 *
 * Types: amount, date, number, text, yes/no, state; a mixed comparison is an
 * error, and so is a field where a condition is wanted (监理单位 for
 * 有(监理单位)).  A yes/no field by itself is its value: true for 是, false
 * for 否, NULL otherwise; 有, 缺, 无 read it as RULES.md 1 says.
 *
 * Functions:
 *   有(F) 缺(F) 空(F) 无(F) 不涉及(F)  yes/no  states of a field, RULES.md 1
 *   状态(F)               state   compared with '值' '不涉及' '无' '空' '存疑' '未提供'
 *   未知(x)               yes/no  true where x is NULL; itself never NULL
 *   确定(p)               yes/no  true where p is true; itself never NULL
 *   首个(x, …)            like x  the first with a value; NULL where none has
 *   最早 最晚(d, …)       date    of those with a value
 *   最大 最小(x, …)       like x  of those with a value
 *   已知和(a, …)          like a  sum of those with a value; NULL where none has
 *   绝对值(a), abs        like a
 *   否定(F, …)            yes/no  RULES.md 3
 *   包含(T, '词', …)      yes/no  text T holds one of the words; false for 空 无 不涉及,
 *                                 NULL for 存疑 未提供
 *   属于(T, '词', …)      yes/no  text T is one of the words; likewise
 *   提及('词', …)         yes/no  项目名称 or 建设内容 holds one of the words; NULL where
 *                                 neither is known
 *   同一单位(T, T)        yes/no  the same firm, names normalised; NULL without values
 *   等级(F)               number  RULES.md 3
 *   加工作日(d, n)        date    RULES.md 2, working days
 *   加月(d, n) 加日(d, n) date
 *   年月日(n, md)         date    year n, month and day of a parameter such as 10-31:
 *                                 年月日(项目年度 - 1, :申报截止)
 *
 * Every operand that is NULL makes a comparison or sum NULL.  建设单位 compared
 * with a quoted text means the unit: without its place, the caption's where no
 * cell names it.
 */
#ifndef HECHA_AUDIT_LANGUAGE_H
#define HECHA_AUDIT_LANGUAGE_H

#endif
