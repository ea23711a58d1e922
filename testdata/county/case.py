"""An own reading of RULES.md sections 1 and 3: what the tables of a project say
together, in three values, and the facts that follow.

It shares nothing with hecha: it never reads a workbook.  The generator tells
it, cell by cell, which datum it wrote.
"""
import datetime as dt
import itertools

from .calendar import add_months
from .fields import BLANK, DOUBT, NA, NO, RANK, TYPES, VALUE, Datum

AS_OF = dt.date(2026, 3, 31).toordinal()
FLOOR = 300_000_00                 # 评审起点, 分
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
        self.cells, self.also, self.rivals, self.main = {}, {}, {}, {}
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
        self.also[field] = [p for p in top[:-1] if p.year == last.year and same(p.datum, last.datum)
                            and last.datum.state == VALUE]
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


def places(case, field):
    """Where the datum stands, for the key: elsewhere in that year too, it may be."""
    first, *others = [{"file": s.file, "sheet": s.sheet, "cell": s.cell}
                      for s in [case.cells[field]] + case.also[field]]
    return {**first, "field": field, **({"also": others} if others else {})}


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
