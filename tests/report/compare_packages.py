#!/usr/bin/python3
"""Marks every .xlsx and .xlsm of the folders and compares the packages.

    compare_packages.py --mark MARK_ANY FOLDER...

Parts that a mark does not touch must be the same bytes; a marked copy must
open in openpyxl where its source does, with the same values, and hold the
comments and fills asked for.  Exit 0 when all that holds.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile

MAY_CHANGE = re.compile(
    r"(^\[content_types\]\.xml$|\.rels$|styles[^/]*\.xml$|workbook[^/]*\.xml$|/worksheets/|"
    r"comments[^/]*\.xml$|sheet1\.xml$|book\.xml$|\.vml$|docprops/custom\.xml$)", re.I)


def values(path):
    import openpyxl
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    result = {}
    for sheet in book.worksheets:
        cells = getattr(sheet, "_cells", {})
        result[sheet.title] = {key: cell.value for key, cell in cells.items()
                               if cell.value is not None}
    return result


def compare_parts(source, copy):
    problems = []
    with zipfile.ZipFile(source) as a, zipfile.ZipFile(copy) as b:
        damaged = a.testzip()
        there = {info.filename: info for info in b.infolist()}
        if len(there) != len(b.infolist()):
            problems.append("a part twice")
        for info in a.infolist():
            other = there.get(info.filename)
            if other is None:
                problems.append("lost %s" % info.filename)
            elif (info.CRC, info.file_size) != (other.CRC, other.file_size) \
                    and not MAY_CHANGE.search(info.filename.replace("\\", "/")):
                problems.append("changed %s" % info.filename)
        bad = b.testzip()
        if bad != damaged:
            problems.append("bad CRC in %s" % bad)
    return problems


def compare_values(source, copy):
    try:
        before = values(source)
    except Exception:           # openpyxl does not read every workbook
        return None
    try:
        after = values(copy)
    except Exception as error:
        return ["openpyxl does not open the copy: %s" % error]
    return ["values differ in %s" % name for name in before if before[name] != after.get(name)]


def check(mark_any, source, copy):
    """(what became of it, problems)"""
    done = subprocess.run([mark_any, source, copy], capture_output=True, text=True)
    if done.returncode != 0:
        return "CRASHED", ["exit code %d" % done.returncode]
    word, rest = done.stdout.split("\t", 1)
    if word != "MARKED":
        return word, ([] if word == "UNREADABLE" else [rest.strip()])
    problems = compare_parts(source, copy)
    opened = compare_values(source, copy)
    return "MARKED" if opened is not None else "MARKED, not by openpyxl", problems + (opened or [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mark", required=True)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    counts, failed = {}, 0
    with tempfile.TemporaryDirectory() as scratch:
        for folder in options.folders:
            for root, _, names in sorted(os.walk(folder)):
                for name in sorted(names):
                    if not name.lower().endswith((".xlsx", ".xlsm")) or name.startswith("~$"):
                        continue
                    source = os.path.join(root, name)
                    word, problems = check(options.mark, source, os.path.join(scratch, "copy.xlsx"))
                    counts[word] = counts.get(word, 0) + 1
                    if problems:
                        failed += word != "REFUSED"
                        print("%s\t%s\t%s" % (word, source, "; ".join(problems)))
    print(", ".join("%s: %d" % item for item in sorted(counts.items())) + "; %d failed" % failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
