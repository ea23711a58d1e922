#!/usr/bin/python3
"""Writes from-openpyxl.xlsx, from-libreoffice.xlsx, from-libreoffice-gbk.csv:
one small ledger as openpyxl and LibreOffice save it.  They write other bytes
with each version, so run this only to add a case.
"""

import datetime
import os
import shutil
import subprocess
import tempfile

import openpyxl
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = [
    ["序号", "项目名称", "预算（万元）", "备案日期", "验收月份", "是否备案", "合计", "备注"],
    [1, "水库大坝安全监测", 80.5, datetime.date(2024, 7, 3), datetime.date(2024, 9, 1), True,
     "=C3*2", "含 A&B <一期>"],
    [2, "农村供水水质在线平台", 1234567.89, datetime.datetime(2024, 7, 3, 18, 30), None, False,
     "=1/0", "两行\n备注"],
    [3, "  前后空格  ", -0.1, datetime.date(1900, 3, 1), None, None, '="文"&"字"', "'00123"],
]


def write_source(path):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2024, 7, 3)
    sheet = book.active
    sheet.title = "2024年台账"
    sheet.append(["阳城县水务局台账"])
    sheet.merge_cells("A1:H1")
    for row in ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=3):
        row[2].number_format = "#,##0.00"
        row[4].number_format = 'yyyy"年"m"月"'
    sheet["A1"].font = Font(bold=True)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.column_dimensions["B"].width = 30
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(path)


def convert(source, form, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % folder, "--headless",
                        "--convert-to", form, "--outdir", folder, source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        name = os.path.splitext(os.path.basename(source))[0] + "." + form.split(":")[0]
        shutil.copyfile(os.path.join(folder, name), target)


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "source.xlsx")
        write_source(source)
        shutil.copyfile(source, os.path.join(HERE, "from-openpyxl.xlsx"))
        convert(source, "xlsx:Calc MS Excel 2007 XML",
                os.path.join(HERE, "from-libreoffice.xlsx"))
        # Separator 44 is a comma, 34 a quotation mark; from row 1 on.
        convert(source, "csv:Text - txt - csv (StarCalc):44,34,GBK,1",
                os.path.join(HERE, "from-libreoffice-gbk.csv"))


if __name__ == "__main__":
    main()
