"""Searches every workbook of 问题核对单/ and 整改通知/ for what must not be there:
names of other departments' projects, findings that are not for departments;
and every output for words of classified projects.
Usage: check_discretion.py DIR [WORD OF A CLASSIFIED PROJECT ...]"""
import glob
import html
import json
import os
import re
import sys
import zipfile

import openpyxl

wrong = []


def texts(path):
    """All text of a package, parts glued together, tags taken out."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(html.unescape(re.sub("<[^>]*>", "\n", package.read(name).decode("utf-8")))
                         for name in package.namelist() if name.endswith((".xml", ".vml", ".rels")))


def lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def own_projects(path, findings):
    """Projects of the findings that stand in the 核对单."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    ids = {cell.value for row in sheet.iter_rows() for cell in row
           if isinstance(cell.value, str) and re.fullmatch("[0-9a-f]{16}", cell.value)}
    return ids, {f["project"] for f in findings if f["id"] in ids}


def check_copies(folder, ids, findings):
    """The department's marked copies tell no finding that its 核对单 does not."""
    for path in glob.glob(os.path.join(folder, "**", "*.xls[xm]"), recursive=True):
        if os.path.dirname(path) == folder and path.endswith("核对单.xlsx"):
            continue
        text = texts(path)
        for finding in findings:
            if finding["id"] not in ids and finding["message"] in text:
                wrong.append("%s: %s" % (path, finding["message"]))


def check_department(folder, findings, ledger, audience):
    for path in glob.glob(os.path.join(folder, "核对单.xlsx")):
        ids, projects = own_projects(path, findings)
        check_copies(folder, ids, findings)
        own_units = {p["unit"] for p in ledger if p["project"] in projects}
        text = texts(path)
        for finding in findings:
            if finding["id"] in ids:
                continue
            if finding["id"] in text:
                wrong.append("%s: id of another finding %s" % (path, finding["id"]))
            if "部" not in audience[finding["rule"]] and finding["message"] in text:
                wrong.append("%s: message of %s" % (path, finding["rule"]))
        own_names = "\n".join(p["name"] or "" for p in ledger if p["unit"] in own_units)
        for project in ledger:
            name = project["name"] or ""
            if (len(name) >= 6 and project["unit"] not in own_units
                    and name not in own_names and name in text):
                wrong.append("%s: %s of %s" % (path, name, project["unit"]))


def main():
    folder, secrets = sys.argv[1], sys.argv[2:]
    findings, ledger = lines(folder, "findings.jsonl"), lines(folder, "ledger.jsonl")
    book = openpyxl.load_workbook(os.path.join(folder, "审计局核查报告.xlsx"), data_only=True)
    rows = list(book["依据"].iter_rows(values_only=True))
    header = next(i for i, row in enumerate(rows) if "检查项标识" in row)
    audience = {row[0]: row[rows[header].index("对象")] for row in rows[header + 1:]}
    departments = glob.glob(os.path.join(folder, "问题核对单", "*"))
    for department in departments:
        check_department(department, findings, ledger, audience)
    for path in (glob.glob(os.path.join(folder, "*.xlsx"))
                 + glob.glob(os.path.join(folder, "问题核对单", "*", "核对单.xlsx"))
                 + glob.glob(os.path.join(folder, "*.json*"))):
        if path.endswith(".xlsx"):
            text = texts(path)
        else:
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
        for secret in secrets:
            if secret in text:
                wrong.append("%s: %s" % (path, secret))
    for text in wrong[:40]:
        print(text)
    print("%d departments, %d wrong" % (len(departments), len(wrong)))
    return 1 if wrong or not departments else 0


sys.exit(main())
