"""Holds the reports of one output folder to its findings.jsonl.

Every finding stands in the reports of its readers and nowhere else, the
figures add up, and every formula's cached result is what the formula says
(evaluated here, independently of the program).  Prints what is wrong and
exits 1.  Usage: check_figures.py DIR"""
import collections
import glob
import json
import os
import re
import sys

import openpyxl
from openpyxl.utils import range_boundaries

wrong = []


def check(condition, text):
    if not condition:
        wrong.append(text)


# ---- a very small spreadsheet ------------------------------------------------

class Evaluator:
    """COUNTIFS, SUMIFS, SUM, SUBTOTAL, differences of cells; + and -."""

    TOKEN = re.compile(r"\s*((?:'[^']+'!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
                       r"|[A-Z]+(?=\()|\"[^\"]*\"|\d+|[-+(),&])")

    def __init__(self, book):
        self.book = book

    def cells(self, reference, sheet):
        if "!" in reference:
            name, reference = reference.rsplit("!", 1)
            sheet = self.book[name.strip("'")]
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        return [sheet.cell(row, column).value
                for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def value(self, formula, sheet):
        self.sheet, self.tokens = sheet, self.TOKEN.findall(formula[1:])
        assert "".join(self.tokens) == re.sub(r"\s", "", formula[1:]), formula
        return self.sum_of_terms()

    def sum_of_terms(self):
        total = self.term()
        while self.tokens and self.tokens[0] in "+-":
            sign = self.tokens.pop(0)
            total += self.term() if sign == "+" else -self.term()
        return total

    def term(self):
        token = self.tokens.pop(0)
        if token.isdigit():
            return int(token)
        if self.tokens and self.tokens[0] == "(":
            return self.call(token)
        value = self.evaluated(self.cells(token, self.sheet))[0]
        return value if value is not None else 0

    def evaluated(self, values):
        """Formulas among VALUES are evaluated in turn."""
        return [Evaluator(self.book).value(value, self.sheet)
                if isinstance(value, str) and value.startswith("=")
                and re.match(r"=[A-Z]+\(|=[A-Z]+\d+-", value) else value for value in values]

    def arguments(self):
        arguments, self.tokens = [], self.tokens[1:]
        while True:
            parts = [self.tokens.pop(0)]
            while self.tokens[0] == "&":
                self.tokens.pop(0)
                parts.append(self.tokens.pop(0))
            arguments.append(parts)
            if self.tokens.pop(0) == ")":
                return arguments

    def criterion(self, parts):
        text = "".join(part[1:-1] if part.startswith('"')
                       else str(self.cells(part, self.sheet)[0]) for part in parts)
        if text.startswith("<>"):
            return lambda value: (value or "") != text[2:]
        if "*" in text or "?" in text:
            pattern = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
            return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.S)
        return lambda value: value == text

    def call(self, function):
        arguments = self.arguments()
        if function == "SUBTOTAL":
            values = self.evaluated(self.cells(arguments[1][0], self.sheet))
            if arguments[0] in (["3"], ["103"]):
                return sum(value is not None and value != "" for value in values)
            return sum(value or 0 for value in values)
        if function == "SUM":
            return sum(value or 0
                       for value in self.evaluated(self.cells(arguments[0][0], self.sheet)))
        first = None
        if function == "SUMIFS":
            first = self.cells(arguments.pop(0)[0], self.sheet)
        columns = [self.cells(parts[0], self.sheet) for parts in arguments[::2]]
        tests = [self.criterion(parts) for parts in arguments[1::2]]
        rows = [all(test(value) for test, value in zip(tests, row)) for row in zip(*columns)]
        if first is None:
            return sum(rows)
        return sum(value or 0 for value, row in zip(first, rows) if row)


def check_formulas(path):
    formulas = openpyxl.load_workbook(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    evaluator = Evaluator(formulas)
    n = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                n += 1
                got = cached[sheet.title][cell.coordinate].value
                wanted = evaluator.value(cell.value, sheet)
                check(abs(got - wanted) < 0.005, "%s %s!%s: cached %s, formula gives %s"
                      % (os.path.basename(path), sheet.title, cell.coordinate, got, wanted))
    return n


# ---- tables of the reports -----------------------------------------------------

def table(sheet, title):
    """The rows beneath the header row that has TITLE, as dictionaries."""
    rows = list(sheet.iter_rows(values_only=True))
    header = next(i for i, row in enumerate(rows) if title in row)
    return [dict(zip(rows[header], row)) for row in rows[header + 1:]]


def audiences(book):
    return {row["检查项标识"]: row["对象"] for row in table(book["依据"], "检查项标识")
            if row["检查项标识"]}


def listed(book):
    return [row for name in book.sheetnames if name.startswith("问题清单")
            for row in table(book[name], "问题标识") if row["问题标识"]]


def rejected(rows):
    """不属实 with a reason: listed, and not counted."""
    return {row["问题标识"] for row in rows if row["核实结论"] == "不属实" and row["意见"]}


def counted(findings, kinds):
    """The largest of a project, kind and time, once each: sums by kind and time."""
    largest = collections.defaultdict(float)
    for finding in findings:
        kind = kinds.get(finding["id"])
        if kind in ("超支", "暂缓拨付") and finding["project"] and (finding["amount"] or 0) > 0:
            key = (kind, finding["before_force"] is True, finding["project"])
            largest[key] = max(largest[key], finding["amount"])
    sums = collections.defaultdict(float)
    for (kind, before, _), amount in largest.items():
        sums[kind, before] += amount
    return sums


def value_beside(sheet, label, offset=1):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == label:
                return sheet.cell(cell.row, cell.column + offset).value
    return None


def check_audit(path, findings, audience):
    book = openpyxl.load_workbook(path, data_only=True)
    mine = [f for f in findings if "审" in audience[f["rule"]]]
    rows = listed(book)
    check(collections.Counter(r["问题标识"] for r in rows)
          == collections.Counter(f["id"] for f in mine), "问题清单 is not the findings with 审")
    by_id = {f["id"]: f for f in mine}
    kinds = {}
    for row in rows:
        finding = by_id.get(row["问题标识"], {})
        kinds[row["问题标识"]] = row["金额类别"]
        for column, key in (("级别", "level"), ("检查项标识", "rule"), ("事实", "message"),
                            ("项目标识", "project"), ("金额（元）", "amount")):
            got = row[column]
            if column == "事实":   # a remark on what was reported before may stand in front
                got = re.sub("^【[^】]*】", "", got)
            check(got == finding.get(key), "问题清单 %s %s: %s, findings.jsonl %s"
                  % (row["编号"], column, got, finding.get(key)))
    check(len({r["编号"] for r in rows}) == len(rows), "编号 twice")
    mine = [f for f in mine if f["id"] not in rejected(rows)]
    overview = book["总览"]
    for level in ("违规", "疑点", "提示"):
        check(value_beside(overview, level) == sum(f["level"] == level for f in mine),
              "总览 " + level)
    sums = counted(mine, kinds)
    for kind, label in (("超支", "超概算、超预算等超支金额"), ("暂缓拨付", "整改前不得拨付的金额")):
        for before in (False, True):
            got = value_beside(overview, label, 2 if before else 1)
            check(abs(got - sums[kind, before]) < 0.005, "总览 %s %s: %s, %s from findings.jsonl"
                  % (label, before, got, sums[kind, before]))
    total = table(book["部门汇总"], "有问题的项目")[-1]
    for level in ("违规", "疑点", "提示"):
        check(total[level] == sum(f["level"] == level for f in mine), "部门汇总 " + level)
    return rejected(rows)


def check_finance(path, findings, audience, not_counted):
    book = openpyxl.load_workbook(path, data_only=True)
    mine = [f for f in findings if "财" in audience[f["rule"]]]
    ids = set()
    for name in ("拨付控制清单", "超概超预算", "评审与拆分", "决算与资产", "绩效与运维"):
        for row in table(book[name], "问题标识"):
            ids.update((row["问题标识"] or "").split())
    check(ids == {f["id"] for f in mine}, "finance sheets are not the findings with 财")
    mine = [f for f in mine if f["id"] not in not_counted]
    levels = [sum(f["level"] == level for f in mine) for level in ("违规", "疑点", "提示")]
    totals = [row for row in book["总览"].iter_rows(values_only=True) if row[0] == "合计"]
    check([list(row[1:5]) for row in totals] == [levels + [len(mine)]],
          "财政局 总览 合计 %s" % totals)
    for name, kind, column in (("拨付控制清单", "暂缓拨付", "计入合计（元）"),
                               ("超概超预算", "超支", "计入超支合计（元）")):
        rows = table(book[name], "问题标识")
        label = {"暂缓拨付": "整改前不得拨付", "超支": "超支金额"}[kind]
        for before, title in ((False, column), (True, "施行前另计（元）")):
            total = sum(row[title] or 0 for row in rows if row["问题标识"])
            check(abs(value_beside(book["总览"], label, 2 if before else 1) - total) < 0.005,
                  "财政局 总览 %s" % label)


def check_departments(folder, findings, audience):
    ids = collections.Counter()
    for path in glob.glob(os.path.join(folder, "问题核对单", "*", "核对单.xlsx")):
        book = openpyxl.load_workbook(path, data_only=True)
        ids.update(row["问题标识"] for row in table(book["核对单"], "问题标识")
                   if row["问题标识"])
    check(ids == collections.Counter(f["id"] for f in findings if "部" in audience[f["rule"]]),
          "核对单 together are not the findings with 部, once each")


def main():
    folder = sys.argv[1]
    findings = [json.loads(line) for line in open(os.path.join(folder, "findings.jsonl"),
                                                  encoding="utf-8")]
    audit = os.path.join(folder, "审计局核查报告.xlsx")
    finance = os.path.join(folder, "财政局核查报告.xlsx")
    audience = audiences(openpyxl.load_workbook(audit, data_only=True))
    check(len(findings) > 0, "no finding")
    not_counted = check_audit(audit, findings, audience)
    check_finance(finance, findings, audience, not_counted)
    check_departments(folder, findings, audience)
    n = check_formulas(audit) + check_formulas(finance)
    check(n > 50, "only %d formulas" % n)
    for text in wrong[:40]:
        print(text)
    print("%d findings, %d formulas, %d wrong" % (len(findings), n, len(wrong)))
    return 1 if wrong else 0


sys.exit(main())
