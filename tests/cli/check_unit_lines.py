"""One line a unit for checks with 列示=单位: what an auditor and a department
type in the line comes back in each of its findings that has nothing of its own.

    check_unit_lines.py HECHA FOLDER
"""
import os
import subprocess
import sys

import openpyxl

HECHA, FOLDER = sys.argv[1:3]
NAMES = ["河道视频监控系统", "水库雨情测报系统", "取水计量管理平台", "防汛会商系统"]


def check(condition, what):
    if not condition:
        print("不对：" + what)
        sys.exit(1)


def audit(out, *previous):
    arguments = [HECHA, "audit", "-q", "--as-of", "2025-12-31", "-o", os.path.join(FOLDER, out)]
    for path in previous:
        arguments += ["--previous", os.path.join(FOLDER, path)]
    status = subprocess.run(arguments + [os.path.join(FOLDER, "in")]).returncode
    check(status in (0, 1), "hecha 返回 %d" % status)


def columns(sheet, title):
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        if title in values:
            return row[0].row, {value: i + 1 for i, value in enumerate(values) if value}
    raise KeyError(title)


def rows(sheet, header, at):
    """(row number, {title: value}) of the rows of 应急预案, the line first."""
    found = []
    for number in range(header + 1, sheet.max_row + 1):
        row = {title: sheet.cell(number, column).value for title, column in at.items()}
        if row.get("合并问题标识") or sheet.row_dimensions[number].outlineLevel == 1:
            found.append((number, row))
    return found


def listed(report, name):
    book = openpyxl.load_workbook(os.path.join(FOLDER, report))
    sheet = book[name]
    header, at = columns(sheet, "问题标识")
    return book, sheet, at, rows(sheet, header, at)


def main():
    os.makedirs(os.path.join(FOLDER, "in"))
    with open(os.path.join(FOLDER, "in", "水务局2025.csv"), "w", encoding="utf-8-sig") as out:
        out.write("填报单位：阳城县水务局\n项目名称,建设单位,项目年度,建成日期,应急预案\n")
        for name in NAMES:
            out.write("%s,阳城县水务局,2025,2025-03-01,无\n" % name)

    audit("Q1")
    book, sheet, at, found = listed("Q1/审计局核查报告.xlsx", "问题清单")
    check(len(found) == 1 + len(NAMES), "一行合并、四行折叠：%d" % len(found))
    (line, text), folded = found[0], found[1:]
    check(not sheet.row_dimensions[line].hidden and sheet.row_dimensions[line].collapsed,
          "合并行可见")
    check(all(sheet.row_dimensions[n].hidden for n, _ in folded), "各项折叠")
    check(not text["编号"] and not text["级别"] and not text["问题标识"], "合并行不计数")
    check(text["合并问题标识"].split() == [row["问题标识"] for _, row in folded], "合并问题标识")
    check("4个项目" in text["事实"] and NAMES[0] in text["项目名称"], "合并行说明")
    sheet.cell(line, at["核实结论"]).value = "属实"
    sheet.cell(line, at["意见"]).value = "全局没有预案"
    sheet.cell(folded[1][0], at["核实结论"]).value = "不属实"
    sheet.cell(folded[1][0], at["意见"]).value = "该系统有预案"
    book.save(os.path.join(FOLDER, "Q1/审计局核查报告.xlsx"))
    paper = "Q1/问题核对单/阳城县水务局/核对单.xlsx"
    book, sheet, at, found = listed(paper, "核对单")
    sheet.cell(found[0][0], at["单位意见"]).value = "年底前编制"
    book.save(os.path.join(FOLDER, paper))

    audit("Q2", "Q1/审计局核查报告.xlsx", paper)
    book, sheet, at, found = listed("Q2/审计局核查报告.xlsx", "问题清单")
    by_name = {row["项目名称"]: row for _, row in found[1:]}
    for i, name in enumerate(NAMES):
        wanted = ("不属实", "该系统有预案") if i == 1 else ("属实", "全局没有预案")
        check((by_name[name]["核实结论"], by_name[name]["意见"]) == wanted,
              "%s：%s" % (name, by_name[name]["核实结论"]))
        check(by_name[name]["单位意见"] == "年底前编制", name + " 单位意见")
    check(found[0][1]["单位意见"] == "年底前编制", "合并行写出共同的意见")
    check(not found[0][1]["核实结论"], "合并行不写各不相同的结论")
    # Changed in the line: changed in its rows, and nowhere else.
    sheet.cell(found[0][0], at["单位意见"]).value = "已编制"
    book.save(os.path.join(FOLDER, "Q2/审计局核查报告.xlsx"))
    audit("Q3", "Q2/审计局核查报告.xlsx")
    found = listed("Q3/审计局核查报告.xlsx", "问题清单")[3]
    check(all(row["单位意见"] == "已编制" for _, row in found), "合并行改了，各行都改")
    check([row["核实结论"] for _, row in found[1:]].count("属实") == 3, "结论不变")


main()
