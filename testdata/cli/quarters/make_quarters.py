#!/usr/bin/python3
"""Four quarters of a small county, for tests/cli/test_quarters.c.

Run in this folder; writes 2025Q1/ … 2025Q4/.  What happens to whom:

  智慧校园平台 (JY-01)     23-not-filed in Q1 and Q2, filed in Q3, blank again in Q4
  校园安防监控系统          20-no-supervision throughout; renamed in Q2, no code
  教师培训管理平台          19-budget-over-estimate; another amount in Q2, no row in
                            Q3, back in Q4; no code
  学籍管理系统 (JY-04)      nothing wrong
  河道视频巡查系统 (SW-01)  20-no-supervision throughout
  水库监测平台 (SW-02)      the same; in Q2 its file has another name, another
                            order of columns and rows, and a sheet before it
  灌区信息化工程 (SW-03)    the same
  养老服务平台 (MZ-01)      23-not-filed; its file is missing in Q3
  社会救助系统 (MZ-02)      20-no-supervision in Q1; the column is gone from Q2 on
"""
import datetime
import os

import openpyxl

COLUMNS = ["项目编号", "项目名称", "建设单位", "项目年度", "概算金额（万元）", "预算金额（万元）",
           "开工日期", "监理单位", "验收日期", "验收备案日期"]


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def row(code, name, unit, estimate=100, budget=90, started="2024-09-02", supervisor="太行监理",
        accepted=None, filed=None):
    return [code, name, unit, 2025, estimate, budget, day(started), supervisor, day(accepted),
            day(filed)]


def education(quarter):
    rows = [row("JY-01", "智慧校园平台", "教育局", accepted="2024-12-02",
                filed="2025-01-06" if quarter == 3 else None),
            row("", "校园安防监控系统" if quarter == 1 else "校园安防视频监控系统", "教育局", 63, 61,
                supervisor=None)]
    if quarter != 3:
        rows.append(row("", "教师培训管理平台", "教育局", 40, 46 if quarter == 1 else 49))
    rows.append(row("JY-04", "学籍管理系统", "教育局", 55, 50))
    return rows


def water(quarter):
    rows = [row("SW-01", "河道视频巡查系统", "水务局", 71, 70, supervisor=None),
            row("SW-02", "水库监测平台", "水务局", 82, 80, supervisor=None),
            row("SW-03", "灌区信息化工程", "水务局", 93, 91, supervisor=None)]
    return rows if quarter == 1 else rows[::-1]


def welfare(quarter):
    return [row("MZ-01", "养老服务平台", "民政局", 34, 33, accepted="2024-11-04"),
            row("MZ-02", "社会救助系统", "民政局", 27, 26,
                supervisor=None if quarter == 1 else "太行监理")]


def write(path, title, rows, order=None, leave_out=(), note=False):
    book = openpyxl.Workbook()
    if note:
        book.active.title = "填报说明"
        book.active["A1"] = "请各股室核对后报送"
        sheet = book.create_sheet("台账")
    else:
        sheet = book.active
        sheet.title = "台账"
    order = [i for i in (order or range(len(COLUMNS))) if COLUMNS[i] not in leave_out]
    sheet["A1"] = title
    sheet.append([COLUMNS[i] for i in order])
    for cells in rows:
        sheet.append([cells[i] for i in order])
    book.save(path)


def main():
    for quarter in range(1, 5):
        folder = f"2025Q{quarter}"
        os.makedirs(folder, exist_ok=True)
        write(f"{folder}/教育局台账.xlsx", "2025年教育局信息化项目台账", education(quarter))
        if quarter == 1:
            write(f"{folder}/水务局台账.xlsx", "2025年水务局信息化项目台账", water(quarter))
        else:
            write(f"{folder}/水务局（二季度起）.xlsx", "2025年水务局信息化项目台账", water(quarter),
                  order=[1, 0, 2, 3, 7, 6, 4, 5, 8, 9], note=True)
        if quarter != 3:
            write(f"{folder}/民政局台账.xlsx", "2025年民政局信息化项目台账", welfare(quarter),
                  leave_out=() if quarter == 1 else ("监理单位",))


main()
