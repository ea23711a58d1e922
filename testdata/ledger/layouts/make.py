#!/usr/bin/python3
"""Writes the layouts that `make check-mapping` measures on, and their truths.

Each layout is a workbook as a department might keep it and, beside it, a
.json of what it says: every header cell with its field (null: none of ours),
every project with the state, value and address of each of its cells.  The
truth comes from what is written here, never from what hecha reads.

work/ is what the mapping is developed on, measure/ is only measured: do not
tune to it.  Run in this directory; the output is the same every time.
"""
import datetime
import json
import os
import random
import sys

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

EPOCH = datetime.datetime(2026, 1, 1)

TYPES = {}
for line in """
A 概算金额 评审金额 预算金额 采购预算 中标金额 合同金额 变更金额 结算金额 决算金额 已付金额 运维经费
D 申报日期 技术评审日期 立项日期 预算批复日期 报备日期 采购公告日期 中标日期 合同日期 开工日期 计划完工日期 监理合同日期 建成日期 初验日期 验收日期 验收备案日期 最近付款日期 绩效评价日期 等保测评日期 应急演练日期 停用日期
F 是否涉密 申报表 列入年度计划 应急项目 自行实施 互联互通 要求涉密资质 重新申报 迁移上云 数据共享 业务协同
N 项目年度
""".split("\n"):
    parts = line.split()
    for name in parts[1:]:
        TYPES[name] = parts[0]


def kind(field):
    return TYPES.get(field, "T")


def address(row, col):
    """1-based."""
    return get_column_letter(col) + str(row)


# ---- projects ---------------------------------------------------------------

THINGS = ["河道水质在线监测系统", "村级光伏运行看板", "学生学籍核验平台", "门诊预约排队系统",
          "林区火情视频瞭望", "粮库温湿度采集平台", "道路照明远程控制", "房屋网签备案系统",
          "农机作业轨迹管理", "基层治理网格采集系统", "公共停车诱导平台", "档案数字化加工系统",
          "危化企业双预防平台", "文物安防联网工程", "信访件流转系统", "城乡供热监测平台",
          "食品溯源抽检系统", "人才公寓申请平台", "退役军人档案系统", "气象灾害叫应系统",
          "养老机构监管平台", "建筑扬尘监测系统", "公务用车调度平台", "矿山边坡位移监测"]
UNITS = ["阳城县水务局", "阳城县教育局", "阳城县卫生健康和体育局", "阳城县林业局", "阳城县交通运输局",
         "阳城县住房和城乡建设管理局", "阳城县农业农村局", "阳城县应急管理局", "阳城县文化和旅游局"]
FIRMS = ["山西云图科技有限公司", "晋城市数联信息技术有限公司", "太原华创软件有限公司", "北京远景数据股份有限公司"]
SUPERVISORS = ["太行信息监理有限公司", "山西正诚监理咨询有限公司", "中晋工程监理有限公司"]
TEXTS = {
    "建设类型": ["应用系统", "信息资源", "信息安全", "网络及软硬件支撑"],
    "建设性质": ["新建", "扩建", "改造升级", "运行维护"],
    "投资方式": ["政府投资", "购买服务", "联合建设"],
    "建设内容": ["建设采集前端与业务平台", "开发管理模块并接入现有数据", "购置服务器及安全设备"],
    "建设目标": ["实现全县联网", "提高办理效率"],
    "项目负责人": ["王建军", "李秀梅", "张晓东"],
    "实施机构": ["信息中心", "办公室", "项目专班"],
    "项目状态": ["已验收", "在建", "运行"],
    "决策依据": ["局党组会议纪要〔2024〕3号", "晋政办发〔2023〕11号"],
    "需求方案": ["已编制", "有"],
    "县政府批复": ["阳政函〔2024〕18号", "县政府第12次常务会同意"],
    "资金落实": ["县级财政", "上级专项"],
    "技术评审意见": ["通过", "同意建设", "原则同意"],
    "数据资源目录": ["已编制", "有"],
    "信息安全方案": ["有", "已编制"],
    "立项批复": ["阳行审批〔2024〕21号", "阳发改字〔2024〕7号"],
    "财政评审": ["已评审", "阳财评〔2024〕9号"],
    "采购方式": ["公开招标", "竞争性磋商", "单一来源", "询价"],
    "承建单位": FIRMS,
    "承建资质": ["信息系统集成三级", "CMMI3"],
    "转包分包": ["无"],
    "监理单位": SUPERVISORS,
    "监理资质": ["乙级", "信息系统工程监理乙级"],
    "变更原因": ["业务发展需要", "技术方案优化"],
    "变更备案": ["已备案"],
    "验收结论": ["合格", "通过"],
    "安全自主可控": ["符合", "已核查"],
    "密码应用": ["已采用商用密码", "符合"],
    "安全审查": ["通过", "已审查"],
    "软件测评": ["已测评", "通过"],
    "资源共享目录": ["已编制", "已提交"],
    "决算批复": ["阳财建〔2025〕6号"],
    "资产移交": ["已移交", "已入账"],
    "绩效评价": ["已开展", "已自评"],
    "绩效结论": ["良好", "优"],
    "整改情况": ["已整改"],
    "等保级别": ["二级", "三级"],
    "等保备案": ["14052220001", "已备案"],
    "密码评估": ["已通过"],
    "安全责任制": ["已建立"],
    "应急预案": ["已制定", "有"],
    "保密协议": ["已签订", "有"],
    "部署方式": ["县政务云", "阿里云", "自建机房", "晋城市政务云"],
    "安全风险评估": ["已完成评估", "有评估报告"],
    "迁移计划": ["有", "2026年底前迁移"],
    "运维制度": ["已制定", "有"],
    "停用论证": ["已论证"],
    "停用同意": ["同意"],
    "停用备案": ["已备案"],
    "资产处置": ["已处置"],
}
ORDER_DATES = ["申报日期", "技术评审日期", "立项日期", "预算批复日期", "报备日期", "采购公告日期", "中标日期",
               "合同日期", "监理合同日期", "开工日期", "计划完工日期", "建成日期", "初验日期", "验收日期",
               "验收备案日期", "最近付款日期", "绩效评价日期", "等保测评日期", "应急演练日期", "停用日期"]


def project(rng, number, unit=None, year=2024, blank=0.15):
    """field -> value: Decimal-ish yuan, date, bool, text; None is blank."""
    values = {}
    base = rng.randrange(18, 400) * 10000 + rng.choice([0, 0, 5000, 2500])
    amounts = {"概算金额": base, "评审金额": base - 10000, "预算金额": base - 10000,
               "采购预算": base - 10000, "中标金额": base - 30000, "合同金额": base - 30000,
               "变更金额": 5000, "结算金额": base - 25000, "决算金额": base - 20000,
               "已付金额": base - 60000, "运维经费": 20000}
    start = datetime.date(year, rng.randrange(1, 4), rng.randrange(1, 28))
    for i, name in enumerate(ORDER_DATES):
        values[name] = start + datetime.timedelta(days=17 * i)
    values.update(amounts)
    for name, t in TYPES.items():
        if t == "F":
            values[name] = rng.random() < 0.5
    for name, choices in TEXTS.items():
        values[name] = rng.choice(choices)
    values["是否涉密"] = False
    values["项目年度"] = year
    values["项目编号"] = "YC-%d-%03d" % (year, number)
    values["项目名称"] = THINGS[number % len(THINGS)] + ("" if number < len(THINGS) else "（%d期）" % (number // len(THINGS) + 1))
    values["建设单位"] = unit or rng.choice(UNITS)
    for name in list(values):
        if name not in ("项目编号", "项目名称", "建设单位", "项目年度") and rng.random() < blank:
            values[name] = None
    return values


# ---- writing ------------------------------------------------------------------


class Col:
    """A column: PATH from the outermost head to the leaf; FIELD or None."""

    def __init__(self, path, field=None, style="", fill=None, width=1):
        self.path = (path,) if isinstance(path, str) else tuple(path)
        self.field = field
        self.style = style
        self.fill = fill
        self.width = width   # columns that the leaf is merged over


def money_unit(col, caption):
    for text in reversed(col.path):
        for word, unit in (("亿元", 10 ** 8), ("万元", 10 ** 4), ("千元", 1000), ("元", 1)):
            if word in text:
                return unit
    return caption


def render(value, col, unit, rng):
    """(what the cell holds, state, value of the truth)."""
    t = kind(col.field)
    if value is None:
        return None, "空", None
    if isinstance(value, tuple):   # (raw, state, value)
        return value
    if t == "A":
        if col.style == "text":
            return "%g" % (value / unit), "值", round(float(value), 2)
        if col.style == "withunit":
            return "%g万元" % (value / 10000), "值", round(float(value), 2)
        if col.style == "comma":
            return "{:,.2f}".format(value / unit), "值", round(float(value), 2)
        return (value / unit if value % unit else value // unit), "值", round(float(value), 2)
    if t == "D":
        iso = value.isoformat()
        style = col.style or "real"
        if style == "mixed":
            style = rng.choice(["real", "dot", "cn", "slash", "iso", "month"])
        if style == "real":
            return datetime.datetime(value.year, value.month, value.day), "值", iso
        if style == "dot":
            return "%d.%d.%d" % (value.year, value.month, value.day), "值", iso
        if style == "cn":
            return "%d年%d月%d日" % (value.year, value.month, value.day), "值", iso
        if style == "slash":
            return "%d/%d/%d" % (value.year, value.month, value.day), "值", iso
        if style == "iso":
            return iso, "值", iso
        if style == "month":
            return "%d年%d月" % (value.year, value.month), "值", iso[:7]
        if style == "compact":
            return int(iso.replace("-", "")), "值", iso
    if t == "F":
        if col.style == "tick":
            return ("√" if value else "×"), "值", value
        return ("是" if value else "否"), "值", value
    if t == "N":
        return value, "值", value
    if value in ("无",):
        return value, "无", None
    return value, "值", value


class Layout:
    def __init__(self, split, name, ext="xlsx"):
        self.split, self.name, self.ext = split, name, ext
        self.rng = random.Random(name)
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.truth = {"file": name + "." + ext, "headers": [], "projects": []}

    def sheet(self, title, state="visible"):
        ws = self.book.create_sheet(title)
        ws.sheet_state = state
        return ws

    def header(self, ws, row, col, field):
        self.truth["headers"].append({"sheet": ws.title, "cell": address(row, col), "field": field})

    def save(self):
        out = os.path.join(self.split, self.truth["file"])
        os.makedirs(self.split, exist_ok=True)
        if self.ext == "xlsx":
            self.book.properties.created = self.book.properties.modified = EPOCH
            self.book.save(out)
            steady(out)
        elif self.ext == "xls":
            save_xls(self.book, out)
        else:
            save_csv(self.book, out, self.ext_encoding)
            for group in ("headers", "projects"):
                for entry in self.truth[group]:
                    entry["sheet"] = ""
        with open(os.path.join(self.split, self.name + ".json"), "w") as f:
            json.dump(self.truth, f, ensure_ascii=False, indent=0, sort_keys=True)
            f.write("\n")


def steady(path):
    """The same bytes every time: openpyxl stamps the clock into the zip."""
    import re
    import zipfile
    with zipfile.ZipFile(path) as z:
        parts = [(i.filename, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)


def save_xls(book, out):
    target = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for ws in book.worksheets:
        to = target.add_sheet(ws.title)
        merged = {}
        for r in ws.merged_cells.ranges:
            merged[(r.min_row, r.min_col)] = r
        for row in ws.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                style = day if isinstance(cell.value, datetime.datetime) else xlwt.Style.default_style
                r = merged.get((cell.row, cell.column))
                if r is not None:
                    to.write_merge(r.min_row - 1, r.max_row - 1, r.min_col - 1, r.max_col - 1, cell.value, style)
                else:
                    to.write(cell.row - 1, cell.column - 1, cell.value, style)
    target.save(out)


def save_csv(book, out, encoding):
    import csv
    ws = book.worksheets[0]
    with open(out, "w", encoding=encoding, newline="") as f:
        writer = csv.writer(f)
        for row in ws.iter_rows(values_only=True):
            writer.writerow(["" if v is None else v.strftime("%Y-%m-%d") if isinstance(v, datetime.datetime) else v for v in row])


def write_head(layout, ws, top, left, cols, merge=True):
    """Writes the header rows; returns the first row below."""
    depth = max(len(c.path) for c in cols)
    at = left
    places = []
    for c in cols:
        places.append(at)
        at += c.width
    for level in range(depth):
        i = 0
        while i < len(cols):
            c = cols[i]
            if level >= len(c.path):
                i += 1
                continue
            leaf = level == len(c.path) - 1
            j = i + 1
            if not leaf:
                while j < len(cols) and len(cols[j].path) > level + 1 and cols[j].path[:level + 1] == c.path[:level + 1]:
                    j += 1
            row, col = top + level, places[i]
            ws.cell(row, col, c.path[level])
            last_row = top + depth - 1 if leaf else row
            last_col = (places[j - 1] + cols[j - 1].width - 1) if not leaf else col + c.width - 1
            if merge and (last_row > row or last_col > col):
                ws.merge_cells(start_row=row, start_column=col, end_row=last_row, end_column=last_col)
            if leaf:
                layout.header(ws, row, col, c.field)
            i = j if not leaf else i + 1
    return top + depth, places


def write_rows(layout, ws, row, places, cols, projects, caption, start=1, unit="", year=0):
    """A project a row; returns the row below."""
    for n, p in enumerate(projects):
        fields = {}
        for c, col in zip(cols, places):
            if c.field is None:
                value = c.fill
                if value == "#":
                    value = start + n
                elif callable(value):
                    value = value(n, p)
                if value is not None:
                    ws.cell(row, col, value)
                continue
            raw, state, value = render(p.get(c.field), c, money_unit(c, caption), layout.rng)
            if raw is not None:
                cell = ws.cell(row, col, raw)
                if isinstance(raw, datetime.datetime):
                    cell.number_format = "yyyy/m/d"
            fields[c.field] = {"state": state, "value": value, "cell": address(row, col)}
        add_project(layout, ws, p, fields, unit, year)
        row += 1
    return row


def add_project(layout, ws, p, fields, unit, year):
    layout.truth["projects"].append({
        "sheet": ws.title, "code": p["项目编号"] if "项目编号" in fields else "",
        "name": p["项目名称"] if "项目名称" in fields else "",
        "unit": p["建设单位"] if "建设单位" in fields else unit,
        "year": p["项目年度"] if "项目年度" in fields else year, "fields": fields})


def title(ws, row, text, width, left=1):
    ws.cell(row, left, text)
    ws.merge_cells(start_row=row, start_column=left, end_row=row, end_column=left + width - 1)


def total_row(ws, row, places, cols, projects, caption, label="合计", label_col=0):
    ws.cell(row, places[label_col], label)
    for c, col in zip(cols, places):
        if c.field and kind(c.field) == "A":
            total = sum(p[c.field] for p in projects if isinstance(p.get(c.field), int))
            ws.cell(row, col, total / money_unit(c, caption))


# ---- layouts ---------------------------------------------------------------------

LAYOUTS = []


def layout(split, name, ext="xlsx", encoding="utf-8"):
    def register(function):
        def build():
            one = Layout(split, name, ext)
            one.ext_encoding = encoding
            function(one)
            one.save()
        LAYOUTS.append((name, build))
        return function
    return register


def projects(l, n, unit=None, year=2024, first=0, blank=0.15):
    return [project(l.rng, first + i, unit, year, blank) for i in range(n)]


def simple(l, sheet, cols, n=6, caption=10000, head="", lines=(), unit="", year=0, merge=True,
           own_unit=None, top=None, left=1, blank=0.15, foot=(), numbering=None):
    """Title, caption lines, header, rows, foot."""
    ws = l.sheet(sheet)
    width = sum(c.width for c in cols)
    row = top or 1
    if head:
        title(ws, row, head, width, left)
        row += 1
    for line in lines:
        for offset, text in line:
            ws.cell(row, left + (width - 1 if offset < 0 else offset), text)
        row += 1
    row, places = write_head(l, ws, row, left, cols, merge)
    if numbering:
        for i, col in enumerate(places):
            ws.cell(row, col, numbering(i))
        row += 1
    ps = projects(l, n, own_unit, blank=blank)
    row = write_rows(l, ws, row, places, cols, ps, caption, unit=unit, year=year)
    for line in foot:
        for offset, text in line:
            ws.cell(row, left + offset, text)
        row += 1
    return ws, row, places, ps


S = Col("序号", None, fill="#")


@layout("work", "w01-plain")
def _(l):
    simple(l, "2024年台账", [S, Col("项目编号", "项目编号"), Col("项目名称", "项目名称"), Col("建设单位", "建设单位"),
                          Col("预算金额（万元）", "预算金额"), Col("决算金额（万元）", "决算金额"), Col("监理单位", "监理单位"),
                          Col("开工日期", "开工日期"), Col("验收日期", "验收日期"), Col("验收备案日期", "验收备案日期"),
                          Col("部署方式", "部署方式"), Col("安全风险评估", "安全风险评估"), Col("备注", fill="")],
           head="阳城县2024年智慧城市建设项目台账", year=2024)


@layout("work", "w02-groups")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col(("资金情况", "概算"), "概算金额"), Col(("资金情况", "预算"), "预算金额"),
                     Col(("资金情况", "决算"), "决算金额"), Col(("监理", "单位"), "监理单位"), Col(("监理", "资质"), "监理资质"),
                     Col(("监理", "合同金额")), Col(("合同", "金额"), "合同金额"), Col(("合同", "签订时间"), "合同日期", "dot"),
                     Col(("验收", "时间"), "验收日期", "cn"), Col(("验收", "备案日期"), "验收备案日期", "slash"), Col(("验收", "结论"), "验收结论"),
                     Col("备注")],
           head="阳城县水务局2024年智慧城市建设项目台账", lines=[[(0, "填报单位：阳城县水务局"), (-1, "单位：万元")]],
           unit="阳城县水务局", year=2024, own_unit="阳城县水务局")


@layout("work", "w03-three-levels")
def _(l):
    simple(l, "Sheet1", [S, Col("项目编号", "项目编号"), Col("项目名称", "项目名称"),
                       Col(("前期", "立项", "批复文号"), "立项批复"), Col(("前期", "立项", "批复日期"), "立项日期", "mixed"),
                       Col(("前期", "技术评审", "意见"), "技术评审意见"), Col(("前期", "技术评审", "日期"), "技术评审日期", "mixed"),
                       Col(("实施", "采购", "方式"), "采购方式"), Col(("实施", "采购", "中标单位"), "承建单位"),
                       Col(("实施", "合同", "金额（万元）"), "合同金额"), Col(("实施", "合同", "签订日期"), "合同日期", "mixed"),
                       Col(("验收", "竣工验收", "日期"), "验收日期", "mixed"), Col(("验收", "竣工验收", "备案日期"), "验收备案日期", "mixed")],
           head="2024年度阳城县教育局信息化项目情况表", year=2024, unit="阳城县教育局", own_unit="阳城县教育局")


@layout("work", "w04-csv-groups", "csv")
def _(l):
    simple(l, "x", [Col("序号", fill="#"), Col("项目编号", "项目编号"), Col("项目名称", "项目名称"),
                  Col(("资金情况（万元）", "预算"), "预算金额"), Col(("资金情况（万元）", "决算"), "决算金额"),
                  Col("监理单位", "监理单位"), Col(("验收", "验收日期"), "验收日期", "iso"), Col(("验收", "备案日期"), "验收备案日期", "iso")],
           merge=False)


@layout("work", "w05-csv-gbk", "csv", "gb18030")
def _(l):
    simple(l, "x", [Col("项目编码", "项目编号"), Col("项目名称", "项目名称"), Col("项目建设单位", "建设单位"),
                  Col("预算金额(元)", "预算金额"), Col("合同价款(元)", "合同金额"), Col("合同签订日期", "合同日期", "iso"),
                  Col("实际开工日期", "开工日期", "iso"), Col("竣工日期", "建成日期", "iso")], caption=1)


@layout("work", "w06-numbering")
def _(l):
    simple(l, "台账", [S, Col("工程名称", "项目名称"), Col("业主单位", "建设单位"), Col("概算总投资", "概算金额"),
                     Col("财政评审金额", "评审金额"), Col("中标金额", "中标金额"), Col("中标单位", "承建单位"),
                     Col("合同工期", fill="90日历天"), Col("联系电话", fill="0356-4220000")],
           head="信息化项目一览表（2024年）", lines=[[(-1, "金额单位：元")]], caption=1, year=2024,
           numbering=lambda i: i + 1)


@layout("work", "w07-numbering-cn")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("年度", "项目年度"), Col("最高限价", "采购预算"), Col("成交金额", "中标金额"),
                     Col("成交供应商", "承建单位"), Col("成交日期", "中标日期", "compact")],
           lines=[[(0, "编制单位：阳城县林业局"), (4, "单位：千元")]], caption=1000, unit="阳城县林业局",
           numbering=lambda i: "甲乙"[i] if i < 2 else i - 1, own_unit="阳城县林业局")


@layout("work", "w08-totals")
def _(l):
    cols = [S, Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("预算(万元)", "预算金额"), Col("决算(万元)", "决算金额"),
            Col("累计已付(万元)", "已付金额")]
    ws = l.sheet("汇总台账")
    title(ws, 1, "阳城县2024年智慧城市项目台账", 6)
    row, places = write_head(l, ws, 2, 1, cols)
    everything = []
    for k, unit in enumerate(UNITS[:3]):
        ws.cell(row, 1, "一二三"[k])
        ws.cell(row, 2, unit)
        row += 1
        ps = projects(l, 3, unit, first=3 * k)
        row = write_rows(l, ws, row, places, cols, ps, 1, start=1, year=2024)
        total_row(ws, row, places, cols, ps, 1, "小计", 1)
        row += 1
        everything += ps
    total_row(ws, row, places, cols, everything, 1, "合 计", 0)
    ws.cell(row + 2, 1, "制表人：王某")
    ws.cell(row + 2, 4, "审核：李某")
    ws.cell(row + 3, 1, "说明：本表数据截至2024年12月31日。")


@layout("work", "w09-total-on-top")
def _(l):
    cols = [S, Col("项目名称", "项目名称"), Col("预算金额", "预算金额"), Col("合同金额", "合同金额"), Col("合同日期", "合同日期")]
    ws = l.sheet("台账")
    title(ws, 1, "阳城县应急管理局信息化项目台账", 5)
    ws.cell(2, 5, "单位：万元")
    row, places = write_head(l, ws, 3, 1, cols)
    ps = projects(l, 5, UNITS[7])
    total_row(ws, row, places, cols, ps, 10000, "合计", 1)
    write_rows(l, ws, row + 1, places, cols, ps, 10000, unit="阳城县应急管理局")


@layout("work", "w10-pages")
def _(l):
    cols = [S, Col("项目名称", "项目名称"), Col("建设内容", "建设内容"), Col("预算金额（万元）", "预算金额"), Col("开工时间", "开工日期", "dot"),
            Col("竣工时间", "建成日期", "dot")]
    ws = l.sheet("台账")
    row = 1
    for page in range(3):
        title(ws, row, "阳城县交通运输局2024年项目台账", 6)
        if page == 0:
            row, places = write_head(l, ws, row + 1, 1, cols)
        else:
            for c, col in zip(cols, places):
                ws.cell(row + 1, col, c.path[0])
            row += 2
        row = write_rows(l, ws, row, places, cols, projects(l, 4, UNITS[4], first=4 * page), 1, start=4 * page + 1,
                         unit=UNITS[4], year=2024)
        ws.cell(row, 1, "填表人：赵某")
        row += 2


@layout("work", "w11-stacked")
def _(l):
    ws = l.sheet("项目")
    title(ws, 1, "一、2023年项目", 5)
    one = [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("监理单位", "监理单位"), Col("验收日期", "验收日期")]
    row, places = write_head(l, ws, 2, 1, one)
    row = write_rows(l, ws, row, places, one, projects(l, 3, UNITS[0], 2023), 1, year=2023)
    title(ws, row + 1, "二、2024年项目", 5)
    two = [S, Col("项目编号", "项目编号"), Col("项目名称", "项目名称"), Col("合同金额（元）", "合同金额"), Col("部署位置", "部署方式"),
           Col("风险评估情况", "安全风险评估")]
    row, places = write_head(l, ws, row + 2, 1, two)
    write_rows(l, ws, row, places, two, projects(l, 3, UNITS[0], 2024, first=5), 1, year=2024)


@layout("work", "w12-beside")
def _(l):
    ws = l.sheet("两栏")
    cols = [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("开工日期", "开工日期")]
    title(ws, 1, "2024年项目台账", 9)
    for k in range(2):
        row, places = write_head(l, ws, 2, 1 + 5 * k, cols)
        write_rows(l, ws, row, places, cols, projects(l, 4, UNITS[0], first=4 * k), 1, year=2024, start=4 * k + 1)


@layout("work", "w13-beside-touching")
def _(l):
    ws = l.sheet("两栏")
    cols = [S, Col("项目名称", "项目名称"), Col("决算金额（万元）", "决算金额")]
    for k in range(2):
        row, places = write_head(l, ws, 1, 1 + 3 * k, cols)
        write_rows(l, ws, row, places, cols, projects(l, 4, UNITS[0], first=4 * k), 1, start=4 * k + 1)


@layout("work", "w14-blank-columns")
def _(l):
    ws = l.sheet("台账")
    cols = [Col("序号", fill="#"), Col("项目名称", "项目名称", width=2), Col("建设单位", "建设单位"), Col("预算金额（万元）", "预算金额", width=2),
            Col("开工日期", "开工日期"), Col("验收日期", "验收日期")]
    row, places = write_head(l, ws, 3, 2, cols)
    write_rows(l, ws, row, places, cols, projects(l, 5), 1)


@layout("work", "w15-offset")
def _(l):
    simple(l, "台账", [Col("项目名称", "项目名称"), Col("中标价（元）", "中标金额", "comma"), Col("中标供应商", "承建单位"),
                     Col("签约日期", "合同日期", "iso"), Col("备案时间", "验收备案日期", "iso"), Col("竣工验收时间", "验收日期", "iso")],
           caption=1, top=4, left=4)


@layout("work", "w16-merged-unit")
def _(l):
    ws = l.sheet("台账")
    cols = [S, Col("建设单位", "建设单位"), Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("承建单位", "承建单位")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k in range(3):
        ps = projects(l, 3, UNITS[k], first=3 * k)
        top = row
        row = write_rows(l, ws, row, places, cols, ps, 1, start=3 * k + 1)
        for r in range(top + 1, row):
            ws.cell(r, 2).value = None
        ws.merge_cells(start_row=top, start_column=2, end_row=row - 1, end_column=2)
        for p in l.truth["projects"][-3:]:
            p["fields"]["建设单位"]["cell"] = address(top, 2)


@layout("work", "w17-ditto")
def _(l):
    ws, row, places, ps = simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("采购方式", "采购方式"),
                                           Col("预算金额（万元）", "预算金额")], blank=0)
    for r, word in ((3, "同上"), (4, "〃"), (5, '"')):
        for col, field in ((3, "建设单位"), (4, "采购方式")):
            ws.cell(r, col, word)
            mine = l.truth["projects"][r - 2]
            above = l.truth["projects"][r - 3]
            mine["fields"][field]["value"] = above["fields"][field]["value"]
            if field == "建设单位":
                mine["unit"] = above["unit"]


@layout("work", "w18-hidden")
def _(l):
    ws, row, places, ps = simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("概算批复金额（万元）", "概算金额"), Col("决算审定金额（万元）", "决算金额"),
                                           Col("验收时间", "验收日期")])
    ws.row_dimensions[4].hidden = True
    ws.column_dimensions["C"].hidden = True
    ws2 = l.sheet("旧表", "hidden")
    cols = [S, Col("项目名称", "项目名称"), Col("验收日期", "验收日期")]
    row, places = write_head(l, ws2, 1, 1, cols)
    write_rows(l, ws2, row, places, cols, projects(l, 2, first=10), 1)


@layout("work", "w19-transposed")
def _(l):
    ws = l.sheet("台账")
    cols = [Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("预算金额（万元）", "预算金额"), Col("监理单位", "监理单位"),
            Col("开工日期", "开工日期", "dot"), Col("验收日期", "验收日期", "dot"), Col("部署方式", "部署方式")]
    ws.cell(1, 1, "2024年项目情况")
    ps = projects(l, 4)
    for i, c in enumerate(cols):
        ws.cell(i + 2, 1, c.path[0])
        l.header(ws, i + 2, 1, c.field)
    for n, p in enumerate(ps):
        fields = {}
        for i, c in enumerate(cols):
            raw, state, value = render(p.get(c.field), c, 10000, l.rng)
            if raw is not None:
                ws.cell(i + 2, n + 2, raw)
            fields[c.field] = {"state": state, "value": value, "cell": address(i + 2, n + 2)}
        add_project(l, ws, p, fields, "", 2024)


def form(l, ws, top, rows, p, unit="", year=0, width=4, caption=1):
    """ROWS: lists of (label, field, columns of the value)."""
    fields = {}
    for row in rows:
        col = 1
        for label, field, span in row:
            ws.cell(top, col, label)
            c = Col(label, field)
            if field is None:
                raw = "—"
            else:
                l.header(ws, top, col, field)
                raw, state, value = render(p.get(field), c, money_unit(c, caption), l.rng)
                fields[field] = {"state": state, "value": value, "cell": address(top, col + 1)}
            cell = ws.cell(top, col + 1)
            if raw is not None:
                cell.value = raw
                if isinstance(raw, datetime.datetime):
                    cell.number_format = "yyyy-mm-dd"
            if span > 1:
                ws.merge_cells(start_row=top, start_column=col + 1, end_row=top, end_column=col + span)
            col += 1 + span
        top += 1
    add_project(l, ws, p, fields, unit, year)
    return top


FORM = [[("项目名称", "项目名称", 3)],
        [("建设单位", "建设单位", 1), ("项目负责人", "项目负责人", 1)],
        [("建设性质", "建设性质", 1), ("投资方式", "投资方式", 1)],
        [("概算金额（万元）", "概算金额", 1), ("申报日期", "申报日期", 1)],
        [("联系电话", None, 1), ("资金来源", "资金落实", 1)],
        [("建设内容", "建设内容", 3)],
        [("建设目标", "建设目标", 3)]]


@layout("work", "w20-form")
def _(l):
    ws = l.sheet("申报表")
    title(ws, 1, "阳城县智慧城市建设项目申报表", 4)
    form(l, ws, 2, FORM, project(l.rng, 1, blank=0.1))


@layout("work", "w21-forms-in-one-sheet")
def _(l):
    ws = l.sheet("申报表")
    row = 1
    for k in range(3):
        title(ws, row, "阳城县智慧城市建设项目申报表", 4)
        row = form(l, ws, row + 1, FORM, project(l.rng, 5 + k, blank=0.1)) + 1


@layout("work", "w22-payments")
def _(l):
    ws = l.sheet("付款明细")
    title(ws, 1, "2024年项目付款明细表", 6)
    cols = [Col("序号"), Col("项目编号", "项目编号"), Col("项目名称", "项目名称"), Col("合同金额（元）", "合同金额"),
            Col("付款日期", "最近付款日期"), Col("本次付款金额（元）", "已付金额")]
    row, places = write_head(l, ws, 2, 1, cols)
    n = 0
    for k in range(3):
        p = project(l.rng, k)
        first = row
        total = 0
        for j in range(3):
            n += 1
            paid = 10000 * (j + 1 + k)
            day = datetime.datetime(2024, 3 + 2 * j, 10 + k)
            total += paid
            for col, value in zip(places, [n, p["项目编号"], p["项目名称"], p["合同金额"] or 300000, day, paid]):
                ws.cell(row, col, value)
            row += 1
        add_project(l, ws, p, {
            "项目编号": {"state": "值", "value": p["项目编号"], "cell": address(first, 2)},
            "项目名称": {"state": "值", "value": p["项目名称"], "cell": address(first, 3)},
            "合同金额": {"state": "值", "value": float(p["合同金额"] or 300000), "cell": address(first, 4)},
            "最近付款日期": {"state": "值", "value": "2024-07-%02d" % (10 + k), "cell": address(row - 1, 5)},
            "已付金额": {"state": "值", "value": float(total), "cell": address(row - 1, 6)}}, "", 2024)


@layout("work", "w23-payments-cumulative-merged")
def _(l):
    ws = l.sheet("支付")
    cols = [Col("序号"), Col("项目名称", "项目名称"), Col("支付日期", "最近付款日期"), Col("本次支付（万元）"), Col("累计支付（万元）", "已付金额")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k in range(2):
        p = project(l.rng, k)
        first = row
        for j in range(3):
            for col, value in zip(places, [k + 1 if j == 0 else None, p["项目名称"] if j == 0 else None,
                                           datetime.datetime(2024, 2 + 3 * j, 5), 10 + j, [10, 21, 33][j]]):
                if value is not None:
                    ws.cell(row, col, value)
            row += 1
        for col in (1, 2):
            ws.merge_cells(start_row=first, start_column=col, end_row=row - 1, end_column=col)
        add_project(l, ws, p, {
            "项目名称": {"state": "值", "value": p["项目名称"], "cell": address(first, 2)},
            "最近付款日期": {"state": "值", "value": "2024-08-05", "cell": address(row - 1, 3)},
            "已付金额": {"state": "值", "value": 330000.0, "cell": address(row - 1, 5)}}, "", 0)


@layout("work", "w24-contracts")
def _(l):
    ws = l.sheet("合同台账")
    cols = [Col("序号"), Col("项目名称", "项目名称"), Col("合同类型"), Col("乙方", "承建单位"), Col("合同金额（万元）", "合同金额"),
            Col("签订日期", "合同日期")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k in range(2):
        p = project(l.rng, k)
        first = row
        rows = [("承建合同", FIRMS[k], 120, datetime.datetime(2024, 5, 6)),
                ("监理合同", SUPERVISORS[k], 6, datetime.datetime(2024, 5, 1)),
                ("测评合同", "山西中测软件测评有限公司", 4, datetime.datetime(2024, 9, 1))]
        for j, (what, firm, amount, day) in enumerate(rows):
            for col, value in zip(places, [3 * k + j + 1, p["项目名称"], what, firm, amount, day]):
                ws.cell(row, col, value)
            row += 1
        add_project(l, ws, p, {
            "项目名称": {"state": "值", "value": p["项目名称"], "cell": address(first, 2)},
            "承建单位": {"state": "值", "value": FIRMS[k], "cell": address(first, 4)},
            "合同金额": {"state": "值", "value": 1200000.0, "cell": address(first, 5)},
            "合同日期": {"state": "值", "value": "2024-05-06", "cell": address(first, 6)},
            "监理单位": {"state": "值", "value": SUPERVISORS[k], "cell": address(first + 1, 4)},
            "监理合同日期": {"state": "值", "value": "2024-05-01", "cell": address(first + 1, 6)}}, "", 0)


@layout("work", "w25-no-ledgers")
def _(l):
    ws = l.sheet("统计")
    for r, line in enumerate([["各部门项目统计表"], ["序号", "部门", "项目个数", "预算合计（万元）", "占比"], [1, "水务局", 3, 120, "30%"],
                              [2, "教育局", 5, 280, "70%"]]):
        for c, v in enumerate(line):
            ws.cell(r + 1, c + 1, v)
    ws = l.sheet("填表说明")
    for r, line in enumerate([["填表说明"], ["字段名称", "填写说明", "是否必填"], ["项目名称", "填写项目全称", "是"],
                              ["预算金额", "按批复填写，单位万元", "是"], ["验收日期", "填写竣工验收日期", "否"]]):
        for c, v in enumerate(line):
            ws.cell(r + 1, c + 1, v)
    ws = l.sheet("字典")
    for r, line in enumerate([["采购方式", "部署方式", "建设性质"], ["公开招标", "县政务云", "新建"], ["询价", "阿里云", "扩建"]]):
        for c, v in enumerate(line):
            ws.cell(r + 1, c + 1, v)
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额")], n=2)


@layout("work", "w26-traps")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("项目编号", "项目编号"), Col("设计单位", fill="某设计院"), Col("招标代理机构", fill="某代理公司"),
                     Col("投资估算（万元）", fill=50), Col("批复概算（万元）", "概算金额"), Col("概算批复文号", fill="阳发改〔2024〕1号"),
                     Col("送审金额（万元）", fill=40), Col("财政评审审定金额（万元）", "评审金额"), Col("批复预算（万元）", "预算金额"),
                     Col("预算批复文号", fill="阳财〔2024〕8号"), Col("合同编号", fill="HT-01"), Col("合同总价（万元）", "合同金额"),
                     Col("合同签订日期", "合同日期", "iso"), Col("合同工期", fill="6个月"), Col("监理合同金额（万元）", fill=3),
                     Col("监理服务单位", "监理单位"), Col("计划开工日期", fill="2024-02-01"), Col("实际开工日期", "开工日期", "iso"),
                     Col("计划竣工日期", "计划完工日期", "iso"), Col("实际竣工日期", "建成日期", "iso"), Col("验收专家", fill="张某"),
                     Col("计划验收日期", fill="2024-12-01"), Col("竣工验收日期", "验收日期", "iso"), Col("验收报告", fill="有"),
                     Col("备案编号", fill="BA-001"), Col("验收备案时间", "验收备案日期", "iso"), Col("付款比例", fill="60%"),
                     Col("质保期", fill="1年"), Col("支付进度", fill="90%"), Col("联系电话", fill="13900000000"), Col("备注")])


@layout("work", "w27-linebreaks")
def _(l):
    simple(l, "台账", [S, Col("项 目 名 称", "项目名称"), Col("建设\n单位", "建设单位"), Col("预算金额\n（万元）", "预算金额"),
                     Col("决算\n金额\n(万元)", "决算金额"), Col("监 理\n单 位", "监理单位"), Col("开工\n日期", "开工日期"),
                     Col("竣工验收\n日 期", "验收日期"), Col("是否开展\n安全风险评估", "安全风险评估"), Col("备  注")])


@layout("work", "w28-fullwidth-notes")
def _(l):
    simple(l, "台账", [S, Col("＊项目名称（全称）", "项目名称"), Col("建设单位（盖章）", "建设单位"), Col("预算金额：万元", "预算金额"),
                     Col("开工日期（填写到日）", "开工日期"), Col("是否列入年度计划（是/否）", "列入年度计划"), Col("部署方式（政务云/公有云/自建机房）", "部署方式"),
                     Col("采购方式（公开招标、询价等）", "采购方式"), Col("验收时间（年/月/日）", "验收日期"), Col("是否签订保密协议", "保密协议")],
           caption=10000)


@layout("work", "w29-sheet-unit")
def _(l):
    for k in range(2):
        simple(l, UNITS[k], [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("监理公司", "监理单位")], n=3, unit=UNITS[k])


@layout("work", "w30-security")
def _(l):
    simple(l, "安全", [S, Col("系统名称", "项目名称"), Col("主管部门", fill="县政府"), Col("建设单位", "建设单位"), Col("等保级别", "等保级别"),
                     Col("等保备案证号", "等保备案"), Col("测评时间", "等保测评日期", "dot"), Col("是否密评", "密码评估"),
                     Col("网络安全责任制", "安全责任制"), Col("应急预案", "应急预案"), Col("应急演练时间", "应急演练日期", "dot"),
                     Col("部署位置", "部署方式"), Col("是否开展风险评估", "安全风险评估"), Col("是否有迁移计划", "迁移计划"),
                     Col("是否迁移上云", "迁移上云"), Col("是否数据共享", "数据共享"), Col("是否业务协同", "业务协同"), Col("年运维费（万元）", "运维经费")])


@layout("work", "w31-xls-groups", "xls")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col(("资金", "预算（万元）"), "预算金额"), Col(("资金", "决算（万元）"), "决算金额"),
                     Col(("时间节点", "开工"), "开工日期"), Col(("时间节点", "竣工"), "建成日期"), Col(("时间节点", "验收"), "验收日期"),
                     Col("监理单位", "监理单位")],
           head="阳城县文化和旅游局2024年信息化项目台账", unit="阳城县文化和旅游局", year=2024, own_unit=UNITS[8])


@layout("work", "w32-acceptance-parts")
def _(l):
    simple(l, "验收", [S, Col("项目名称", "项目名称"), Col("初步验收时间", "初验日期"), Col("最终验收时间", "验收日期"), Col("验收结果", "验收结论"),
                     Col("软硬件安全自主可控情况", "安全自主可控"), Col("密码应用情况", "密码应用"), Col("安全审查情况", "安全审查"), Col("软件测评报告", "软件测评"),
                     Col("资源共享目录清单", "资源共享目录"), Col("竣工验收备案时间", "验收备案日期"), Col("结算价（万元）", "结算金额"),
                     Col("竣工财务决算（万元）", "决算金额"), Col("决算批复文号", "决算批复"), Col("固定资产移交情况", "资产移交"), Col("绩效评价结果", "绩效结论"),
                     Col("是否开展绩效评价", "绩效评价"), Col("整改落实情况", "整改情况")])


@layout("work", "w33-plan-stage")
def _(l):
    simple(l, "年度计划", [S, Col("申报单位", "建设单位"), Col("项目名称", "项目名称"), Col("主要建设内容", "建设内容"), Col("建设依据", "决策依据"),
                       Col("申报时间", "申报日期", "cn"), Col("技术审核意见", "技术评审意见"), Col("评审日期", "技术评审日期", "cn"), Col("概算（万元）", "概算金额"),
                       Col("资金来源", "资金落实"), Col("项目性质", "建设性质"), Col("是否涉密", "是否涉密"), Col("是否应急项目", "应急项目"), Col("联系人及电话", fill="王某 0356")],
           head="2025年度阳城县智慧城市建设项目计划表", year=2025)


@layout("work", "w34-blank-rows")
def _(l):
    ws = l.sheet("台账")
    cols = [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("承建方", "承建单位")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k in range(4):
        row = write_rows(l, ws, row, places, cols, projects(l, 1, first=k), 1, start=k + 1) + 1 + (k == 1)


@layout("work", "w35-money-mixed")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("预算金额（元）", "预算金额", "comma"), Col("中标金额（万元）", "中标金额"), Col("合同金额", "合同金额", "withunit"),
                     Col("决算（元）", "决算金额", "text"), Col("已支付（万元）", "已付金额")])


@layout("work", "w36-section-rows")
def _(l):
    ws = l.sheet("台账")
    cols = [S, Col("项目名称", "项目名称"), Col("项目单位", "建设单位"), Col("概算投资（万元）", "概算金额"), Col("立项时间", "立项日期")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k, section in enumerate(["一、新建项目", "二、续建项目"]):
        title(ws, row, section, 5)
        row = write_rows(l, ws, row + 1, places, cols, projects(l, 3, first=3 * k), 1, start=1)


# ---- only measured: other words and other shapes ----------------------------------------


@layout("measure", "m01-budget-bureau")
def _(l):
    simple(l, "财政口径", [Col("序", fill="#"), Col("单位名称", "建设单位"), Col("项目", "项目名称"), Col("财政批复预算（万元）", "预算金额"), Col("财评审定数（万元）", "评审金额"),
                       Col("中标价（万元）", "中标金额"), Col("合同额（万元）", "合同金额"), Col("竣工决算额（万元）", "决算金额"), Col("累计拨付（万元）", "已付金额"),
                       Col("资金性质", "资金落实"), Col("备注")], year=0)


@layout("measure", "m02-process")
def _(l):
    simple(l, "流程台账", [S, Col("信息化项目名称", "项目名称"), Col("立项批复文号及日期"), Col("采购公告发布时间", "采购公告日期", "mixed"), Col("中标通知书时间", "中标日期", "mixed"),
                       Col("合同签署日期", "合同日期", "mixed"), Col("项目开工时间", "开工日期", "mixed"), Col("完工时间", "建成日期", "mixed"), Col("初验时间", "初验日期", "mixed"),
                       Col("终验时间", "验收日期", "mixed"), Col("验收报告备案日期", "验收备案日期", "mixed"), Col("监理机构", "监理单位"), Col("集成商", "承建单位")])


@layout("measure", "m03-groups-participants")
def _(l):
    simple(l, "项目", [S, Col("项目名称", "项目名称"), Col(("参建单位", "建设单位"), "建设单位"), Col(("参建单位", "承建单位"), "承建单位"), Col(("参建单位", "监理单位"), "监理单位"),
                     Col(("参建单位", "设计单位"), fill="某院"), Col(("投资（万元）", "概算"), "概算金额"), Col(("投资（万元）", "预算"), "预算金额"), Col(("投资（万元）", "合同"), "合同金额"),
                     Col(("投资（万元）", "决算"), "决算金额"), Col(("关键时间", "开工"), "开工日期", "dot"), Col(("关键时间", "完工"), "建成日期", "dot"), Col(("关键时间", "竣工验收"), "验收日期", "dot"),
                     Col(("关键时间", "验收备案"), "验收备案日期", "dot")], head="阳城县农业农村局2024年项目情况", unit="阳城县农业农村局", year=2024, own_unit=UNITS[6])


@layout("measure", "m04-cloud")
def _(l):
    simple(l, "上云情况", [S, Col("业务系统名称", "项目名称"), Col("系统部署方式", "部署方式"), Col("云安全风险评估情况", "安全风险评估"), Col("向政务云迁移计划", "迁移计划"),
                       Col("是否完成迁移上云", "迁移上云"), Col("网络安全等级保护级别", "等保级别"), Col("公安机关备案证明编号", "等保备案"), Col("等级测评时间", "等保测评日期"),
                       Col("商用密码应用安全性评估情况", "密码评估"), Col("网络安全应急预案", "应急预案"), Col("最近一次应急演练时间", "应急演练日期"), Col("年度运维费用（万元）", "运维经费")])


@layout("measure", "m05-traps")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("估算总投资（万元）", fill=60), Col("初步设计概算（万元）", "概算金额"), Col("预算送审价（万元）", fill=50), Col("预算评审价（万元）", "评审金额"),
                     Col("预算执行率", fill="80%"), Col("招标代理服务费（万元）", fill=1), Col("投标保证金（万元）", fill=1), Col("中标单位", "承建单位"), Col("中标单位联系人", fill="刘某"),
                     Col("合同价（万元）", "合同金额"), Col("合同尾款（万元）", fill=2), Col("合同履行期限", fill="1年"), Col("总监理工程师", fill="赵某"), Col("监理费（万元）", fill=2),
                     Col("监理单位名称", "监理单位"), Col("开工令编号", fill="KG1"), Col("开工日期", "开工日期"), Col("拟验收时间", fill="2024-10-01"), Col("验收申请日期", fill="2024-09-01"),
                     Col("验收时间", "验收日期"), Col("验收组长", fill="钱某"), Col("验收备案号", fill="YB-9"), Col("备案机关", fill="智慧办"), Col("质保金（万元）", fill=1), Col("竣工图", fill="有"),
                     Col("决算送审金额（万元）", fill=70), Col("审减金额（万元）", fill=3), Col("竣工决算审定金额（万元）", "决算金额"), Col("部署时间", fill="2024-05-01"), Col("系统访问地址", fill="http://x")])


@layout("measure", "m06-amount-yuan-text")
def _(l):
    simple(l, "采购台账", [Col("采购项目编号", "项目编号"), Col("采购项目名称", "项目名称"), Col("采购人", "建设单位"), Col("采购预算金额（元）", "采购预算", "comma"), Col("成交价（元）", "中标金额", "comma"),
                       Col("成交单位", "承建单位"), Col("采购方式", "采购方式"), Col("成交公告日期", "中标日期", "iso"), Col("合同签订时间", "合同日期", "iso"), Col("合同总金额（元）", "合同金额", "comma")],
           caption=1, head="政府采购项目台账")


@layout("measure", "m07-four-lines")
def _(l):
    simple(l, "附件1", [S, Col("项目名称", "项目名称"), Col("实施单位"), Col("计划投资（万元）"), Col("预算下达金额（万元）", "预算金额"), Col("工程进度", "项目状态"), Col("存在问题", fill="无")],
           lines=[[(0, "附件1")], [(0, "阳城县住房和城乡建设管理局信息化项目进展情况表")], [(0, "填报单位（盖章）：阳城县住房和城乡建设管理局"), (5, "填报日期：2024年11月5日")]],
           unit="阳城县住房和城乡建设管理局", own_unit=UNITS[5])


@layout("measure", "m08-transposed-groups")
def _(l):
    ws = l.sheet("对比")
    cols = [Col("项目名称", "项目名称"), Col("项目编号", "项目编号"), Col("概算金额（万元）", "概算金额"), Col("合同金额（万元）", "合同金额"), Col("竣工验收日期", "验收日期", "iso"),
            Col("验收备案日期", "验收备案日期", "iso"), Col("备注", None)]
    ps = projects(l, 3)
    for i, c in enumerate(cols):
        ws.cell(i + 3, 2, c.path[0])
        l.header(ws, i + 3, 2, c.field)
    for n, p in enumerate(ps):
        fields = {}
        for i, c in enumerate(cols):
            if c.field is None:
                continue
            raw, state, value = render(p.get(c.field), c, 10000, l.rng)
            if raw is not None:
                ws.cell(i + 3, n + 3, raw)
            fields[c.field] = {"state": state, "value": value, "cell": address(i + 3, n + 3)}
        add_project(l, ws, p, fields, "", 0)


@layout("measure", "m09-form-groups")
def _(l):
    ws = l.sheet("申请表")
    title(ws, 1, "信息化项目立项申请表", 5)
    p = project(l.rng, 3, blank=0)
    rows = [("基本信息", [("项目名称", "项目名称"), ("申报单位", "建设单位"), ("项目负责人", "项目负责人"), ("申报时间", "申报日期")]),
            ("资金情况", [("概算总投资（万元）", "概算金额"), ("资金来源", "资金落实")]),
            ("建设情况", [("建设性质", "建设性质"), ("主要建设内容", "建设内容"), ("部署方式", "部署方式")])]
    row = 2
    fields = {}
    for group, items in rows:
        ws.cell(row, 1, group)
        if len(items) > 1:
            ws.merge_cells(start_row=row, start_column=1, end_row=row + len(items) - 1, end_column=1)
        for label, field in items:
            ws.cell(row, 2, label)
            l.header(ws, row, 2, field)
            c = Col(label, field)
            raw, state, value = render(p[field], c, money_unit(c, 1), l.rng)
            cell = ws.cell(row, 3, raw)
            if isinstance(raw, datetime.datetime):
                cell.number_format = "yyyy-mm-dd"
            ws.merge_cells(start_row=row, start_column=3, end_row=row, end_column=5)
            fields[field] = {"state": state, "value": value, "cell": address(row, 3)}
            row += 1
    add_project(l, ws, p, fields, "", 0)


@layout("measure", "m10-form-inline")
def _(l):
    ws = l.sheet("登记卡")
    p = project(l.rng, 4, blank=0)
    fields = {}
    for i, (label, field) in enumerate([("项目名称", "项目名称"), ("建设单位", "建设单位"), ("采购方式", "采购方式"), ("承建单位", "承建单位")]):
        ws.cell(i + 1, 1, "%s：%s" % (label, p[field]))
        l.header(ws, i + 1, 1, field)
        fields[field] = {"state": "值", "value": p[field], "cell": address(i + 1, 1)}
    add_project(l, ws, p, fields, "", 0)


@layout("measure", "m11-csv-title", "csv", "utf-8-sig")
def _(l):
    simple(l, "x", [Col("序号", fill="#"), Col("项目名称", "项目名称"), Col("预算金额", "预算金额"), Col("采购方式", "采购方式"), Col("验收日期", "验收日期", "iso"), Col("验收备案日期", "验收备案日期", "iso")],
           lines=[[(0, "阳城县林业局2024年信息化项目台账")], [(0, "填报单位：阳城县林业局"), (3, "单位：万元")]], unit="阳城县林业局", year=2024, own_unit=UNITS[3])


@layout("measure", "m12-subtotals")
def _(l):
    cols = [S, Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("预算数", "预算金额"), Col("决算数", "决算金额")]
    ws = l.sheet("2024")
    title(ws, 1, "智慧城市项目预决算对照表（单位：万元）", 5)
    row, places = write_head(l, ws, 2, 1, cols)
    everything = []
    for k in range(2):
        ps = projects(l, 3, UNITS[k], first=3 * k)
        row = write_rows(l, ws, row, places, cols, ps, 10000, start=3 * k + 1, year=2024)
        total_row(ws, row, places, cols, ps, 10000, UNITS[k][3:] + "小计", 1)
        row += 1
        everything += ps
    total_row(ws, row, places, cols, everything, 10000, "总计", 1)
    ws.cell(row + 1, 1, "单位负责人：")
    ws.cell(row + 1, 3, "填表人：")
    ws.cell(row + 1, 5, "填报日期：2025年1月10日")


@layout("measure", "m13-merged-heads-below-title")
def _(l):
    simple(l, "总表", [S, Col("项目基本信息", None) if False else Col(("项目基本信息", "项目编码"), "项目编号"), Col(("项目基本信息", "项目名称"), "项目名称"), Col(("项目基本信息", "建设性质"), "建设性质"),
                     Col(("立项", "批复文号"), "立项批复"), Col(("立项", "批复时间"), "立项日期", "dot"), Col(("预算", "批复金额（万元）"), "预算金额"), Col(("预算", "批复时间"), "预算批复日期", "dot"),
                     Col(("招标采购", "采购方式"), "采购方式"), Col(("招标采购", "中标单位"), "承建单位"), Col(("招标采购", "中标金额（万元）"), "中标金额"), Col(("招标采购", "中标时间"), "中标日期", "dot"),
                     Col(("监理", "监理单位"), "监理单位"), Col(("监理", "合同时间"), "监理合同日期", "dot"), Col(("监理", "监理费（万元）"), fill=3), Col(("变更", "变更金额（万元）"), "变更金额"),
                     Col(("变更", "变更原因"), "变更原因"), Col(("变更", "备案情况"), "变更备案"), Col(("初验", "时间"), "初验日期", "dot"), Col(("验收", "时间"), "验收日期", "dot"), Col(("验收", "是否备案"), None) if False else Col(("验收", "备案时间"), "验收备案日期", "dot")],
           head="阳城县智慧城市建设项目全过程台账（2024年度）", year=2024)


@layout("measure", "m14-xls-plain", "xls")
def _(l):
    simple(l, "Sheet1", [S, Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("总预算（万元）", "预算金额"), Col("项目进展", "项目状态"), Col("竣工时间", "建成日期"), Col("验收情况", "验收结论")],
           blank=0)


@layout("measure", "m15-stacked-close")
def _(l):
    ws = l.sheet("合并表")
    one = [S, Col("项目名称", "项目名称"), Col("中标单位", "承建单位"), Col("合同金额（万元）", "合同金额")]
    row, places = write_head(l, ws, 1, 1, one)
    row = write_rows(l, ws, row, places, one, projects(l, 3), 1)
    two = [S, Col("系统名称", "项目名称"), Col("等保等级", "等保级别"), Col("部署环境", "部署方式"), Col("安全评估情况", "安全风险评估")]
    row, places = write_head(l, ws, row, 1, two)
    write_rows(l, ws, row, places, two, projects(l, 3, first=6), 1)


@layout("measure", "m16-om")
def _(l):
    simple(l, "运维", [S, Col("系统名称", "项目名称"), Col("使用单位", "建设单位"), Col("运维单位", fill="某公司"), Col("运维合同金额（万元）"), Col("运维起止时间", fill="2024.1-2024.12"), Col("运维管理制度", "运维制度"),
                     Col("系统运行状态", "项目状态"), Col("停用时间", "停用日期"), Col("停用专家论证意见", "停用论证"), Col("停用领导小组意见", "停用同意"), Col("停用备案情况", "停用备案"), Col("资产处置情况", "资产处置")], blank=0.3)


@layout("measure", "m17-two-names")
def _(l):
    simple(l, "明细", [S, Col("年度", "项目年度"), Col("项目名称", "项目名称"), Col("合同名称", fill="某合同"), Col("中标供应商名称", "承建单位"), Col("合同金额（元）", "合同金额"), Col("合同签订时间", "合同日期"), Col("验收日期", "验收日期")], caption=1)


@layout("measure", "m18-payments-by-name")
def _(l):
    ws = l.sheet("2024年拨付明细")
    cols = [Col("序号"), Col("项目名称", "项目名称"), Col("拨付日期", "最近付款日期"), Col("拨付金额（万元）", "已付金额"), Col("拨付文号")]
    row, places = write_head(l, ws, 1, 1, cols)
    n = 0
    names = [project(l.rng, k) for k in range(3)]
    sums = {}
    for j in range(3):
        for k, p in enumerate(names):
            n += 1
            for col, value in zip(places, [n, p["项目名称"], datetime.datetime(2024, 2 + 3 * j, 3 + k), 5 + j + k, "阳财〔2024〕%d号" % n]):
                ws.cell(row, col, value)
            sums.setdefault(k, []).append((row, 5 + j + k, "2024-%02d-%02d" % (2 + 3 * j, 3 + k)))
            row += 1
    for k, p in enumerate(names):
        last = sums[k][-1]
        add_project(l, ws, p, {
            "项目名称": {"state": "值", "value": p["项目名称"], "cell": address(sums[k][0][0], 2)},
            "最近付款日期": {"state": "值", "value": last[2], "cell": address(last[0], 3)},
            "已付金额": {"state": "值", "value": 10000.0 * sum(s[1] for s in sums[k]), "cell": address(last[0], 4)}}, "", 2024)


@layout("measure", "m19-yesno-ledger")
def _(l):
    simple(l, "合规自查表", [S, Col("项目名称", "项目名称"), Col("是否填报申报表", "申报表", "tick"), Col("是否列入年度计划", "列入年度计划", "tick"), Col("是否自行实施", "自行实施", "tick"),
                        Col("能否互联互通", "互联互通", "tick"), Col("是否编制数据资源目录", "数据资源目录"), Col("有无信息安全方案", "信息安全方案"), Col("是否要求涉密资质", "要求涉密资质", "tick"),
                        Col("有无转包分包", "转包分包"), Col("是否重新申报", "重新申报", "tick"), Col("是否制定应急预案", "应急预案"), Col("是否签订保密协议", "保密协议"), Col("是否建立运维管理制度", "运维制度")])


@layout("measure", "m20-wide")
def _(l):
    fields = list(TYPES) + list(TEXTS)
    cols = [S, Col("项目编号", "项目编号"), Col("项目名称", "项目名称"), Col("建设单位", "建设单位")]
    for f in fields:
        if f == "项目年度":
            continue
        cols.append(Col(f + ("（万元）" if kind(f) == "A" else ""), f, "iso" if kind(f) == "D" else ""))
    simple(l, "全字段", cols, n=3)



# ---- second batch: what else departments do ------------------------------------------------


@layout("work", "w37-unit-row-below")
def _(l):
    ws = l.sheet("台账")
    cols = [Col("序号", fill="#"), Col("项目名称", "项目名称"), Col("预算金额", "预算金额"), Col("合同金额", "合同金额"), Col("验收日期", "验收日期", "iso")]
    row, places = write_head(l, ws, 1, 1, cols)
    for col, text in ((3, "（万元）"), (4, "（元）"), (5, "（年/月/日）")):
        ws.cell(row, col, text)
    cols[2].path, cols[3].path = ("预算金额（万元）",), ("合同金额（元）",)
    write_rows(l, ws, row + 1, places, cols, projects(l, 4), 1)


@layout("work", "w38-filing-flag-and-date")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("是否验收"), Col("验收时间", "验收日期", "dot"), Col("是否备案"), Col("备案时间", "验收备案日期", "dot"),
                     Col("是否开展风险评估", "安全风险评估"), Col("风险评估时间")])


@layout("work", "w39-merged-project-rows")
def _(l):
    ws = l.sheet("项目合同台账")
    cols = [Col("序号"), Col("项目名称", "项目名称"), Col("概算金额（万元）", "概算金额"), Col("预算金额（万元）", "预算金额"), Col("合同类别"), Col("签约单位", "承建单位"),
            Col("合同金额（万元）", "合同金额"), Col("验收日期", "验收日期"), Col("部署方式", "部署方式"), Col("监理单位", "监理单位"), Col("采购方式", "采购方式")]
    row, places = write_head(l, ws, 1, 1, cols)
    for k in range(3):
        p = project(l.rng, k, blank=0)
        top = row
        for j, (what, firm, amount) in enumerate((("软件开发", FIRMS[k], 80), ("招标代理", "晋城招标代理公司", 2))):
            line = [k + 1, p["项目名称"], 110, 100, what, firm, amount, datetime.datetime(2024, 10, 2 + k), "县政务云", SUPERVISORS[k], "公开招标"]
            for i, value in enumerate(line):
                if j == 0 or i in (4, 5, 6):
                    ws.cell(row, i + 1, value)
            row += 1
        for col in (1, 2, 3, 4, 8, 9, 10, 11):
            ws.merge_cells(start_row=top, start_column=col, end_row=row - 1, end_column=col)
        value = lambda v, col: {"state": "值", "value": v, "cell": address(top, col)}
        add_project(l, ws, p, {"项目名称": value(p["项目名称"], 2), "概算金额": value(1100000.0, 3), "预算金额": value(1000000.0, 4),
                               "承建单位": value(FIRMS[k], 6), "合同金额": value(800000.0, 7), "验收日期": value("2024-10-%02d" % (2 + k), 8),
                               "部署方式": value("县政务云", 9), "监理单位": value(SUPERVISORS[k], 10), "采购方式": value("公开招标", 11)}, "", 0)


@layout("work", "w40-example-rows")
def _(l):
    ws = l.sheet("填报表")
    cols = [S, Col("项目名称", "项目名称"), Col("建设单位", "建设单位"), Col("预算金额（万元）", "预算金额")]
    row, places = write_head(l, ws, 1, 1, cols)
    for c, v in enumerate(["示例", "示例：智慧水利平台", "某局", 100]):
        ws.cell(row, c + 1, v)
    row = write_rows(l, ws, row + 1, places, cols, projects(l, 3), 1)
    for k in range(4):
        ws.cell(row + k, 1, 4 + k)
    ws.cell(row + 4, 2, "以下空白")
    ws.cell(row + 6, 1, "填报说明：1.预算金额按批复填写。")
    ws.cell(row + 7, 1, "2.项目名称填写全称。")


@layout("work", "w41-sections-are-units")
def _(l):
    ws = l.sheet("汇总")
    title(ws, 1, "2024年各部门信息化项目台账", 5)
    cols = [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("中标单位", "承建单位"), Col("验收时间", "验收日期")]
    row, places = write_head(l, ws, 2, 1, cols)
    for k in range(3):
        title(ws, row, "（%s）%s" % ("一二三"[k], UNITS[k]), 5)
        row = write_rows(l, ws, row + 1, places, cols, projects(l, 2, first=2 * k), 1, unit=UNITS[k], year=2024)


@layout("work", "w42-transposed-groups")
def _(l):
    ws = l.sheet("Sheet1")
    lines = [("基本情况", "项目名称", "项目名称"), ("基本情况", "建设单位", "建设单位"), ("资金（万元）", "预算", "预算金额"), ("资金（万元）", "决算", "决算金额"),
             ("验收", "时间", "验收日期"), ("验收", "备案时间", "验收备案日期"), ("部署", "方式", "部署方式")]
    ps = projects(l, 3)
    fields = [{} for _ in ps]
    for i, (group, leaf, field) in enumerate(lines):
        row = i + 1
        if i == 0 or lines[i - 1][0] != group:
            ws.cell(row, 1, group)
            last = max(j for j, x in enumerate(lines) if x[0] == group) + 1
            if last > row:
                ws.merge_cells(start_row=row, start_column=1, end_row=last, end_column=1)
        ws.cell(row, 2, leaf)
        l.header(ws, row, 2, field)
        for n, p in enumerate(ps):
            c = Col((group, leaf), field, "dot" if kind(field) == "D" else "")
            raw, state, value = render(p.get(field), c, money_unit(c, 1), l.rng)
            if raw is not None:
                ws.cell(row, n + 3, raw)
            fields[n][field] = {"state": state, "value": value, "cell": address(row, n + 3)}
    for p, f in zip(ps, fields):
        add_project(l, ws, p, f, "", 0)


@layout("work", "w43-form-placeholders")
def _(l):
    ws = l.sheet("申报表")
    title(ws, 1, "阳城县智慧城市建设项目申报表", 4)
    p = project(l.rng, 2, blank=0)
    row = form(l, ws, 2, [[("项目名称", "项目名称", 3)], [("申报单位", "建设单位", 1), ("建设性质", "建设性质", 1)],
                          [("资金来源", "资金落实", 1), ("概算金额（万元）", "概算金额", 1)], [("建设内容", "建设内容", 3)]], p)
    ws.cell(row, 1, "智慧办审核意见")
    l.header(ws, row, 1, "技术评审意见")
    ws.cell(row, 2, "\n\n            （盖章）\n            年   月   日")
    ws.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
    l.truth["projects"][0]["fields"]["技术评审意见"] = {"state": "空", "value": None, "cell": address(row, 2)}


@layout("work", "w44-form-values-below")
def _(l):
    ws = l.sheet("项目卡片")
    p = project(l.rng, 3, blank=0)
    fields = {}
    for block, names in enumerate((["项目名称", "建设单位", "采购方式"], ["概算金额", "合同金额", "决算金额"])):
        for i, field in enumerate(names):
            label = field + ("（万元）" if kind(field) == "A" else "")
            row = 1 + 2 * block
            ws.cell(row, i + 1, label)
            l.header(ws, row, i + 1, field)
            raw, state, value = render(p[field], Col(label, field), 10000, l.rng)
            ws.cell(row + 1, i + 1, raw)
            fields[field] = {"state": state, "value": value, "cell": address(row + 1, i + 1)}
    add_project(l, ws, p, fields, "", 0)


@layout("work", "w45-csv-three-levels", "csv")
def _(l):
    simple(l, "x", [Col("序号", fill="#"), Col("项目名称", "项目名称"), Col(("前期", "立项", "批复文号"), "立项批复"), Col(("前期", "立项", "批复日期"), "立项日期", "iso"),
                  Col(("前期", "预算", "批复金额（万元）"), "预算金额"), Col(("验收", "初验", "日期"), "初验日期", "iso"), Col(("验收", "终验", "日期"), "验收日期", "iso")], merge=False)


@layout("work", "w46-formula-numbering")
def _(l):
    simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("决算金额（万元）", "决算金额"), Col("差额", fill=0)],
           numbering=lambda i: ["1", "2", "3", "4", "5=3-4"][i])


@layout("work", "w47-sheet-of-codes-only")
def _(l):
    simple(l, "验收备案", [Col("项目编号", "项目编号"), Col("验收日期", "验收日期"), Col("备案日期", "验收备案日期"), Col("备案编号", fill="B-1")])


@layout("work", "w48-beside-different")
def _(l):
    ws = l.sheet("左右")
    one = [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("合同金额（万元）", "合同金额")]
    two = [S, Col("系统名称", "项目名称"), Col("部署方式", "部署方式"), Col("等保级别", "等保级别")]
    row, places = write_head(l, ws, 2, 1, one)
    write_rows(l, ws, row, places, one, projects(l, 5), 1)
    row, places = write_head(l, ws, 2, 6, two)
    write_rows(l, ws, row, places, two, projects(l, 3, first=10), 1)


@layout("measure", "m21-construction-style")
def _(l):
    simple(l, "在建项目", [Col("项次", fill="#"), Col("工程项目名称", "项目名称"), Col("建设地点", fill="县城"), Col("建设起止年限", fill="2023-2024"), Col("主要建设内容及规模", "建设内容"),
                       Col("批复总投资（万元）"), Col("概算批复金额（万元）", "概算金额"), Col("累计完成投资（万元）"), Col("累计支付金额（万元）", "已付金额"), Col("形象进度", "项目状态"),
                       Col("开工时间", "开工日期", "cn"), Col("计划竣工时间", "计划完工日期", "cn"), Col("施工单位", "承建单位"), Col("监理单位", "监理单位"), Col("责任单位", "建设单位"), Col("存在问题", fill="无")],
           lines=[[(0, "2024年信息化工程在建项目情况表")], [(0, "截止日期：2024年12月31日")]], year=2024)


@layout("measure", "m22-all-text-csv", "csv")
def _(l):
    simple(l, "x", [Col("项目代码", "项目编号"), Col("项目名称", "项目名称"), Col("申报部门", "建设单位"), Col("批复预算（元）", "预算金额", "comma"), Col("签约合同价（元）", "合同金额", "comma"),
                  Col("签约时间", "合同日期", "cn"), Col("竣工验收合格日期", "验收日期", "cn"), Col("竣工验收备案日期", "验收备案日期", "cn")])


@layout("measure", "m23-supervision-group-traps")
def _(l):
    simple(l, "建设管理", [S, Col("项目名称", "项目名称"), Col(("承建单位", "名称"), "承建单位"), Col(("承建单位", "资质"), "承建资质"), Col(("承建单位", "负责人"), fill="孙某"), Col(("监理单位", "名称"), "监理单位"),
                       Col(("监理单位", "资质"), "监理资质"), Col(("监理单位", "合同金额（万元）"), fill=4), Col(("监理单位", "合同签订日期"), "监理合同日期", "iso"), Col(("设计单位", "名称"), fill="某院"), Col(("设计单位", "合同金额（万元）"), fill=5),
                       Col(("合同", "编号"), fill="H1"), Col(("合同", "金额（万元）"), "合同金额"), Col(("合同", "签订日期"), "合同日期", "iso"), Col(("合同", "工期"), fill="90天"), Col(("变更", "金额（万元）"), "变更金额"), Col(("变更", "原因"), "变更原因")])


@layout("measure", "m24-year-columns")
def _(l):
    simple(l, "资金", [S, Col("项目名称", "项目名称"), Col("总预算（万元）", "预算金额"), Col(("年度预算安排（万元）", "2023年"), fill=10), Col(("年度预算安排（万元）", "2024年"), fill=20), Col(("已支付（万元）", "2023年"), fill=5),
                     Col(("已支付（万元）", "2024年"), fill=6), Col("未支付（万元）", fill=9), Col("支付率", fill="50%")])


@layout("measure", "m25-short-table")
def _(l):
    simple(l, "清单", [Col("项目名称", "项目名称"), Col("投资概算（万元）", "概算金额"), Col("备注")], n=2, head="阳城县应急管理局2025年信息化项目清单", year=2025, unit="阳城县应急管理局")


@layout("measure", "m26-forms-beside-titles")
def _(l):
    for k in range(2):
        ws = l.sheet("项目%d" % (k + 1))
        title(ws, 1, "政务信息化项目登记表", 4)
        ws.cell(2, 1, "填报单位：" + UNITS[k])
        ws.cell(2, 4, "单位：万元")
        form(l, ws, 3, [[("项目名称", "项目名称", 3)], [("项目编号", "项目编号", 1), ("项目类型", None, 1)], [("预算金额", "预算金额", 1), ("决算金额", "决算金额", 1)],
                        [("开工时间", "开工日期", 1), ("竣工验收时间", "验收日期", 1)], [("承建单位", "承建单位", 1), ("监理单位", "监理单位", 1)]], project(l.rng, 3 + k, UNITS[k]), unit=UNITS[k], caption=10000)


@layout("measure", "m27-late-header")
def _(l):
    ws = l.sheet("附表")
    for k in range(12):
        ws.cell(k + 1, 1, "第%d条 各部门应如实填报本部门信息化项目建设情况，数据截至年底。" % (k + 1))
    cols = [S, Col("项目名称", "项目名称"), Col("项目申报单位", "建设单位"), Col("最终验收日期", "验收日期", "slash"), Col("云部署方式", "部署方式")]
    row, places = write_head(l, ws, 15, 2, cols)
    write_rows(l, ws, row, places, cols, projects(l, 4), 1)


@layout("measure", "m28-xls-two-sheets", "xls")
def _(l):
    simple(l, "教育局", [S, Col("项目名称", "项目名称"), Col("财政预算（万元）", "预算金额"), Col("竣工决算（万元）", "决算金额")], n=4, unit="教育局")
    simple(l, "水务局", [S, Col("项目名称", "项目名称"), Col("财政预算（万元）", "预算金额"), Col("竣工决算（万元）", "决算金额")], n=4, unit="水务局")


@layout("work", "w49-departments-under-one-another")
def _(l):
    ws = l.sheet("汇总")
    cols = [S, Col("项目名称", "项目名称"), Col("预算金额", "预算金额"), Col("验收时间", "验收日期", "dot")]
    row = 1
    for k in range(3):
        title(ws, row, "%s信息化项目台账" % UNITS[k], 4)
        ws.cell(row + 1, 1, "填报单位：" + UNITS[k])
        ws.cell(row + 1, 4, "单位：" + ("万元", "元", "万元")[k])
        row, places = write_head(l, ws, row + 2, 1, cols)
        row = write_rows(l, ws, row, places, cols, projects(l, 2, first=2 * k), (10000, 1, 10000)[k], unit=UNITS[k]) + 1


@layout("work", "w50-small-table-below")
def _(l):
    ws, row, places, ps = simple(l, "台账", [S, Col("项目名称", "项目名称"), Col("预算金额（万元）", "预算金额"), Col("采购方式", "采购方式")], n=5)
    for r, line in enumerate([["类型", "数量", "金额（万元）"], ["应用系统", 3, 120], ["信息安全", 2, 60]]):
        for c, v in enumerate(line):
            ws.cell(row + 2 + r, c + 1, v)


@layout("work", "w51-sections-inherit")
def _(l):
    ws = l.sheet("Sheet1")
    title(ws, 1, "阳城县林业局2024年信息化项目台账", 4)
    ws.cell(2, 4, "单位：万元")
    cols = [S, Col("项目名称", "项目名称"), Col("概算金额", "概算金额"), Col("建设性质", "建设性质")]
    row = 3
    for k, text in enumerate(("一、新建项目情况", "二、续建项目情况")):
        title(ws, row, text, 4)
        row, places = write_head(l, ws, row + 1, 1, cols)
        row = write_rows(l, ws, row, places, cols, projects(l, 2, first=2 * k), 10000, unit="阳城县林业局", year=2024) + 1


@layout("measure", "m29-continued-pages")
def _(l):
    ws = l.sheet("汇总")
    cols = [S, Col("项目名称", "项目名称"), Col("主管部门", fill="县政府"), Col("建设单位", "建设单位"), Col("中标金额（万元）", "中标金额")]
    row = 1
    for page in range(2):
        title(ws, row, "智慧城市建设项目汇总表" + ("（续表）" if page else ""), 5)
        if page == 0:
            row, places = write_head(l, ws, row + 1, 1, cols)
        else:
            for c, col in zip(cols, places):
                ws.cell(row + 1, col, c.path[0])
            row += 2
        row = write_rows(l, ws, row, places, cols, projects(l, 3, first=3 * page), 1, start=3 * page + 1)
        ws.cell(row, 1, "第%d页 共2页" % (page + 1))
        row += 1


def fixed(l, ws, p, lines, unit="", year=0, labels=None):
    """A form from lines of (label, field, raw, state, value, row, column)."""
    fields = {}
    for label, field, raw, state, value, row, col in lines:
        ws.cell(row, col, label)
        if field:
            l.header(ws, row, col, field)
            fields[field] = {"state": state, "value": value, "cell": address(row, col + 1)}
        cell = ws.cell(row, col + 1, raw)
        if isinstance(raw, datetime.datetime):
            cell.number_format = "yyyy-mm-dd"
    add_project(l, ws, p, fields, unit, year)


@layout("work", "w52-form-boxes")
def _(l):
    ws = l.sheet("申报表")
    p = project(l.rng, 6, UNITS[1])
    title(ws, 1, "附件：阳城县智慧城市建设项目申报表", 4)
    name = p["项目名称"]
    fixed(l, ws, p, [
        ("项 目 名 称", "项目名称", name, "值", name, 2, 1),
        ("申报单位（盖章）", "建设单位", UNITS[1], "值", UNITS[1], 3, 1),
        ("项目类别", "建设类型", "□应用系统 ☑信息资源 □信息安全", "值", "信息资源", 4, 1),
        ("项目性质", "建设性质", "☑新建 □扩建 □改造升级 □运行维护", "值", "新建", 5, 1),
        ("投资方式", "投资方式", "政府投资", "值", "政府投资", 6, 1),
        ("是否涉密", "是否涉密", "□是 ☑否", "值", False, 7, 1),
        ("传真", None, "0356-1", "", None, 3, 3),
        ("手机", None, "13900000000", "", None, 4, 3),
        ("概算总投资", "概算金额", "96万元", "值", 960000.0, 5, 3),
        ("资金来源", "资金落实", "县级财政", "值", "县级财政", 6, 3),
        ("单位意见", None, "同意申报", "", None, 8, 1)])
    del l.truth["projects"][0]["fields"]["项目名称"]
    l.truth["projects"][0]["fields"]["项目名称"] = {"state": "值", "value": name, "cell": "B2"}


@layout("work", "w53-forms-beside")
def _(l):
    ws = l.sheet("卡片")
    for k in range(2):
        p = project(l.rng, 3 + k, UNITS[k], blank=0)
        lines = []
        for r, (label, field) in enumerate((("项目名称", "项目名称"), ("建设单位", "建设单位"), ("采购方式", "采购方式"), ("承建单位", "承建单位"))):
            lines.append((label, field, p[field], "值", p[field], r + 1, 1 + 3 * k))
        fixed(l, ws, p, lines)


@layout("measure", "m30-form-groups-left")
def _(l):
    ws = l.sheet("登记表")
    title(ws, 1, "阳城县信息化项目登记表（2024年度）", 5)
    p = project(l.rng, 2, blank=0)
    rows = [("项目", [("名称", "项目名称"), ("编号", "项目编号"), ("负责人", "项目负责人")]),
            ("合同", [("金额（万元）", "合同金额"), ("签订日期", "合同日期")]),
            ("监理", [("单位", "监理单位"), ("合同日期", "监理合同日期")]),
            ("验收", [("时间", "验收日期"), ("结论", "验收结论"), ("备案时间", "验收备案日期")])]
    fields, row = {}, 2
    for group, items in rows:
        ws.cell(row, 1, group)
        ws.merge_cells(start_row=row, start_column=1, end_row=row + len(items) - 1, end_column=1)
        for label, field in items:
            ws.cell(row, 2, label)
            if field:
                l.header(ws, row, 2, field)
                raw, state, value = render(p[field], Col(label, field), 10000, l.rng)
                cell = ws.cell(row, 3, raw)
                if isinstance(raw, datetime.datetime):
                    cell.number_format = "yyyy-mm-dd"
                fields[field] = {"state": state, "value": value, "cell": address(row, 3)}
            ws.merge_cells(start_row=row, start_column=3, end_row=row, end_column=5)
            row += 1
    add_project(l, ws, p, fields, "", 2024)


@layout("work", "w54-form-half-filled")
def _(l):
    ws = l.sheet("申报表")
    p = project(l.rng, 8, blank=0)
    title(ws, 1, "智慧城市建设项目申报表", 4)
    fields = {}
    parts = [("〔基本情况〕", [[("项目名称", "项目名称", True)], [("建设单位", "建设单位", True), ("项目负责人", "项目负责人", False)]]),
             ("〔申报与计划〕", [[("申报日期", "申报日期", False), ("资金来源", "资金落实", True)]]),
             ("〔立项与预算〕", [[("概算金额（万元）", "概算金额", False), ("预算金额（万元）", "预算金额", False)]])]
    row = 2
    for part, lines in parts:
        title(ws, row, part, 4)
        row += 1
        for line in lines:
            for k, (label, field, filled) in enumerate(line):
                col = 1 + 2 * k
                ws.cell(row, col, label)
                l.header(ws, row, col, field)
                raw, state, value = render(p[field] if filled else None, Col(label, field), 10000, l.rng)
                if raw is not None:
                    ws.cell(row, col + 1, raw)
                fields[field] = {"state": state, "value": value, "cell": address(row, col + 1)}
            row += 1
    title(ws, row, "申报单位（盖章）        负责人（签字）        年    月    日", 4)
    add_project(l, ws, p, fields, "", 0)


def main():
    only = sys.argv[1:]
    for name, build in LAYOUTS:
        if not only or name in only:
            build()
    print(len(LAYOUTS))


main()
