#!/usr/bin/python3
"""Turns truths of whole ledgers into the truths that `make check-mapping` reads.

    from_truth.py FROM TO

FROM holds workbooks and beside each a NAME.truth.json by somebody who knew
only RULES.md and what departments keep: headers (a field, null, or several
that would do) and projects with the fields of all their sheets.  TO receives
the workbooks and a .json each, in which a project stands once per sheet.
strangers/ was made so, before anybody tuned to it; what nobody can tell from
one sheet (unit and year) is null there and not compared.
"""
import glob
import json
import os
import shutil
import sys


def per_sheet(project):
    """The project as each of its sheets tells it."""
    sheets = {}
    for field, datum in project["fields"].items():
        if not datum.get("open"):
            sheets.setdefault(datum["sheet"] or "", {})[field] = datum
    for sheet, fields in sorted(sheets.items()):
        if not any(datum["cell"] for datum in fields.values()):
            continue
        yield sheet, {field: {"state": datum["state"], "value": datum["value"],
                              "cell": datum["cell"]}
                      for field, datum in sorted(fields.items())}


def convert(truth):
    projects = []
    for project in truth["projects"]:
        for sheet, fields in per_sheet(project):
            projects.append({"sheet": sheet, "name": project["name"], "code": None, "unit": None,
                             "year": None, "fields": fields,
                             "project": project["fields"].get("项目编号", {}).get("value")})
    headers = [{"sheet": header["sheet"] or "", "cell": header["cell"], "text": header["text"],
                "field": header["field"]} for header in truth["headers"]]
    return {"file": truth["file"], "headers": headers, "projects": projects, "partial": True}


def main():
    source, target = sys.argv[1:]
    for path in sorted(glob.glob(os.path.join(source, "*.truth.json"))):
        with open(path) as stream:
            truth = json.load(stream)
        book = path[:-len(".truth.json")]
        truth["file"] = os.path.basename(book)
        shutil.copy(book, os.path.join(target, truth["file"]))
        name = os.path.splitext(truth["file"])[0] + ".json"
        with open(os.path.join(target, name), "w") as stream:
            json.dump(convert(truth), stream, ensure_ascii=False, indent=0, sort_keys=True)
            stream.write("\n")


main()
