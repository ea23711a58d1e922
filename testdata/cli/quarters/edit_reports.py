#!/usr/bin/python3
"""What people do to the reports between two quarters, for test_quarters.c.

edit_reports.py STEP FOLDER: FOLDER holds the outputs Q1, Q2, …
"""
import datetime
import re
import sys
import zipfile

import openpyxl
from openpyxl.styles import PatternFill

STEP, FOLDER = sys.argv[1:]


def table(sheet):
    """Row number of the titles, and title → column."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if "编号" in row:
            return number, {title: i + 1 for i, title in enumerate(row) if title}
    raise SystemExit(f"no titles in {sheet.title}")


def row_of(sheet, name, check=None):
    first, columns = table(sheet)
    for number in range(first + 1, sheet.max_row + 1):
        if sheet.cell(number, columns["项目名称"]).value != name:
            continue
        if check is None or check in str([c.value for c in sheet[number]]):
            return number
    raise SystemExit(f"no row of {name} in {sheet.title}")


def fill(sheet, name, check=None, **texts):
    _, columns = table(sheet)
    row = row_of(sheet, name, check)
    for title, text in texts.items():
        sheet.cell(row, columns[title]).value = text


def rearrange(sheet):
    """Columns moved, one added, two renamed; rows turned round, one hidden, one
    deleted; notes below."""
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.auto_filter.ref = None
    first, columns = table(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, titles, body = rows[:first - 1], rows[first - 1], rows[first:]
    order = sorted(range(len(titles)), key=lambda i: (i * 7) % 31)
    rename = {"意见": "核实意见", "核实人": "核实人（签名）"}
    body = [row for row in body[::-1] if row[columns["项目名称"] - 1] != "教师培训管理平台"]
    sheet.delete_rows(1, sheet.max_row)
    for row in head:
        sheet.append(row)
    sheet.append(["备注"] + [rename.get(titles[i], titles[i]) for i in order])
    for row in body:
        sheet.append(["看过"] + [row[i] for i in order])
    sheet.row_dimensions[first + 2].hidden = True
    sheet.append([])
    sheet.append([None, "以上由核查组核对", "2025年4月", "王审计"])
    sheet.cell(first + 1, 3).fill = PatternFill("solid", fgColor="FFCCCC")


def first_quarter():
    path = f"{FOLDER}/Q1/审计局核查报告.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    fill(sheet, "智慧校园平台", 核实结论="属实", 核实人="王审计", 意见="应当备案",
         整改期限=datetime.date(2025, 9, 30), 整改措施="补报备案材料")
    fill(sheet, "校园安防监控系统", 核实结论="属实", 核实人="王审计")
    fill(sheet, "河道视频巡查系统", 核实结论="不属实", 意见="监理合同在财政局存档")
    fill(sheet, "水库监测平台", 核实结论="不属实")
    fill(sheet, "灌区信息化工程", 核实结论="部分属实", 整改期限="2025年5月31日")
    fill(sheet, "养老服务平台", 核实结论=" 属实 ")
    rearrange(sheet)
    book.save(path)

    path = f"{FOLDER}/Q1/财政局核查报告.xlsx"
    book = openpyxl.load_workbook(path)
    fill(book["拨付控制清单"], "养老服务平台", 财政处理意见="暂缓拨付", 经办人="李财政",
         日期=datetime.date(2025, 4, 10))
    book.save(path)

    path = f"{FOLDER}/Q1/问题核对单/水务局/核对单.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["核对单"]
    sheet.insert_cols(3)
    fill(sheet, "灌区信息化工程", 单位意见="正在补签", 佐证="水监〔2025〕3号")
    book.save(path)


def second_quarter():
    path = f"{FOLDER}/Q2/审计局核查报告.xlsx"
    book = openpyxl.load_workbook(path)
    fill(book["整改台账"], "智慧校园平台", 责任人="孙七")
    fill(book["问题清单"], "灌区信息化工程", 核实结论="已整改")
    book.save(path)
    path = f"{FOLDER}/Q2/整改通知/教育局.xlsx"
    book = openpyxl.load_workbook(path)
    fill(book["整改台账"], "校园安防视频监控系统", 整改结果="监理合同已签，已整改到位", 责任人="赵六")
    book.save(path)


def third_quarter():
    """A copy without what is hidden in it; openpyxl 3.0 drops the properties."""
    book = openpyxl.load_workbook(f"{FOLDER}/Q3/审计局核查报告.xlsx")
    for sheet in list(book.worksheets):
        if sheet.sheet_state != "visible":
            del book[sheet.title]
    book.save(f"{FOLDER}/Q3-只剩可见的表.xlsx")


def foreign():
    """Reports that are none, or none that this version reads."""
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "核实结论"])
    book.save(f"{FOLDER}/别人的.xlsx")
    with zipfile.ZipFile(f"{FOLDER}/Q4/审计局核查报告.xlsx") as source, \
            zipfile.ZipFile(f"{FOLDER}/另一版式.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/custom.xml":
                data = re.sub(rb'(hecha-schema"><vt:lpwstr>)1<', rb"\g<1>9<", data)
            target.writestr(entry, data)


{"1": first_quarter, "2": second_quarter, "3": third_quarter, "foreign": foreign}[STEP]()
