"""RULES.md section 2: how a check decides, level, 施行前, exemptions."""
import datetime as dt
import itertools

from .case import AS_OF, Ambiguous, View, all_of
from .checks import RULES
from .fields import VALUE

IN_FORCE = dt.date(2024, 7, 3).toordinal()
LEVELS = {"提示": 1, "疑点": 2, "违规": 3}
NEVER_IN_EMERGENCY = ("6-late-declaration", "10-review-after-approval", "13-late-report",
                      "15-built-before-tender", "L-date-order")
ONCE_BUILT = ("6-no-form", "7-", "9-no-", "10-unplanned-no-approval", "13-no-budget-review", "14-")


def exempt(case, rid):
    """不适用 whatever the columns say (RULES.md section 2, Exempt)."""
    v = View(case, {}, None)
    if v.has("是否涉密") and rid != "2-classified-listed":
        return True
    if v.text("项目状态") in ("终止", "取消") and rid[0] != "L" and int(rid.split("-")[0]) >= 17:
        return True
    return bool(v.has("应急项目")) and rid in NEVER_IN_EMERGENCY


def decide_at(rule_, view):
    found = rule_.function(view)
    applies = found.applies
    if view.has("应急项目") and rule_.id.startswith(ONCE_BUILT):
        applies = all_of(applies, view.built)
    if applies is False:
        return "不适用", found
    if found.breaks is False and found.not_due is False:
        return "通过", found
    if applies is None:
        return "无法核查", found
    if found.breaks is True:
        return "违反", found
    if found.not_due is True:
        return "未到期", found
    return "无法核查", found


def before_force(case, rule_):
    """True, False or None; a lasting state is judged today."""
    if not rule_.base:
        return False
    if rule_.base == ("=deadline",):
        return dt.date(case.main["项目年度"].lo - 1, 10, 31).toordinal() < IN_FORCE
    for field in rule_.base:
        d = case.main.get(field)
        if d is not None and d.state == VALUE and not d.unknown and (
                d.lo <= AS_OF or field == "计划完工日期"):
            if d.lo < IN_FORCE <= d.hi:
                raise Ambiguous(f"{case.project.name}: {field} straddles the day in force")
            return d.hi < IN_FORCE
    # A ledger's title names its year, not that of every project carried into it.
    year = case.main["项目年度"].lo if "项目年度" in case.main else 2024
    return True if year < 2024 else None if year == 2024 else False


def judge(case, calendar):
    """rule id → (outcome, fault fields, amount, before_force)."""
    return {rid: decide(case, r, calendar) for rid, r in RULES.items()}


def decide(case, rule_, calendar):
    if exempt(case, rule_.id):
        return "不适用", (), None, None
    read, results = [], []
    while True:
        spread = [f for f in read if len(case.variants(f)) > 1]
        choices = [dict(zip(spread, c)) for c in
                   itertools.product(*[range(len(case.variants(f))) for f in spread])]
        views = [View(case, c, calendar) for c in choices]
        results = [decide_at(rule_, v) for v in views]
        seen = sorted({f for v in views for f in v.read})
        if seen == read:
            break
        read = seen
    kinds = {k for k, _ in results}
    if len(kinds) > 1:
        return "无法核查", (), None, None
    if kinds != {"违反"}:
        return results[0][0], (), None, None
    force = before_force(case, rule_)
    levels = []
    for choice, (_, found) in zip(choices, results):
        level = rule_.level
        if found.lower:
            level = min(level, "疑点", key=LEVELS.get)
        if level == "违规" and decide_at(rule_, View(case, choice, calendar, False))[0] != "违反":
            level = "疑点"
        if force:
            level = min(level, "疑点", key=LEVELS.get)
        levels.append(level)
    found = results[0][1]
    return min(levels, key=LEVELS.get), found.fault, found.amount, force
