"""Every link of the reports of DIR leads to a sheet of a workbook that is there,
and its text ends with the cell it leads to.  Usage: check_links.py DIR"""
import glob
import os
import sys
import urllib.parse

import openpyxl

wrong = []
sheets = {}


def sheets_of(path):
    if path not in sheets:
        sheets[path] = openpyxl.load_workbook(path).sheetnames if os.path.exists(path) else None
    return sheets[path]


def check_link(folder, cell):
    link = cell.hyperlink
    path = os.path.normpath(os.path.join(folder, urllib.parse.unquote(link.target)))
    if sheets_of(path) is None:
        wrong.append("no file %s" % path)
    elif link.location:
        sheet, address = link.location.rsplit("!", 1)
        if sheet.strip("'").replace("''", "'") not in sheets_of(path):
            wrong.append("no sheet %s in %s" % (sheet, path))
        if not str(cell.value).endswith("› " + address):
            wrong.append("%s leads to %s" % (cell.value, link.location))


def main():
    n = 0
    for path in (glob.glob(os.path.join(sys.argv[1], "*.xlsx"))
                 + glob.glob(os.path.join(sys.argv[1], "问题核对单", "*", "核对单.xlsx"))):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.hyperlink and cell.hyperlink.target:
                        check_link(os.path.dirname(path), cell)
                        n += 1
    for text in wrong[:20]:
        print(text)
    print("%d links, %d wrong" % (n, len(wrong)))
    return 1 if wrong or n < 100 else 0


sys.exit(main())
