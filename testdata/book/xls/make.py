#!/usr/bin/python3
"""Makes the .xls files of this folder: some by xlwt, the rest record by record,
because no writer at hand makes BIFF5, RSTRING or a split shared string."""

import datetime
import hashlib
import os
import struct

import xlwt

HERE = os.path.dirname(os.path.abspath(__file__))


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream, name="Workbook"):
    """A compound file of one stream (at least 4096 bytes, so that it needs no
    short sectors): header, one FAT sector, directory, stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE] + [i + 3 for i in range(sectors - 1)] + [0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)

    def entry(text, kind, child, start, size):
        raw = (text + "\0").encode("utf-16-le")
        data = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        data += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
        return data + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    directory = directory.ljust(512, b"\0")
    return header + struct.pack("<128I", *fat) + directory + stream


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def bof(kind, version=0x0600):
    return record(0x0809, struct.pack("<HHHHII", version, kind, 0x1FAA, 0x07CD, 0x41, 6)
                  if version == 0x0600 else struct.pack("<HHHH", version, kind, 0x1FAA, 0x07CD))


def text8(text, size=2):
    """A BIFF8 string: length, flags, UTF-16."""
    return struct.pack("<HB" if size == 2 else "<BB", len(text), 1) + text.encode("utf-16-le")


def workbook(globals_, sheet, version=0x0600, name="Workbook", sheet_name=None):
    """One sheet; the offset in BOUNDSHEET is filled in."""
    if sheet_name is None:
        sheet_name = text8("表一", 1) if version == 0x0600 else b"\x04" + "表一".encode("gbk")
    head = bof(5, version) + globals_
    size = len(head) + 4 + 6 + len(sheet_name) + len(record(0x0A))
    head += record(0x85, struct.pack("<IBB", size, 0, 0) + sheet_name) + record(0x0A)
    return compound(head + bof(0x10, version) + sheet + record(0x0A), name)


def cell(kind, row, column, data=b"", xf=0):
    return record(kind, struct.pack("<HHH", row, column, xf) + data)


def formula(row, column, result):
    return cell(0x06, row, column, result + struct.pack("<HIH", 0, 0, 1) + b"\x17")


def number(value):
    return struct.pack("<d", value)


def special(kind, value=0):
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


def xlwt_types():
    book = xlwt.Workbook()
    sheet = book.add_sheet("数据")
    date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write(0, 0, "项目名称")
    sheet.write(1, 0, 80)
    sheet.write(1, 1, 86.5)
    sheet.write(1, 2, True)
    sheet.write(1, 3, datetime.date(2025, 3, 10), date)
    sheet.write(1, 4, xlwt.Formula("A2*2"))
    sheet.write(1, 5, "")
    sheet.write_merge(3, 4, 0, 2, "合并")
    sheet.row(5).write(0, "隐藏行")
    sheet.row(5).hidden = True
    sheet.col(3).hidden = True
    hidden = book.add_sheet("藏")
    hidden.visibility = 1
    hidden.write(0, 0, 1)
    book.save(os.path.join(HERE, "xlwt-types.xls"))


def hard_cases():
    strings = ["", "项目名称", "长" * 10]
    split = struct.pack("<II", 3, 3) + struct.pack("<HB", 0, 0) + text8(strings[1])
    # The third string is cut within its characters, the rest in CONTINUE with
    # a flag byte of its own; a rich-text run stands behind it.
    split += struct.pack("<HBH", 10, 0x09, 1) + ("长" * 4).encode("utf-16-le")
    rest = b"\x01" + ("长" * 6).encode("utf-16-le") + struct.pack("<HH", 2, 0)
    sst = record(0xFC, split) + record(0x3C, rest)
    formats = record(0x41E, struct.pack("<H", 164) + text8('[DBNum2][$-804]General'))
    formats += record(0x41E, struct.pack("<H", 165) + text8('yyyy"年"m"月"'))
    xfs = b"".join(record(0xE0, struct.pack("<HH", 0, f) + bytes(16)) for f in (0, 164, 165, 31))
    sheet = record(0x200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))  # a DIMENSION that lies
    sheet += cell(0xFD, 0, 0, struct.pack("<I", 1)) + cell(0xFD, 0, 1, struct.pack("<I", 0))
    sheet += cell(0xFD, 0, 2, struct.pack("<I", 2)) + cell(0xFD, 0, 3, struct.pack("<I", 99))
    sheet += formula(1, 0, number(3.25)) + formula(1, 1, special(0))
    sheet += record(0x4BC, bytes(10)) + record(0x207, text8("结果"))
    sheet += formula(1, 2, special(1, 1)) + formula(1, 3, special(2, 0x17)) + formula(1, 4, special(3))
    sheet += cell(0x203, 2, 0, number(300000), 1) + cell(0x203, 2, 1, number(45726), 2)
    sheet += cell(0x203, 2, 2, number(45726), 3)
    sheet += record(0xBD, struct.pack("<HH", 3, 0) + struct.pack("<HIHI", 0, (80 << 2) | 2, 0, (8650 << 2) | 3)
                    + struct.pack("<H", 1))
    sheet += cell(0x27E, 3, 2, struct.pack("<I", ((-5 << 2) & 0xFFFFFFFF) | 2))
    sheet += bof(0x20) + cell(0x203, 0, 0, number(999)) + record(0x0A)  # an embedded chart
    sheet += cell(0xD6, 4, 0, text8("富文本") + struct.pack("<HHH", 1, 0, 1))
    sheet += cell(0x204, 4, 1, text8("标签")) + cell(0x205, 4, 2, b"\x2a\x01")
    sheet += record(0xE5, struct.pack("<HHHHH", 1, 5, 6, 0, 1))
    sheet += cell(0x203, 60000, 200, number(1))
    write("hard.xls", workbook(formats + xfs + sst, sheet))


def biff5():
    sheet = cell(0x204, 0, 0, struct.pack("<H", 8) + "项目名称".encode("gbk"))
    sheet += formula(1, 0, number(42)) + formula(1, 1, special(0))
    sheet += record(0x207, struct.pack("<H", 4) + "通过".encode("gbk"))
    sheet += cell(0xD6, 2, 0, struct.pack("<H", 4) + "富文".encode("gbk") + b"\x01\x00\x01")
    write("biff5.xls", workbook(record(0x42, struct.pack("<H", 936)), sheet, 0x0500, "BOOK"))
    write("biff5-macroman.xls",
          workbook(record(0x42, struct.pack("<H", 10000)),
                   cell(0x204, 0, 0, struct.pack("<H", 4) + b"caf\x8e"), 0x0500, "Book", b"\x01A"))


def refusals():
    write("filepass.xls", workbook(record(0x2F, struct.pack("<HHH", 1, 1, 1)), b""))
    write("word.doc.xls", compound(b"\xec\xa5", "WordDocument"))
    write("encrypted.xlsx", compound(bytes(64), "EncryptedPackage"))
    write("rights.xlsx", compound(bytes(64), "\x06DataSpaces"))
    write("nothing.xls", compound(bytes(64), "Contents"))
    whole = workbook(b"", cell(0x203, 0, 0, number(1)) + cell(0x203, 1, 0, number(2)))
    write("cut.xls", whole[:700])
    stream = bof(5) + record(0x85, struct.pack("<IBB", 0x7FFFFFF0, 0, 0) + text8("表", 1)) + record(0x0A)
    write("lying-offset.xls", compound(stream))


def old_cell(kind, row, column, data=b"", attributes=b"\0\0\0"):
    """A cell of BIFF2, with three bytes of attributes for an XF."""
    return record(kind, struct.pack("<HH", row, column) + attributes + data)


def old_formats(kind, codes):
    skip = b"" if kind == 0x1E else b"\0\0"
    return b"".join(record(kind, skip + bytes([len(code)]) + code) for code in codes)


def biff2():
    """Excel 2.0: cells name their format themselves; and Excel 2.1, with XFs,
    of which those beyond 62 need an IXFE record."""
    codes = [b"General", b"0.00", b"yyyy-mm-dd"]
    data = record(0x0009, struct.pack("<HH", 2, 0x10)) + record(0x42, struct.pack("<H", 936))
    data += old_formats(0x1E, codes)
    data += record(0x0000, struct.pack("<HHHH", 0, 2, 0, 3))
    data += record(0x24, struct.pack("<BBH", 5, 6, 0))        # columns without width
    data += record(0x08, struct.pack("<HHHHHBH", 7, 0, 0, 0, 0, 0, 0))   # a row without height
    data += old_cell(4, 0, 0, b"\x08" + "项目名称".encode("gbk"))
    data += old_cell(4, 0, 1, b"\x09cut")                      # longer than its record
    data += old_cell(3, 1, 0, number(7.5)) + old_cell(6, 1, 1, number(9) + b"\0\x03\x1e\x01\0")
    data += old_cell(2, 1, 2, struct.pack("<H", 40000), b"\0\2\0")
    data += old_cell(6, 2, 0, special(0) + b"\0\x03\x1e\x01\0") + record(0x21, bytes(14))
    data += record(0x07, b"\x04pass")
    data += old_cell(5, 2, 1, b"\x01\0") + old_cell(5, 2, 2, b"\x17\x01") + old_cell(1, 3, 0)
    write("biff2.xls", data + record(0x0A))
    data = record(0x0009, struct.pack("<HH", 2, 0x10)) + old_formats(0x1E, codes)
    data += b"".join(record(0x43, bytes([0, 0, 2 if i == 70 else 0, 0])) for i in range(80))
    data += old_cell(3, 0, 0, number(45726), b"\x05\2\0")      # by its XF no date
    data += record(0x44, struct.pack("<H", 70)) + old_cell(3, 0, 1, number(45726), b"\x3f\0\0")
    write("biff2-xf.xls", data + record(0x0A))


def biff3():
    data = record(0x0209, struct.pack("<HHH", 0, 0x10, 0)) + record(0x42, struct.pack("<H", 936))
    data += record(0x22, struct.pack("<H", 1)) + old_formats(0x1E, [b"General", b'yyyy"\xc4\xea"'])
    data += record(0x243, b"\0\0" + bytes(10)) + record(0x243, b"\0\1" + bytes(10))
    data += record(0x7D, struct.pack("<HHHHH", 3, 3, 2048, 0, 1))
    data += record(0x208, struct.pack("<HHHHHHHH", 5, 0, 1, 255, 0, 0, 0x20, 0))
    data += cell(0x204, 0, 0, struct.pack("<H", 8) + "项目名称".encode("gbk"))
    data += cell(0x27E, 1, 0, struct.pack("<I", (300000 << 2) | 2)) + cell(0x203, 1, 1, number(44264), 1)
    data += cell(0x206, 2, 0, special(0) + bytes(8)) + record(0x207, struct.pack("<H", 4) + "通过".encode("gbk"))
    data += cell(0x206, 2, 1, special(2, 0x07) + bytes(8)) + cell(0x203, 2, 2, number(1), 9)
    write("biff3.xls", data + record(0x0A))


def biff4():
    """A workspace of Excel 4: two sheets and a chart, formats in each; and a
    sheet without formats, which means the built-in ones."""
    def sheet(kind, codes, cells):
        xfs = b"".join(record(0x443, bytes([0, i]) + bytes(10)) for i in range(len(codes)))
        return record(0x0409, struct.pack("<HHH", 0, kind, 0)) + old_formats(0x41E, codes) + xfs + cells + record(0x0A)

    data = record(0x0409, struct.pack("<HHH", 0, 0x100, 0)) + record(0x42, struct.pack("<H", 936))
    sheets = (
            ("计划", sheet(0x10, [b"General", b"yyyy-mm-dd"],
                           cell(0x203, 0, 0, number(45726), 1) + cell(0x203, 0, 1, number(5), 0))),
            ("图表", sheet(0x20, [], b"")),
            ("合同", sheet(0x10, [b"yyyy-mm-dd", b"General"],
                           cell(0x203, 0, 0, number(45726), 1)
                           + cell(0x406, 0, 1, number(45727) + bytes(8), 0))))
    names = b"".join(record(0x85, bytes([4]) + name.encode("gbk")) for name, part in sheets)
    data += record(0x8E, struct.pack("<I", len(data) + 8 + len(names))) + names
    for name, part in sheets:
        raw = name.encode("gbk")
        data += record(0x8F, struct.pack("<IB", len(part), len(raw)) + raw) + part
    write("biff4w.xls", data + record(0x0A))
    data = record(0x0409, struct.pack("<HHH", 0, 0x10, 0)) + record(0x443, bytes([0, 14]) + bytes(10))
    write("biff4.xls", data + cell(0x203, 0, 0, number(45726)) + cell(0x203, 0, 1, number(1))[:9])


def rc4(key, length):
    """LENGTH bytes of the key's stream."""
    state, j, stream = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    while len(stream) < length:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        stream.append(state[(state[i] + state[j]) % 256])
    return bytes(stream)


def xor(data, stream):
    return bytes(a ^ b for a, b in zip(data, stream))


def encrypt(stream, key_of_block):
    """[MS-XLS] 2.2.10: the bytes of records but not their heads, nor BOF,
    FILEPASS and the place in BOUNDSHEET."""
    keys = b"".join(rc4(key_of_block(block), 1024) for block in range(len(stream) // 1024 + 1))
    result, at = bytearray(stream), 0
    while at < len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        plain = {0x0809: size, 0x2F: size, 0x85: 4}.get(kind, 0)
        for i in range(at + 4 + plain, at + 4 + size):
            result[i] ^= keys[i]
        at += 4 + size
    return bytes(result)


def protected():
    """Encrypted as Excel does where only the structure is protected, in the
    way of 97 and of 2003; and under a password that nobody told us."""
    salt, verifier = bytes(range(16)), bytes(range(100, 116))

    def old_key(word):
        digest = hashlib.md5(word.encode("utf-16-le")).digest()[:5]
        base = hashlib.md5((digest + salt) * 16).digest()[:5]
        return lambda block: hashlib.md5(base + struct.pack("<I", block)).digest()

    def new_key(block):
        base = hashlib.sha1(salt + "VelvetSweatshop".encode("utf-16-le")).digest()
        return hashlib.sha1(base + struct.pack("<I", block)).digest()[:5].ljust(16, b"\0")

    def save(file_name, filepass, key):
        cells = b"".join(cell(0x204, row, 0, text8("保护结构")) + cell(0x203, row, 1, number(row))
                         for row in range(100))
        names = ("台账", "附表")
        head = bof(5) + record(0x2F, filepass)
        size = len(head) + sum(10 + len(text8(name, 1)) for name in names) + 4
        sheet = bof(0x10) + cells + record(0x0A)
        for index, name in enumerate(names):
            head += record(0x85, struct.pack("<IBB", size + index * len(sheet), 0, 0) + text8(name, 1))
        write(file_name, compound(encrypt(head + record(0x0A) + sheet * 2, key)))

    for file_name, word in (("protected-97.xls", "VelvetSweatshop"), ("password-97.xls", "秘密")):
        key = old_key(word)
        check = xor(verifier + hashlib.md5(verifier).digest(), rc4(key(0), 32))
        save(file_name, struct.pack("<HHH", 1, 1, 1) + salt + check, key)
    header = struct.pack("<IIIIIIII", 4, 0, 0x6801, 0x8004, 40, 1, 0, 0) + "RC4\0".encode("utf-16-le")
    check = xor(verifier + hashlib.sha1(verifier).digest(), rc4(new_key(0), 36))
    save("protected-2003.xls", struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header
         + struct.pack("<I", 16) + salt + check[:16] + struct.pack("<I", 20) + check[16:], new_key)


def wrong_places():
    """The directory gives places where no sheet begins; the sheets follow."""
    head = bof(5) + b"".join(record(0x85, struct.pack("<IBB", 74, 0, 0) + text8(name, 1))
                             for name in ("甲", "乙")) + record(0x0A)
    sheets = b"".join(bof(0x10) + cell(0x203, 0, 0, number(value)) + bof(0x20) + record(0x0A)
                      + record(0x0A) for value in (1, 2))
    write("wrong-places.xls", compound(head + sheets))


def bare_biff5():
    """What scripts of web sites write: BIFF5 without a compound file."""
    data = record(0x0809, struct.pack("<HHHH", 0, 0x10, 0, 0))
    data += cell(0x204, 0, 0, struct.pack("<H", 8) + "项目名称".encode("gbk"))
    data += cell(0x203, 1, 0, number(86.5)) + old_cell(2, 1, 1, struct.pack("<H", 7))
    data += bof(0x20, 0x0500) + cell(0x203, 0, 0, number(999)) + record(0x0A)
    write("biff5-bare.xls", data + cell(0x6, 1, 2, number(3) + bytes(8)) + record(0x0A))


xlwt_types()
hard_cases()
biff5()
refusals()
biff2()
biff3()
biff4()
bare_biff5()
wrong_places()
protected()
