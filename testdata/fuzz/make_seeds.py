#!/usr/bin/python3
"""make_seeds.py HECHA writes the seeds that are made of other files (parts of
testdata/book, streams of .xls, the text of what hecha itself writes, what a
worker answers) and the dictionaries: words that a fuzzer would not find."""

import csv
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import xlrd.compdoc

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
         "xl/_rels/workbook.xml.rels", "docProps/custom.xml")
TARGETS = ("sheet", "strings", "styles")   # of the first parts; the others share one


def write(target, name, first, data):
    folder = os.path.join(HERE, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as stream:
        stream.write(first + (data if isinstance(data, bytes) else data.encode("utf-8")))


def sheets_text(path, names, rows):
    book = openpyxl.load_workbook(path)
    pages = []
    for name in names:
        lines = []
        if name in book.sheetnames:
            for cells in book[name].iter_rows(max_row=rows, values_only=True):
                lines.append("\t".join("" if value is None else str(value).replace("\n", " ")
                                       for value in cells))
        pages.append("\n".join(lines))
    return "\f".join(pages)


# ---- seeds --------------------------------------------------------------------


def parts():
    books = os.path.join(HERE, "..", "book")
    for name in ("formulas", "dates", "strings", "merges", "inline", "odd-xml", "properties"):
        with zipfile.ZipFile(os.path.join(books, name + ".xlsx")) as package:
            for index, part in enumerate(PARTS):
                if part in package.namelist() and (index in (0, 5) or name in ("dates", "strings", "merges")):
                    data = package.read(part)
                    if index < len(TARGETS):
                        write(TARGETS[index], name, b"", data)
                    else:
                        write("part", "%s-%d" % (name, index), bytes([index - len(TARGETS)]), data)


def streams():
    books = os.path.join(HERE, "..", "book", "xls")
    for name in ("biff2", "biff2-xf", "biff3", "biff4", "biff4w"):
        shutil.copy(os.path.join(books, name + ".xls"), os.path.join(HERE, "xls", name))
    for name in ("hard", "xlwt-types", "biff5", "biff5-macroman", "lying-offset", "filepass"):
        with open(os.path.join(books, name + ".xls"), "rb") as stream:
            container = xlrd.compdoc.CompDoc(stream.read())
        for kind in ("Workbook", "Book"):
            data = container.get_named_stream(kind)
            if data:
                write("xls", name, b"", data.rstrip(b"\0"))


def worker_answer(hecha, folder, file_name):
    """The body of the frame in which a worker gives the extract of a file: its
    request is a GVariant (yayayb), whose lengths stand behind it."""
    path = name = file_name.encode() + b"\0"
    ends = (1 + len(path), 1 + len(path) + len(name))
    request = b"R" + path + name + b"\0" + bytes(reversed(ends))
    with subprocess.Popen([hecha, "--worker", "", "", ""], cwd=folder,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        worker.stdin.write(struct.pack("<I", len(request)) + request)
        worker.stdin.flush()
        size, = struct.unpack("<I", worker.stdout.read(4))
        answer = worker.stdout.read(size)
        worker.stdin.close()
    return answer[1:]


def extracts(hecha, folder):
    for name, rows in (
            ("table", (["填报单位：水务局", "", "单位：万元"], ["项目名称", "预算", "验收日期", "监理单位"],
                       ["甲系统", "80", "2024.7.3", "无"], ["合计", "80", "", ""])),
            ("refused", ())):
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        write("extract", name, b"", worker_answer(hecha, folder, name + ".csv"))


def own_workbooks(hecha, folder):
    out, rules, mapping = (os.path.join(folder, name) for name in ("out", "规则.xlsx", "映射.xlsx"))
    ledger = os.path.join(HERE, "ledger")
    quiet = {"stdout": subprocess.DEVNULL, "check": False}
    subprocess.run([hecha, "audit", ledger, "-o", out, "-q", "--as-of", "2026-03-31"], **quiet)
    with open(os.path.join(out, "ledger.jsonl"), "rb") as stream:
        write("saved", "ledger", b"", stream.read())
    write("previous", "audit", b"\0", sheets_text(out + "/审计局核查报告.xlsx", ("问题清单",), 12))
    write("previous", "finance", b"\1", sheets_text(
        out + "/财政局核查报告.xlsx", ("拨付控制清单", "超概超预算"), 12))
    for where, _, names in os.walk(out):
        if "核对单.xlsx" in names:
            write("previous", "reply", b"\2", sheets_text(where + "/核对单.xlsx", ("核对单",), 12))
    subprocess.run([hecha, "rules", "-o", rules], **quiet)
    write("packbook", "yangcheng", b"", sheets_text(
        rules, ("办法", "参数", "规则", "示例", "字段", "节假日"), 14))
    subprocess.run([hecha, "map", "-q", ledger, "-o", mapping], **quiet)
    write("mapping", "ledger", b"", sheets_text(
        mapping, [openpyxl.load_workbook(mapping).sheetnames[0]], 14))


# ---- dictionaries ----------------------------------------------------------------


def dictionary(target, words):
    """Chinese is written in escapes: libFuzzer takes nothing else."""
    with open(os.path.join(HERE, target + ".dict"), "w", encoding="ascii") as out:
        for word in sorted(set(words)):
            data = word if isinstance(word, bytes) else word.encode("utf-8")
            out.write('"%s"\n' % "".join(
                chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else "\\x%02X" % byte
                for byte in data))


def literals(*names):
    """Short string literals of sources, which their parsers look for."""
    for name in names:
        with open(os.path.join(ROOT, "src", name), encoding="utf-8") as stream:
            for word in re.findall(r'"((?:[^"\\\n]|\\.)*)"', stream.read()):
                if word and "\\" not in word and "%" not in word and len(word) <= 12 \
                        and not word.endswith(".h"):
                    yield word


def field_words():
    with open(os.path.join(ROOT, "templates", "fields.ini"), encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("["):
                yield line.strip()[1:-1]
            elif re.match("(同义|主题|词尾|值)=", line):
                yield from re.split("[、；;=]", line.strip())[1:4]


def dictionaries():
    values = list(literals("ledger/value_yesno.c", "ledger/amount.c", "ledger/date.c",
                           "ledger/value_date.c", "ledger/value_number.c", "ledger/numeral.c"))
    fields = list(field_words())
    rules = list(literals("audit/functions.c", "audit/lexer.c", "audit/parser.c", "audit/pack.c"))
    dictionary("value", values + ["2024-07-03", "2024年7月3日", "叁拾万元整", "√", "☑是 □否"])
    dictionary("ledger", fields + list(literals("ledger/row_kind.c", "ledger/caption.c")) + [
        "合计", "小计", "同上", "单位：万元", "填报单位：", "\n", ",", "\t", ";", '"', "序号", "2024.7.3"])
    dictionary("pack", rules + fields[:60] + ["[", "]", "=", "违反=", "适用=", "且", "或", "非", "('", "')"])
    dictionary("packbook", rules + fields[:60] + ["\t", "\n", "\f"])
    dictionary("mapping", fields + ["\t", "\n", "\f", "A1", "XFD1048576"]
               + list(literals("ledger/mapping_write.c")))
    dictionary("previous", list(literals("report/previous.c", "report/returned.c", "report/movement.c",
                                         "report/findings_sheet.c", "report/holds_sheet.c"))
               + ["\t", "\n", "\f", "待核实", "属实", "部分属实", "不属实", "已整改", "2024Q3-水务-001"])
    dictionary("saved", list(literals("ledger/saved.c")) + fields[:60] + [
        "值", "不涉及", "无", "空", "存疑", '"A1"', "\\ud800", "\\u0000", "true", "false", "null"])
    names = list(literals(*("book/" + name for name in os.listdir(os.path.join(ROOT, "src", "book"))
                            if name.startswith("xlsx") or name == "package.c")))
    for target in TARGETS + ("part",):
        dictionary(target, names + [
            "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&#x", "&amp;", "_x000D_",
            'r="XFD1048576"', 't="s"', 't="inlineStr"', 't="str"', 't="e"', 't="b"'])
    dictionary("xls", [struct.pack("<HH", kind, length) for kind, length in (
        (0x0809, 16), (0x0809, 8), (0x000A, 0), (0x0085, 20), (0x00FC, 32), (0x003C, 16), (0x00FD, 10),
        (0x0203, 14), (0x027E, 10), (0x00BD, 18), (0x00BE, 10), (0x0006, 22), (0x0207, 16), (0x0204, 16),
        (0x00D6, 16), (0x0205, 8), (0x00E5, 10), (0x041E, 12), (0x00E0, 20), (0x0042, 2), (0x0022, 2),
        (0x0009, 4), (0x0209, 6), (0x0409, 6), (0x0002, 9), (0x0003, 15), (0x0004, 9), (0x0043, 4),
        (0x0243, 12), (0x0443, 12), (0x001E, 5), (0x0206, 18), (0x0406, 18), (0x0007, 4), (0x0000, 8),
        (0x002F, 6), (0x0208, 16), (0x007D, 12), (0x01B6, 18), (0x00FF, 8))])


def main():
    hecha = os.path.abspath(sys.argv[1])
    parts()
    streams()
    with tempfile.TemporaryDirectory() as folder:
        extracts(hecha, folder)
        own_workbooks(hecha, folder)
    dictionaries()


main()
