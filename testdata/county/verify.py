"""Reads every workbook back with other people's readers: each cell must hold
what the generator says it wrote there, where it says it did."""
import csv
import datetime as dt
import io
import os

import openpyxl
import xlrd

from .grid import EPOCH, plain


def sheets(path):
    """name → {(row, column): value}; None for text."""
    with open(path, "rb") as f:
        data = f.read()
    if path.endswith(".csv"):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        rows = csv.reader(io.StringIO(text, newline=""))
        return {None: {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v}}
    if data[:2] == b"PK":
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        return {s.title: {(c.row - 1, c.column - 1): c.value for row in s.iter_rows() for c in row
                          if c.value is not None} for s in book}
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    return {s.name: {(r, c): xls_value(book, s.cell(r, c)) for r in range(s.nrows)
                     for c in range(s.ncols) if s.cell(r, c).ctype not in (0, 6)} for s in book.sheets()}


def xls_value(book, cell):
    if cell.ctype == xlrd.XL_CELL_DATE:
        return dt.datetime(*xlrd.xldate_as_tuple(cell.value, book.datemode))
    return cell.value


def same(written, read):
    value, kind, form = written
    if isinstance(value, dt.date):
        return read in (dt.datetime(value.year, value.month, value.day), value, plain(*written),
                        (value - EPOCH).days)
    if isinstance(value, str):
        return str(read) == value
    return isinstance(read, str) and read == plain(*written) or (
        not isinstance(read, (str, dt.datetime)) and read is not None and abs(read - value) < 1e-6)


def check(root, books):
    wrong = cells = 0
    for book in books:
        read = sheets(os.path.join(root, book.file))
        for grid in book.grids:
            there = dict(read[None if book.text else grid.name])
            for at, written in grid.cells.items():
                if written[0] is None:
                    continue
                cells += 1
                if not same(written, there.pop(at, None)):
                    wrong += 1
                    print("differs:", book.file, grid.name, at, written)
            for at, value in there.items():
                wrong += 1
                print("not ours:", book.file, grid.name, at, repr(value))
    print(f"{cells} cells of {len(books)} workbooks read back, {wrong} wrong")
    return wrong == 0
