"""An own reading of RULES.md sections 1 to 3 and 5, over what the workbooks
show of a project.

It shares nothing with hecha: it never reads a workbook.  The generator tells
it, cell by cell, which datum it wrote.  What depends on understanding names
and contents (what is built) comes from marks on the truth.
"""
import datetime as dt
import itertools

from .calendar import add_months
from .fields import BLANK, DOUBT, NA, NO, RANK, TYPES, VALUE, Datum

AS_OF = dt.date(2026, 3, 31).toordinal()
IN_FORCE = dt.date(2024, 7, 3).toordinal()
FLOOR = 300_000_00                 # 评审起点, 分
LEVELS = {"提示": 1, "疑点": 2, "违规": 3}
ZERO_IF_NO = ("变更金额", "运维经费", "已付金额")
NEVER_HAPPENED = ("变更", "停用", "转包分包")   # 不涉及 there: did not happen
STAGES = {"申报": 1, "评审": 2, "立项": 3, "招标采购": 4, "在建": 5, "完工": 6, "初验": 7,
          "试运行": 7, "已验收": 8, "运行": 9, "在用": 9, "停用": 10, "终止": 0, "取消": 0}
COMPARED = ("概算金额", "评审金额", "预算金额", "采购预算", "中标金额", "合同金额", "结算金额",
            "决算金额")


class Ambiguous(Exception):
    """The data touch a case that RULES.md leaves open: change the data."""


# ---- three-valued logic ---------------------------------------------------

def all_of(*xs):
    if any(x is False for x in xs):
        return False
    return None if any(x is None for x in xs) else True


def any_of(*xs):
    if any(x is True for x in xs):
        return True
    return None if any(x is None for x in xs) else False


def negate(x):
    return None if x is None else not x


# ---- one project as its tables tell it --------------------------------------

class Case:
    """Merged fields of a project (RULES.md section 1, several tables)."""

    def __init__(self, project, shown):
        self.project = project
        self.cells, self.rivals, self.main = {}, {}, {}
        self.conflicts = set()
        for field, places in shown.items():
            self._merge(field, sorted(places, key=lambda s: (s.year, s.order)))
        self.years = sorted({s.year for places in shown.values() for s in places})
        self.suspect = self._unit_suspects()

    def _merge(self, field, places):
        best = max(RANK[p.datum.state] for p in places)
        top = [p for p in places if RANK[p.datum.state] == best]
        last = top[-1]
        self.main[field], self.cells[field] = last.datum, last
        rivals = []
        if best == RANK[VALUE]:
            rivals = [p for p in top if p.year == last.year and not same(p.datum, last.datum)]
            rivals += [p for p in places if p.datum.state == NO and p.year > last.year]
            if field not in ("项目编号", "项目名称", "建设单位", "项目年度") and any(
                    p.datum.state == NO and p.year == last.year for p in places):
                raise Ambiguous(f"{self.project.name}: {field} 无 and a value in one year")
        if rivals:
            self.conflicts.add(field)
        self.rivals[field] = [p.datum for p in rivals]

    def _unit_suspects(self):
        values = {f: self.main[f].lo for f in COMPARED
                  if f in self.main and self.main[f].state == VALUE and self.main[f].lo > 0}
        return {frozenset(p) for p in itertools.combinations(values, 2)
                if max(values[p[0]], values[p[1]]) >= 1000 * min(values[p[0]], values[p[1]])}

    def variants(self, field):
        """The points at which a check is tried: rivals, and the ends of an interval."""
        if field not in self.main:
            return [None]
        points = []
        for d in [self.main[field]] + self.rivals[field]:
            if TYPES[field] == "D" and d.state == VALUE and not d.unknown and d.lo != d.hi:
                if d.lo <= AS_OF <= d.hi and field != "计划完工日期":
                    raise Ambiguous(f"{self.project.name}: {field} holds the as-of date")
                points += [Datum(VALUE, d.lo, d.lo), Datum(VALUE, d.hi, d.hi)]
            else:
                points.append(d)
        return points


def same(a, b):
    if a.state != b.state:
        return False
    if a.lo is None or isinstance(a.lo, bool) or a.text is not None:
        return (a.lo, a.text, a.unknown) == (b.lo, b.text, b.unknown)
    return abs(a.lo - b.lo) * 2 <= tolerance2(a, b) and (a.hi is None or a.hi - a.lo == b.hi - b.lo)


def tolerance2(a, b):
    """Twice the tolerance of a comparison, in 分 (RULES.md: imprecise values)."""
    return max(a.step if a.step and b.fine < a.step else 0,
               b.step if b.step and a.fine < b.step else 0)


class View:
    """A case at one choice of its variants; remembers what was read."""

    def __init__(self, case, choice, calendar, na_is_missing=True):
        self.case, self.choice, self.calendar = case, choice, calendar
        self.na_is_missing = na_is_missing
        self.read = []

    def datum(self, field):
        assert field in TYPES, field
        if field not in self.read:
            self.read.append(field)
        return self.case.variants(field)[self.choice.get(field, 0)]

    def _future(self, field, d):
        return (TYPES[field] == "D" and field != "计划完工日期" and d.state == VALUE
                and not d.unknown and d.lo > AS_OF)

    def has(self, field):
        d = self.datum(field)
        if d is None or d.state == DOUBT:
            return None
        if d.state != VALUE or self._future(field, d):
            return False
        return d.lo if TYPES[field] == "F" else True

    def lacks(self, field):
        d = self.datum(field)
        if d is None or d.state == DOUBT:
            return None
        if d.state == NA:
            return self.na_is_missing or field.startswith(NEVER_HAPPENED)
        if d.state != VALUE or self._future(field, d):
            return True
        return not d.lo if TYPES[field] == "F" else False

    def no(self, field):
        d = self.datum(field)
        if d is None or d.state == DOUBT:
            return None
        if TYPES[field] == "F" and d.state == VALUE:
            return not d.lo
        return d.state == NO

    def amount(self, field):
        d = self.datum(field)
        if d is not None and d.state == NO and field in ZERO_IF_NO:
            return Datum(VALUE, 0, 0)
        return d if d is not None and d.state == VALUE else None

    def fen(self, field):
        d = self.amount(field)
        return None if d is None else d.lo

    def day(self, field):
        d = self.datum(field)
        if d is None or d.state != VALUE or d.unknown or self._future(field, d):
            return None
        return d.lo

    def text(self, field):
        d = self.datum(field)
        return d.text if d is not None and d.state == VALUE else None

    # comparisons

    def more(self, a, b):
        """Amount of field A > amount of field B, beyond rounding."""
        x, y = self.amount(a), self.amount(b)
        if x is None or y is None or frozenset((a, b)) in self.case.suspect:
            return None
        return (x.lo - y.lo) * 2 > tolerance2(x, y)

    def later(self, day, limit):
        return None if day is None or limit is None else day > limit

    def workdays(self, field, n):
        day = self.day(field)
        return None if day is None else self.calendar.add(day, n)

    def months(self, field, n):
        day = self.day(field)
        return None if day is None else add_months(day, n)

    def negative(self, *fields):
        """否定(…): a text says 不通过 and the like."""
        found = []
        for f in fields:
            d = self.datum(f)
            if d is None or d.state == DOUBT:
                found.append(None)
            else:
                found.append(d.state == VALUE and any(
                    w in d.text for w in ("不通过", "未通过", "不合格", "不同意", "未达标")))
        if any(found):
            return True
        return None if all(x is None for x in found) else False

    # facts

    @property
    def stage(self):
        text = self.text("项目状态")
        if text is None:
            return None
        if text not in STAGES:
            raise Ambiguous("stage " + text)
        return STAGES[text] or None

    def _fact(self, keys, true_from=None, false_before=None, also=()):
        if any(self.has(k) is True for k in keys) or any(x is True for x in also):
            return True
        stage = self.stage if true_from or false_before else None
        if true_from and stage and stage >= true_from:
            return True
        if false_before and stage and stage < false_before:
            return False
        there = [k for k in keys if self.datum(k) is not None]
        missing = [self.lacks(k) for k in there]
        return False if missing and all(m is True for m in missing) else None

    @property
    def approved(self):
        return self._fact(("立项日期", "立项批复"))

    @property
    def budgeted(self):
        return self._fact(("预算批复日期", "预算金额"))

    @property
    def reviewed(self):
        return self._fact(("财政评审", "评审金额"))

    _PROCURED = ("采购公告日期", "中标日期", "承建单位", "合同日期", "合同金额")

    @property
    def procured(self):
        return self._fact(self._PROCURED, 5, 4)

    @property
    def launched(self):
        return self._fact(("立项日期", "立项批复", "预算批复日期", "预算金额") + self._PROCURED, 3, 3)

    @property
    def started(self):
        return self._fact(("开工日期",), 5, 5, (self.built,))

    @property
    def built(self):
        return self._fact(("建成日期",), 6, 6, (self.has("初验日期"), self.accepted))

    @property
    def accepted(self):
        verdict = self.text("验收结论")
        if verdict and any(w in verdict for w in ("未通过", "不合格", "整改后复验")):
            return False
        if verdict and any(w in verdict for w in ("通过", "合格")):
            return True
        if self.stage == STAGES["已验收"]:
            return True
        return self._fact(("验收日期",), None, 6)

    @property
    def changed(self):
        there = []
        for f in ("变更金额", "变更原因", "变更备案"):
            d = self.datum(f)
            if d is None:
                continue
            if f == "变更金额" and d.state == VALUE and d.lo == 0:
                there.append(True)
                continue
            if self.has(f):
                return True
            there.append(self.lacks(f))
        return False if there and all(x is True for x in there) else None

    @property
    def construction(self):
        nature, mode = self.datum("建设性质"), self.datum("投资方式")
        if nature is None and mode is None:
            return not any(w in self.case.project.name for w in ("运维", "维保", "服务采购", "租赁"))
        return not (self.text("建设性质") == "运行维护" or self.text("投资方式") == "购买服务")

    @property
    def tendered(self):
        method = self.text("采购方式")
        if method is None:
            return None
        if any(w in method for w in ("公开招标", "邀请招标", "竞争性", "询价")):
            return True
        if any(w in method for w in ("单一来源", "直接采购", "框架协议", "电子卖场")):
            return False
        return None

    def _cloud(self):
        """True, False, None for 第三方云 and 自建机房: what the text truly says."""
        d = self.datum("部署方式")
        if d is None or d.state != VALUE:
            return None, None
        from .truth import DEPLOYMENTS
        return DEPLOYMENTS[d.text]

    @property
    def third_party(self):
        return self._cloud()[0]

    @property
    def own_room(self):
        return self._cloud()[1]

    @property
    def investment(self):
        for f in ("概算金额", "预算金额", "合同金额"):
            d = self.datum(f)
            if d is not None and d.state == DOUBT:
                return None
            if d is not None and d.state == VALUE:
                return d.lo
        return None

    @property
    def mlps(self):
        d = self.datum("等保级别")
        if d is None or d.state in (DOUBT, BLANK):
            return None
        if d.state in (NO, NA):
            return 0
        levels = {"二": 2, "三": 3, "2": 2, "3": 3, "未": 0}
        return next((n for w, n in levels.items() if w in d.text), None)

    def enough(self):
        value = self.investment
        return None if value is None else value >= FLOOR


# ---- the catalogue ---------------------------------------------------------------

RULES = {}


class Rule:
    def __init__(self, rid, level, base, function):
        self.id, self.level, self.base, self.function = rid, level, base, function


def rule(rid, level, base=""):
    def keep(function):
        RULES[rid] = Rule(rid, level, tuple(base.split()), function)
        return function
    return keep


class Found:
    """What a check says at one point: three-valued parts, the fields at fault."""

    def __init__(self, applies, breaks, *fault, not_due=False, amount=None, lower=False):
        self.applies, self.breaks, self.not_due = applies, breaks, not_due
        self.fault, self.amount, self.lower = fault, amount, lower


def missing(rid, field, level="违规", base="", applies=None, lower=None):
    """A check that breaks where one field is 缺."""
    @rule(rid, level, base)
    def check(v, applies=applies, lower=lower):
        return Found(applies(v) if applies else True, v.lacks(field), field,
                     lower=bool(lower and lower(v)))
    return check


LAUNCH = "立项日期 预算批复日期 合同日期"


@rule("2-classified-listed", "疑点")
def _(v):
    return Found(True, v.has("是否涉密"), "是否涉密")


def builds(v, *kinds):
    v.datum("项目名称")
    v.datum("建设内容")
    return any(k in v.case.project.builds for k in kinds)


@rule("4-common-platform", "疑点", "立项日期")
def _(v):
    return Found("政府办" not in v.case.project.unit and "智慧办" not in v.case.project.unit,
                 builds(v, "common"), "项目名称")


@rule("6-late-declaration", "违规", "=deadline")
def _(v):
    year = v.case.project.year
    limit = dt.date(year - 1, 10, 31).toordinal()
    if len(v.case.years) > 1 and v.later(v.day("申报日期"), dt.date(
            v.case.years[0] - 1, 10, 31).toordinal()):
        raise Ambiguous(f"{v.case.project.name}: declared late for one of two ledgers")
    return Found(all_of(v.has("列入年度计划"), v.has("申报日期")), v.later(v.day("申报日期"), limit),
                 "申报日期")


missing("6-no-form", "申报表", "提示", "申报日期")
missing("7-no-decision-basis", "决策依据", "违规", "申报日期")
missing("7-no-proposal", "需求方案", "违规", "申报日期")


@rule("8-own-infrastructure", "违规")
def _(v):
    return Found(v.has("部署方式"), v.own_room, "部署方式")


missing("9-no-technical-review", "技术评审意见", "违规", LAUNCH, lambda v: v.launched)


@rule("9-review-negative", "违规", "立项日期 合同日期")
def _(v):
    return Found(all_of(v.launched, v.has("技术评审意见")), v.negative("技术评审意见"), "技术评审意见")


missing("9-no-data-catalogue", "数据资源目录", "违规", LAUNCH, lambda v: v.launched)
missing("9-no-security-plan", "信息安全方案", "违规", LAUNCH, lambda v: v.launched)


@rule("10-review-after-approval", "违规", "立项日期")
def _(v):
    return Found(all_of(v.has("技术评审日期"), v.has("立项日期")),
                 v.later(v.day("技术评审日期"), v.day("立项日期")), "技术评审日期")


@rule("10-unplanned-no-approval", "违规", "立项日期 申报日期")
def _(v):
    a, b = v.lacks("县政府批复"), v.lacks("资金落实")
    return Found(v.no("列入年度计划"), any_of(a, b), *(["县政府批复"] if a else ["资金落实"]))


@rule("11-no-interconnection", "违规", "立项日期")
def _(v):
    no = {f: v.no(f) for f in ("互联互通", "数据共享", "业务协同")}
    return Found(v.has("立项批复"), any_of(*no.values()), *[f for f in no if no[f]])


@rule("11-datacentre", "疑点", "立项日期")
def _(v):
    nature = v.text("建设性质")
    return Found(nature in (None, "新建", "扩建"), builds(v, "datacentre"), "项目名称",
                 amount=v.investment)


@rule("12-emergency-formalities", "违规", "建成日期")
def _(v):
    a, b = v.lacks("立项批复"), v.lacks("技术评审意见")
    return Found(all_of(v.has("应急项目"), v.built), any_of(a, b),
                 *(["立项批复"] if a else ["技术评审意见"]))


@rule("13-self-built-funded", "违规", "预算批复日期")
def _(v):
    return Found(v.has("自行实施"), v.has("预算金额"), "预算金额", amount=v.fen("预算金额"))


@rule("13-own-app-or-network", "疑点", "立项日期")
def _(v):
    return Found(negate(v.has("列入年度计划")), builds(v, "app", "network"), "项目名称")


@rule("13-no-budget-review", "违规", "预算批复日期 合同日期")
def _(v):
    fields = [f for f in ("财政评审", "评审金额") if f in v.case.main]
    return Found(all_of(v.enough(), v.launched), negate(v.reviewed), *fields[:1],
                 amount=v.investment)


def excess(v, a, b):
    x, y = v.fen(a), v.fen(b)
    return None if x is None or y is None else x - y


@rule("13-budget-over-review", "违规", "预算批复日期")
def _(v):
    return Found(all_of(v.has("预算金额"), v.has("评审金额")), v.more("预算金额", "评审金额"),
                 "预算金额", amount=excess(v, "预算金额", "评审金额"))


@rule("13-late-report", "违规", "预算批复日期")
def _(v):
    limit = v.workdays("预算批复日期", 3)
    lacks = v.lacks("报备日期")
    past = v.later(AS_OF, limit)
    return Found(all_of(v.enough(), v.has("预算批复日期")),
                 any_of(v.later(v.day("报备日期"), limit), all_of(lacks, past)), "报备日期",
                 not_due=all_of(lacks, negate(past)))


@rule("14-no-budget", "违规", "中标日期 合同日期")
def _(v):
    fields = [f for f in ("预算金额", "预算批复日期") if f in v.case.main]
    return Found(v.procured, negate(v.budgeted), *fields[:1], amount=v.fen("合同金额"))


@rule("14-not-announced", "疑点", "中标日期")
def _(v):
    return Found(all_of(v.tendered, v.has("中标日期")), v.lacks("采购公告日期"), "采购公告日期")


@rule("15-over-procurement-budget", "违规", "中标日期 合同日期")
def _(v):
    limit = next((f for f in ("采购预算", "预算金额") if v.amount(f)), None)
    known = [f for f in ("中标金额", "合同金额") if v.amount(f)]
    top = max(known, key=v.fen) if known else None
    breaks = v.more(top, limit) if top and limit else None
    return Found(any_of(v.has("中标金额"), v.has("合同金额")), breaks, *([top] if top else []),
                 amount=excess(v, top, limit) if breaks else None)


@rule("15-contract-over-award", "疑点", "合同日期")
def _(v):
    return Found(all_of(v.has("合同金额"), v.has("中标金额")), v.more("合同金额", "中标金额"),
                 "合同金额", amount=excess(v, "合同金额", "中标金额"))


@rule("15-built-before-tender", "违规", "开工日期 合同日期")
def _(v):
    days = [d for d in (v.day("开工日期"), v.day("合同日期")) if d is not None]
    award = v.day("中标日期")
    early = v.later(award, min(days)) if days else None
    fault = "开工日期" if days and v.day("开工日期") == min(days) else "合同日期"
    missing_award = all_of(v.lacks("中标日期"), v.tendered)
    return Found(any_of(v.has("开工日期"), v.has("合同日期")), any_of(early, missing_award),
                 "中标日期" if missing_award and not early else fault)


missing("16-unqualified-contractor", "承建资质", "疑点", "合同日期", lambda v: v.has("承建单位"))


@rule("16-classified-qualification", "违规", "采购公告日期 中标日期")
def _(v):
    return Found(True, v.has("要求涉密资质"), "要求涉密资质")


@rule("16-subcontracted", "违规", "合同日期")
def _(v):
    text = v.text("转包分包")
    says = None if text is None else "转包" in text or "分包" in text
    return Found(v.has("转包分包"), says, "转包分包",
                 lower=bool(text) and "转包" not in text and "违法分包" not in text)


@rule("17-no-responsible", "违规", "开工日期")
def _(v):
    a, b = v.lacks("项目负责人"), v.lacks("实施机构")
    return Found(v.started, any_of(a, b), *(["项目负责人"] if a else ["实施机构"]))


@rule("18-behind-schedule", "提示", "计划完工日期")
def _(v):
    plan = v.day("计划完工日期")
    return Found(v.has("计划完工日期"),
                 any_of(v.later(v.day("建成日期"), plan),
                        all_of(negate(v.built), v.later(AS_OF, plan))),
                 "建成日期" if v.day("建成日期") else "计划完工日期")


@rule("18-contract-over-estimate", "违规", "合同日期")
def _(v):
    return Found(all_of(v.has("合同金额"), v.has("概算金额")), v.more("合同金额", "概算金额"),
                 "合同金额", amount=excess(v, "合同金额", "概算金额"))


def over_limit(v):
    change, estimate = v.fen("变更金额"), v.fen("概算金额")
    return None if change is None or estimate is None else abs(change) * 10 > estimate


def changed_by(v):
    change = v.fen("变更金额")
    return None if change is None else abs(change)


@rule("19-change-over-limit", "违规", "合同日期 开工日期")
def _(v):
    return Found(v.changed, all_of(over_limit(v), v.lacks("重新申报")), "变更金额",
                 amount=changed_by(v))


@rule("19-change-not-filed", "违规", "合同日期 开工日期")
def _(v):
    return Found(all_of(v.changed, negate(over_limit(v))), v.lacks("变更备案"), "变更备案")


@rule("19-change-no-ground", "疑点", "合同日期 开工日期")
def _(v):
    text = v.text("变更原因")
    grounds = ("部署", "文件要求", "技术方案", "优化", "完善", "业务发展", "业务需要", "业务需求")
    none = None if text is None else not any(g in text for g in grounds)
    return Found(v.changed, any_of(v.lacks("变更原因"), none), "变更原因")


def over(rid, a, b, base, applies):
    @rule(rid, "违规", base)
    def check(v):
        return Found(all_of(*[v.has(f) for f in applies]), v.more(a, b), a, amount=excess(v, a, b))


over("19-budget-over-estimate", "预算金额", "概算金额", "预算批复日期", ("预算金额", "概算金额"))
over("19-final-over-budget", "决算金额", "预算金额", "验收日期 合同日期", ("决算金额",))
over("19-final-over-estimate", "决算金额", "概算金额", "验收日期 合同日期", ("决算金额",))


@rule("20-no-supervision", "违规", "开工日期 合同日期")
def _(v):
    started = v.started
    return Found(any_of(started, v.has("合同日期")), v.lacks("监理单位"), "监理单位",
                 lower=started is not True or not v.construction)


missing("20-supervisor-unqualified", "监理资质", "疑点", "开工日期", lambda v: v.has("监理单位"))


@rule("20-supervisor-is-contractor", "疑点", "开工日期 合同日期")
def _(v):
    a, b = v.text("监理单位"), v.text("承建单位")
    return Found(all_of(v.has("监理单位"), v.has("承建单位")),
                 None if a is None or b is None else a == b, "监理单位")


@rule("20-supervision-late", "疑点", "开工日期")
def _(v):
    return Found(all_of(v.has("监理合同日期"), v.has("开工日期")),
                 v.later(v.day("监理合同日期"), v.day("开工日期")), "监理合同日期")


@rule("21-late-acceptance", "违规", "建成日期")
def _(v):
    limit = v.months("建成日期", 6)
    past = v.later(AS_OF, limit)
    return Found(v.has("建成日期"),
                 any_of(v.later(v.day("验收日期"), limit), all_of(negate(v.accepted), past)),
                 "验收日期", not_due=all_of(negate(v.accepted), negate(past)),
                 lower=not v.construction)


@rule("21-no-preliminary", "违规", "验收日期")
def _(v):
    return Found(v.has("验收日期"),
                 any_of(v.lacks("初验日期"), v.later(v.day("初验日期"), v.day("验收日期"))), "初验日期",
                 lower=not v.construction)


for _id, _field in (("22-no-controllability", "安全自主可控"), ("22-no-crypto", "密码应用"),
                    ("22-no-security-review", "安全审查"), ("22-no-software-test", "软件测评"),
                    ("22-no-sharing-list", "资源共享目录")):
    missing(_id, _field, "违规", "验收日期", lambda v: v.accepted, lambda v: not v.construction)


@rule("22-test-failed", "疑点", "验收日期")
def _(v):
    fields = ("软件测评", "安全审查", "密码应用")
    return Found(v.accepted, v.negative(*fields), *[f for f in fields if v.negative(f)])


def filing(v):
    limit = v.workdays("验收日期", 30)
    return v.lacks("验收备案日期"), v.later(AS_OF, limit), limit


@rule("23-not-filed", "违规", "验收日期")
def _(v):
    lacks, past, _ = filing(v)
    return Found(v.accepted, all_of(lacks, past), "验收备案日期", not_due=all_of(lacks, negate(past)))


@rule("23-filed-late", "违规", "验收日期")
def _(v):
    return Found(v.has("验收备案日期"), v.later(v.day("验收备案日期"), filing(v)[2]), "验收备案日期")


@rule("23-paid-unfiled", "违规", "验收日期")
def _(v):
    lacks, _, limit = filing(v)
    paid = v.day("最近付款日期")
    return Found(all_of(v.accepted, lacks),
                 all_of(v.has("最近付款日期"), v.later(paid, v.day("验收日期"))), "最近付款日期",
                 lower=paid is not None and limit is not None and paid <= limit)


@rule("23-hold-funds", "疑点", "验收日期")
def _(v):
    lacks, past, _ = filing(v)
    om = v.fen("运维经费")
    more_om = None if om is None else om > 0
    more_due = v.more("合同金额", "已付金额")
    due = excess(v, "合同金额", "已付金额")
    if due is not None and due < 0:
        due = 0
    return Found(all_of(v.accepted, lacks, past), any_of(more_om, more_due), "验收备案日期",
                 amount=(om or 0) + (due or 0))


@rule("24-no-final-account", "疑点", "验收日期")
def _(v):
    past = v.later(AS_OF, v.months("验收日期", 3))
    lacks = v.lacks("决算金额")
    return Found(all_of(v.accepted, v.construction), all_of(lacks, past), "决算金额",
                 not_due=all_of(lacks, negate(past)))


@rule("24-final-not-approved", "疑点", "验收日期")
def _(v):
    return Found(all_of(v.has("决算金额"), v.construction), v.lacks("决算批复"), "决算批复",
                 amount=v.fen("决算金额"))


missing("24-assets-not-transferred", "资产移交", "疑点", "验收日期",
        lambda v: all_of(v.accepted, v.construction))


@rule("25-no-evaluation", "疑点", "验收日期")
def _(v):
    past = v.later(AS_OF, v.months("验收日期", 12))
    lacks = v.lacks("绩效评价")
    return Found(v.accepted, all_of(lacks, past), "绩效评价", not_due=all_of(lacks, negate(past)))


def funded(v):
    om = v.fen("运维经费")
    return None if om is None else om > 0


@rule("25-funded-unevaluated", "疑点", "验收日期")
def _(v):
    return Found(all_of(v.accepted, funded(v)), v.lacks("绩效评价"), "绩效评价",
                 amount=v.fen("运维经费"))


@rule("27-not-rectified", "违规", "绩效评价日期 验收日期")
def _(v):
    return Found(all_of(v.has("绩效结论"), v.negative("绩效结论")), v.lacks("整改情况"), "整改情况")


@rule("28-no-mlps-filing", "违规")
def _(v):
    level = v.mlps
    return Found(all_of(v.built, True if level is None else level >= 2), v.lacks("等保备案"),
                 "等保备案", lower=level is None)


def at_least(v, n):
    return None if v.mlps is None else v.mlps >= n


missing("28-no-mlps-test", "等保测评日期", applies=lambda v: all_of(v.built, at_least(v, 2)))
missing("28-no-crypto-assessment", "密码评估", applies=lambda v: all_of(v.built, at_least(v, 3)))
missing("28-no-security-duty", "安全责任制", applies=lambda v: v.built)
missing("28-no-emergency-plan", "应急预案", applies=lambda v: v.built)


@rule("28-no-drill", "疑点")
def _(v):
    return Found(all_of(v.built, v.has("应急预案")),
                 any_of(v.lacks("应急演练日期"), v.later(AS_OF, v.months("应急演练日期", 12))),
                 "应急演练日期")


missing("29-no-confidentiality", "保密协议", "违规", "合同日期", lambda v: v.has("承建单位"))
missing("30-public-cloud-no-assessment", "安全风险评估", applies=lambda v: v.third_party)
missing("30-public-cloud-no-migration", "迁移计划", "疑点", applies=lambda v: v.third_party)


@rule("30-public-cloud", "疑点")
def _(v):
    return Found(v.has("部署方式"), v.third_party, "部署方式")


@rule("31-om-funds-ineligible", "疑点")
def _(v):
    no = {f: v.no(f) for f in ("迁移上云", "业务协同", "数据共享")}
    return Found(funded(v), any_of(*no.values()), *[f for f in no if no[f]],
                 amount=v.fen("运维经费"))


missing("32-no-om-rules", "运维制度", applies=lambda v: v.accepted)


@rule("33-retired-without-consent", "违规", "停用日期")
def _(v):
    lacks = {f: v.lacks(f) for f in ("停用论证", "停用同意", "停用备案")}
    return Found(v.has("停用日期"), any_of(*lacks.values()), *[f for f in lacks if lacks[f]])


missing("33-retired-not-disposed", "资产处置", "违规", "停用日期", lambda v: v.has("停用日期"))


@rule("33-retired-still-funded", "违规", "停用日期")
def _(v):
    return Found(v.has("停用日期"), funded(v), "运维经费", amount=v.fen("运维经费"))


# ---- deciding ------------------------------------------------------------------------

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
        return dt.date(case.project.year - 1, 10, 31).toordinal() < IN_FORCE
    for field in rule_.base:
        d = case.main.get(field)
        if d is not None and d.state == VALUE and not d.unknown and (
                d.lo <= AS_OF or field == "计划完工日期"):
            if d.lo < IN_FORCE <= d.hi:
                raise Ambiguous(f"{case.project.name}: {field} straddles the day in force")
            return d.hi < IN_FORCE
    year = case.project.year
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
