"""Six ways to make a workbook: openpyxl, xlwt, libxlsxwriter (a C program of
ours), LibreOffice (from a flat .fods), text, and two files nobody can read."""
import csv
import datetime as dt
import io
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from .grid import EPOCH, Summed, address

STAMP = "2026-01-15T08:30:00Z"
HERE = os.path.dirname(os.path.abspath(__file__))


def same_bytes(path):
    """Fixed times in a zip package, so that building again gives the same file."""
    with zipfile.ZipFile(path) as z:
        entries = [(i.filename, z.read(i)) for i in z.infolist() if not i.is_dir()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, data in entries:
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", STAMP.encode(), data)
            info = zipfile.ZipInfo(name, (2026, 1, 15, 8, 30, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            z.writestr(info, data)


# ---- openpyxl ------------------------------------------------------------------

THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FONTS = {"title": Font("方正小标宋简体", 18, bold=True), "caption": Font("仿宋", 11),
         "head": Font("黑体", 11, bold=True), "total": Font("宋体", 11, bold=True)}


def with_openpyxl(path, grids, fill="DDEBF7"):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for g in grids:
        sheet = book.create_sheet(g.name)
        sheet.sheet_state = "hidden" if g.hidden else "visible"
        for (r, c), (value, kind, form) in sorted(g.cells.items()):
            cell = sheet.cell(r + 1, c + 1, float(value) if isinstance(value, Summed) else value)
            cell.font = FONTS.get(kind, Font("宋体", 11))
            cell.alignment = Alignment("left" if kind in ("caption", "note") else "center", "center",
                                       wrap_text=kind in ("head", "body"))
            if kind in ("head", "body", "total"):
                cell.border = BOX
            if kind == "head":
                cell.fill = PatternFill("solid", fgColor=fill)
            if form:
                cell.number_format = form
        for r1, c1, r2, c2 in g.merges:
            sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
        for c, width in g.widths.items():
            sheet.column_dimensions[get_column_letter(c + 1)].width = width
        for c in g.hidden_columns:
            sheet.column_dimensions[get_column_letter(c + 1)].hidden = True
        for r in g.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
    book.properties.created = dt.datetime(2026, 1, 15, 8, 30)
    book.properties.creator = "办公室"
    book.save(path)
    same_bytes(path)


# ---- xlwt -----------------------------------------------------------------------

def with_xlwt(path, grids):
    book = xlwt.Workbook(encoding="utf-8")
    made = {}

    def style(kind, form):
        if (kind, form) not in made:
            text = "font: name 宋体, height %d, bold %s; align: horiz %s, vert center, wrap on" % (
                {"title": 360, "head": 220}.get(kind, 220), "on" if kind in ("title", "head") else "off",
                "left" if kind in ("caption", "note") else "center")
            if kind in ("head", "body", "total"):
                text += "; borders: left thin, right thin, top thin, bottom thin"
            made[kind, form] = xlwt.easyxf(text, num_format_str=form or "General")
        return made[kind, form]

    for g in grids:
        sheet = book.add_sheet(g.name)
        sheet.visibility = 1 if g.hidden else 0
        merged = {(r1, c1): (r2, c2) for r1, c1, r2, c2 in g.merges}
        for (r, c), (value, kind, form) in sorted(g.cells.items()):
            if isinstance(value, dt.date):
                value = (value - EPOCH).days
            if (r, c) in merged:
                r2, c2 = merged[r, c]
                sheet.write_merge(r, r2, c, c2, value, style(kind, form))
            elif not any(r1 <= r <= r2 and c1 <= c <= c2 for r1, c1, r2, c2 in g.merges):
                sheet.write(r, c, value, style(kind, form))
        for c, width in g.widths.items():
            sheet.col(c).width = int(width * 256)
        for c in g.hidden_columns:
            sheet.col(c).hidden = True
        for r in g.hidden_rows:
            sheet.row(r).hidden = True
    book.save(path)


# ---- libxlsxwriter -----------------------------------------------------------------

def build_xlsxwriter(directory):
    program = os.path.join(directory, "write_xlsx")
    subprocess.run(["cc", "-O1", "-Wall", "-o", program, os.path.join(HERE, "write_xlsx.c"),
                    "-lxlsxwriter"], check=True)
    return program


def with_xlsxwriter(path, grids):
    """The C program reads a line a cell, fields parted by tabs."""
    lines = []
    for g in grids:
        lines.append(f"S\t{g.name}")
        for c, width in g.widths.items():
            lines.append(f"W\t{c}\t{width}\t{int(c in g.hidden_columns)}")
        for c in sorted(g.hidden_columns - set(g.widths)):
            lines.append(f"W\t{c}\t10\t1")
        for r in sorted(g.hidden_rows):
            lines.append(f"H\t{r}")
        for m in g.merges:
            lines.append("M\t%d\t%d\t%d\t%d" % m)
        for (r, c), (value, kind, form) in sorted(g.cells.items()):
            if isinstance(value, dt.date):
                what, text = "d", str((value - EPOCH).days)
            elif value is None:
                what, text = "b", ""
            elif isinstance(value, Summed):
                what, text = "f", f"=SUM({address(*value.first)}:{address(*value.last)}) {value!r}"
            elif isinstance(value, str):
                what, text = "t", value.replace("\n", "\\n")
            else:
                what, text = "n", repr(value)
            lines.append(f"C\t{r}\t{c}\t{kind}\t{form or ''}\t{what}\t{text}")
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run([build_xlsxwriter(tmp), os.path.join(tmp, "out.xlsx")],
                       input="\n".join(lines).encode(), check=True)
        shutil.move(os.path.join(tmp, "out.xlsx"), path)
    same_bytes(path)


# ---- LibreOffice ----------------------------------------------------------------------

FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="D0"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:date-style style:name="D1"><number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/></number:date-style>
<number:date-style style:name="D2"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="title" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="caption" style:family="table-cell"/>
<style:style style:name="note" style:family="table-cell"/>
<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:background-color="#e2efda" fo:wrap-option="wrap" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="body" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:wrap-option="wrap"/></style:style>
<style:style style:name="total" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="body0" style:family="table-cell" style:parent-style-name="body" style:data-style-name="D0"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="body1" style:family="table-cell" style:data-style-name="D1"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="body2" style:family="table-cell" style:data-style-name="D2"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
%s
</office:automatic-styles><office:body><office:spreadsheet>
"""
DATE_STYLES = {"yyyy-mm-dd": "0", "yyyy/m/d": "1", 'yyyy"年"m"月"d"日"': "2"}


def fods(grids):
    widths = sorted({w for g in grids for w in g.widths.values()} | {10})
    columns = "\n".join(
        f'<style:style style:name="w{i}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{w * 0.2:.2f}cm"/></style:style>' for i, w in enumerate(widths))
    columns += ('\n<style:style style:name="shown" style:family="table"><style:table-properties '
                'table:display="true"/></style:style>\n<style:style style:name="hidden" style:family='
                '"table"><style:table-properties table:display="false"/></style:style>')
    out = [FODS % columns]
    for g in grids:
        out.append(f'<table:table table:name={quoteattr(g.name)} '
                   f'table:style-name="{"hidden" if g.hidden else "shown"}">')
        height = max(r for r, _ in g.cells) + 1
        width = max(c for _, c in g.cells) + 1
        for c in range(width):
            hide = ' table:visibility="collapse"' if c in g.hidden_columns else ""
            out.append(f'<table:table-column table:style-name="w{widths.index(g.widths.get(c, 10))}"{hide}/>')
        merged = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in g.merges}
        covered = {(r, c) for r1, c1, r2, c2 in g.merges for r in range(r1, r2 + 1)
                   for c in range(c1, c2 + 1)} - set(merged)
        for r in range(height):
            hide = ' table:visibility="collapse"' if r in g.hidden_rows else ""
            out.append(f"<table:table-row{hide}>")
            for c in range(width):
                out.append(fods_cell(g.cells.get((r, c)), merged.get((r, c)), (r, c) in covered))
            out.append("</table:table-row>")
        out.append("</table:table>")
    out.append("</office:spreadsheet></office:body></office:document>")
    return "\n".join(out)


def fods_cell(cell, span, is_covered):
    tag = "table:covered-table-cell" if is_covered else "table:table-cell"
    if cell is None:
        return f"<{tag}/>"
    value, kind, form = cell
    style, attributes, text = kind, "", ""
    if isinstance(value, dt.date):
        style = "body" + DATE_STYLES[form]
        attributes = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        attributes = ' office:value-type="string"'
        text = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    elif value is not None:
        attributes = f' office:value-type="float" office:value="{value!r}"'
    if isinstance(value, Summed):
        attributes += (f' table:formula="of:=SUM([.{address(*value.first)}:'
                       f'.{address(*value.last)}])"')
    if span:
        attributes += (f' table:number-rows-spanned="{span[0]}"'
                       f' table:number-columns-spanned="{span[1]}"')
    return f'<{tag} table:style-name="{style}"{attributes}>{text}</{tag}>'


FILTERS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".xls": "xls:MS Excel 97"}


def with_libreoffice(path, grids):
    """LibreOffice stamps an .xls with the clock: build again only when needed."""
    suffix = os.path.splitext(path)[1]
    with tempfile.TemporaryDirectory() as tmp:
        source = os.path.join(tmp, "book.fods")
        with open(source, "w", encoding="utf-8") as f:
            f.write(fods(grids))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless",
                        "--convert-to", FILTERS[suffix], "--outdir", tmp, source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env={**os.environ, "TZ": "UTC", "SOURCE_DATE_EPOCH": "1768465800"})
        shutil.move(os.path.join(tmp, "book" + suffix), path)
    if suffix == ".xlsx":
        same_bytes(path)


# ---- text ---------------------------------------------------------------------------------

def with_text(encoding, delimiter=",", newline="\r\n"):
    def write(path, grids):
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(grids[0].rows())
        with open(path, "wb") as f:
            f.write(buffer.getvalue().encode(encoding))
    return write


# ---- files nobody can read ---------------------------------------------------------------------

def damaged(path, grids):
    """A download that broke off."""
    with_openpyxl(path, grids)
    with open(path, "rb") as f:
        data = f.read()
    with open(path, "wb") as f:
        f.write(data[: len(data) * 2 // 3])


def encrypted(path, _grids):
    """A workbook with a password: a compound file that holds an encrypted package."""
    info = struct.pack("<HHI", 4, 4, 0x40) + (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas'
        b'.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16" keyBits="256" '
        b'hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" '
        b'saltValue="bm90IGEgcmVhbCBzYWx0"/></encryption>')
    noise = bytes((i * 197 + (i >> 8) * 31 + 7) & 255 for i in range(8192))
    streams = [("EncryptionInfo", info.ljust(4096, b" ")),
               ("EncryptedPackage", struct.pack("<Q", 8180) + noise)]
    write_compound(path, streams)


def write_compound(path, streams):
    """A minimal compound file of streams of 4096 bytes and more."""
    chains, sectors = [], []
    for _, data in streams:
        first = len(sectors)
        sectors += [data[i:i + 512].ljust(512, b"\0") for i in range(0, len(data), 512)]
        chains.append((first, len(sectors)))
    directory = len(sectors)
    entries = [compound_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    for i, ((name, data), (first, _)) in enumerate(zip(streams, chains)):
        after = i + 2 if i + 1 < len(streams) else 0xFFFFFFFF
        entries.append(compound_entry(name, 2, 0xFFFFFFFF, first, len(data), after))
    entries.append(b"\0" * 128)
    sectors.append(b"".join(entries))
    fat = [0xFFFFFFFF] * 128
    for first, end in chains:
        for s in range(first, end):
            fat[s] = s + 1 if s + 1 < end else 0xFFFFFFFE
    fat[directory], fat[directory + 1] = 0xFFFFFFFE, 0xFFFFFFFD
    sectors.append(struct.pack("<128I", *fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0,
        0xFFFFFFFE, 0)
    header += struct.pack("<109I", directory + 1, *[0xFFFFFFFF] * 108)
    with open(path, "wb") as f:
        f.write(header + b"".join(sectors))


def compound_entry(name, kind, child, first, size, right=0xFFFFFFFF):
    text = name.encode("utf-16-le")
    return (text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
            + struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36
            + struct.pack("<IQ", first, size))
