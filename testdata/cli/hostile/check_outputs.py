#!/usr/bin/python3
"""check_outputs.py OUTPUT: every part of every workbook that hecha wrote there
is well-formed, no formula or outward link is made of a source's text, and the
reports open in another program.  Prints what is wrong, one a line."""

import os
import re
import sys
import zipfile
from xml.parsers import expat

import openpyxl

EVIL = re.compile(r"x\.invalid|cmd|passwd|script|1\+1")
OUTWARD = re.compile(r"(?i)(https?|javascript|data|ftp):|file:///etc")


def check_part(text):
    expat.ParserCreate().Parse(text, True)
    for formula in re.findall(r"<f[ >].*?</f>", text.decode()):
        if EVIL.search(formula):
            yield "formula " + formula
    for target in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', text.decode()):
        if OUTWARD.match(target):
            yield "link to " + target


def check_book(path):
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for problem in check_part(package.read(name)):
                    yield "%s: %s" % (name, problem)


def main():
    for folder, _, names in os.walk(os.fsencode(sys.argv[1])):
        for name in names:
            path, shown = os.path.join(folder, name), os.fsdecode(name)
            # A marked copy keeps the strange parts of its source, unread.
            if not shown.endswith(".xlsx") or "越界" in shown or os.path.getsize(path) > 1 << 20:
                continue
            try:
                problems = list(check_book(os.fsdecode(path)))
                if "标注".encode() not in folder:
                    openpyxl.load_workbook(os.fsdecode(path), read_only=True).close()
            except Exception as error:
                problems = [repr(error)]
            for problem in problems:
                print(ascii(shown), problem)


main()
