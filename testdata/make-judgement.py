#!/usr/bin/python3
"""Builds judgement/: ledgers of chance in which every field stands in every
state, and judgement.key, what county/judge.py makes of each check there.

    /usr/bin/python3 testdata/make-judgement.py

judgement.key: a line a project: its code and a letter a check, in the order that
the first line names them.  V 违规, S 疑点, H 提示, P 通过, D 未到期, N 不适用,
U 无法核查, ? where RULES.md leaves more than one reading.  As-of date 2026-03-31.
"""
import datetime as dt
import os
import random
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from county import writers  # noqa: E402
from county.book import Book, Col, County  # noqa: E402
from county.calendar import Calendar  # noqa: E402
from county.case import Ambiguous, Case  # noqa: E402
from county.checks import RULES  # noqa: E402
from county.fields import TYPES  # noqa: E402
from county.judge import decide  # noqa: E402
from county.truth import (DEPLOYMENTS, DONE, NONE_SAID, NOT_HERE, Doubt, Month,  # noqa: E402
                          Project)

N_TABLES, N_ROWS = 12, 40
LETTERS = {"违规": "V", "疑点": "S", "提示": "H", "通过": "P", "未到期": "D", "不适用": "N",
           "无法核查": "U"}
TEXTS = {
    "建设性质": ("新建", "扩建", "改造升级", "运行维护"), "投资方式": ("政府投资", "联合建设", "购买服务"),
    "项目状态": ("申报", "评审", "立项", "招标采购", "在建", "完工", "初验", "试运行", "已验收", "运行", "在用",
             "停用", "终止", "取消"),
    "技术评审意见": ("同意建设", "通过", "不同意", "未通过"),
    "采购方式": ("公开招标", "邀请招标", "竞争性谈判", "询价", "单一来源", "直接采购", "框架协议", "电子卖场"),
    "承建单位": ("甲信息技术有限公司", "乙软件有限公司", "丙科技有限公司"),
    "监理单位": ("甲信息技术有限公司", "乙监理有限公司"), "转包分包": ("部分分包", "转包", "违法分包"),
    "变更原因": ("上级部署调整", "技术方案完善优化", "业务发展需要", "材料涨价"),
    "验收结论": ("通过", "合格", "未通过", "不合格"), "密码应用": ("符合", "不合格"),
    "安全审查": ("通过", "未通过"), "软件测评": ("合格", "不合格", "通过"), "绩效结论": ("良好", "未达标"),
    "等保级别": ("二级", "三级", "第二级", "未定级"), "部署方式": tuple(DEPLOYMENTS),
    "决策依据": ("局长办公会纪要",), "立项批复": ("阳审批字〔2024〕3号",), "项目负责人": ("王建军",),
    "实施机构": ("信息中心",),
}
# 分: about the 30万元 threshold, within and beyond half a last digit
AMOUNTS = (29_999_999, 30_000_000, 30_000_000, 30_125_000, 30_120_000, 30_123_000, 30_124_999,
           31_000_000, 25_000_000, 40_000_000)
FIXED = ("项目编号", "项目名称", "建设单位", "项目年度", "建设内容", "建设类型", "建设目标", "是否涉密")
WORDS = "鸢尾 芍药 海棠 石榴 樱桃 核桃 板栗 银杏 泡桐 槐树 榆钱 柳絮 麦穗 谷子 高粱 荞麦".split()
MIXES = ((.85, .1, .02, .02), (.6, .2, .1, .06), (.4, .4, .1, .05))   # value, blank, 无, 不涉及


def any_value(field, rng):
    kind = TYPES[field]
    if kind == "A":
        if field == "变更金额":
            return rng.choice([0, 1_000_000, 2_000_000, 3_000_000, 3_100_000, -2_000_000])
        if field == "运维经费":
            return rng.choice([0, 500_000])
        if field == "已付金额":
            return rng.choice([0, 10_000_000, 30_000_000, 31_000_000])
        return 30_000 if rng.random() < 0.02 else rng.choice(AMOUNTS)
    if kind == "F":
        return rng.random() < 0.6
    if kind == "T":
        return rng.choice(TEXTS.get(field, ("已办理", "有", "已编制")))
    day = dt.date(2024, 1, 5) + dt.timedelta(rng.randint(0, 900))
    dice = rng.random()
    if field == "计划完工日期" or dice > 0.2:
        return day.toordinal()
    return DONE if dice < 0.06 else Month(day.year, day.month)


def any_state(field, mix, rng):
    value, blank, no, absent = mix
    dice = rng.random()
    if dice < value:
        return any_value(field, rng)
    dice -= value
    if dice < blank:
        return None
    dice -= blank
    if TYPES[field] == "F":
        return rng.random() < 0.5
    if dice < no:
        return NONE_SAID
    # Of an amount of change 不涉及 could be none or nothing said.
    if dice - no < absent and field != "变更金额":
        return NOT_HERE
    return {"T": None, "D": Doubt("待定"), "A": Doubt("约30万")}[TYPES[field]]


def any_project(number, fields, rng):
    kind = rng.choice(["系统", "平台", "设备采购", "运维服务", "租赁"])
    p = Project(f"Q-{number:04d}", f"{rng.choice(WORDS)}{rng.choice(WORDS)}{number}号{kind}", "",
                f"第{number}局", rng.choice([2023, 2024, 2025]), 50)
    mix = rng.choice(MIXES)
    p.truth.update({f: any_state(f, mix, rng) for f in fields})
    p.truth.update({"项目编号": p.code, "项目名称": p.name, "建设单位": p.unit, "项目年度": p.year,
                    "是否涉密": rng.random() < 0.03})
    if rng.random() < 0.85:
        p.truth["应急项目"] = rng.choice([False, None])
    return p


def any_columns(fields, everything, rng):
    share = 1 if everything else rng.choice([1, 0.9, 0.6])
    columns = [Col("项目编号", "项目编号"), Col("项目名称", "项目名称"), Col("建设单位", "建设单位")]
    columns += [Col(f, f) for f, odds in (("项目年度", 0.8), ("是否涉密", 0.5)) if rng.random() < odds]
    for field in fields:
        if rng.random() >= share:
            continue
        if TYPES[field] == "A":
            columns.append(Col(field, field + "（元）", style=rng.choice(["number", "own"])))
        else:
            columns.append(Col(field, field, style="p" if TYPES[field] == "D" else None))
    return columns


def outcome(case, rule, calendar):
    try:
        return LETTERS[decide(case, rule, calendar)[0]]
    except Ambiguous:
        return "?"


def main():
    root = os.path.join(HERE, "judgement")
    shutil.rmtree(root, ignore_errors=True)
    rng = random.Random(20240703)
    fields = [f for f in TYPES if f not in FIXED]
    county = County(root)
    for n in range(N_TABLES):
        book = Book(county, f"ledger{n:02d}.csv", writers.with_text("utf-8", newline="\n"), 2024,
                    unit="元", text=True)
        projects = [any_project(n * N_ROWS + i, fields, rng) for i in range(N_ROWS)]
        book.table(book.sheet("csv"), 0, 0, any_columns(fields, n == 0, rng), projects)
        book.finish()
    calendar = Calendar(os.path.join(HERE, "..", "templates", "holidays.csv"))
    with open(os.path.join(HERE, "judgement.key"), "w", encoding="utf-8") as f:
        f.write("\t".join(RULES) + "\n")
        for p in county.projects:
            case = Case(p, county.shown[id(p)])
            f.write(p.code + "\t" + "".join(outcome(case, r, calendar) for r in RULES.values()) + "\n")


if __name__ == "__main__":
    main()
