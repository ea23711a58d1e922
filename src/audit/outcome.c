/* The names of outcomes and levels, which contracts and packs use. */
#include <hecha/audit.h>

#include <string.h>

static const char *const names[HECHA_N_OUTCOMES] = {
  [HECHA_OUTCOME_NOT_APPLICABLE] = "不适用", [HECHA_OUTCOME_PASS] = "通过",
  [HECHA_OUTCOME_NOT_DUE] = "未到期",        [HECHA_OUTCOME_UNDECIDED] = "无法核查",
  [HECHA_OUTCOME_HINT] = "提示",             [HECHA_OUTCOME_SUSPECT] = "疑点",
  [HECHA_OUTCOME_VIOLATION] = "违规",
};

const char *
hecha_outcome_name (HechaOutcome outcome)
{
  return (guint) outcome < HECHA_N_OUTCOMES ? names[outcome] : "";
}

int
hecha_level_from_name (const char *name)
{
  for (int level = HECHA_OUTCOME_HINT; level < HECHA_N_OUTCOMES; level++)
    if (strcmp (name, names[level]) == 0)
      return level;
  return -1;
}
