"""Rule packs as auditors leave them: made by openpyxl, with what people type
(numbers, a percentage, real dates) where hecha wrote text.

    /usr/bin/python3 make_rule_workbooks.py
"""
import datetime
import os

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
HEADS = ["标识", "名称", "级别", "对象", "适用", "违反", "说明", "停用", "除外", "基准"]


def workbook(rules, examples, parameters, holidays):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "办法"
    for row in (["键", "值", "说明"], ["标识", "edited", ""], ["系列", "edited", ""],
                ["名称", "改过的办法", ""], ["文号", "改〔2025〕1号", "文号照抄"],
                ["施行", datetime.date(2024, 7, 3), ""], ["废止", None, "没有废止"]):
        sheet.append(row)
    sheet = book.create_sheet("参数")
    sheet.append(["名称", "值", "说明"])
    for name, value, number_format in parameters:
        sheet.append([name, value])
        sheet.cell(sheet.max_row, 2).number_format = number_format
    sheet = book.create_sheet("规则")
    sheet.append(HEADS)
    sheet.append(["（说明行，不是规则）", "怎么称呼"])
    for rule in rules:
        sheet.append([rule.get(head) for head in HEADS])
    sheet = book.create_sheet("示例")
    sheet.append(["标识", "示例"])
    for example in examples:
        sheet.append(example)
    sheet = book.create_sheet("节假日")
    sheet.append(["日期", "类别", "名称"])
    for row in holidays:
        sheet.append(row)
    return book


LATE = {"标识": "late", "名称": "逾期备案", "级别": "违规", "对象": "审计；部门",
        "适用": "有(验收备案日期)", "基准": "验收日期",
        "违反": "验收备案日期 > 加工作日(验收日期, :备案工作日)",
        "说明": "{项目名称}于{验收日期}验收，\n{验收备案日期}才备案"}
OVER = {"标识": "over", "名称": "变更超限", "级别": "违规", "对象": "审计",
        "违反": "绝对值(变更金额) > 概算金额 × :调整比例"}
OFF = {"标识": "off", "名称": "停用的", "级别": "提示", "对象": "部门", "违反": "缺(申报表)",
       "停用": "本县不用申报表"}
ADDED = {"标识": "added", "名称": "新加的", "级别": "疑点", "对象": "审计",
         "违反": "缺(保密协议)\n或 缺(应急预案)",
         "除外": "建设单位 = '县应急局' | 另有规定\n建设性质 = '运行维护' | 不新签"}
PARAMETERS = [("备案工作日", 45, "General"), ("调整比例", 0.15, "0%"), ("截止", "10-31", "@")]
EXAMPLES = [
    ["late", "违规: 验收日期=2025-03-03; 验收备案日期=2025-05-10"],
    ["late", "通过: 验收日期=2025-03-03; 验收备案日期=2025-05-08"],
    ["late", "疑点（施行前）: 验收日期=2024-03-04; 验收备案日期=2024-06-30"],
    ["over", "通过: 变更金额=15万元; 概算金额=100万元"],
    ["over", "违规: 变更金额=15.1万元; 概算金额=100万元"],
    ["added", "疑点: 保密协议=有; 应急预案="],
    ["added", "不适用: 保密协议=; 应急预案=; 建设性质=运行维护"],
]
HOLIDAYS = [[datetime.date(2027, 1, 1), "放假", "元旦"], [None, None, None],
            ["2027-01-02", "workday", "调休"], ["2027/10/1", "放假", "国庆节"]]

workbook([LATE, OVER, OFF, ADDED], EXAMPLES, PARAMETERS, HOLIDAYS).save(
    os.path.join(HERE, "规则改过.xlsx"))
workbook([dict(LATE, 违反="验收备案日期 > 核查日\n且 缺(监理单为)")], [], PARAMETERS, []).save(
    os.path.join(HERE, "规则写错.xlsx"))
