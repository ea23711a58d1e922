#!/usr/bin/python3
"""What an auditor's script does instead: `peer_pandas.py FOLDER OUTPUT.xlsx`.

Reads every workbook of FOLDER with pandas, makes five checks, and writes one
workbook of all projects with the offending cells highlighted and a sheet of
findings.  Header names are those of make_books.c: no mapping, no units, no
evidence, no marked copies.
"""

import glob
import os
import sys

import pandas
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

DATES = ["申报日期", "预算批复日期", "报备日期", "合同日期", "验收日期", "验收备案日期"]


def read(folder):
    frames = []
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.xlsx"), recursive=True)):
        frame = pandas.read_excel(path, header=1)
        frame.insert(0, "文件", os.path.basename(path))
        frame.insert(1, "行", range(3, 3 + len(frame)))
        frames.append(frame)
    return pandas.concat(frames, ignore_index=True)


def to_days(column):
    text = column.astype(str).str.replace("年|月|\\.", "-", regex=True).str.replace("日", "")
    return pandas.to_datetime(text, errors="coerce", format="mixed") if pandas.__version__ >= "2" \
        else pandas.to_datetime(text, errors="coerce")


def check(projects):
    """(check, column, mask) of every offending cell."""
    days = {name: to_days(projects[name]) for name in DATES if name in projects}
    amount = {name: pandas.to_numeric(projects[name], errors="coerce")
              for name in projects if name.endswith("（万元）")}
    names = projects["项目名称"].astype(str).str.replace(r"\s", "", regex=True)
    yield "竣工验收逾期备案", "验收备案日期", (days["验收备案日期"] - days["验收日期"]).dt.days > 42
    yield "逾期报备", "报备日期", (days["报备日期"] - days["预算批复日期"]).dt.days > 42
    yield "决算超概算", "决算金额（万元）", amount["决算金额（万元）"] > amount["概算金额（万元）"]
    yield "未备案", "验收备案日期", days["验收日期"].notna() & days["验收备案日期"].isna()
    yield "重名项目", "项目名称", names.duplicated(keep=False)


def main():
    projects = read(sys.argv[1])
    fill = PatternFill("solid", fgColor="FFC7CE")
    findings, cells = [], []
    for name, column, mask in check(projects):
        place = projects.columns.get_loc(column)
        for index in projects.index[mask]:
            cells.append((index + 2, place + 1))
            findings.append((name, projects.at[index, "文件"],
                             "%s%d" % (get_column_letter(place - 1), projects.at[index, "行"]),
                             projects.at[index, "项目名称"]))
    with pandas.ExcelWriter(sys.argv[2], engine="openpyxl") as writer:
        projects.to_excel(writer, sheet_name="项目", index=False)
        pandas.DataFrame(findings, columns=["检查", "文件", "单元格", "项目名称"]).to_excel(
            writer, sheet_name="问题", index=False)
        sheet = writer.sheets["项目"]
        for row, column in cells:
            sheet.cell(row, column).fill = fill
    print(len(projects), "projects,", len(findings), "findings")


if __name__ == "__main__":
    main()
