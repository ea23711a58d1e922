"""Checks of the ledger itself (L-…) and across projects (9-duplicate, 13-split)."""
from .case import AS_OF, View, places
from .fields import DOUBT, TYPES, VALUE
from .judge import exempt

IDS = ["9-duplicate", "13-split", "L-paid-over-contract", "L-settlement-over-contract", "L-date-order",
       "L-future-date", "L-total-mismatch", "L-conflict", "L-duplicate-code", "L-unit-suspect",
       "L-unreadable"]
ORDER = ("申报日期 技术评审日期 立项日期 采购公告日期 中标日期 合同日期 开工日期 建成日期 初验日期 "
         "验收日期 验收备案日期").split()
# pairs that another check reports, where it does
REPORTED = {("技术评审日期", "立项日期"): "10-review-after-approval",
            ("中标日期", "合同日期"): "15-built-before-tender",
            ("中标日期", "开工日期"): "15-built-before-tender",
            ("初验日期", "验收日期"): "21-no-preliminary"}


def finding(case, rid, level, fields, amount=None):
    cells = [places(case, f) for f in fields]
    return {"rule": rid, "level": level, "amount": amount, "cells": cells}


def of_project(case, outcomes, calendar):
    if exempt(case, "L-"):
        return []
    found, v = [], View(case, {}, calendar)
    fen, conflicted = v.fen, case.conflicts
    change = fen("变更金额") or 0
    if fen("已付金额") is not None and not conflicted & {"已付金额", "合同金额", "决算金额"}:
        contract, final = fen("合同金额"), fen("决算金额")
        if (contract is not None and fen("已付金额") > contract + change) or (
                final is not None and fen("已付金额") > final):
            found.append(finding(case, "L-paid-over-contract", "疑点", ["已付金额"]))
    if (fen("结算金额") is not None and fen("合同金额") is not None
            and frozenset(("结算金额", "合同金额")) not in case.suspect
            and fen("结算金额") > fen("合同金额") + change):
        found.append(finding(case, "L-settlement-over-contract", "疑点", ["结算金额"]))
    if not exempt(case, "L-date-order"):
        wrong = misordered(case, outcomes)
        if wrong:
            found.append(finding(case, "L-date-order", "疑点", wrong[0]))
    future = [f for f, d in case.main.items() if TYPES[f] == "D" and f != "计划完工日期"
              and d.state == VALUE and not d.unknown and d.lo > AS_OF]
    if future:
        found.append(finding(case, "L-future-date", "提示", future))
    doubtful = [f for f, d in case.main.items() if d.state == DOUBT]
    if doubtful:
        found.append(finding(case, "L-unreadable", "提示", doubtful))
    if case.conflicts:
        found.append(finding(case, "L-conflict", "疑点", sorted(case.conflicts)))
    if case.suspect:
        odd = frozenset.intersection(*case.suspect)     # the one that fits none of the others
        found.append(finding(case, "L-unit-suspect", "提示", sorted(odd)))
    return found


def misordered(case, outcomes):
    known = [(f, case.main[f]) for f in ORDER if f in case.main and case.main[f].state == VALUE
             and not case.main[f].unknown and case.main[f].lo <= AS_OF]
    wrong = []
    for i, (a, x) in enumerate(known):
        for b, y in known[i + 1:]:
            if x.lo > y.hi:
                by = REPORTED.get((a, b))
                if by is None or outcomes[by][0] not in ("违规", "疑点", "提示"):
                    wrong.append((b, a))
    return wrong


def across(cases):
    """id(project) → breaches of pairs, splits and codes, from the marks of scenes."""
    found = {}
    by_id = {id(p): c for p, c in cases}

    def investment(case):
        return View(case, {}, None).investment

    for p, case in cases:
        for q in p.duplicates:
            other = by_id[id(q)]
            both = [investment(case), investment(other)]
            assert None not in both, (p.name, q.name)
            entry = finding(case, "9-duplicate", "疑点", ["项目名称"], min(both) / 100)
            entry["related"] = [label(q)]
            found.setdefault(id(p), []).append(entry)
        group = p.split
        if group:
            total = sum(investment(by_id[id(q)]) for q in group)
            entry = finding(case, "13-split", "疑点", ["项目名称"], total / 100)
            entry["related"] = [label(q) for q in group if q is not p]
            found.setdefault(id(p), []).append(entry)
        for q in p.same_code:
            entry = finding(case, "L-duplicate-code", "疑点", ["项目编号"])
            entry["related"] = [label(q)]
            found.setdefault(id(p), []).append(entry)
    return found


def label(p):
    return p.code or p.name


def pair_outcome(case, pairs, rid):
    if exempt(case, rid):
        return "不适用"
    levels = [x["level"] for x in pairs if x["rule"] == rid]
    if levels:
        return levels[0]
    return "通过" if View(case, {}, None).investment is not None else "无法核查"
