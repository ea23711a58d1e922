#!/usr/bin/python3
"""Builds 阳城县示例/ (the workbooks of a county) and 阳城县示例.key (what its
projects truly break).

    /usr/bin/python3 testdata/make-阳城县示例.py [--check]

Needs python3-openpyxl, python3-xlwt, cc with libxlsxwriter-dev, and LibreOffice
Calc; the tests need none of it, the workbooks are under version control.  The key
is judged by county/judge.py from what the generator knows it wrote; neither it nor
anything here runs hecha or reads its output.  The same seed gives the same bytes,
but for the .xls files that LibreOffice stamps with the clock.
"""
import argparse
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from county import build  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="judge only, write nothing but the key")
    options = parser.parse_args()
    root = os.path.join(HERE, "阳城县示例")
    if not options.check:
        shutil.rmtree(root, ignore_errors=True)
    return 0 if build.everything(root, os.path.join(HERE, "阳城县示例.key"),
                     os.path.join(HERE, "..", "templates", "holidays.csv"), options.check) else 1


if __name__ == "__main__":
    sys.exit(main())
