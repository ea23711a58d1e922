"""A workbook of ours as a package: every part well-formed, no text of a source
in a formula, links that lead into 标注/ only, nothing over Excel's limits.
Usage: check_package.py WORKBOOK WORD ..., words that sources hold."""
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
wrong = []


def check_sheet(name, root, words):
    for formula in root.iter(MAIN + "f"):
        for word in words:
            if word in (formula.text or ""):
                wrong.append("%s: formula %s" % (name, formula.text))
    for validation in root.iter(MAIN + "formula1"):
        for word in words:
            if word in (validation.text or ""):
                wrong.append("%s: validation %s" % (name, validation.text))
    links = list(root.iter(MAIN + "hyperlink"))
    if len(links) > 65530:
        wrong.append("%s: %d links" % (name, len(links)))
    if len({link.get("ref") for link in links}) != len(links):
        wrong.append("%s: two links on a cell" % name)


def check_relations(name, root):
    for relation in root:
        target = relation.get("Target")
        if relation.get("TargetMode") == "External" and not re.match("标注/", target):
            wrong.append("%s: link to %s" % (name, target))


def main():
    path, words = sys.argv[1], sys.argv[2:]
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            try:
                root = ElementTree.fromstring(package.read(name))
            except ElementTree.ParseError as error:
                wrong.append("%s: %s" % (name, error))
                continue
            if "/worksheets/sheet" in name and not name.endswith(".rels"):
                check_sheet(name, root, words)
            if name.endswith(".rels"):
                check_relations(name, root)
            for text in root.iter(MAIN + "t"):
                if len((text.text or "").encode("utf-16-le")) // 2 > 32767:
                    wrong.append("%s: a text too long" % name)
    for text in wrong[:20]:
        print(text)
    return 1 if wrong else 0


sys.exit(main())
