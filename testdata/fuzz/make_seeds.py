#!/usr/bin/python3
"""make_seeds.py HECHA writes the seeds of the targets part, previous and
packbook: parts of testdata/book, and the text of what hecha itself writes."""

import os
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
         "xl/_rels/workbook.xml.rels", "docProps/custom.xml")


def write(target, name, first, data):
    folder = os.path.join(HERE, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as stream:
        stream.write(first + (data if isinstance(data, bytes) else data.encode("utf-8")))


def sheets_text(path, names, rows):
    book = openpyxl.load_workbook(path)
    pages = []
    for name in names:
        lines = []
        if name in book.sheetnames:
            for cells in book[name].iter_rows(max_row=rows, values_only=True):
                lines.append("\t".join("" if value is None else str(value).replace("\n", " ")
                                       for value in cells))
        pages.append("\n".join(lines))
    return "\f".join(pages)


def main():
    hecha = sys.argv[1]
    books = os.path.join(HERE, "..", "book")
    for name in ("formulas", "dates", "strings", "merges", "inline", "odd-xml", "properties"):
        with zipfile.ZipFile(os.path.join(books, name + ".xlsx")) as package:
            for index, part in enumerate(PARTS):
                if part in package.namelist() and (index in (0, 5) or name in ("dates", "strings", "merges")):
                    write("part", "%s-%d" % (name, index), bytes([index]), package.read(part))
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        subprocess.run([hecha, "audit", os.path.join(HERE, "ledger"), "-o", out, "-q", "--as-of",
                        "2026-03-31"], stdout=subprocess.DEVNULL, check=False)
        write("previous", "audit", b"\0", sheets_text(out + "/审计局核查报告.xlsx", ("问题清单",), 12))
        write("previous", "finance", b"\1", sheets_text(
            out + "/财政局核查报告.xlsx", ("拨付控制清单", "超概超预算"), 12))
        for where, _, names in os.walk(out):
            if "核对单.xlsx" in names:
                write("previous", "reply", b"\2", sheets_text(where + "/核对单.xlsx", ("核对单",), 12))
        rules = os.path.join(folder, "rules.xlsx")
        subprocess.run([hecha, "rules", "-o", rules], stdout=subprocess.DEVNULL, check=True)
        write("packbook", "yangcheng", b"", sheets_text(
            rules, ("办法", "参数", "规则", "示例", "字段", "节假日"), 14))


main()
