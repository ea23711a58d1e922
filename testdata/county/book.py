"""Layouts: how a department writes its projects down, and what each cell then
says.  A value is rendered together with its datum, so that the key knows what
stands in every cell without reading a workbook."""
import calendar as months
import datetime as dt
import os
import random
from dataclasses import dataclass

from .fields import BLANK, DOUBT, NA, NO, TYPES, VALUE, Datum, Shown
from .grid import Grid, Summed, address, date_text
from .truth import DONE, NONE_SAID, NOT_HERE, Doubt, Month

NO_WORDS = {
    "监理单位": ("无", "/", "未委托监理"), "验收备案日期": ("未备案", "尚未备案", "/"), "安全风险评估": ("未开展", "无", "×"),
    "绩效评价": ("未开展", "无"), "等保备案": ("未备案", "无"), "等保测评日期": ("未测评", "/"),
    "数据资源目录": ("未编制", "无"), "信息安全方案": ("未编制", "无"), "资产移交": ("未移交", "/"),
    "决算批复": ("未批复", "办理中"), "应急演练日期": ("未开展", "/"), "保密协议": ("未签订", "无"),
    "报备日期": ("未报备", "/"), "软件测评": ("未测评", "无"), "密码评估": ("未开展", "无"),
    "技术评审意见": ("未评审", "无"), "财政评审": ("未评审", "无"),
}
UNITS = {"元": 100, "万元": 1_000_000}
DIGITS = "〇一二三四五六七八九"
FULL_WIDTH = {ord(c): ord(c) - 48 + 0xFF10 for c in "0123456789"}


def chinese_day(d):
    def number(n):
        if n < 10:
            return DIGITS[n]
        tens, ones = divmod(n, 10)
        return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
    return "".join(DIGITS[int(c)] for c in str(d.year)) + f"年{number(d.month)}月{number(d.day)}日"


@dataclass
class Col:
    """A column: the field (None: our program must pass it over), its header,
    the merged head above it, and how its values are written."""
    field: str
    head: str
    group: str = None
    unit: str = None           # 元 or 万元; None: the caption's
    style: str = None          # dates: see render_date; amounts: number, text, own
    width: float = None
    fill: object = None        # for columns without a field: project → text


def render(field, value, style, unit, rng):
    """The cell's value, its number format, and the datum it tells."""
    kind = TYPES[field]
    if value is None:
        return None, None, Datum(BLANK)
    if value is NONE_SAID:
        return rng.choice(NO_WORDS.get(field, ("无", "/"))), None, Datum(NO)
    if value is NOT_HERE:
        return rng.choice(["不涉及", "不涉及", "不适用"]), None, Datum(NA)
    if isinstance(value, Doubt):
        return value.raw, None, Datum(DOUBT)
    if kind == "D":
        return render_date(value, style or "-", rng)
    if kind == "A":
        return render_amount(value, style or "number", unit)
    if kind == "F":
        yes, no = style.split("|") if style else ("是", "否")
        return (yes if value else no), None, Datum(VALUE, bool(value))
    if kind == "N":
        return value, None, Datum(VALUE, value, value)
    return value, None, Datum(VALUE, text=value)


def render_date(value, style, rng):
    """STYLE: one letter a way; where several, chance decides cell by cell.
    - / 年  real dates; . p  text 2025.3.10, 2025-03-10; 文 text 2025年3月10日; 8 text
    20250310; # the number 20250310; 短 25.3.10; 汉 二〇二五年三月十日; 全 full width;
    于 已于2025.3.10备案"""
    if value is DONE:
        return rng.choice(["是", "已完成"]), None, Datum(VALUE, unknown=True)
    if isinstance(value, Month):
        last = months.monthrange(value.year, value.month)[1]
        text = rng.choice(["{}年{}月", "{}.{}", "{}年{}月"]).format(value.year, value.month)
        if text.endswith((".10", ".1")):
            text = f"{value.year}年{value.month}月"
        return text, None, Datum(VALUE, dt.date(value.year, value.month, 1).toordinal(),
                                 dt.date(value.year, value.month, last).toordinal())
    d, datum = dt.date.fromordinal(value), Datum(VALUE, value, value)
    way = rng.choice(style)
    if way in "-/年":
        return d, {"-": "yyyy-mm-dd", "/": "yyyy/m/d", "年": 'yyyy"年"m"月"d"日"'}[way], datum
    text = {".": date_text(d, "yyyy.m.d"), "p": date_text(d, "yyyy-mm-dd"), "8": f"{d:%Y%m%d}",
            "文": date_text(d, 'yyyy"年"m"月"d"日"'), "#": int(f"{d:%Y%m%d}"),
            "短": f"{d.year % 100}.{d.month}.{d.day}", "汉": chinese_day(d),
            "全": date_text(d, 'yyyy"年"m"月"d"日"').translate(FULL_WIDTH),
            "于": f"已于{date_text(d, 'yyyy.m.d')}备案"}[way]
    return text, None, datum


def render_amount(fen, style, unit):
    """STYLE: number; text (with thousands and two decimals); ￥ (likewise, with the sign);
    own (the unit in the cell)."""
    if style == "own":
        unit = "万元"
    per = UNITS[unit]
    value = fen / per
    text = repr(round(value, 6)).removesuffix(".0")
    shown = value if "." in text else int(value)
    if style in ("text", "￥"):
        text = f"{value:,.2f}"
        shown = "￥" + text if style == "￥" else text
    elif style == "own":
        shown = text + "万元"
    decimals = len(text.partition(".")[2])
    fine = per // 10 ** decimals
    return shown, None, Datum(VALUE, fen, fen, step=fine if unit == "万元" and decimals >= 2 else 0,
                              fine=fine)


class County:
    """All that the workbooks show, by project and field."""

    def __init__(self, root):
        self.root = root
        self.shown, self.projects = {}, []
        self.order = 0
        self.tables = []       # findings of tables: (rule, level, file, sheet, cell, amount)
        self.books = []

    def show(self, project, field, datum, book, sheet, cell):
        self.order += 1
        if id(project) not in self.shown:
            self.shown[id(project)] = {}
            self.projects.append(project)
        self.shown[id(project)].setdefault(field, []).append(
            Shown(datum, book.year, book.file, sheet, cell, self.order))


class Book:
    def __init__(self, county, file, writer, year, caption=None, unit="万元", text=False):
        self.county, self.file, self.writer, self.year = county, file, writer, year
        self.caption, self.unit, self.text = caption, unit, text
        self.grids = []
        self.rng = random.Random(file)

    def sheet(self, name):
        self.grids.append(Grid(name))
        return self.grids[-1]

    def finish(self):
        if self.county.root is None:
            return
        self.county.books.append(self)
        path = os.path.join(self.county.root, self.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.writer(path, self.grids)

    # ---- parts of a sheet ------------------------------------------------------

    def title(self, g, text, width, row=0, left=0):
        g.put(row, left, text, "title")
        g.merge(row, left, row, left + width - 1)
        return row + 1

    def line(self, g, row, *parts):
        """A caption line: (column, text) each."""
        for column, text in parts:
            g.put(row, column, text, "caption")
        return row + 1

    def notes(self, g, row, *texts):
        for text in texts:
            g.put(row, 0, text, "note")
            row += 1
        return row

    def head(self, g, top, left, cols):
        """One header row, or two with merged group heads; the row below."""
        grouped = any(c.group for c in cols)
        at = 0
        while at < len(cols):
            col = cols[at]
            if not grouped:
                g.put(top, left + at, col.head, "head")
                at += 1
                continue
            if col.group is None:
                g.put(top, left + at, col.head, "head")
                if not self.text:
                    g.merge(top, left + at, top + 1, left + at)
                at += 1
                continue
            end = at
            while end < len(cols) and cols[end].group == col.group:
                g.put(top + 1, left + end, cols[end].head, "head")
                end += 1
            g.put(top, left + at, col.group, "head")
            if not self.text:
                g.merge(top, left + at, top, left + end - 1)
            at = end
        for i, col in enumerate(cols):
            g.widths.setdefault(left + i, col.width or width_for(col))
        return top + (2 if grouped else 1)

    def cell(self, g, r, c, project, col, value):
        """Writes one cell and remembers what it says; its datum."""
        raw, form, datum = render(col.field, value, col.style, col.unit or self.unit, self.rng)
        g.put(r, c, raw, "body", form)
        self.county.show(project, col.field, datum, self, None if self.text else g.name,
                         address(r, c))
        return datum

    def table(self, g, top, left, cols, projects, *, seen=None, total=None, wrong=None, page=0,
              ditto=(), vmerge=(), start=1):
        """A project a row.  seen(project): what this table knows of it, over its
        truth.  total: the label of a 合计 row; wrong: {field: 分 too much}.  page: the
        header again after so many rows.  ditto, vmerge: fields written 同上, or merged,
        where the row above says the same."""
        row = self.head(g, top, left, cols)
        sums, above = {}, {}
        for n, p in enumerate(projects):
            if page and n and n % page == 0:
                for i, col in enumerate(cols):
                    self.close_merge(g, left + i, above, col, vmerge)
                row, above = self.head(g, row, left, cols), {}
            truth = {**p.truth, **(seen(p) if seen else {})}
            for i, col in enumerate(cols):
                if col.field is None:
                    g.put(row, left + i, start + n if col.fill == "序号" else
                          col.fill(p) if col.fill else None, "body")
                    continue
                value = truth[col.field]
                if self.repeats(g, row, left + i, p, col, value, above, ditto, vmerge):
                    continue
                self.close_merge(g, left + i, above, col, vmerge)
                datum = self.cell(g, row, left + i, p, col, value)
                above[left + i] = (value, row, row)
                if TYPES[col.field] == "A":
                    sums.setdefault(i, []).append(datum)
            row += 1
        for i, col in enumerate(cols):
            self.close_merge(g, left + i, above, col, vmerge)
        if total:
            row = self.totals(g, row, left, cols, sums, total, wrong or {})
        return row

    def repeats(self, g, row, c, p, col, value, above, ditto, vmerge):
        """The cell says what the one above says: 同上, or part of a vertical merge."""
        if col.field not in ditto and col.field not in vmerge or not isinstance(value, str):
            return False
        last = above.get(c)
        if last is None or last[0] != value:
            return False
        if col.field in ditto:
            g.put(row, c, "同上")
            first = row
        else:
            g.put(row, c, None)
            first = last[1]
        above[c] = (value, first, row)
        self.county.show(p, col.field, Datum(VALUE, text=value), self,
                         None if self.text else g.name, address(first, c))
        return True

    def close_merge(self, g, c, above, col, vmerge):
        if col.field in vmerge and c in above and above[c][2] > above[c][1]:
            g.merge(above[c][1], c, above[c][2], c)
            del above[c]

    def totals(self, g, row, left, cols, sums, label, wrong):
        at = next(i for i, c in enumerate(cols) if c.field == "项目名称")
        for i, col in enumerate(cols):
            if i == at:
                g.put(row, left + i, label, "total")
            elif i in sums and not any(d.state == DOUBT for d in sums[i]):
                fen = sum(d.lo for d in sums[i] if d.state == VALUE)
                extra = wrong.get(col.field, 0)
                style = col.style if col.style != "own" else "number"
                shown = render_amount(fen + extra, style or "number", col.unit or self.unit)[0]
                if not extra and not isinstance(shown, str):
                    shown = Summed(shown).over((row - len(sums[i]), left + i), (row - 1, left + i))
                g.put(row, left + i, shown, "total")
                if extra:
                    self.county.tables.append(("L-total-mismatch", "疑点", self.file, None
                                               if self.text else g.name, address(row, left + i)))
            elif i in sums:
                g.put(row, left + i, None, "total")
            else:
                g.put(row, left + i, None, "total")
        return row + 1

    def payments(self, g, top, projects):
        """A 明细表: a row a payment; what the project says is the last row's 累计."""
        heads = ("项目编号", "项目名称", "付款批次", "付款日期", "付款金额（元）", "累计付款（元）")
        for c, head in enumerate(heads):
            g.put(top, c, head, "head")
        row = top
        for p in projects:
            paid, day = p.truth["已付金额"], p.truth["最近付款日期"]
            parts = [paid * 3 // 10 // 10000 * 10000, paid * 2 // 10 // 10000 * 10000]
            parts = [paid - sum(parts)] + parts
            total = 0
            for n, part in enumerate(parts):
                row += 1
                total += part
                on = dt.date.fromordinal(p.truth["合同日期"] + 1 + n if n < 2 else day)
                for c, value in enumerate([p.code, p.name, f"第{n + 1}次", on, part // 100, total // 100]):
                    g.put(row, c, value, "body", "yyyy-mm-dd" if c == 3 else None)
            for field, datum, c in (("项目编号", Datum(VALUE, text=p.code), 0),
                                    ("项目名称", Datum(VALUE, text=p.name), 1),
                                    ("最近付款日期", Datum(VALUE, day, day), 3),
                                    ("已付金额", Datum(VALUE, paid, paid), 5)):
                self.county.show(p, field, datum, self, g.name, address(row, c))
        g.widths.update({1: 34, 3: 13, 4: 16, 5: 16})
        return row + 1

    def transposed(self, g, top, left, cols, projects, *, seen=None):
        """Fields down, projects across."""
        for i, col in enumerate(cols):
            g.put(top + i, left, col.head, "head")
            for n, p in enumerate(projects):
                truth = {**p.truth, **(seen(p) if seen else {})}
                if col.field is None:
                    g.put(top + i, left + 1 + n, n + 1 if col.fill == "序号" else
                          col.fill(p) if col.fill else None)
                else:
                    self.cell(g, top + i, left + 1 + n, p, col, truth[col.field])
        g.widths.update({left: 20, **{left + 1 + n: 24 for n in range(len(projects))}})
        return top + len(cols)

    def form(self, g, top, rows, project, width=4):
        """A 申报表: rows of one or two columns, each a label and its value; a
        single one spans the width."""
        for row in rows:
            at = 0
            for col in row:
                g.put(top, at, col.head, "head")
                if col.field is None:
                    g.put(top, at + 1, col.fill(project) if col.fill else None)
                else:
                    self.cell(g, top, at + 1, project, col, project.truth[col.field])
                if len(row) == 1:
                    g.merge(top, at + 1, top, width - 1)
                at += 2
            top += 1
        g.widths.update({0: 18, 1: 30, 2: 18, 3: 30})
        return top


def width_for(col):
    return {"项目名称": 34, "建设内容": 44, "承建单位": 28, "监理单位": 28, "建设单位": 24,
            "立项批复": 22}.get(col.field, 13)


SEQ = Col(None, "序号", fill="序号", width=6)
