"""Fills a blank 台账 or 申报表 with the examples of templates/forms.ini, as a
clerk would.  Usage: fill_template.py BLANK.xlsx FORMS.ini FILLED.xlsx"""
import datetime
import re
import sys

import openpyxl


SECOND = {"项目编号": "JY-2025-02", "项目名称": "阳光厨房监控系统",
          "建设内容": "为86所学校食堂后厨安装摄像机", "承建单位": "晋城某某电子有限公司"}


def read_forms(path):
    forms, section = {}, None
    for line in open(path, encoding="utf-8"):
        match = re.match(r"\[(.+)\]", line)
        if match:
            section = forms.setdefault(match.group(1), {})
        elif section is not None and "=" in line and not line.startswith("#"):
            key, value = line.rstrip("\n").split("=", 1)
            section[key] = value
    return forms


def typed(name, text):
    """What Excel makes of the typed text."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.datetime.strptime(text, "%Y-%m-%d")
    if re.fullmatch(r"[\d.]+", text) and (name == "项目年度" or "." in text):
        return float(text)
    return text


def field_of(cell, forms):
    if not isinstance(cell.value, str):
        return None
    name = cell.value.replace("（万元）", "")
    return name if name in forms else None


def fill_ledger(sheet, forms):
    header = next(row for row in sheet.iter_rows()
                  if sum(field_of(cell, forms) is not None for cell in row) > 20)
    for number in (1, 2):
        row = header[0].row + number
        sheet.cell(row, 1).value = number
        for cell in header:
            name = field_of(cell, forms)
            if name:
                text = forms[name].get("示例", "")
                if number == 2:
                    text = SECOND.get(name, text)
                sheet.cell(row, cell.column).value = typed(name, text) if text else None


def fill_form(sheet, forms):
    for row in sheet.iter_rows():
        for cell in row:
            name = field_of(cell, forms)
            if name and cell.column % 2 == 1:
                text = forms[name].get("示例", "")
                sheet.cell(cell.row, cell.column + 1).value = typed(name, text) if text else None


def main():
    blank, ini, filled = sys.argv[1:]
    forms = read_forms(ini)
    book = openpyxl.load_workbook(blank)
    if "台账" in book.sheetnames:
        fill_ledger(book["台账"], forms)
    else:
        fill_form(book["申报表"], forms)
    book.save(filled)


main()
