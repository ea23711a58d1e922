#!/usr/bin/env python3
"""An independent reading of the rule catalogue, compared with the program.

Random projects with every state and precision of every field are judged twice:
by the program (judge_rows) and by the functions below, which were written from
the rules alone.  The generator knows what each text means, so nothing here
reads a text.

    oracle.py --driver build/tests/judge_rows [--seed 1] [--projects 2000]

Exit 1 where an outcome differs; the first differences are shown.
"""
import argparse
import calendar
import collections
import csv
import datetime
import itertools
import json
import random
import subprocess
import sys

D = datetime.date
VALUE, NA, NO, DOUBT, BLANK, ABSENT = '值', '不涉及', '无', '存疑', '空', '未提供'
RANK = {VALUE: 5, NA: 4, NO: 3, DOUBT: 2, BLANK: 1}
FORCE = D(2024, 7, 3)

# ---- fields -------------------------------------------------------------------

TEXT = '''项目编号 项目名称 建设单位 建设类型 建设性质 投资方式 建设内容 建设目标 项目负责人 实施机构 项目状态
决策依据 需求方案 县政府批复 资金落实 技术评审意见 数据资源目录 信息安全方案 立项批复 财政评审 采购方式 承建单位
承建资质 转包分包 监理单位 监理资质 变更原因 变更备案 验收结论 安全自主可控 密码应用 安全审查 软件测评
资源共享目录 决算批复 资产移交 绩效评价 绩效结论 整改情况 等保级别 等保备案 密码评估 安全责任制 应急预案
保密协议 部署方式 安全风险评估 迁移计划 运维制度 停用论证 停用同意 停用备案 资产处置'''.split()
DATES = '''申报日期 技术评审日期 立项日期 预算批复日期 报备日期 采购公告日期 中标日期 合同日期 开工日期
计划完工日期 监理合同日期 建成日期 初验日期 验收日期 验收备案日期 最近付款日期 绩效评价日期 等保测评日期
应急演练日期 停用日期'''.split()
AMOUNTS = '''概算金额 评审金额 预算金额 采购预算 中标金额 合同金额 变更金额 结算金额 决算金额 已付金额
运维经费'''.split()
FLAGS = '''是否涉密 申报表 列入年度计划 应急项目 自行实施 互联互通 要求涉密资质 重新申报 迁移上云 数据共享
业务协同'''.split()
FIELDS = TEXT + DATES + AMOUNTS + FLAGS + ['项目年度']
ZERO_ALLOWED = {'变更金额', '运维经费', '已付金额'}
DID_NOT_HAPPEN = {'变更金额', '变更原因', '变更备案', '停用日期', '停用论证', '停用同意', '停用备案', '转包分包'}
EIGHT = ['概算金额', '评审金额', '预算金额', '采购预算', '中标金额', '合同金额', '结算金额', '决算金额']
ORDINARY = {'项目状态', '项目名称', '建设内容', '建设目标', '决策依据'}


class Cell:
    """What one table says of one field."""

    def __init__(self, state, text, low=None, high=None, step=0, mean=None):
        self.state, self.text = state, text
        self.low, self.high = low, high      # days or 分
        self.step = step                     # 分; only where rounding is tolerated
        self.mean = mean or {}               # what a text says

    def same(self, other):
        """是 and a date do not contradict each other."""
        if self.state == other.state == VALUE and 'done' in (self.text_kind(), other.text_kind()):
            return True
        return (self.state, self.low, self.high, self.text if not self.low else '') == \
               (other.state, other.low, other.high, other.text if not other.low else '')


    def text_kind(self):
        return 'done' if self.mean.get('done') else ''


# ---- three truths ---------------------------------------------------------------

def NOT(a):
    return None if a is None else not a


def AND(*terms):
    if any(t is False for t in terms):
        return False
    return None if any(t is None for t in terms) else True


def OR(*terms):
    if any(t is True for t in terms):
        return True
    return None if any(t is None for t in terms) else False


# ---- working days, months -----------------------------------------------------------

class Calendar:
    def __init__(self, path):
        self.kind = {}
        for row in csv.DictReader(open(path, encoding='utf-8')):
            self.kind[D.fromisoformat(row['date'])] = row['kind']
        self.first = min(d.year for d in self.kind)
        self.last = max(d.year for d in self.kind)

    def works(self, day):
        kind = self.kind.get(day)
        return kind == 'workday' or (kind is None and day.weekday() < 5)

    def add(self, day, n):
        """One day, or the two bounds beyond the calendar."""
        at, left = day, n
        while left:
            at += datetime.timedelta(1)
            if not self.first <= at.year <= self.last:
                return day + datetime.timedelta(n), day + datetime.timedelta(2 * n + 20)
            left -= self.works(at)
        return at, at


def add_months(day, n):
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    return D(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# ---- a project under one reading -------------------------------------------------------

# `source`: one of EIGHT; `of` is the amount itself, where something was added to it.
Num = collections.namedtuple('Num', 'fen step source of', defaults=(None,))
NOTHING = Num(0, 0, None)     # a parameter: exact


class View:
    def __init__(self, project, choice, lenient, calendar_end, seen):
        self.project, self.choice, self.lenient = project, choice, lenient
        self.calendar_end, self.seen = calendar_end, seen
        self.as_of = project.as_of

    def cell(self, field):
        self.seen.add(field)
        return self.choice.get(field, (self.project.options(field)[0]))

    def state(self, field):
        option = self.cell(field)
        return ABSENT if option is None else option[0].state

    def happened(self, field):
        """Of a date with a value: True, False, None (cannot be told)."""
        cell = self.cell(field)[0]
        if cell.low is None or field == '计划完工日期' or cell.high <= self.as_of:
            return True
        return False if cell.low > self.as_of else None

    def has(self, field):
        state = self.state(field)
        if state in (DOUBT, ABSENT):
            return None
        if state != VALUE:
            return False
        if field in FLAGS:
            return self.cell(field)[0].low == 1
        return self.happened(field) if field in DATES else True

    def lacks(self, field):
        state = self.state(field)
        if state in (DOUBT, ABSENT):
            return None
        if state == NA and self.lenient and field not in DID_NOT_HAPPEN:
            return False
        if state == VALUE and field in FLAGS:
            return self.cell(field)[0].low == 0
        if state == VALUE:
            return NOT(self.happened(field)) if field in DATES else False
        return True

    def no(self, field):
        state = self.state(field)
        if state in (DOUBT, ABSENT):
            return None
        if field in FLAGS:
            return state == NO or (state == VALUE and self.cell(field)[0].low == 0)
        return state == NO

    def date(self, field):
        if self.state(field) != VALUE or self.happened(field) is not True:
            return None
        cell, high = self.cell(field)
        return cell.high if high else cell.low

    def money(self, field):
        state = self.state(field)
        if field in ZERO_ALLOWED and (state == NO or (state == NA and field == '变更金额')):
            return NOTHING
        if state != VALUE:
            return None
        cell = self.cell(field)[0]
        return Num(cell.low, cell.step, field if field in EIGHT else None)

    def year(self):
        return self.cell('项目年度')[0].low if self.state('项目年度') == VALUE else None

    def says(self, field, what, otherwise=None):
        """What the text is known to mean; OTHERWISE where it is not a value."""
        if self.state(field) != VALUE:
            return otherwise
        return self.cell(field)[0].mean.get(what)

    def workdays(self, day, n):
        if day is None:
            return None
        low, high = self.project.calendar.add(day, n)
        if low != high:
            self.seen.add('节假日')
        return high if self.calendar_end else low


def later(a, b):
    return None if a is None or b is None else a > b


def plus_months(day, n):
    return None if day is None else add_months(day, n)


def more(a, b, scale=1):
    """a > b * scale, with tolerance and suspected units."""
    if a is None or b is None:
        return None
    if a.source and b.source:
        stated = [n.fen if n.of is None else n.of for n in (a, b)]
        if max(stated) >= 1000 * min(stated):
            return None
    difference = a.fen - b.fen * scale
    a_step, b_step = a.step or 1, b.step or 1
    tolerance = 0
    if a.step and a.step > b_step and b is not NOTHING:
        tolerance = a.step / 2
    if b.step and b.step > a_step:
        tolerance = b.step * scale / 2
    return False if abs(difference) <= tolerance else difference > 0


# ---- facts ---------------------------------------------------------------------------------

STAGES = ['申报', '评审', '立项', '招标采购', '在建', '完工', '初验/试运行', '已验收', '运行/在用', '停用']
APPROVED = ['立项日期', '立项批复']
BUDGETED = ['预算批复日期', '预算金额']
REVIEWED = ['财政评审', '评审金额']
PROCURED = ['采购公告日期', '中标日期', '承建单位', '合同日期', '合同金额']


def stage(v):
    return v.says('项目状态', 'stage')       # index into STAGES, or None


def columns(v, keys, lacks=None):
    lacks = lacks or v.lacks
    there = [k for k in keys if v.state(k) != ABSENT]
    if any(v.has(k) is True and lacks(k) is not True for k in there):
        return True
    if there and all(lacks(k) is True for k in there):
        return False
    return None


def staged(v, said, true_from, false_before):
    at = stage(v)
    if said is True or (at is not None and at >= true_from):
        return True
    if said is False or (at is not None and at < false_before):
        return False
    return None


def approved(v): return columns(v, APPROVED)
def budgeted(v): return columns(v, BUDGETED)
def reviewed(v): return columns(v, REVIEWED)
def procured(v): return staged(v, columns(v, PROCURED), 4, 3)
def launched(v): return staged(v, columns(v, APPROVED + BUDGETED + PROCURED), 2, 2)


def accepted(v):
    verdict = v.says('验收结论', 'passed')
    said, at = columns(v, ['验收日期']), stage(v)
    if verdict is False:
        return False
    if said is True or verdict is True or at == 7:
        return True
    if said is False or (at is not None and at < 5):
        return False
    return None


def built(v):
    done = staged(v, columns(v, ['建成日期']), 5, 5)
    also = OR(v.has('初验日期') is True, accepted(v) is True)
    return True if also else done


def started(v):
    done = staged(v, columns(v, ['开工日期']), 4, 4)
    return True if built(v) is True else done


def changed(v):
    def lacks(field):
        if field == '变更金额' and v.money(field) is not None and v.money(field).fen == 0:
            return True
        return v.lacks(field)
    return columns(v, ['变更金额', '变更原因', '变更备案'], lacks)


def construction(v):
    nature, mode = v.says('建设性质', 'upkeep'), v.says('投资方式', 'service')
    if v.state('建设性质') == ABSENT and v.state('投资方式') == ABSENT:
        return not v.says('项目名称', 'upkeep')
    return not (nature or mode)


def tendered(v): return v.says('采购方式', 'tender')
def third_party(v): return v.says('部署方式', 'third')
def own_room(v): return v.says('部署方式', 'own')
def ended(v): return bool(v.says('项目状态', 'ended'))


def emergency(v):
    return None if v.state('应急项目') == DOUBT else v.has('应急项目') is True


def investment(v):
    for field in ('概算金额', '预算金额', '合同金额'):
        if v.state(field) == DOUBT:
            return None
        if v.state(field) == VALUE:
            return v.money(field)._replace(source=None)
    return None


def level(v):
    state = v.state('等保级别')
    if state in (NA, NO):
        return 0
    return v.says('等保级别', 'level')


def negative(v, *fields):
    known = []
    for field in fields:
        state = v.state(field)
        if state not in (DOUBT, ABSENT):
            known.append(bool(v.says(field, 'negative')))
    return any(known) if known else None


def builds(v, what):
    """By name and content; a doubtful text may say it."""
    fields = ('项目名称', '建设内容')
    if any(v.says(f, what) is True for f in fields):
        return True
    if any(v.state(f) == DOUBT for f in fields) or not any(v.state(f) == VALUE for f in fields):
        return None
    return False


def at_least(value, limit):
    return None if value is None else value >= limit


def of_review_size(v):
    amount = investment(v)
    return None if amount is None else amount.fen >= 30 * 10**6


def zero(v, field):
    return more(v.money(field), NOTHING)


def first(v, *fields):
    return next((v.money(f) for f in fields if v.money(f) is not None), None)


def largest(v, *fields):
    known = [v.money(f) for f in fields if v.money(f) is not None]
    return max(known, key=lambda n: n.fen) if known else None


def earliest(v, *fields):
    known = [v.date(f) for f in fields if v.date(f) is not None]
    return min(known) if known else None


def past(v, day):
    return later(v.as_of, day)


# ---- the checks: id -> level, 适用, 违反, 未到期, 降级, 基准 --------------------------------

Check = collections.namedtuple('Check', 'level applies breaks not_due lowered base')
CHECKS = {}


def check(id, level, applies, breaks, base=(), not_due=None, lowered=None):
    CHECKS[id] = Check(level, applies, breaks, not_due, lowered, base)


def always(v): return True


LAUNCH = ('立项日期', '预算批复日期', '合同日期')
V, S, H = '违规', '疑点', '提示'
check('2-classified-listed', S, always, lambda v: v.has('是否涉密'))
check('4-common-platform', S, lambda v: NOT(v.says('建设单位', 'office')),
      lambda v: builds(v, 'common'), ('立项日期',))


def deadline(v):
    return None if v.year() is None else D(v.year() - 1, 10, 31)


check('6-late-declaration', V, lambda v: AND(v.has('列入年度计划'), v.has('申报日期')),
      lambda v: later(v.date('申报日期'), deadline(v)), deadline)
check('6-no-form', H, always, lambda v: v.lacks('申报表'), ('申报日期',))
check('7-no-decision-basis', V, always, lambda v: v.lacks('决策依据'), ('申报日期',))
check('7-no-proposal', V, always, lambda v: v.lacks('需求方案'), ('申报日期',))
check('8-own-infrastructure', V, lambda v: v.has('部署方式'), own_room)
check('9-no-technical-review', V, launched, lambda v: v.lacks('技术评审意见'), LAUNCH)
check('9-review-negative', V, lambda v: AND(launched(v), v.has('技术评审意见')),
      lambda v: negative(v, '技术评审意见'), ('立项日期', '合同日期'))
check('9-no-data-catalogue', V, launched, lambda v: v.lacks('数据资源目录'), LAUNCH)
check('9-no-security-plan', V, launched, lambda v: v.lacks('信息安全方案'), LAUNCH)
check('10-review-after-approval', V, lambda v: AND(v.has('技术评审日期'), v.has('立项日期')),
      lambda v: later(v.date('技术评审日期'), v.date('立项日期')), ('立项日期',))
check('10-unplanned-no-approval', V, lambda v: v.no('列入年度计划'),
      lambda v: OR(v.lacks('县政府批复'), v.lacks('资金落实')), ('立项日期', '申报日期'))
check('11-no-interconnection', V, lambda v: v.has('立项批复'),
      lambda v: OR(v.no('互联互通'), v.no('数据共享'), v.no('业务协同')), ('立项日期',))


def new_or_larger(v):
    state = v.state('建设性质')
    if state == DOUBT:
        return None
    return v.says('建设性质', 'new', True)


check('11-datacentre', S, new_or_larger, lambda v: builds(v, 'centre'), ('立项日期',))
check('12-emergency-formalities', V, lambda v: AND(v.has('应急项目'), built(v)),
      lambda v: OR(v.lacks('立项批复'), v.lacks('技术评审意见')), ('建成日期',))
check('13-self-built-funded', V, lambda v: v.has('自行实施'), lambda v: v.has('预算金额'), ('预算批复日期',))
check('13-own-app-or-network', S, lambda v: NOT(v.has('列入年度计划')),
      lambda v: builds(v, 'app'), ('立项日期',))
check('13-no-budget-review', V, lambda v: AND(of_review_size(v), launched(v)),
      lambda v: NOT(reviewed(v)), ('预算批复日期', '合同日期'))
check('13-budget-over-review', V, lambda v: AND(v.has('预算金额'), v.has('评审金额')),
      lambda v: more(v.money('预算金额'), v.money('评审金额')), ('预算批复日期',))


def report_term(v): return v.workdays(v.date('预算批复日期'), 3)


check('13-late-report', V, lambda v: AND(of_review_size(v), v.has('预算批复日期')),
      lambda v: OR(later(v.date('报备日期'), report_term(v)),
                   AND(v.lacks('报备日期'), past(v, report_term(v)))),
      ('预算批复日期',),
      lambda v: AND(v.lacks('报备日期'), NOT(past(v, report_term(v)))))
check('14-no-budget', V, procured, lambda v: NOT(budgeted(v)), ('中标日期', '合同日期'))
check('14-not-announced', S, lambda v: AND(tendered(v), v.has('中标日期')),
      lambda v: v.lacks('采购公告日期'), ('中标日期',))
check('15-over-procurement-budget', V, lambda v: OR(v.has('中标金额'), v.has('合同金额')),
      lambda v: more(largest(v, '中标金额', '合同金额'), first(v, '采购预算', '预算金额')),
      ('中标日期', '合同日期'))
check('15-contract-over-award', S, lambda v: AND(v.has('合同金额'), v.has('中标金额')),
      lambda v: more(v.money('合同金额'), v.money('中标金额')), ('合同日期',))
check('15-built-before-tender', V, lambda v: OR(v.has('开工日期'), v.has('合同日期')),
      lambda v: OR(later(v.date('中标日期'), earliest(v, '开工日期', '合同日期')),
                   AND(v.lacks('中标日期'), tendered(v))), ('开工日期', '合同日期'))
check('16-unqualified-contractor', S, lambda v: v.has('承建单位'), lambda v: v.lacks('承建资质'), ('合同日期',))
check('16-classified-qualification', V, always, lambda v: v.has('要求涉密资质'), ('采购公告日期', '中标日期'))


def sublet(v):
    if v.state('转包分包') in (DOUBT, ABSENT):
        return None
    return v.says('转包分包', 'sublet', False) != 'none' and v.state('转包分包') == VALUE


check('16-subcontracted', V, lambda v: v.has('转包分包'), sublet, ('合同日期',),
      lowered=lambda v: v.says('转包分包', 'sublet') == 'part')
check('17-no-responsible', V, started, lambda v: OR(v.lacks('项目负责人'), v.lacks('实施机构')), ('开工日期',))
check('18-behind-schedule', H, lambda v: v.has('计划完工日期'),
      lambda v: OR(later(v.date('建成日期'), v.date('计划完工日期')),
                   AND(NOT(built(v)), past(v, v.date('计划完工日期')))), ('计划完工日期',))
check('18-contract-over-estimate', V, lambda v: AND(v.has('合同金额'), v.has('概算金额')),
      lambda v: more(v.money('合同金额'), v.money('概算金额')), ('合同日期',))


def change_size(v):
    amount = v.money('变更金额')
    return None if amount is None else amount._replace(fen=abs(amount.fen))


def over_ratio(v):
    return more(change_size(v), v.money('概算金额'), 0.1)


CHANGE = ('合同日期', '开工日期')
check('19-change-over-limit', V, changed, lambda v: AND(over_ratio(v), v.lacks('重新申报')), CHANGE)
check('19-change-not-filed', V, lambda v: AND(changed(v), NOT(over_ratio(v))), lambda v: v.lacks('变更备案'), CHANGE)
check('19-change-no-ground', S, changed,
      lambda v: OR(v.lacks('变更原因'), NOT(v.says('变更原因', 'ground'))), CHANGE)
check('19-budget-over-estimate', V, lambda v: AND(v.has('预算金额'), v.has('概算金额')),
      lambda v: more(v.money('预算金额'), v.money('概算金额')), ('预算批复日期',))
check('19-final-over-budget', V, lambda v: v.has('决算金额'),
      lambda v: more(v.money('决算金额'), v.money('预算金额')), ('验收日期', '合同日期'))
check('19-final-over-estimate', V, lambda v: v.has('决算金额'),
      lambda v: more(v.money('决算金额'), v.money('概算金额')), ('验收日期', '合同日期'))
check('20-no-supervision', V, lambda v: OR(started(v), v.has('合同日期')), lambda v: v.lacks('监理单位'),
      ('开工日期', '合同日期'), lowered=lambda v: started(v) is not True or not construction(v))
check('20-supervisor-unqualified', S, lambda v: v.has('监理单位'), lambda v: v.lacks('监理资质'), ('开工日期',))


def same_firm(v):
    a, b = v.says('监理单位', 'firm'), v.says('承建单位', 'firm')
    return None if a is None or b is None else a == b


check('20-supervisor-is-contractor', S, lambda v: AND(v.has('监理单位'), v.has('承建单位')), same_firm,
      ('开工日期', '合同日期'))
check('20-supervision-late', S, lambda v: AND(v.has('监理合同日期'), v.has('开工日期')),
      lambda v: later(v.date('监理合同日期'), v.date('开工日期')), ('开工日期',))


def acceptance_term(v): return plus_months(v.date('建成日期'), 6)


check('21-late-acceptance', V, lambda v: v.has('建成日期'),
      lambda v: OR(later(v.date('验收日期'), acceptance_term(v)),
                   AND(NOT(accepted(v)), past(v, acceptance_term(v)))), ('建成日期',),
      lambda v: AND(NOT(accepted(v)), NOT(past(v, acceptance_term(v)))),
      lambda v: not construction(v))
check('21-no-preliminary', V, lambda v: v.has('验收日期'),
      lambda v: OR(v.lacks('初验日期'), later(v.date('初验日期'), v.date('验收日期'))), ('验收日期',),
      lowered=lambda v: not construction(v))
for id_, field_ in (('22-no-controllability', '安全自主可控'), ('22-no-crypto', '密码应用'),
                    ('22-no-security-review', '安全审查'), ('22-no-software-test', '软件测评'),
                    ('22-no-sharing-list', '资源共享目录')):
    check(id_, V, accepted, lambda v, f=field_: v.lacks(f), ('验收日期',),
          lowered=lambda v: not construction(v))
check('22-test-failed', S, accepted, lambda v: negative(v, '软件测评', '安全审查', '密码应用'), ('验收日期',))


def filing_term(v): return v.workdays(v.date('验收日期'), 30)
def unfiled(v): return v.lacks('验收备案日期')


ACC = ('验收日期',)
check('23-not-filed', V, accepted, lambda v: AND(unfiled(v), past(v, filing_term(v))), ACC,
      lambda v: AND(unfiled(v), NOT(past(v, filing_term(v)))))
check('23-filed-late', V, lambda v: v.has('验收备案日期'),
      lambda v: later(v.date('验收备案日期'), filing_term(v)), ACC)
check('23-paid-unfiled', V, lambda v: AND(accepted(v), unfiled(v)),
      lambda v: AND(v.has('最近付款日期'), later(v.date('最近付款日期'), v.date('验收日期'))), ACC,
      lowered=lambda v: NOT(later(v.date('最近付款日期'), filing_term(v))))
check('23-hold-funds', S, lambda v: AND(accepted(v), unfiled(v), past(v, filing_term(v))),
      lambda v: OR(zero(v, '运维经费'), more(v.money('合同金额'), v.money('已付金额'))), ACC)
check('24-no-final-account', S, lambda v: AND(accepted(v), construction(v)),
      lambda v: AND(v.lacks('决算金额'), past(v, plus_months(v.date('验收日期'), 3))), ACC,
      lambda v: AND(v.lacks('决算金额'), NOT(past(v, plus_months(v.date('验收日期'), 3)))))
check('24-final-not-approved', S, lambda v: AND(v.has('决算金额'), construction(v)), lambda v: v.lacks('决算批复'), ACC)
check('24-assets-not-transferred', S, lambda v: AND(accepted(v), construction(v)), lambda v: v.lacks('资产移交'), ACC)
check('25-no-evaluation', S, accepted,
      lambda v: AND(v.lacks('绩效评价'), past(v, plus_months(v.date('验收日期'), 12))), ACC,
      lambda v: AND(v.lacks('绩效评价'), NOT(past(v, plus_months(v.date('验收日期'), 12)))))
check('25-funded-unevaluated', S, lambda v: AND(accepted(v), zero(v, '运维经费')), lambda v: v.lacks('绩效评价'), ACC)
check('27-not-rectified', V, lambda v: AND(v.has('绩效结论'), negative(v, '绩效结论')), lambda v: v.lacks('整改情况'),
      ('绩效评价日期', '验收日期'))
check('28-no-mlps-filing', V, lambda v: AND(built(v), OR(at_least(level(v), 2), level(v) is None)),
      lambda v: v.lacks('等保备案'), lowered=lambda v: level(v) is None)
check('28-no-mlps-test', V, lambda v: AND(built(v), at_least(level(v), 2)), lambda v: v.lacks('等保测评日期'))
check('28-no-crypto-assessment', V, lambda v: AND(built(v), at_least(level(v), 3)), lambda v: v.lacks('密码评估'))
check('28-no-security-duty', V, built, lambda v: v.lacks('安全责任制'))
check('28-no-emergency-plan', V, built, lambda v: v.lacks('应急预案'))
check('28-no-drill', S, lambda v: AND(built(v), v.has('应急预案')),
      lambda v: OR(v.lacks('应急演练日期'), past(v, plus_months(v.date('应急演练日期'), 12))))
check('29-no-confidentiality', V, lambda v: v.has('承建单位'), lambda v: v.lacks('保密协议'), ('合同日期',))
check('30-public-cloud-no-assessment', V, third_party, lambda v: v.lacks('安全风险评估'))
check('30-public-cloud-no-migration', S, third_party, lambda v: v.lacks('迁移计划'))
check('30-public-cloud', S, lambda v: v.has('部署方式'), third_party)
check('31-om-funds-ineligible', S, lambda v: zero(v, '运维经费'),
      lambda v: OR(v.no('迁移上云'), v.no('业务协同'), v.no('数据共享')))
check('32-no-om-rules', V, accepted, lambda v: v.lacks('运维制度'))
RET = ('停用日期',)
check('33-retired-without-consent', V, lambda v: v.has('停用日期'),
      lambda v: OR(v.lacks('停用论证'), v.lacks('停用同意'), v.lacks('停用备案')), RET)
check('33-retired-not-disposed', V, lambda v: v.has('停用日期'), lambda v: v.lacks('资产处置'), RET)
check('33-retired-still-funded', V, lambda v: v.has('停用日期'), lambda v: zero(v, '运维经费'), RET)

NEVER_IN_EMERGENCY = {'6-late-declaration', '10-review-after-approval', '13-late-report',
                      '15-built-before-tender', 'L-date-order'}
ONCE_BUILT = {'6-no-form', '7-no-decision-basis', '7-no-proposal', '9-no-technical-review',
              '9-no-data-catalogue', '9-no-security-plan', '10-unplanned-no-approval',
              '13-no-budget-review', '14-no-budget', '14-not-announced'}


def exempted(id, v, applies):
    if id in NEVER_IN_EMERGENCY:
        applies = AND(applies, NOT(emergency(v)))
    if id in ONCE_BUILT:
        applies = AND(applies, OR(NOT(emergency(v)), built(v)))
    number = id.split('-')[0]
    if number.isdigit() and int(number) >= 17:
        applies = AND(applies, not ended(v))
    return applies


# ---- how a check decides ------------------------------------------------------------------------

NOT_APPLICABLE, PASS, NOT_DUE, UNDECIDED = '不适用', '通过', '未到期', '无法核查'
LEVELS = {'提示': 1, '疑点': 2, '违规': 3}


def decide(id, v):
    c = CHECKS[id]
    applies, breaks = exempted(id, v, c.applies(v)), c.breaks(v)
    not_due = c.not_due(v) if c.not_due else False
    lowered = c.lowered(v) if c.lowered else False
    if applies is False:
        return NOT_APPLICABLE
    if breaks is False and not_due is False:
        return PASS
    if applies is None:
        return UNDECIDED
    if breaks is True:
        return '疑点' if lowered is True and c.level == V else c.level
    return NOT_DUE if not_due is True else UNDECIDED


def decide_twice(id, project, choice, calendar_end, seen):
    v = View(project, choice, False, calendar_end, seen)
    outcome = decide(id, v)
    if outcome == V:
        second = decide(id, View(project, choice, True, calendar_end, seen))
        if second not in LEVELS or before_force(id, v):
            return S
    return outcome


def before_force(id, v):
    """The date that the check judges, at its chosen end, else 项目年度 as a whole."""
    base = CHECKS[id].base
    if not base:
        return False
    days = [base(v)] if callable(base) else [v.date(field) for field in base]
    known = [day for day in days if day is not None]
    if known:
        return known[0] < FORCE
    return v.year() is not None and D(v.year(), 12, 31) < FORCE


def judge(id, project):
    if project.classified and id != '2-classified-listed':
        return NOT_APPLICABLE
    seen = set()
    outcomes = {decide_twice(id, project, {}, False, seen)}
    tried = set()
    while True:
        # What was looked at may be open, and looking at other ends may look at more.
        todo = sorted(f for f in seen if f != '节假日' and len(project.options(f)) > 1)
        key = (tuple(todo), '节假日' in seen)
        if key in tried:
            break
        tried.add(key)
        ends = (False, True) if '节假日' in seen else (False,)
        outcomes = {decide_twice(id, project, dict(zip(todo, combination)), end, seen)
                    for combination in itertools.product(*(project.options(f) for f in todo))
                    for end in ends}
    if len(outcomes) > 1 and (not all(o in LEVELS for o in outcomes) or project.disputed(id, seen)):
        return UNDECIDED
    return min(outcomes, key=lambda o: LEVELS.get(o, 0))


# ---- the ledger's own checks -----------------------------------------------------------------------

ORDER = ['申报日期', '技术评审日期', '立项日期', '采购公告日期', '中标日期', '合同日期', '开工日期', '建成日期',
         '初验日期', '验收日期', '验收备案日期']
REPORTED = {('技术评审日期', '立项日期'), ('中标日期', '合同日期'), ('中标日期', '开工日期'), ('初验日期', '验收日期')}


def date_order(v):
    if emergency(v) is True:
        return NOT_APPLICABLE
    wrong = any(later(v.date(a), v.date(b)) for a, b in itertools.combinations(ORDER, 2)
                if (a, b) not in REPORTED)
    if wrong:
        return S if emergency(v) is False else UNDECIDED
    if v.lacks(ORDER[0]) is True:
        return NOT_APPLICABLE
    if any(v.has(f) is None or (v.has(f) and v.date(f) is None) for f in ORDER):
        return UNDECIDED
    return PASS


def paid(v):
    change = v.money('变更金额')
    contract, final, sum_ = v.money('合同金额'), v.money('决算金额'), v.money('已付金额')
    with_change = contract and Num(contract.fen + (change.fen if change else 0), contract.step, None)
    if more(sum_, with_change) or more(sum_, final):
        return S
    if v.state('已付金额') in (BLANK, NA):
        return NOT_APPLICABLE
    if any(v.state(f) in (DOUBT, ABSENT) for f in ('已付金额', '合同金额', '决算金额')):
        return UNDECIDED
    return PASS


def settlement(v):
    change, contract, sum_ = v.money('变更金额'), v.money('合同金额'), v.money('结算金额')
    with_change = contract and Num(contract.fen + (change.fen if change else 0), contract.step, contract.source,
                                   contract.fen)
    over = more(sum_, with_change)
    if over:
        return S
    if v.state('结算金额') in (BLANK, NA, NO):
        return NOT_APPLICABLE
    if any(v.state(f) in (DOUBT, ABSENT) for f in ('结算金额', '合同金额')):
        return UNDECIDED
    return UNDECIDED if over is None and contract else PASS


def unit_suspect(v):
    known = [v.money(f).fen for f in EIGHT if v.money(f) is not None]
    if known and max(known) >= 1000 * min(known):
        return H
    if v.lacks(EIGHT[0]) is True:
        return NOT_APPLICABLE
    if any(v.state(f) in (DOUBT, ABSENT) for f in EIGHT):
        return UNDECIDED
    return PASS


LEDGER = {'L-date-order': (date_order, ORDER + ['应急项目']),
          'L-paid-over-contract': (paid, ['已付金额', '合同金额', '变更金额', '决算金额']),
          'L-settlement-over-contract': (settlement, ['结算金额', '合同金额', '变更金额']),
          'L-unit-suspect': (unit_suspect, EIGHT)}


def judge_ledger(id, project):
    if project.classified:
        return NOT_APPLICABLE
    function, fields = LEDGER[id]
    todo = [f for f in fields if len(project.options(f)) > 1]
    outcomes = {function(View(project, dict(zip(todo, combination)), False, False, set()))
                for combination in itertools.product(*(project.options(f) for f in todo))}
    return outcomes.pop() if len(outcomes) == 1 else UNDECIDED


def judge_future(project):
    if project.classified:
        return NOT_APPLICABLE
    fields = [project.fields[f] for f in DATES if f != '计划完工日期' and f in project.fields]
    future = [[c.low is not None and c.low > project.as_of for c in cells] for cells in fields]
    if any(all(said) for said in future):
        return H
    cells = [c for said in fields for c in said]
    if any(any(said) for said in future) or any(c.state == DOUBT for c in cells) \
            or any(c.high is not None and c.high > project.as_of for c in cells):
        return UNDECIDED
    return PASS if any(c.state == VALUE for c in cells) else NOT_APPLICABLE


# ---- what a finding says beyond its level -----------------------------------------------------------


def minus(a, b):
    return None if a is None or b is None else a.fen - b.fen


def fen(n):
    return None if n is None else n.fen


def hold(v):
    """As known; what was paid too much does not lower it."""
    left = minus(v.money('合同金额'), v.money('已付金额'))
    return (fen(v.money('运维经费')) or 0) + max(left or 0, 0)


AMOUNT = {
    '11-datacentre': lambda v: fen(investment(v)), '13-no-budget-review': lambda v: fen(investment(v)),
    '13-self-built-funded': lambda v: fen(v.money('预算金额')),
    '13-budget-over-review': lambda v: minus(v.money('预算金额'), v.money('评审金额')),
    '14-no-budget': lambda v: fen(v.money('合同金额')),
    '15-over-procurement-budget':
        lambda v: minus(largest(v, '中标金额', '合同金额'), first(v, '采购预算', '预算金额')),
    '15-contract-over-award': lambda v: minus(v.money('合同金额'), v.money('中标金额')),
    '18-contract-over-estimate': lambda v: minus(v.money('合同金额'), v.money('概算金额')),
    '19-change-over-limit': lambda v: fen(change_size(v)),
    '19-budget-over-estimate': lambda v: minus(v.money('预算金额'), v.money('概算金额')),
    '19-final-over-budget': lambda v: minus(v.money('决算金额'), v.money('预算金额')),
    '19-final-over-estimate': lambda v: minus(v.money('决算金额'), v.money('概算金额')),
    '23-hold-funds': hold, '24-final-not-approved': lambda v: fen(v.money('决算金额')),
    '25-funded-unevaluated': lambda v: fen(v.money('运维经费')),
    '31-om-funds-ineligible': lambda v: fen(v.money('运维经费')),
    '33-retired-still-funded': lambda v: fen(v.money('运维经费')),
}


def force_of(id, project, seen):
    """True, False, or None where it cannot be told; the first base that is known."""
    base = CHECKS[id].base
    if not base:
        return False
    low = View(project, {}, False, False, seen)
    if callable(base):
        day = base(low)
        return None if day is None else day < FORCE
    for field in base:
        if low.date(field) is not None:
            cell = low.cell(field)[0]
            return True if cell.high < FORCE else False if cell.low >= FORCE else None
    year = low.year()
    if year is None:
        return None
    return True if D(year, 12, 31) < FORCE else False if D(year, 1, 1) >= FORCE else None


def finding_differs(finding, project):
    """The first thing in which a finding is not as the rules say; amounts and dates of
    which the ledgers differ are left out."""
    id, level_, force, amount = finding
    if id not in CHECKS:
        return None
    seen = set()
    wanted_force = force_of(id, project, seen)
    wanted = AMOUNT.get(id, lambda v: None)(View(project, {}, False, False, seen))
    if any(project.rivals(f) for f in seen):
        return None
    if force != wanted_force:
        return f'before_force {wanted_force}', f'{force}'
    return None if amount == wanted else (f'amount {wanted}', f'{amount}')


def blamed_wrongly(id, names, project):
    """A name in `lacking` that the check does not look at, or that leaves nothing open."""
    seen = set()
    if id in CHECKS:
        decide_twice(id, project, {}, False, seen)
        seen.update(CHECKS[id].base if isinstance(CHECKS[id].base, tuple) else ())
        seen.update({'项目年度', '应急项目'})
    else:
        seen = set(FIELDS)
    if any(project.rivals(f) for f in seen):
        return None
    for name in names:
        if name.startswith('节假日:'):
            continue
        if name not in seen:
            return name
        cells = project.fields.get(name)
        if cells is None or len(cells) > 1 or cells[0].state != VALUE:
            continue
        cell = cells[0]
        if name in FLAGS:
            return name
        if name in DATES and cell.low is not None and cell.low == cell.high <= project.as_of:
            return name
        known = [project.fields[f][0].low for f in EIGHT if f in project.fields
                 and project.fields[f][0].state == VALUE]
        if name in AMOUNTS and not (name in EIGHT and max(known) >= 1000 * min(known)):
            return name
    return None


# ---- random projects -----------------------------------------------------------------------------------

class Project:
    def __init__(self, calendar, as_of):
        self.calendar, self.as_of = calendar, as_of
        self.tables = []        # (year, {field: Cell})
        self.fields = {}        # field -> [merged Cell, rivals ...]
        self.conflicts = set()  # fields of which a year, whichever, says two things
        self.doubtful = False   # a cell anywhere is 存疑

    def options(self, field):
        """(cell, high end) of every reading; [None] where there is no column."""
        cells = self.fields.get(field)
        if cells is None:
            return [None]
        options = []
        for cell in cells:
            options.append((cell, False))
            if field in DATES and cell.state == VALUE and cell.low != cell.high:
                options.append((cell, True))
        return options

    def rivals(self, field):
        return len(self.fields.get(field, [])) > 1

    def disputed(self, id, seen):
        """Values in conflict come to different outcomes, each over its own ends."""
        todo = sorted(f for f in seen if f != '节假日' and self.rivals(f))
        if not todo:
            return False
        results = set()
        for combination in itertools.product(*(self.fields[f] for f in todo)):
            one = Project(self.calendar, self.as_of)
            one.fields = dict(self.fields, **{f: [c] for f, c in zip(todo, combination)})
            results.add(judge(id, one))
        return len(results) > 1

    @property
    def classified(self):
        cell = self.fields.get('是否涉密')
        return cell is not None and cell[0].state == VALUE and cell[0].low == 1

    def merge(self):
        """值 beats 不涉及 beats 无 beats 存疑 beats 空; the later value wins; two values
        of one year, or a later 无 against a value, are in conflict."""
        for field in FIELDS:
            said = [(year, n, cells[field]) for n, (year, cells) in enumerate(self.tables) if field in cells]
            if not said:
                continue
            best = max(said, key=lambda s: (RANK[s[2].state], not s[2].mean.get('done'), s[0], s[1]))
            rivals = []
            for year, n, cell in said:
                if best[2].state != VALUE or cell is best[2]:
                    continue
                if cell.state == VALUE and year == best[0] and not cell.same(best[2]):
                    rivals.append(cell)
                if cell.state == NO and year > best[0]:
                    rivals.append(cell)
            self.fields[field] = [best[2]] + rivals
            values = [(y, c) for y, _, c in said if c.state == VALUE]
            if best[2].state == VALUE and (
                    any(a[0] == b[0] and not a[1].same(b[1]) for a, b in itertools.combinations(values, 2))
                    or any(c.state == NO and y > v for y, _, c in said for v, _ in values)):
                self.conflicts.add(field)
            self.doubtful = self.doubtful or any(c.state == DOUBT for _, _, c in said)


def means(**mean):
    return mean


CHOICES = {
    '项目状态': [('申报', means(stage=0)), ('评审', means(stage=1)), ('立项', means(stage=2)),
             ('招标采购', means(stage=3)), ('在建', means(stage=4)), ('完工', means(stage=5)),
             ('初验', means(stage=6)), ('试运行', means(stage=6)), ('已验收', means(stage=7)),
             ('运行', means(stage=8)), ('在用', means(stage=8)), ('停用', means(stage=9)),
             ('终止', means(ended=True)), ('取消', means(ended=True)), ('情况不明', {})],
    '项目名称': [('医保基金监管系统', means(common=False, centre=False, app=False)),
             ('县医保局协同办公系统建设', means(common=True, centre=False, app=False)),
             ('政务服务平台建设项目', means(common=True, centre=False, app=False)),
             ('县医院机房建设项目', means(common=False, centre=True, app=False)),
             ('掌上民政小程序开发', means(common=False, centre=False, app=True)),
             ('林区监测系统运维服务', means(common=False, centre=False, app=False, upkeep=True)),
             ('摄像机租赁', means(common=False, centre=False, app=False, upkeep=True))],
    '建设内容': [('软件开发和数据治理', means(common=False, centre=False, app=False)),
             ('建设数据中心一处', means(common=False, centre=True, app=False)),
             ('新建无线专网', means(common=False, centre=False, app=True)),
             ('建设数据共享交换平台', means(common=True, centre=False, app=False)),
             ('接入电子政务外网，依托县大数据中心部署', means(common=False, centre=False, app=False))],
    '建设单位': [('县教育局', means(office=False)), ('县水务局', means(office=False)),
             ('县智慧办', means(office=True)), ('县政府办', means(office=True))],
    '建设性质': [('新建', means(new=True)), ('扩建', means(new=True)), ('改造升级', means(new=False)),
             ('运行维护', means(new=False, upkeep=True))],
    '投资方式': [('政府投资', {}), ('联合建设', {}), ('购买服务', means(service=True))],
    '采购方式': [('公开招标', means(tender=True)), ('邀请招标', means(tender=True)),
             ('竞争性谈判', means(tender=True)), ('竞争性磋商', means(tender=True)), ('询价', means(tender=True)),
             ('单一来源', means(tender=False)), ('直接采购', means(tender=False)), ('框架协议', means(tender=False)),
             ('电子卖场', means(tender=False)), ('其他方式', {})],
    '部署方式': [('县政务云', means(third=False, own=False)), ('市政务云', means(third=False, own=False)),
             ('县大数据中心', means(third=False, own=False)), ('县政务云（天翼云）', means(third=False, own=False)),
             ('阿里云', means(third=True, own=False)), ('公有云', means(third=True, own=False)),
             ('租用云服务', means(third=True, own=False)), ('IDC托管', means(third=True, own=False)),
             ('自建机房', means(third=False, own=True)), ('自有服务器', means(third=False, own=True)),
             ('县政务云、华为云', means(third=True, own=False)), ('自建机房+腾讯云', means(third=True, own=True)),
             ('县政务云和本单位机房', means(third=False, own=True)), ('本地部署', {}), ('私有云', {}),
             ('县政务云/本地部署', {}), ('阿里云/本地部署', means(third=True))],
    '等保级别': [('一级', means(level=1)), ('二级', means(level=2)), ('第三级', means(level=3)),
             ('S3A3G3', means(level=3)), ('2', means(level=2)), ('情况不明', {})],
    '验收结论': [('通过', means(passed=True)), ('验收合格', means(passed=True)), ('未通过', means(passed=False)),
             ('不合格', means(passed=False)), ('整改后复验', means(passed=False)), ('见附件', {})],
    '转包分包': [('整体转包', means(sublet='whole')), ('违法分包', means(sublet='unlawful')),
             ('部分分包', means(sublet='part')), ('经查无转包分包行为', means(sublet='none')),
             ('由中标单位实施', means(sublet='none'))],
    '变更原因': [('上级部署', means(ground=True)), ('技术方案完善优化', means(ground=True)),
             ('业务发展需要', means(ground=True)), ('供应商涨价', means(ground=False))],
    '监理单位': [('太行监理有限公司', means(firm='太行监理')), ('太行数科有限公司', means(firm='太行数科'))],
    '承建单位': [('太行数科有限责任公司', means(firm='太行数科')), ('析城信息股份有限公司', means(firm='析城信息'))],
    '技术评审意见': [('同意', {}), ('不同意', means(negative=True)), ('未通过', means(negative=True)), ('同意，无异议', {})],
    '软件测评': [('合格', {}), ('不合格', means(negative=True)), ('未通过', means(negative=True))],
    '安全审查': [('已通过', {}), ('不通过', means(negative=True))],
    '密码应用': [('国密算法', {}), ('未达标', means(negative=True))],
    '绩效结论': [('良好', {}), ('未达标', means(negative=True)), ('不合格', means(negative=True))],
}
PLAIN_VALUES = ['已完成', '见附件', '〔2025〕12号', '张建国']
# Texts whose state is 无 everywhere.
NO_TEXTS = ['无', '没有', '暂无', '/', '—', '×', '未办理']
NA_TEXTS = ['不涉及', '不适用', '无需']
DOUBT_TEXTS = ['待定', '待补']


class Maker:
    def __init__(self, rng, as_of):
        self.rng, self.as_of = rng, as_of

    def state(self):
        return self.rng.choices((VALUE, BLANK, NO, NA, DOUBT), (55, 20, 9, 8, 8))[0]

    def other(self, field, state):
        rng = self.rng
        if state == BLANK:
            return Cell(BLANK, '')
        if state == NA:
            return Cell(NA, rng.choice(NA_TEXTS))
        if state == NO:
            return Cell(NO, rng.choice(NO_TEXTS if field not in ORDINARY else NO_TEXTS[:6]))
        return Cell(DOUBT, rng.choice(DOUBT_TEXTS))

    def text(self, field):
        text, mean = self.rng.choice(CHOICES.get(field) or [(t, {}) for t in PLAIN_VALUES])
        return Cell(VALUE, text, mean=mean)

    def date(self, field, precise=False):
        rng = self.rng
        kind = 'day' if precise else rng.choices(('day', 'month', 'year', 'known', 'future', 'near'),
                                                 (60, 12, 4, 6, 6, 12))[0]
        if kind == 'known':
            return Cell(VALUE, rng.choice(['是', '√']), mean={'done': True})
        if kind == 'future':
            day = self.as_of + datetime.timedelta(rng.randint(1, 900))
        elif kind == 'near':
            day = self.as_of + datetime.timedelta(rng.randint(-60, 5))
        else:
            day = D(2023, 1, 1) + datetime.timedelta(rng.randint(0, (self.as_of - D(2023, 1, 1)).days))
        if kind == 'month':
            last = calendar.monthrange(day.year, day.month)[1]
            return Cell(VALUE, f'{day.year}年{day.month}月', day.replace(day=1), day.replace(day=last))
        if kind == 'year':
            return Cell(VALUE, f'{day.year}年', D(day.year, 1, 1), D(day.year, 12, 31))
        return Cell(VALUE, rng.choice([day.isoformat(), f'{day.year}年{day.month}月{day.day}日',
                                       f'{day.year}.{day.month}.{day.day}']), day, day)

    def amount(self, field):
        rng = self.rng
        if field in ZERO_ALLOWED and rng.random() < 0.2:
            return Cell(VALUE, '0', 0, 0)
        if field == '变更金额':
            wan = rng.choice([1, 3, 8, 10, -3, -12, 20])
            return Cell(VALUE, f'{wan}万元', wan * 10**6, wan * 10**6)
        base = rng.choice([29, 30, 31, 50, 50, 80, 100])
        kind = rng.choices(('wan', 'cents', 'yuan', 'near', 'tiny'), (45, 20, 15, 15, 5))[0]
        if kind == 'wan':
            return Cell(VALUE, f'{base}万元', base * 10**6, base * 10**6)
        if kind == 'cents':
            hundred = rng.choice([0, 25, 26])
            fen = base * 10**6 + hundred * 10**4
            return Cell(VALUE, f'{base}.{hundred:02d}万元', fen, fen, step=10**4)
        if kind == 'near':
            yuan = base * 10**4 + 2500 + rng.choice([-51, -50, -49, 0, 49, 50, 51])
            return Cell(VALUE, f'{yuan}元', yuan * 100, yuan * 100)
        if kind == 'tiny':
            return Cell(VALUE, f'{base}元', base * 100, base * 100)
        yuan = base * 10**4 + rng.choice([-1, 0, 1])
        return Cell(VALUE, f'{yuan}元', yuan * 100, yuan * 100)

    def flag(self, field):
        yes = self.rng.random() < (0.03 if field == '是否涉密' else 0.5)
        return Cell(VALUE, self.rng.choice(['是', '√', '有'] if yes else ['否']), int(yes), int(yes))

    def cell(self, field, state=None):
        state = state or self.state()
        if field == '项目年度':
            year = self.rng.choice([2023, 2024, 2025, 2026])
            return Cell(VALUE, str(year), year, year) if state == VALUE else \
                Cell(BLANK, '') if state != DOUBT else Cell(DOUBT, '待定')
        if field in FLAGS and state == NO:
            # Strokes are 无 and × is 否; which of the two a word is, only matters to
            # the joining of tables.
            text = self.rng.choice(['/', '—', '×'])
            return Cell(VALUE, text, 0, 0) if text == '×' else Cell(NO, text)
        if field in AMOUNTS and state == DOUBT and field not in ZERO_ALLOWED:
            return Cell(DOUBT, self.rng.choice(['约30万元', '30+5', '0', '待定']))
        if state != VALUE:
            return self.other(field, state)
        if field in DATES:
            return self.date(field)
        if field in AMOUNTS:
            return self.amount(field)
        return self.flag(field) if field in FLAGS else self.text(field)

    def project(self, number, cal):
        rng = self.rng
        project = Project(cal, self.as_of)
        share = rng.choice([0.3, 0.6, 0.85, 1.0])
        cells = {f: self.cell(f) for f in FIELDS if rng.random() < share}
        cells['项目编号'] = Cell(VALUE, f'YC-{number:06d}')
        year = rng.choice([2024, 2025])
        project.tables.append((year, cells))
        for share in (0.25, 0.4):
            if rng.random() > share:
                break
            project.tables.append(self.another([c for _, c in project.tables], year))
        project.merge()
        return project

    def another(self, tables, year):
        """Another table of the project; what may tell it apart stays out."""
        rng, cells = self.rng, tables[0]
        other = {'项目编号': cells['项目编号']}
        if '项目名称' in cells:
            other['项目名称'] = cells['项目名称']
        apart = {'项目编号', '项目名称', '项目年度', '建设单位', '合同日期', '合同金额', '承建单位', '是否涉密',
                 '中标日期', '中标金额', '建设内容', '建设目标'}
        for field in rng.sample(FIELDS, 12):
            if field in apart:
                continue
            cell = self.cell(field)
            if not any(field in told and close(cell, told[field]) for told in tables):
                other[field] = cell
        if '项目年度' in cells and cells['项目年度'].state == VALUE:
            # Two ledgers of one year, whatever their titles say.
            other['项目年度'] = cells['项目年度']
            return year, other
        other.pop('项目年度', None)
        return rng.choice([year, year + 1]), other


def close(a, b):
    """Values of which a reader may say that they are one and the same, said more or less
    exactly: what the joining of tables makes of them is not this program's matter."""
    if a.state != VALUE or b.state != VALUE or a.same(b):
        return a.state == b.state == VALUE and bool(a.mean.get('done') or b.mean.get('done'))
    if isinstance(a.low, D) and isinstance(b.low, D):
        return a.low <= b.high and b.low <= a.high
    if a.low is not None and b.low is not None:
        return abs(a.low - b.low) <= 10**6
    return False


def write_rows(projects):
    lines = []
    for project in projects:
        for n, (year, cells) in enumerate(project.tables):
            row = ['+' if n else 'P', str(year)] + [f'{f}={c.text}' for f, c in cells.items()]
            lines.append('\t'.join(row))
    return '\n'.join(lines) + '\n'


def compare(projects, results, show):
    compared, differing = collections.Counter(), []
    for project, result in zip(projects, results):
        got = result['outcomes']
        wanted = {id: judge(id, project) for id in CHECKS}
        wanted.update({id: judge_ledger(id, project) for id in LEDGER})
        wanted['L-future-date'] = judge_future(project)
        if not project.classified:
            wanted['L-unreadable'] = H if project.doubtful else PASS
            wanted['L-conflict'] = S if project.conflicts else PASS
        for id, outcome in wanted.items():
            compared[outcome] += 1
            if got.get(id) != outcome:
                differing.append((id, outcome, got.get(id), project))
            elif outcome == UNDECIDED and not result['lacking'].get(id):
                differing.append((id, 'something lacking', 'nothing', project))
            elif outcome == UNDECIDED and blamed_wrongly(id, result['lacking'][id], project):
                differing.append((id, 'not lacking', blamed_wrongly(id, result['lacking'][id], project),
                                  project))
        for finding in result['findings']:
            compared['findings'] += 1
            difference = finding_differs(finding, project)
            if difference:
                differing.append((finding[0], *difference, project))
    by_rule = collections.Counter((id, wanted, got) for id, wanted, got, _ in differing)
    for (id, wanted, got), n in by_rule.most_common(show):
        project = next(p for i, w, g, p in differing if (i, w, g) == (id, wanted, got))
        seen = set(LEDGER[id][1]) if id in LEDGER else set(project.fields)
        if id in CHECKS:
            seen = judge_seen(id, project)
        print(f'{id}: oracle {wanted}, program {got} ({n} times)')
        for year, cells in project.tables:
            print(f'    {year} ' + '; '.join(f'{f}={cells[f].text}' for f in FIELDS if f in cells
                                             and f in seen))
    return compared, differing


def judge_seen(id, project):
    seen = {'应急项目', '项目年度'}
    decide_twice(id, project, {}, False, seen)
    base = CHECKS[id].base
    seen.update(base if isinstance(base, tuple) else ())
    return seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--driver', required=True)
    parser.add_argument('--holidays', default='templates/holidays.csv')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--projects', type=int, default=2000)
    parser.add_argument('--show', type=int, default=12)
    options = parser.parse_args()
    cal = Calendar(options.holidays)
    failed, total = 0, collections.Counter()
    for turn, as_of in enumerate((D(2026, 3, 15), D(2025, 12, 31), D(2027, 2, 10))):
        rng = random.Random(options.seed * 1000 + turn)
        maker = Maker(rng, as_of)
        projects = [maker.project(n, cal) for n in range(options.projects // 3)]
        run = subprocess.run([options.driver, as_of.isoformat()], input=write_rows(projects), text=True,
                             capture_output=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        results = [json.loads(line) for line in run.stdout.splitlines()]
        if len(results) != len(projects):
            sys.exit(f'{len(projects)} projects given, {len(results)} judged')
        compared, differing = compare(projects, results, options.show)
        failed += len(differing)
        total += compared
    findings = total.pop('findings', 0)
    print(f'{sum(total.values())} outcomes and {findings} findings of {options.projects // 3 * 3} projects compared '
          f'({", ".join(f"{k} {v}" for k, v in total.most_common())}); {failed} differ')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
