#!/usr/bin/python3
"""Writes the small workbooks of this folder: shapes that other programs write
and Excel reads, put together from XML by hand, and files that only look like
workbooks.  Same bytes every time.  What they must read as stands in
tests/book/test_hard_cases.c and test_refusals.c.
"""

import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


# ---- zip files by hand --------------------------------------------------------

class Entry:
    """One entry, with every field that a strange writer may get wrong."""

    def __init__(self, name, data, method=8, flags=0, crc=None, size=None, descriptor=False,
                 zip64=False):
        self.name = name.encode("utf-8")
        self.data = data if isinstance(data, bytes) else data.encode("utf-8")
        self.method, self.flags = method, flags | (8 if descriptor else 0)
        self.crc = zlib.crc32(self.data) if crc is None else crc
        self.size = len(self.data) if size is None else size
        self.descriptor, self.zip64 = descriptor, zip64
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.packed = packer.compress(self.data) + packer.flush() if method == 8 else self.data

    def local(self):
        crc, packed, size = (0, 0, 0) if self.descriptor else (self.crc, len(self.packed), self.size)
        extra = b""
        if self.zip64:
            extra = struct.pack("<HHQQ", 1, 16, size, packed)
            packed = size = 0xffffffff
        header = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45 if self.zip64 else 20, self.flags,
                             self.method, 0, 0x21, crc, packed, size, len(self.name), len(extra))
        tail = b""
        if self.descriptor:
            tail = struct.pack("<4sI" + ("QQ" if self.zip64 else "II"), b"PK\7\10", self.crc,
                               len(self.packed), self.size)
        return header + self.name + extra + self.packed + tail

    def central(self, offset):
        packed, size, extra = len(self.packed), self.size, b""
        if self.zip64:
            extra = struct.pack("<HHQQQ", 1, 24, size, packed, offset)
            packed = size = offset = 0xffffffff
        return struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 20, self.flags, self.method, 0,
                           0x21, self.crc, packed, size, len(self.name), len(extra), 0, 0, 0, 0,
                           offset) + self.name + extra


def zip_bytes(entries, before=b"", after=b"", end64=False, shifted=True):
    out = bytearray(before)
    shift = len(before) if shifted else 0
    directory = bytearray()
    for entry in entries:
        directory += entry.central(len(out) - shift)
        out += entry.local()
    start = len(out) - shift
    out += directory
    count, size = len(entries), len(directory)
    if end64:
        place = len(out) - shift
        out += struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
        out += struct.pack("<4sIQI", b"PK\6\7", 0, place, 1)
        count, size, start = 0xffff, 0xffffffff, 0xffffffff
    out += struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, size, start, 0)
    return bytes(out + after)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as stream:
        stream.write(data if isinstance(data, bytes) else data.encode("utf-8"))


# ---- packages -------------------------------------------------------------------

def rels(*triples, ns=PACKAGE + "/relationships"):
    return HEAD + '<Relationships xmlns="%s">%s</Relationships>' % (ns, "".join(
        '<Relationship Id="%s" Type="%s" Target="%s"/>' % triple for triple in triples))


def sheet_xml(data, before="", after="", ns=MAIN):
    return HEAD + '<worksheet xmlns="%s" xmlns:r="%s">%s<sheetData>%s</sheetData>%s</worksheet>' % (
        ns, RELS, before, data, after)


def strings_xml(*items):
    return HEAD + '<sst xmlns="%s">%s</sst>' % (MAIN, "".join(
        item if item.startswith("<si") else "<si><t>%s</t></si>" % item for item in items))


def styles_xml(*formats):
    """Cell format N has formats[N]: a built-in id or a code."""
    codes = [form for form in formats if isinstance(form, str)]
    escaped = [code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
               for code in codes]
    return HEAD + ('<styleSheet xmlns="%s"><numFmts count="%d">%s</numFmts>'
                   '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
                   '<borders count="1"><border/></borders>'
                   '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
                   '<cellXfs count="%d">%s</cellXfs></styleSheet>') % (
        MAIN, len(codes),
        "".join('<numFmt numFmtId="%d" formatCode="%s"/>' % (164 + i, code)
                for i, code in enumerate(escaped)),
        len(formats),
        "".join('<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0"/>'
                % (164 + codes.index(form) if isinstance(form, str) else form)
                for form in formats))


def parts(sheets, strings=None, styles=None, workbook_pr="", attributes=None, kind=WORKBOOK_TYPE):
    """The parts of an ordinary package, name -> text, in Excel's order."""
    attributes = attributes or ['name="Sheet%d"' % (i + 1) for i in range(len(sheets))]
    links = [("rId%d" % (i + 1), RELS + "/worksheet", "worksheets/sheet%d.xml" % (i + 1))
             for i in range(len(sheets))]
    if strings:
        links.append(("rId90", RELS + "/sharedStrings", "sharedStrings.xml"))
    if styles:
        links.append(("rId91", RELS + "/styles", "styles.xml"))
    result = {
        "[Content_Types].xml": HEAD + '<Types xmlns="%s/content-types">' % PACKAGE
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
          'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + '<Override PartName="/xl/workbook.xml" ContentType="%s"/>%s</Types>' % (kind, "".join(
              '<Override PartName="/xl/%s.xml" ContentType="application/vnd.openxmlformats-'
              'officedocument.spreadsheetml.%s+xml"/>' % (name, name)
              for name, text in (("sharedStrings", strings), ("styles", styles)) if text)),
        "_rels/.rels": rels(("rId1", RELS + "/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": HEAD + '<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets>'
                                  '</workbook>' % (MAIN, RELS, workbook_pr, "".join(
                                      '<sheet %s sheetId="%d" r:id="rId%d"/>' % (text, i + 1, i + 1)
                                      for i, text in enumerate(attributes))),
        "xl/_rels/workbook.xml.rels": rels(*links),
    }
    for i, sheet in enumerate(sheets):
        result["xl/worksheets/sheet%d.xml" % (i + 1)] = sheet
    if strings:
        result["xl/sharedStrings.xml"] = strings
    if styles:
        result["xl/styles.xml"] = styles
    return result


def entries_of(package, **options):
    return [Entry(name, data, **options) for name, data in package.items()]


def book(name, *args, **options):
    package = args[0] if isinstance(args[0], dict) else parts(*args, **options)
    write(name, zip_bytes(entries_of(package)))


def row(number, *cells):
    return '<row r="%d">%s</row>' % (number, "".join(cells))


def plain_sheet(text="你好", number="42"):
    return sheet_xml(row(1, '<c r="A1" t="inlineStr"><is><t>%s</t></is></c>' % text,
                         '<c r="B1"><v>%s</v></c>' % number))


# ---- cells ------------------------------------------------------------------------

def write_strings():
    items = [
        '<si><r><t>合同</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 金额</t></r></si>',
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
        '<si><t>  前后空格  </t></si>',
        '<si><t>一行_x000D_\n二行</t></si>',
        '<si><t>_x005F_x0041_ _x0041_ _x41_ _xD83D__xDE00_</t></si>',
        '<si><t>a &lt; b &amp;amp; c &#20013;&#x6587; &quot;q&quot;</t></si>',
        '<si><t><![CDATA[<不是标记> & ]]>后</t></si>',
        '<si/>',
        '<si><t/></si>',
        '<si><!-- 注 --><t>注<!-- 释 -->释</t><extLst><ext><t>不是</t></ext></extLst></si>',
        '<si><t>一\r\n二\r三</t></si>',
    ]
    cells = "".join(row(i + 1, '<c r="A%d" t="s"><v>%d</v></c>' % (i + 1, i))
                    for i in range(len(items)))
    book("strings.xlsx", [sheet_xml(cells)], strings_xml(*items))
    book("bad-strings.xlsx", [sheet_xml(row(
        1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>7</v></c>',
        '<c r="C1" t="s"><v>-1</v></c>', '<c r="D1" t="s"><v></v></c>'))],
        HEAD + '<sst xmlns="%s" count="99999999" uniqueCount="4294967295"><si><t>有</t></si></sst>'
        % MAIN)
    package = parts([sheet_xml(row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>5</v></c>'))],
                    strings_xml("丢"))
    del package["xl/sharedStrings.xml"]
    book("no-strings.xlsx", package)


def write_inline():
    cells = [
        '<c r="A1" t="inlineStr"><is><t>普通</t></is></c>',
        '<c r="A2" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r><rPh sb="0" eb="1"><t>读音</t></rPh></is></c>',
        '<c r="A4" t="inlineStr"><v>只有值</v></c>',
        '<c r="A5" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>',
        '<c r="A6" t="inlineStr"><is><t xml:space="preserve"> 保留 </t></is></c>',
        '<c r="A7" t="inlineStr"><is><t>甲_x000A_乙 &amp; 丙</t></is></c>',
        '<c r="A8" t="inlineStr"><is/></c>',
        '<c t="inlineStr" r="A9"><is><t>属性换序</t></is></c>',
        "<c r='A10' t='inlineStr' ><is><t >单引号</t ></is></c >",
    ]
    book("inline.xlsx", [sheet_xml("".join(row(i + 1, cell) for i, cell in enumerate(cells)))])


def write_formulas():
    cells = [
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="A2"><f>B9</f></c>',
        '<c r="A3"><f>B9</f><v></v></c>',
        '<c r="A4" t="str"><f>""</f><v></v></c>',
        '<c r="A5" t="str"><f>B9</f></c>',
        '<c r="A6" t="str"><f>"x"</f><v>结果 &amp; _x0041_</v></c>',
        '<c r="A7"><f t="shared" ref="A7:A8" si="0">A1*2</f><v>4</v></c>',
        '<c r="A8"><f t="shared" si="0"/><v>8.5</v></c>',
        '<c r="A9" t="b"><f>TRUE()</f><v>1</v></c>',
        '<c r="A10" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="A11" t="e"><v>#N/A</v></c>',
        '<c r="A12" t="b"><v>0</v></c>',
        '<c r="A13" cm="1"><f t="array" ref="A13:A14">SORT(B1:B2)</f><v>3</v></c>',
        '<c r="A14" t="str"><v></v></c>',
        '<c r="A15"><v></v></c>',
        '<c r="A16" t="b"><f>B9</f></c>',
        '<c r="A17"><f>IF(B1&gt;0,"a","b")</f><v>1E+2</v></c>',
        '<c r="A20"><v> 7 </v></c>',
        '<c r="A21"><v>0.1</v></c>',
        '<c r="A22"><v>123456789012345678</v></c>',
        '<c r="A23"><v>0.30000000000000004</v></c>',
        '<c r="A24"><v>-1.5E-3</v></c>',
        '<c r="A25" t="e"><f>B9</f></c>',
        '<c r="A26"><f><![CDATA[1<2]]></f><v>1</v></c>',
    ]
    book("formulas.xlsx", [sheet_xml("".join(row(i + 1, cell) for i, cell in enumerate(cells)))])


def write_odd_values():
    """What no program should write, and some do."""
    cells = ['<c r="A1"><v>12,5</v></c>', '<c r="A2"><v>1e999</v></c>',
             '<c r="A3" t="inlineStr"><t>裸文本</t></c>', '<c r="A4" t="d"><v>不是日期</v></c>',
             '<c r="A5" t="b"><v>也许</v></c>', '<c r="A6" t="未来"><v>值</v></c>',
             '<c r="A7" s="99"><v>7</v></c>', '<c r="$A$8"><v>8</v></c>', '<c r="a9"><v>9</v></c>',
             '<c r="A10" t="d"><v>-P1DT12H</v></c>', '<c r="A11" t="d"><v>PT</v></c>',
             '<c r="A12" t="d"><v>P1S1H</v></c>']
    book("odd-values.xlsx", [sheet_xml("".join(row(i + 1, cell)
                                               for i, cell in enumerate(cells)))])


def write_dates():
    formats = [0, 14, 22, 21, 46, 27, 31, 57, 32, "yyyy\"年\"", "[h]:mm", "[DBNum2][$-804]General",
               "0.0\"m\";[Red]-0.0\"m\"", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "@", 9, 43, "e\"年\"m\"月\""]
    cells = "".join('<c r="%s1" s="%d"><v>45476.5</v></c>' % (chr(65 + i), i)
                    for i in range(len(formats)))
    iso = row(2, '<c r="A2" t="d"><v>2024-07-03</v></c>',
              '<c r="B2" t="d"><v>2024-07-03T12:00:00</v></c>',
              '<c r="C2" t="d"><v>18:00:00</v></c>',
              '<c r="E2" t="d" s="1"><v>1900-01-01</v></c>',
              '<c r="F2" t="d"><v>PT36H30M0.000S</v></c>',
              '<c r="H2" t="d" s="1"><v>1899-12-30T06:00:00</v></c>')
    book("dates.xlsx", [sheet_xml('<row r="1">%s</row>' % cells + iso)],
         styles=styles_xml(*formats))
    book("dates-1904.xlsx", [sheet_xml(row(1, '<c r="A1" s="1"><v>0</v></c>',
                                           '<c r="B1" t="d" s="1"><v>1904-01-03</v></c>'))],
         styles=styles_xml(0, 14), workbook_pr='<workbookPr date1904="1"/>')


# ---- where cells are -----------------------------------------------------------------

def write_places():
    book("no-addresses.xlsx", [sheet_xml(
        '<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c></row>'
        '<row r="4"><c><v>41</v></c></row><row><c r="B5"><v>52</v></c><c><v>53</v></c></row>'
        '<row/><row><c><v>71</v></c></row>')])
    book("sparse.xlsx", [sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c><c r="XFE1"><v>3</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>4</v></c></row>'
        '<row r="1048577"><c r="A1048577"><v>5</v></c></row>'
        '<row r="16777217"><c r="A16777217"><v>6</v></c></row>',
        before='<dimension ref="A1:XFD1048576"/>'),
        sheet_xml('<row r="3"><c r="C3"><v>33</v></c></row>', before='<dimension ref="A1"/>')])
    book("unordered.xlsx", [sheet_xml(
        row(3, '<c r="C3"><v>33</v></c>', '<c r="A3"><v>31</v></c>')
        + row(1, '<c r="A1"><v>11</v></c>', '<c r="A1"><v>12</v></c>', '<c r="B1"><v>13</v></c>',
              '<c r="B1"/>')
        + row(3, '<c r="B3"><v>32</v></c>', '<c r="A3"><v>30</v></c>')
        + row(2, '<c r="A5"><v>51</v></c>', '<c r="A2"><v>21</v></c>'))])
    book("merges.xlsx", [sheet_xml(
        row(1, '<c r="A1" t="inlineStr"><is><t>标题</t></is></c>', '<c r="B1"><v>9</v></c>')
        + '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        + '<row r="3" ht="0" customHeight="1"/>',
        before='<cols><col min="2" max="3" width="12.5" hidden="1"/>'
               '<col min="5" max="5" width="0"/><col min="7" max="16384" width="8"/></cols>',
        after='<mergeCells count="99"><mergeCell ref="A1:C1"/><mergeCell ref="A5:D6"/>'
              '</mergeCells>'),
        plain_sheet(), plain_sheet(), plain_sheet()],
        attributes=['name="台账&amp;表"', 'name="隐" state="hidden"',
                    'name="深隐" state="veryHidden"', 'name="图"'])
    book("odd-merges.xlsx", [sheet_xml(
        row(1, '<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>', '<c r="C1"><v>3</v></c>'),
        after='<mergeCells count="99"><mergeCell ref="A1:B1"/><mergeCell ref="B1:D2"/>'
              '<mergeCell ref="A1:XFD1048577"/><mergeCell ref="oops"/></mergeCells>')],
        attributes=['name="表_x0041_"'])


# ---- XML -------------------------------------------------------------------------------

def write_xml():
    prefixed = parts([HEAD + '<x:worksheet xmlns:x="%s"><x:sheetData><x:row r="1"><x:c r="A1" '
                             't="s"><x:v>0</x:v></x:c><x:c r="B1"><x:f>1</x:f><x:v>42</x:v></x:c>'
                             '</x:row></x:sheetData></x:worksheet>' % MAIN],
                     HEAD + '<ns0:sst xmlns:ns0="%s"><ns0:si><ns0:t>你好</ns0:t></ns0:si></ns0:sst>'
                     % MAIN)
    prefixed["_rels/.rels"] = (
        '<ns0:Relationships xmlns:ns0="%s/relationships"><ns0:Relationship Id="a" Type="%s/'
        'officeDocument" Target="xl/workbook.xml"/></ns0:Relationships>' % (PACKAGE, RELS))
    prefixed["xl/workbook.xml"] = (
        '<x:workbook xmlns:x="%s" xmlns:q="%s"><x:sheets><x:sheet name="甲" sheetId="1" '
        'q:id="rId1"/></x:sheets></x:workbook>' % (MAIN, RELS))
    book("prefixed.xlsx", prefixed)
    strict = {name: text.replace(MAIN, STRICT).replace(RELS, STRICT_RELS)
              for name, text in parts([plain_sheet()]).items()}
    book("strict.xlsx", strict)
    beta = {name: text.replace("/spreadsheetml/2006/main", "/spreadsheetml/2006/5/main")
            .replace(RELS, RELS.replace("/2006/", "/2006/7/"))
            for name, text in parts([plain_sheet()]).items()}
    book("beta.xlsx", beta)
    package = parts([plain_sheet(), plain_sheet(), plain_sheet("caf\u00e9"), plain_sheet(),
                     plain_sheet()])
    numbered = "xl/worksheets/sheet%d.xml"
    package[numbered % 1] = package[numbered % 1].replace("UTF-8", "GBK").encode("gbk")
    package[numbered % 2] = package[numbered % 2].replace("UTF-8", "UTF-16").encode("utf-16")
    package[numbered % 3] = package[numbered % 3].replace("UTF-8", "ISO-8859-1").encode("latin-1")
    package[numbered % 4] = package[numbered % 4].replace("UTF-8", "GB2312").encode("gb18030")
    package[numbered % 5] = "\ufeff" + package[numbered % 5]
    book("encodings.xlsx", package)
    book("odd-xml.xlsx", [
        "\n  " + plain_sheet(),
        HEAD + '<?mso-application progid="Excel.Sheet"?><!-- a > b --><worksheet xmlns="%s" '
               'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
               '<mc:AlternateContent><mc:Choice Requires="x"><row r="9"><c r="A9"><v>9</v></c></row>'
               '</mc:Choice></mc:AlternateContent><sheetData note="a > b">\n <row r="1" >\n  '
               '<!-- c --><c r="A1" t="inlineStr"><is><t>你好</t></is></c>\n  <extLst><c r="C1">'
               '<v>3</v></c></extLst><c r="B1"  s="0" ><v>42</v></c></row></sheetData>'
               '<controls><from><row>77</row></from></controls></worksheet>\n' % MAIN])


# ---- packages ---------------------------------------------------------------------------

def write_packages():
    plain = parts([plain_sheet()])
    targets = parts([plain_sheet(), plain_sheet("二"), plain_sheet("三")])
    targets["_rels/.rels"] = rels(("x", RELS + "/officeDocument", "/weird/book.xml"))
    targets["weird/book.xml"] = targets.pop("xl/workbook.xml")
    del targets["xl/_rels/workbook.xml.rels"]
    targets["weird/_rels/book.xml.rels"] = rels(
        ("rId1", RELS + "/worksheet", "/xl/worksheets/sheet1.xml"),
        ("rId2", RELS + "/worksheet", "../xl/./worksheets/sheet2.xml"),
        ("rId3", RELS + "/worksheet", "..\\xl\\my%20sheet.xml"))
    targets["xl/my sheet.xml"] = targets.pop("xl/worksheets/sheet3.xml")
    book("targets.xlsx", targets)
    write("backslash.xlsx", zip_bytes([
        Entry(name.replace("/", "\\").replace("sheet1.xml", "SHEET1.XML").replace("[C", "[c"), data)
        for name, data in plain.items()]))
    write("descriptors.xlsx", zip_bytes(entries_of(plain, descriptor=True)))
    write("stored.xlsx", zip_bytes(entries_of(plain, method=0)))
    write("zip64.xlsx", zip_bytes(entries_of(plain, zip64=True, descriptor=True), end64=True))
    write("junk-around.xlsx", zip_bytes(entries_of(plain), before=b"junk " * 99, after=b"\r\n tail",
                                        shifted=True))
    write("junk-before-right.xlsx", zip_bytes(entries_of(plain), before=b"#!/bin/sh\n",
                                              shifted=False))
    write("ooxml.et", zip_bytes(entries_of(plain)))
    write("named.xls", zip_bytes(entries_of(plain)))
    package = parts([plain_sheet(), HEAD + '<chartsheet xmlns="%s"><sheetViews><sheetView '
                     'workbookViewId="0"/></sheetViews></chartsheet>' % MAIN,
                     plain_sheet(), plain_sheet()], kind=MACRO_TYPE)
    package["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", RELS + "/worksheet", "worksheets/sheet1.xml"),
        ("rId2", RELS + "/chartsheet", "worksheets/sheet2.xml"),
        ("rId3", RELS + "/dialogsheet", "worksheets/sheet3.xml"),
        ("rId4", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
         "worksheets/sheet4.xml"))
    package["xl/vbaProject.bin"] = b"\xcc\x61"
    book("macros.xlsm", package)
    package = parts([sheet_xml(row(1, '<c r="A1" t="str"><f>[1]表!A1</f><v>你好</v></c>',
                                   '<c r="B1"><f>[1]表!B1</f><v>42</v></c>'))])
    package["xl/externalLinks/externalLink1.xml"] = (
        HEAD + '<externalLink xmlns="%s" xmlns:r="%s"><externalBook r:id="rId1"/></externalLink>'
        % (MAIN, RELS))
    package["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels(
        ("rId1", RELS + "/externalLinkPath", "file:///etc/passwd\" TargetMode=\"External"))
    package["xl/_rels/workbook.xml.rels"] = package["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", '<Relationship Id="rId80" Type="%s/externalLink" Target="externalLinks/'
                            'externalLink1.xml"/></Relationships>' % RELS)
    book("external.xlsx", package)
    package = parts([plain_sheet()])
    package["_rels/.rels"] = rels(("a", RELS + "/officeDocument", "xl/workbook.xml"),
                                  ("b", RELS + "/custom-properties", "docProps/custom.xml"))
    package["docProps/custom.xml"] = (
        HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        'name="hecha-source-sha256"><vt:lpwstr>ab&amp;12</vt:lpwstr></property></Properties>')
    book("properties.xlsx", package)


def write_damaged():
    plain = parts([plain_sheet()])
    whole = zip_bytes(entries_of(plain))
    write("truncated.xlsx", whole[:-60])
    flipped = bytearray(zip_bytes(entries_of(plain, method=0)))
    flipped[flipped.index("你好".encode())] ^= 1
    write("bad-crc.xlsx", bytes(flipped))
    write("encrypted-entries.xlsx", zip_bytes(entries_of(plain, flags=1)))
    write("odd-method.xlsx", zip_bytes(entries_of(plain, method=12)))
    write("duplicate.xlsx", zip_bytes(
        entries_of(plain) + [Entry("xl/worksheets/sheet1.xml", plain_sheet("另一份"))]))
    entries = entries_of(plain)
    overlap = bytearray(zip_bytes(entries))
    second = overlap.index(b"PK\1\2", overlap.index(b"PK\1\2") + 4)
    overlap[second + 42:second + 46] = b"\0\0\0\0"
    write("overlap.xlsx", bytes(overlap))
    sheet = "xl/worksheets/sheet1.xml"
    write("bomb.xlsx", zip_bytes(entries_of(dict(plain, **{sheet: sheet_xml(
        "<row>" + " " * (20 << 20) + "</row>")}))))
    book("doctype.xlsx", dict(plain, **{sheet: plain_sheet().replace(
        "?>\n", '?>\n<!DOCTYPE lolz [<!ENTITY lol "lol">]>')}))
    book("deep.xlsx", dict(plain, **{sheet: "<a>" * 300 + "</a>" * 300}))
    book("bad-utf8.xlsx", dict(plain, **{sheet: plain_sheet().encode().replace(
        "你".encode(), b"\xff\xfe")}))
    book("control.xlsx", dict(plain, **{sheet: plain_sheet("\x01")}))
    book("entity.xlsx", dict(plain, **{sheet: plain_sheet("&nbsp;")}))
    book("unclosed.xlsx", dict(plain, **{sheet: plain_sheet().replace("</sheetData>", "")}))
    book("cut-xml.xlsx", dict(plain, **{sheet: plain_sheet()[:-30]}))
    book("unknown-encoding.xlsx", dict(plain, **{sheet: plain_sheet().replace("UTF-8", "klingon")}))
    book("odd-encoding.xlsx", dict(plain, **{sheet: plain_sheet().encode().replace(
        b"UTF-8", b"UT\xe4\x1b-8")}))
    book("long-target.xlsx", dict(plain, **{"xl/_rels/workbook.xml.rels":
        plain["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "表" * 100 + ".xml")}))
    book("no-sheet-part.xlsx", {name: text for name, text in plain.items() if name != sheet})


# ---- .xlsb ------------------------------------------------------------------------------

def binary(kind, data=b""):
    """A record of [MS-XLSB]: number and length in bytes of seven bits."""
    result = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(data)
    while size > 127:
        result += bytes([size & 127 | 128])
        size >>= 7
    return result + bytes([size]) + data


def wide(text):
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def binary_row(number, *cells, hidden=0):
    return binary(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * hidden, 0) + bytes(4)) + b"".join(cells)


def binary_cell(kind, column, data=b"", style=0):
    return binary(kind, struct.pack("<II", column, style) + data)


def binary_parts():
    long_text = "长" * 300
    sheet = binary(129) + binary(60, struct.pack("<IIIIH", 2, 3, 12 * 256, 0, 1)) + binary(145)
    sheet += binary_row(0, binary_cell(7, 0, struct.pack("<I", 0)), binary_cell(7, 1, struct.pack("<I", 1)),
                        binary_cell(6, 2, wide("在格内 😀")), binary_cell(62, 3, b"\1" + wide("富文本") + bytes(8)),
                        binary_cell(7, 4, struct.pack("<I", 99)), binary_cell(7, 16384, struct.pack("<I", 0)))
    sheet += binary_row(1, binary_cell(2, 0, struct.pack("<I", 8650 << 2 | 3)), binary_cell(5, 1, struct.pack("<d", 45726), 1),
                        binary_cell(4, 2, b"\1"), binary_cell(3, 3, b"\x17"), binary_cell(1, 4, b"", 1),
                        binary(16, struct.pack("<Id", 1, 45727)), binary(18, struct.pack("<II", 0, 0)), hidden=1)
    sheet += binary_row(2, binary_cell(9, 0, struct.pack("<d", 42) + bytes(10)),
                        binary_cell(8, 1, wide("通过") + bytes(10)), binary_cell(10, 2, b"\0" + bytes(10)),
                        binary_cell(11, 3, b"\x2a" + bytes(10)))
    sheet += binary(146) + binary(176, struct.pack("<IIII", 4, 5, 0, 1)) + binary(130)
    book_part = binary(131) + binary(153, struct.pack("<III", 1, 0, 0))
    for state, name, link in ((0, "台账", wide("rId1")), (2, "模块", struct.pack("<I", 0xFFFFFFFF)),
                              (1, "隐藏表", wide("rId1"))):
        book_part += binary(156, struct.pack("<II", state, 1) + link + wide(name))
    book_part += binary(156, struct.pack("<III", 0, 0, 4) + wide("rId1") + wide("早期"))
    strings = binary(159, struct.pack("<II", 3, 2))
    strings += binary(19, b"\0" + wide("项目名称 _x0041_")) + binary(19, b"\1" + wide(long_text) + bytes(8))
    styles = binary(44, struct.pack("<H", 164) + wide('yyyy"年"m"月"'))
    styles += binary(626) + binary(47, struct.pack("<HH", 0xFFFF, 14) + bytes(12)) + binary(627)
    styles += binary(617) + binary(47, bytes(16)) + binary(47, struct.pack("<HH", 0, 164) + bytes(12)) + binary(618)
    package = parts([""])
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        del package[name]
    package["[Content_Types].xml"] = package["[Content_Types].xml"].replace("/xl/workbook.xml", "/xl/workbook.bin") \
        .replace(WORKBOOK_TYPE, "application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    package["_rels/.rels"] = rels(("rId1", RELS + "/officeDocument", "xl/workbook.bin"))
    package["xl/_rels/workbook.bin.rels"] = rels(
        ("rId1", RELS + "/worksheet", "worksheets/sheet1.bin"), ("rId2", RELS + "/styles", "styles.bin"),
        ("rId3", RELS + "/sharedStrings", "sharedStrings.bin"))
    package.update({"xl/workbook.bin": book_part, "xl/worksheets/sheet1.bin": sheet,
                    "xl/sharedStrings.bin": strings, "xl/styles.bin": styles})
    return package


def write_binary():
    package = binary_parts()
    book("binary.xlsb", package)
    sheet = package["xl/worksheets/sheet1.bin"]
    book("binary-cut.xlsb", dict(package, **{"xl/worksheets/sheet1.bin": sheet[:-20]}))
    book("binary-long.xlsb", dict(package, **{"xl/worksheets/sheet1.bin":
                                              binary(129) + b"\0\xff\xff\xff\x7f"}))


# ---- what is no workbook, and text ----------------------------------------------------------

def write_others():
    write("html.xls", '\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1'
                      '</td></tr></table></html>')
    write("utf16-html.xls", "<HTML><body></body></HTML>".encode("utf-16"))
    write("xml2003.xls", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
                         '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    write("mhtml.xls", "MIME-Version: 1.0\nX-Document-Type: Workbook\n"
                       "Content-Type: multipart/related\n")
    write("page.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    write("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    write("empty.xlsx", b"")
    write("blank.csv", b"\r\n  \r\n")
    write("resource-fork.xlsx", b"\0\5\x16\7\0\2\0\0Mac OS X        ")
    lock = bytearray(b"\x05admin".ljust(55) + b"\x05\0" + "admin".encode("utf-16-le"))
    write("renamed-lock.xlsx", bytes(lock + b" \0" * 60)[:165])
    write("noise.xlsx", bytes((i * 7919 >> 3) & 0xff for i in range(2000)))
    document = parts([plain_sheet()])
    document["word/document.xml"] = "<w/>"
    document["_rels/.rels"] = rels(("a", RELS + "/officeDocument", "word/document.xml"))
    document["[Content_Types].xml"] = document["[Content_Types].xml"].replace(
        "/xl/workbook.xml", "/word/document.xml").replace("spreadsheetml.sheet", "wordprocessingml."
                                                          "document")
    for name in list(document):
        if name.startswith("xl/"):
            del document[name]
    book("document.xlsx", document)
    write("calc.xlsx", zip_bytes([
        Entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet", method=0),
        Entry("content.xml", "<x/>")]))
    write("archive.xlsx", zip_bytes([Entry("台账/一月.xlsx", "x")]))


def write_text():
    lines = "序号,项目名称,金额\r\n001,水库监测,12.5\r\n"
    write("gbk.csv", lines.encode("gb18030"))
    write("utf8.csv", lines)
    write("utf8-bom.csv", "\ufeff" + lines)
    write("utf16le-bom.csv", ("\ufeff" + lines.replace(",", "\t")).encode("utf-16-le"))
    write("utf16be-bom.csv", ("\ufeff" + lines).encode("utf-16-be"))
    write("utf16le.csv", lines.encode("utf-16-le"))
    write("utf16be.csv", lines.encode("utf-16-be"))
    write("semicolon.csv", lines.replace(",", ";"))
    write("tabs.tsv", lines.replace(",", "\t"))
    write("sep.csv", "sep=|\r\n" + lines.replace(",", "|"))
    write("cr.csv", lines.replace("\r\n", "\r"))
    note = "备注：" + "项目进展顺利" * 8
    write("cut-characters.csv", (lines + note).encode() + b",\xe5\x8d\n")
    write("long-utf16le.csv", (lines + "丁丂七丄丅丆万丈三上下丌不与\r\n" * 300).encode("utf-16-le"))
    write("padded.csv", lines.encode() + b"\0" * 100)
    write("named-csv.xls", lines.encode("gb18030"))
    write("quotes.csv", '名称,编号\n"含,逗号","行一\r\n行二"\n"双""引号",="00123"\n'
                        '6222021234567890123,110101199003071234\n短行\n,,第三列\n"未闭合,到底\n末')


if __name__ == "__main__":
    for function in (write_strings, write_inline, write_formulas, write_odd_values,
                     write_dates, write_places,
                     write_xml, write_packages, write_binary, write_damaged, write_others,
                     write_text):
        function()
