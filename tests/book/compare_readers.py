#!/usr/bin/python3
"""Compares hecha's reading of workbooks with that of independent readers.

    compare_readers.py --dump DUMP_BOOK [--formats xlsx,xls] [--own FOLDER] FOLDER...

Every .xlsx and .xlsm below the folders is read by DUMP_BOOK (see
dump_book.c) and by openpyxl, every .xls by it and by xlrd: values, types,
addresses, merged ranges, hidden rows, columns and sheets must agree.  What
differs must stand in reader_differences.txt with the reason; at least 99.9 %
of the non-empty cells must agree.  Exit 0 when all that holds, else 1.
"""

import argparse
import datetime
import fnmatch
import io
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import warnings
import zipfile

BLANK, NUMBER, TEXT, BOOLEAN, ERROR, UNCALCULATED = range(6)
DATE_FORMATS = {3, 4, 5, 6}
MEMORY, SECONDS = 3 << 30, 60
HERE = os.path.dirname(os.path.abspath(__file__))
UNESCAPES = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


class Sheet:
    """What a reader says of one sheet."""

    def __init__(self, name, state):
        self.name = name
        self.state = state           # 0 visible, 1 hidden, 2 very hidden
        self.cells = {}              # (row, column) -> (kind, value)
        self.merges = set()
        self.hidden_rows = set()
        self.hidden_columns = set()
        self.error = None


class Refused(Exception):
    """The reader does not read this file."""


def give_up(number, frame):
    raise TimeoutError("more than %d s" % SECONDS)


def unescape(text):
    return re.sub(r"\\[\\tnr]", lambda match: UNESCAPES[match.group()], text)


# ---- hecha -----------------------------------------------------------------

def our_cell(fields):
    kind, value_format = int(fields[2]), int(fields[3])
    text = unescape(fields[5])
    if kind == NUMBER:
        return ("date" if value_format in DATE_FORMATS else "number", float(text))
    if kind == TEXT:
        return ("text", text) if text else None
    if kind == BOOLEAN:
        return ("boolean", float(text) != 0)
    if kind == ERROR:
        return ("error", text)
    return None


def add_line(sheet, kind, fields):
    if kind == "C":
        cell = our_cell(fields)
        if cell is not None:
            sheet.cells[int(fields[0]), int(fields[1])] = cell
    elif kind == "R":
        sheet.hidden_rows.add(int(fields[0]))
    elif kind == "H":
        sheet.hidden_columns.update(range(int(fields[0]), int(fields[1]) + 1))
    elif kind == "M":
        sheet.merges.add(tuple(int(field) for field in fields))
    elif kind == "E":
        sheet.error = fields[1]


def read_ours(dump, path):
    run = subprocess.run([dump, path], stdout=subprocess.PIPE, check=False, timeout=120)
    if run.returncode != 0:
        raise SystemExit("%s: dump_book ended with %d" % (path, run.returncode))
    sheets = []
    for line in run.stdout.decode("utf-8").split("\n"):
        kind, *fields = line.split("\t")
        if kind == "S":
            sheet = Sheet(unescape(fields[3]), int(fields[1]))
            sheet.is_worksheet = fields[2] == "1"
            sheets.append(sheet)
        elif kind == "E" and not sheets:
            raise Refused(fields[1])
        elif sheets:
            add_line(sheets[-1], kind, fields)
    return [sheet for sheet in sheets if sheet.is_worksheet]


# ---- openpyxl ---------------------------------------------------------------

# What openpyxl is known not to do, done for it, so that what is left to differ
# is worth a look: names of Strict workbooks, _xHHHH_ in texts (ECMA-376
# 22.4.2.4), the Chinese built-in formats (18.8.30).  It also puts the target
# of a link into an empty cell, where Excel shows nothing.
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = b"http://schemas.openxmlformats.org/"
CHINESE_FORMATS = {27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
                   31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
                   34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
                   50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
                   53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"',
                   56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}


def make_transitional(data):
    """A Strict package with the names that openpyxl knows; others unchanged."""
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
        parts = [(entry.filename, source.read(entry)) for entry in source.infolist()]
    except Exception:       # a damaged part may be one that nobody needs
        return data
    if not any(STRICT in text for _, text in parts):
        return data
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, text in parts:
            if name.endswith((".xml", ".rels")):
                text = re.sub(STRICT + rb"(officeDocument|[a-z]+ml)/", lambda match: TRANSITIONAL
                              + match.group(1) + b"/2006/", text)
            target.writestr(name, text)
    return result.getvalue()


def unescape_units(text):
    """_xHHHH_ as the UTF-16 code unit that it stands for; NUL is no text."""
    if "_x" not in text:
        return text
    decoded = re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)
    decoded = decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return decoded.replace("\0", "") or None


def read_strings(source):
    """The shared strings as they stand; openpyxl's own drops each x005F_."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse
    strings = []
    for _, node in iterparse(source):
        if node.tag == "{%s}si" % SHEET_MAIN_NS:
            strings.append(Text.from_tree(node).content)
            node.clear()
    return strings


def openpyxl_cell(cell, epoch):
    from openpyxl.utils.datetime import to_excel
    value = cell.value
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return ("boolean", value)
    if cell.data_type == "e":
        return ("error", value)
    if isinstance(value, str):
        value = unescape_units(value)
        return ("text", value) if value else None
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return ("date", float(to_excel(value, epoch)))
    return ("date" if cell.is_date else "number", float(value))


def openpyxl_sheet(worksheet, epoch):
    states = {"visible": 0, "hidden": 1, "veryHidden": 2}
    sheet = Sheet(worksheet.title, states[worksheet.sheet_state])
    # The dictionary of cells that exist: a walk over rows would not end.
    for (row, column), cell in worksheet._cells.items():
        if type(cell).__name__ == "MergedCell":
            continue
        value = openpyxl_cell(cell, epoch)
        if value is not None:
            sheet.cells[row - 1, column - 1] = value
    for merged in worksheet.merged_cells.ranges:
        if merged.size["rows"] * merged.size["columns"] == 1:
            continue
        sheet.merges.add((merged.min_row - 1, merged.min_col - 1,
                          merged.max_row - 1, merged.max_col - 1))
    for row, dimension in worksheet.row_dimensions.items():
        if dimension.hidden:
            sheet.hidden_rows.add(row - 1)
    for dimension in worksheet.column_dimensions.values():
        if dimension.hidden and dimension.min is not None:
            sheet.hidden_columns.update(range(dimension.min - 1, dimension.max))
    return sheet


def read_openpyxl(path):
    import openpyxl
    import openpyxl.worksheet._reader as reader
    from openpyxl.reader import excel
    from openpyxl.styles import numbers
    # Serial numbers as they stand, so that values compare before dates do.
    reader.from_excel = lambda value, *rest, **options: value
    reader.WorksheetReader.bind_hyperlinks = lambda self: None
    numbers.BUILTIN_FORMATS.update(CHINESE_FORMATS)
    excel.read_string_table = read_strings
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open(path, "rb") as stream:
                data = make_transitional(stream.read())
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:      # openpyxl fails in every way there is
        raise Refused("%s: %s" % (type(error).__name__, error)) from error
    return [openpyxl_sheet(worksheet, book.epoch) for worksheet in book.worksheets]


# ---- xlrd ---------------------------------------------------------------------

def xlrd_cell(cell):
    import xlrd
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return ("number", cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return ("date", cell.value)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return ("text", cell.value) if cell.value else None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("boolean", cell.value != 0)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ("error", xlrd.error_text_from_code.get(cell.value, "?"))
    return None


def xlrd_sheet(source):
    sheet = Sheet(source.name, source.visibility)
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            value = xlrd_cell(cell)
            if value is not None:
                sheet.cells[row, column] = value
    for low, high, left, right in source.merged_cells:
        sheet.merges.add((low, left, high - 1, right - 1))
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items()
                            if info.hidden}
    return sheet


def read_xlrd(path):
    import xlrd
    try:
        with open(os.devnull, "w", encoding="utf-8") as log:
            try:
                book = xlrd.open_workbook(path, formatting_info=True, logfile=log)
            except NotImplementedError:
                book = xlrd.open_workbook(path, logfile=log)
        sheets = [xlrd_sheet(source) for source in book.sheets()]
    except Exception as error:
        raise Refused("%s: %s" % (type(error).__name__, error)) from error
    if book.biff_version < 45:      # the one sheet has no name
        sheets[0].name = "Sheet1"
    return sheets


READERS = {"xlsx": read_openpyxl, "xlsm": read_openpyxl, "xls": read_xlrd, "xlt": read_xlrd}


# ---- comparing ------------------------------------------------------------------

def same_cell(ours, theirs):
    if ours == theirs:
        return True
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    if ours[0] in ("number", "date"):
        return abs(ours[1] - theirs[1]) <= 1e-9 * max(1, abs(theirs[1]))
    return False


def what_differs(ours, theirs):
    if ours is None:
        return "missing"
    if theirs is None:
        return "extra"
    return "value" if ours[0] == theirs[0] else "type"


def address(row, column):
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return "%s%d" % (letters, row + 1)


def compare_sheets(ours, theirs):
    """Yields (kind, text) for each difference."""
    if ours.error is not None:
        yield "sheet", "%s: %s" % (ours.name, ours.error)
        return
    if ours.name != theirs.name:
        yield "name", "%r / %r" % (ours.name, theirs.name)
    if ours.state != theirs.state:
        yield "state", "%s: %d / %d" % (ours.name, ours.state, theirs.state)
    for place in sorted(set(ours.cells) | set(theirs.cells)):
        ours_cell, theirs_cell = ours.cells.get(place), theirs.cells.get(place)
        if not same_cell(ours_cell, theirs_cell):
            yield what_differs(ours_cell, theirs_cell), "%s!%s: %r / %r" % (
                ours.name, address(*place), ours_cell, theirs_cell)
    for kind, left, right in (("merge", ours.merges, theirs.merges),
                              ("hidden-row", ours.hidden_rows, theirs.hidden_rows),
                              ("hidden-column", ours.hidden_columns, theirs.hidden_columns)):
        if left != right:
            yield kind, "%s: only ours %s, only theirs %s" % (
                ours.name, sorted(left - right)[:5], sorted(right - left)[:5])


def compare_file(dump, path):
    """(cells compared, [(kind, text)])."""
    ours = theirs = None
    refusals = []
    try:
        ours = read_ours(dump, path)
    except Refused as error:
        refusals.append("ours: %s" % error)
    signal.alarm(SECONDS)
    try:
        theirs = READERS[path.rsplit(".", 1)[1].lower()](path)
    except Refused as error:
        refusals.append("theirs: %s" % error)
    signal.alarm(0)
    if theirs is None and (ours is None or any(sheet.error for sheet in ours)):
        return 0, []
    if refusals:
        return 0, [("refused-by-us" if ours is None else "refused-by-them", refusals[0])]
    differences = []
    if len(ours) != len(theirs):
        differences.append(("sheets", "%d / %d" % (len(ours), len(theirs))))
    cells = 0
    for our_sheet, their_sheet in zip(ours, theirs):
        cells += len(set(our_sheet.cells) | set(their_sheet.cells))
        differences.extend(compare_sheets(our_sheet, their_sheet))
    return cells, differences


def compare_guarded(dump, path):
    """compare_file() in a process of its own: openpyxl may eat all memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, give_up)
    try:
        return compare_file(dump, path)
    except (MemoryError, TimeoutError) as error:
        return 0, [("refused-by-them", "theirs: %r" % error)]


class Allowed:
    """Lines of `pattern of the path <TAB> kind <TAB> reason`."""

    def __init__(self, path):
        self.lines = []
        with open(path, encoding="utf-8") as source:
            for line in source:
                if line.strip() and not line.startswith("#"):
                    pattern, kind, reason = line.rstrip("\n").split("\t", 2)
                    self.lines.append((pattern, kind, reason))

    def reason(self, path, kind):
        for pattern, wanted, reason in self.lines:
            if kind == wanted and fnmatch.fnmatch(path, "*/" + pattern):
                return reason
        return None


def find_files(folders, formats):
    for folder in folders:
        for root, folders_below, names in os.walk(folder):
            folders_below.sort()
            for name in sorted(names):
                suffix = name.rsplit(".", 1)[-1].lower()
                if suffix in formats and not name.startswith("~$"):
                    yield os.path.join(root, name)


def compare_folders(pool, options, allowed, folders, formats, rate):
    """Prints what differs and a line of totals; whether all is as it must be."""
    files = cells = differing = unexplained = 0
    for path in find_files(folders, formats):
        count, differences = pool.apply(compare_guarded, (options.dump, path))
        files += 1
        cells += count
        shown = 0
        for kind, text in differences:
            reason = allowed.reason(path, kind)
            differing += kind in ("missing", "extra", "value", "type")
            unexplained += reason is None
            if (reason is None or options.verbose) and shown < 5:
                print("%s\t%s\t%s\t%s" % (path, kind, text[:300], reason or "NOT EXPLAINED"))
                shown += 1
    agreement = 1 - differing / cells if cells else 0
    print("%d files, %d cells, %d differ (%.4f %% agree), %d differences not explained"
          % (files, cells, differing, 100 * agreement, unexplained))
    return files > 0 and agreement >= rate and unexplained == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dump", required=True)
    parser.add_argument("--formats", default="xlsx,xlsm")
    parser.add_argument("--verbose", action="store_true", help="show allowed differences too")
    parser.add_argument("--own", metavar="FOLDER",
                        help="workbooks of ours, made to be hard: all differences explained, "
                             "but no rate")
    parser.add_argument("folders", nargs="*")
    options = parser.parse_args()
    allowed = Allowed(os.path.join(HERE, "reader_differences.txt"))
    formats = options.formats.split(",")
    pool = multiprocessing.Pool(1, maxtasksperchild=1)
    good = True
    if options.own:
        good = compare_folders(pool, options, allowed, [options.own], formats, 0)
    if options.folders:
        good &= compare_folders(pool, options, allowed, options.folders, formats, 0.999)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
