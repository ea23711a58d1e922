"""RULES.md section 5 in Python, a function a check.  What depends on
understanding names and contents (what is built) comes from marks on the truth.
"""
import datetime as dt

from .case import AS_OF, all_of, any_of, negate

RULES = {}


class Rule:
    def __init__(self, rid, level, base, function):
        self.id, self.level, self.base, self.function = rid, level, base, function


def rule(rid, level, base=""):
    def keep(function):
        RULES[rid] = Rule(rid, level, tuple(base.split()), function)
        return function
    return keep


class Found:
    """What a check says at one point: three-valued parts, the fields at fault."""

    def __init__(self, applies, breaks, *fault, not_due=False, amount=None, lower=False):
        self.applies, self.breaks, self.not_due = applies, breaks, not_due
        self.fault, self.amount, self.lower = fault, amount, lower


def missing(rid, field, level="违规", base="", applies=None, lower=None):
    """A check that breaks where one field is 缺."""
    @rule(rid, level, base)
    def check(v, applies=applies, lower=lower):
        return Found(applies(v) if applies else True, v.lacks(field), field,
                     lower=bool(lower and lower(v)))
    return check


LAUNCH = "立项日期 预算批复日期 合同日期"


@rule("2-classified-listed", "疑点")
def _(v):
    return Found(True, v.has("是否涉密"), "是否涉密")


def builds(v, *kinds):
    v.datum("项目名称")
    v.datum("建设内容")
    return any(k in v.case.project.builds for k in kinds)


@rule("4-common-platform", "疑点", "立项日期")
def _(v):
    return Found("政府办" not in v.case.project.unit and "智慧办" not in v.case.project.unit,
                 builds(v, "common"), "项目名称")


@rule("6-late-declaration", "违规", "=deadline")
def _(v):
    year = v.datum("项目年度")
    limit = None if year is None else dt.date(year.lo - 1, 10, 31).toordinal()
    return Found(all_of(v.has("列入年度计划"), v.has("申报日期")), v.later(v.day("申报日期"), limit),
                 "申报日期")


missing("6-no-form", "申报表", "提示", "申报日期")
missing("7-no-decision-basis", "决策依据", "违规", "申报日期")
missing("7-no-proposal", "需求方案", "违规", "申报日期")


@rule("8-own-infrastructure", "违规")
def _(v):
    return Found(v.has("部署方式"), v.own_room, "部署方式")


missing("9-no-technical-review", "技术评审意见", "违规", LAUNCH, lambda v: v.launched)


@rule("9-review-negative", "违规", "立项日期 合同日期")
def _(v):
    return Found(all_of(v.launched, v.has("技术评审意见")), v.negative("技术评审意见"), "技术评审意见")


missing("9-no-data-catalogue", "数据资源目录", "违规", LAUNCH, lambda v: v.launched)
missing("9-no-security-plan", "信息安全方案", "违规", LAUNCH, lambda v: v.launched)


@rule("10-review-after-approval", "违规", "立项日期")
def _(v):
    return Found(all_of(v.has("技术评审日期"), v.has("立项日期")),
                 v.later(v.day("技术评审日期"), v.day("立项日期")), "技术评审日期")


@rule("10-unplanned-no-approval", "违规", "立项日期 申报日期")
def _(v):
    a, b = v.lacks("县政府批复"), v.lacks("资金落实")
    return Found(v.no("列入年度计划"), any_of(a, b), *(["县政府批复"] if a else ["资金落实"]))


@rule("11-no-interconnection", "违规", "立项日期")
def _(v):
    no = {f: v.no(f) for f in ("互联互通", "数据共享", "业务协同")}
    return Found(v.has("立项批复"), any_of(*no.values()), *[f for f in no if no[f]])


@rule("11-datacentre", "疑点", "立项日期")
def _(v):
    nature = v.text("建设性质")
    return Found(nature in (None, "新建", "扩建"), builds(v, "datacentre"), "项目名称",
                 amount=v.investment)


@rule("12-emergency-formalities", "违规", "建成日期")
def _(v):
    a, b = v.lacks("立项批复"), v.lacks("技术评审意见")
    return Found(all_of(v.has("应急项目"), v.built), any_of(a, b),
                 *(["立项批复"] if a else ["技术评审意见"]))


@rule("13-self-built-funded", "违规", "预算批复日期")
def _(v):
    return Found(v.has("自行实施"), v.has("预算金额"), "预算金额", amount=v.fen("预算金额"))


@rule("13-own-app-or-network", "疑点", "立项日期")
def _(v):
    return Found(negate(v.has("列入年度计划")), builds(v, "app", "network"), "项目名称")


@rule("13-no-budget-review", "违规", "预算批复日期 合同日期")
def _(v):
    fields = [f for f in ("财政评审", "评审金额") if f in v.case.main]
    return Found(all_of(v.enough(), v.launched), negate(v.reviewed), *fields[:1],
                 amount=v.investment)


def excess(v, a, b):
    x, y = v.fen(a), v.fen(b)
    return None if x is None or y is None else x - y


@rule("13-budget-over-review", "违规", "预算批复日期")
def _(v):
    return Found(all_of(v.has("预算金额"), v.has("评审金额")), v.more("预算金额", "评审金额"),
                 "预算金额", amount=excess(v, "预算金额", "评审金额"))


@rule("13-late-report", "违规", "预算批复日期")
def _(v):
    limit = v.workdays("预算批复日期", 3)
    lacks = v.lacks("报备日期")
    past = v.later(AS_OF, limit)
    return Found(all_of(v.enough(), v.has("预算批复日期")),
                 any_of(v.later(v.day("报备日期"), limit), all_of(lacks, past)), "报备日期",
                 not_due=all_of(lacks, negate(past)))


@rule("14-no-budget", "违规", "中标日期 合同日期")
def _(v):
    fields = [f for f in ("预算金额", "预算批复日期") if f in v.case.main]
    return Found(v.procured, negate(v.budgeted), *fields[:1], amount=v.fen("合同金额"))


@rule("14-not-announced", "疑点", "中标日期")
def _(v):
    return Found(all_of(v.tendered, v.has("中标日期")), v.lacks("采购公告日期"), "采购公告日期")


@rule("15-over-procurement-budget", "违规", "中标日期 合同日期")
def _(v):
    limit = next((f for f in ("采购预算", "预算金额") if v.amount(f)), None)
    known = [f for f in ("中标金额", "合同金额") if v.amount(f)]
    top = max(known, key=v.fen) if known else None
    breaks = v.more(top, limit) if top and limit else None
    return Found(any_of(v.has("中标金额"), v.has("合同金额")), breaks, *([top] if top else []),
                 amount=excess(v, top, limit) if breaks else None)


@rule("15-contract-over-award", "疑点", "合同日期")
def _(v):
    return Found(all_of(v.has("合同金额"), v.has("中标金额")), v.more("合同金额", "中标金额"),
                 "合同金额", amount=excess(v, "合同金额", "中标金额"))


@rule("15-built-before-tender", "违规", "开工日期 合同日期")
def _(v):
    days = [d for d in (v.day("开工日期"), v.day("合同日期")) if d is not None]
    award = v.day("中标日期")
    early = v.later(award, min(days)) if days else None
    fault = "开工日期" if days and v.day("开工日期") == min(days) else "合同日期"
    missing_award = all_of(v.lacks("中标日期"), v.tendered)
    return Found(any_of(v.has("开工日期"), v.has("合同日期")), any_of(early, missing_award),
                 "中标日期" if missing_award and not early else fault)


missing("16-unqualified-contractor", "承建资质", "疑点", "合同日期", lambda v: v.has("承建单位"))


@rule("16-classified-qualification", "违规", "采购公告日期 中标日期")
def _(v):
    return Found(True, v.has("要求涉密资质"), "要求涉密资质")


@rule("16-subcontracted", "违规", "合同日期")
def _(v):
    text = v.text("转包分包")
    says = None if text is None else "转包" in text or "分包" in text
    return Found(v.has("转包分包"), says, "转包分包",
                 lower=bool(text) and "转包" not in text and "违法分包" not in text)


@rule("17-no-responsible", "违规", "开工日期")
def _(v):
    a, b = v.lacks("项目负责人"), v.lacks("实施机构")
    return Found(v.started, any_of(a, b), *(["项目负责人"] if a else ["实施机构"]))


@rule("18-behind-schedule", "提示", "计划完工日期")
def _(v):
    plan = v.day("计划完工日期")
    return Found(v.has("计划完工日期"),
                 any_of(v.later(v.day("建成日期"), plan),
                        all_of(negate(v.built), v.later(AS_OF, plan))),
                 "建成日期" if v.day("建成日期") else "计划完工日期")


@rule("18-contract-over-estimate", "违规", "合同日期")
def _(v):
    return Found(all_of(v.has("合同金额"), v.has("概算金额")), v.more("合同金额", "概算金额"),
                 "合同金额", amount=excess(v, "合同金额", "概算金额"))


def over_limit(v):
    change, estimate = v.fen("变更金额"), v.fen("概算金额")
    return None if change is None or estimate is None else abs(change) * 10 > estimate


def changed_by(v):
    change = v.fen("变更金额")
    return None if change is None else abs(change)


@rule("19-change-over-limit", "违规", "合同日期 开工日期")
def _(v):
    return Found(v.changed, all_of(over_limit(v), v.lacks("重新申报")), "变更金额",
                 amount=changed_by(v))


@rule("19-change-not-filed", "违规", "合同日期 开工日期")
def _(v):
    return Found(all_of(v.changed, negate(over_limit(v))), v.lacks("变更备案"), "变更备案")


@rule("19-change-no-ground", "疑点", "合同日期 开工日期")
def _(v):
    text = v.text("变更原因")
    grounds = ("部署", "文件要求", "技术方案", "优化", "完善", "业务发展", "业务需要", "业务需求")
    none = None if text is None else not any(g in text for g in grounds)
    return Found(v.changed, any_of(v.lacks("变更原因"), none), "变更原因")


def over(rid, a, b, base, applies):
    @rule(rid, "违规", base)
    def check(v):
        return Found(all_of(*[v.has(f) for f in applies]), v.more(a, b), a, amount=excess(v, a, b))


over("19-budget-over-estimate", "预算金额", "概算金额", "预算批复日期", ("预算金额", "概算金额"))
over("19-final-over-budget", "决算金额", "预算金额", "验收日期 合同日期", ("决算金额",))
over("19-final-over-estimate", "决算金额", "概算金额", "验收日期 合同日期", ("决算金额",))


@rule("20-no-supervision", "违规", "开工日期 合同日期")
def _(v):
    started = v.started
    return Found(any_of(started, v.has("合同日期")), v.lacks("监理单位"), "监理单位",
                 lower=started is not True or not v.construction)


missing("20-supervisor-unqualified", "监理资质", "疑点", "开工日期", lambda v: v.has("监理单位"))


@rule("20-supervisor-is-contractor", "疑点", "开工日期 合同日期")
def _(v):
    a, b = v.text("监理单位"), v.text("承建单位")
    return Found(all_of(v.has("监理单位"), v.has("承建单位")),
                 None if a is None or b is None else a == b, "监理单位")


@rule("20-supervision-late", "疑点", "开工日期")
def _(v):
    return Found(all_of(v.has("监理合同日期"), v.has("开工日期")),
                 v.later(v.day("监理合同日期"), v.day("开工日期")), "监理合同日期")


@rule("21-late-acceptance", "违规", "建成日期")
def _(v):
    limit = v.months("建成日期", 6)
    past = v.later(AS_OF, limit)
    return Found(v.has("建成日期"),
                 any_of(v.later(v.day("验收日期"), limit), all_of(negate(v.accepted), past)),
                 "验收日期", not_due=all_of(negate(v.accepted), negate(past)),
                 lower=not v.construction)


@rule("21-no-preliminary", "违规", "验收日期")
def _(v):
    return Found(v.has("验收日期"),
                 any_of(v.lacks("初验日期"), v.later(v.day("初验日期"), v.day("验收日期"))), "初验日期",
                 lower=not v.construction)


for _id, _field in (("22-no-controllability", "安全自主可控"), ("22-no-crypto", "密码应用"),
                    ("22-no-security-review", "安全审查"), ("22-no-software-test", "软件测评"),
                    ("22-no-sharing-list", "资源共享目录")):
    missing(_id, _field, "违规", "验收日期", lambda v: v.accepted, lambda v: not v.construction)


@rule("22-test-failed", "疑点", "验收日期")
def _(v):
    fields = ("软件测评", "安全审查", "密码应用")
    return Found(v.accepted, v.negative(*fields), *[f for f in fields if v.negative(f)])


def filing(v):
    limit = v.workdays("验收日期", 30)
    return v.lacks("验收备案日期"), v.later(AS_OF, limit), limit


@rule("23-not-filed", "违规", "验收日期")
def _(v):
    lacks, past, _ = filing(v)
    return Found(v.accepted, all_of(lacks, past), "验收备案日期", not_due=all_of(lacks, negate(past)))


@rule("23-filed-late", "违规", "验收日期")
def _(v):
    return Found(v.has("验收备案日期"), v.later(v.day("验收备案日期"), filing(v)[2]), "验收备案日期")


@rule("23-paid-unfiled", "违规", "验收日期")
def _(v):
    lacks, _, limit = filing(v)
    paid = v.day("最近付款日期")
    return Found(all_of(v.accepted, lacks),
                 all_of(v.has("最近付款日期"), v.later(paid, v.day("验收日期"))), "最近付款日期",
                 lower=paid is not None and limit is not None and paid <= limit)


@rule("23-hold-funds", "疑点", "验收日期")
def _(v):
    lacks, past, _ = filing(v)
    om = v.fen("运维经费")
    more_om = None if om is None else om > 0
    more_due = v.more("合同金额", "已付金额")
    due = excess(v, "合同金额", "已付金额")
    if due is not None and due < 0:
        due = 0
    return Found(all_of(v.accepted, lacks, past), any_of(more_om, more_due), "验收备案日期",
                 amount=(om or 0) + (due or 0))


@rule("24-no-final-account", "疑点", "验收日期")
def _(v):
    past = v.later(AS_OF, v.months("验收日期", 3))
    lacks = v.lacks("决算金额")
    return Found(all_of(v.accepted, v.construction), all_of(lacks, past), "决算金额",
                 not_due=all_of(lacks, negate(past)))


@rule("24-final-not-approved", "疑点", "验收日期")
def _(v):
    return Found(all_of(v.has("决算金额"), v.construction), v.lacks("决算批复"), "决算批复",
                 amount=v.fen("决算金额"))


missing("24-assets-not-transferred", "资产移交", "疑点", "验收日期",
        lambda v: all_of(v.accepted, v.construction))


@rule("25-no-evaluation", "疑点", "验收日期")
def _(v):
    past = v.later(AS_OF, v.months("验收日期", 12))
    lacks = v.lacks("绩效评价")
    return Found(v.accepted, all_of(lacks, past), "绩效评价", not_due=all_of(lacks, negate(past)))


def funded(v):
    om = v.fen("运维经费")
    return None if om is None else om > 0


@rule("25-funded-unevaluated", "疑点", "验收日期")
def _(v):
    return Found(all_of(v.accepted, funded(v)), v.lacks("绩效评价"), "绩效评价",
                 amount=v.fen("运维经费"))


@rule("27-not-rectified", "违规", "绩效评价日期 验收日期")
def _(v):
    return Found(all_of(v.has("绩效结论"), v.negative("绩效结论")), v.lacks("整改情况"), "整改情况")


@rule("28-no-mlps-filing", "违规")
def _(v):
    level = v.mlps
    return Found(all_of(v.built, True if level is None else level >= 2), v.lacks("等保备案"),
                 "等保备案", lower=level is None)


def at_least(v, n):
    return None if v.mlps is None else v.mlps >= n


missing("28-no-mlps-test", "等保测评日期", applies=lambda v: all_of(v.built, at_least(v, 2)))
missing("28-no-crypto-assessment", "密码评估", applies=lambda v: all_of(v.built, at_least(v, 3)))
missing("28-no-security-duty", "安全责任制", applies=lambda v: v.built)
missing("28-no-emergency-plan", "应急预案", applies=lambda v: v.built)


@rule("28-no-drill", "疑点")
def _(v):
    return Found(all_of(v.built, v.has("应急预案")),
                 any_of(v.lacks("应急演练日期"), v.later(AS_OF, v.months("应急演练日期", 12))),
                 "应急演练日期")


missing("29-no-confidentiality", "保密协议", "违规", "合同日期", lambda v: v.has("承建单位"))
missing("30-public-cloud-no-assessment", "安全风险评估", applies=lambda v: v.third_party)
missing("30-public-cloud-no-migration", "迁移计划", "疑点", applies=lambda v: v.third_party)


@rule("30-public-cloud", "疑点")
def _(v):
    return Found(v.has("部署方式"), v.third_party, "部署方式")


@rule("31-om-funds-ineligible", "疑点")
def _(v):
    no = {f: v.no(f) for f in ("迁移上云", "业务协同", "数据共享")}
    return Found(funded(v), any_of(*no.values()), *[f for f in no if no[f]],
                 amount=v.fen("运维经费"))


missing("32-no-om-rules", "运维制度", applies=lambda v: v.accepted)


@rule("33-retired-without-consent", "违规", "停用日期")
def _(v):
    lacks = {f: v.lacks(f) for f in ("停用论证", "停用同意", "停用备案")}
    return Found(v.has("停用日期"), any_of(*lacks.values()), *[f for f in lacks if lacks[f]])


missing("33-retired-not-disposed", "资产处置", "违规", "停用日期", lambda v: v.has("停用日期"))


@rule("33-retired-still-funded", "违规", "停用日期")
def _(v):
    return Found(v.has("停用日期"), funded(v), "运维经费", amount=v.fen("运维经费"))
