#!/usr/bin/python3
"""Makes the workbooks that marks are tested on, by openpyxl and by patching."""

import os
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.protection import WorkbookProtection

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


def plain():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账'一"
    sheet.append(["项目名称", "预算", "决算"])
    sheet.append(["甲系统", 80, 86.5])
    sheet.append(["乙系统", "=B2+1", None])
    return book, sheet


def patch(source, name, changes):
    """A copy of SOURCE with parts replaced (text -> text) or added."""
    with zipfile.ZipFile(path(source)) as a, zipfile.ZipFile(path(name), "w",
                                                             zipfile.ZIP_DEFLATED) as b:
        for info in a.infolist():
            data = a.read(info)
            change = changes.pop(info.filename, None)
            if callable(change):
                data = change(data.decode()).encode()
            b.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), data,
                       zipfile.ZIP_DEFLATED)
        for added, text in changes.items():
            b.writestr(zipfile.ZipInfo(added, (1980, 1, 1, 0, 0, 0)), text)


book, sheet = plain()
book.save(path("plain.xlsx"))

book, sheet = plain()
sheet["C2"].comment = Comment("本局说明：含二期", "张三")
sheet["B2"].comment = Comment("会话", "tc={AAAA}")
sheet.conditional_formatting.add("B2:C3", CellIsRule(operator="greaterThan", formula=["85"],
                                                     fill=PatternFill("solid", bgColor="FF00FF00")))
sheet.protection.sheet = True
book.save(path("commented.xlsx"))

book, sheet = plain()
book.security = WorkbookProtection(lockStructure=True)
book.save(path("locked.xlsx"))

patch("plain.xlsx", "signed.xlsx", {"_xmlsignatures/sig1.xml": "<Signature/>"})
patch("plain.xlsx", "no-styles.xlsx", {
    "xl/worksheets/sheet1.xml": lambda text: text.replace(' s="0"', ""),
    "xl/_rels/workbook.xml.rels": lambda text: text.replace("relationships/styles", "relationships/nostyles"),
})
for name in ("plain", "commented", "locked", "signed", "no-styles"):
    print(name, os.path.getsize(path(name + ".xlsx")))
