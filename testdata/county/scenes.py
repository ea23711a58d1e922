"""What is set by hand: lives that end early, pairs, splits, the edges of checks."""
import datetime as dt

from .breaks import BREAKS
from .catalogue import find
from .case import AS_OF
from .truth import DONE, NOT_HERE, Doubt, Month, yuan


def day(y, m, d):
    return dt.date(y, m, d).toordinal()


STAGES = {
    "情报研判专用系统": "在建", "耕地占补平衡指标管理系统": "终止", "7·20暴雨灾后卫星通信保障": "已验收",
    "2025年山体滑坡现场监测预警": "完工", "重点车辆动态监控系统": "已验收", "婚姻登记大厅叫号软件开发": "在建",
    "文化馆数字展厅硬件采购": "已验收", "文化馆数字展厅软件开发": "已验收", "高频事项智能问答系统": "停用",
    "帮代办跟踪系统": "停用", "校园明厨亮灶监管平台": "已验收", "智慧阅卷与学业质量分析系统": "已验收",
    "第二实验小学数字化校园建设": "已验收", "水库大坝安全监测系统": "已验收", "智慧水利调度中枢": "在建", "掌上阳城文旅小程序": "在建",
    "城市生命线综合监测预警平台": "在建",
}
PAIRS = (
    ("河长制综合信息管理平台", "河湖长制巡河履职系统"), ("中小学阳光招生报名系统", "义务教育阶段招生入学服务平台"),
    ("应急指挥综合平台", "救灾物资储备管理信息系统"), ("建筑工地扬尘在线监测系统", "施工工地颗粒物在线监控平台"),
    ("食用农产品市场追溯管理系统", "农产品质量安全追溯平台"), ("重点车辆动态监控系统", "两客一危车辆动态监管平台"),
)
# Told apart by RULES.md section 6, or open to judgement: allowed, not demanded.
KIN = (("公交智能调度系统", "公交智能调度系统二期", "提示"),
       ("人社业务数据共享交换平台", "数据共享交换平台二期", "疑点"),
       ("交通运输局协同办公OA系统", "全县协同办公系统推广", "疑点"),
       ("2025年山体滑坡现场监测预警", "地质灾害隐患点自动化监测", "疑点"),
       ("建筑工人实名制考勤系统", "农民工工资支付监控预警平台", "疑点"),
       ("药品零售远程监管", "定点药店购销存监管", "疑点"),
       ("水库大坝安全监测系统", "小型水库雨水情测报设施", "疑点"),
       ("企业信用风险分类系统", "物业服务企业信用评价系统", "疑点"),
       ("高龄津贴资格认证系统", "城乡居民养老待遇认证系统", "疑点"),
       ("施工图数字化审查系统", "工程建设项目审批管理系统", "疑点"))
SPLITS = (
    ("文化馆数字展厅硬件采购", "文化馆数字展厅软件开发"),
    ("护林员巡护终端采购（一）", "护林员巡护终端采购（二）", "护林员巡护终端采购（三）"),
    ("养老服务信息平台前端感知设备采购", "养老服务信息平台软件开发"),
)
NEAR_SPLITS = ("快检室仪器采购（一）", "快检室仪器采购（二）", "婚姻登记大厅叫号设备采购",
               "婚姻登记大厅叫号软件开发")


def stages(made):
    """Stages of life that chance shall not choose."""
    for ps in made.values():
        for p in ps:
            p.stage = ""
    for name, stage in STAGES.items():
        find(made, name).stage = stage
    for names in SPLITS:
        for name in names:
            find(made, name).stage = find(made, name).stage or "已验收"
    for name in EDGES:
        find(made, *name_and_year(name)).stage = "已验收"
    for name, (stage, _) in FORCED.items():
        find(made, name).stage = stage


def name_and_year(name):
    name, _, year = name.partition("@")
    return (name, int(year)) if year else (name,)


def truths(made, calendar):
    """After every life is clean: what each of these truly is."""
    def get(name):
        return find(made, *name_and_year(name))

    across(made, get)
    lives(get, calendar)
    carried(get, calendar)
    for name, (_, broken) in FORCED.items():
        BREAKS[broken][3](get(name), calendar)
        get(name).fixed = True
    for name, change in EDGES.items():
        p = get(name)
        change(p, calendar)
        p.fixed = True


def across(made, get):
    for a, b in PAIRS:
        twins(get(a), get(b))
    twins(get("家庭医生签约服务系统@2024"), get("家庭医生签约服务系统@2025"))
    for a, b, level in KIN:
        for p in (get(a), get(b)):
            p.may.append({"rule": "9-duplicate", "level": level})
    for names in SPLITS:
        group = [get(n) for n in names]
        for p in group:
            p.split = group
            p.truth["承建单位"] = group[0].truth["承建单位"]
            p.truth["监理单位"] = p.truth["监理单位"] or "山西诚信工程监理有限公司"
            p.fixed = True
    for name in NEAR_SPLITS:
        get(name).fixed = True
    hardware, software = get("婚姻登记大厅叫号设备采购"), get("婚姻登记大厅叫号软件开发")
    assert hardware.truth["合同日期"] < day(2024, 8, 1)
    software.truth.update({"合同日期": day(2025, 9, 15), "开工日期": day(2025, 9, 22)})
    typo = get("双随机抽查管理系统"), get("特种设备电梯应急处置系统")
    typo[0].code = typo[0].truth["项目编号"] = typo[1].code
    for p, q in (typo, typo[::-1]):
        p.same_code = [q]


def twins(p, q):
    p.duplicates, q.duplicates = p.duplicates + [q], q.duplicates + [p]


def lives(get, calendar):
    """Classified, emergency, ended, retired."""
    secret = get("情报研判专用系统")
    secret.truth.update({"是否涉密": True, "建设内容": None, "监理单位": None, "技术评审意见": None})
    secret.fixed = True

    flood = get("7·20暴雨灾后卫星通信保障")
    flood.truth.update({"应急项目": True, "开工日期": flood.truth["中标日期"] - 40, "立项批复": None,
                        "列入年度计划": False})
    slide = get("2025年山体滑坡现场监测预警")
    slide.truth.update({"应急项目": True, "合同日期": slide.truth["开工日期"] + 25})
    for p in (flood, slide):
        p.fixed = True

    app = get("掌上阳城文旅小程序")
    app.truth.update({"列入年度计划": False, "县政府批复": "县政府专题会议纪要"})
    app.fixed = True

    ended = get("耕地占补平衡指标管理系统")
    ended.truth.update({"监理单位": None, "监理资质": None, "部署方式": "阿里云", "安全风险评估": None})
    ended.fixed = True

    for name, wrong in (("高频事项智能问答系统", True), ("帮代办跟踪系统", False)):
        p = get(name)
        p.truth.update({"停用日期": day(2026, 1, 20), "停用论证": "已论证", "停用备案": "已备案",
                        "停用同意": None if wrong else "已同意", "资产处置": None if wrong else "已报废处置"})
        if not wrong:
            p.truth["运维经费"] = None
        p.fixed = True


def carried(get, calendar):
    """Begun in 2024, told again in 2025: what the first ledger said then."""
    later = ("建成日期 初验日期 验收日期 验收备案日期 决算金额 资产移交 等保级别 等保备案").split()
    for n, name in enumerate(("校园明厨亮灶监管平台", "智慧阅卷与学业质量分析系统", "第二实验小学数字化校园建设")):
        p = get(name)
        p.told_first = {f: None for f in later} | {"项目状态": "在建"}
        built = day(2025, 3, 14) + 19 * n
        p.truth.update({"计划完工日期": built + 10, "建成日期": built, "初验日期": built + 25,
                        "验收日期": calendar.add(built, 40)})
        p.truth["验收备案日期"] = calendar.add(p.truth["验收日期"], 18)
        p.truth["等保测评日期"] = built + 30
        p.year = 2025
        p.fixed = True
    get("智慧阅卷与学业质量分析系统").truth["验收备案日期"] = None


# ---- edges: one project each, nothing else broken ------------------------------------

def filed_on_last_day(p, calendar):
    p.truth["验收日期"] = day(2024, 9, 12)              # over 中秋 and 国庆 with make-up days
    shift(p, calendar)
    p.truth["验收备案日期"] = calendar.add(p.truth["验收日期"], 30)


def filed_a_day_late(p, calendar):
    p.truth["验收日期"] = day(2025, 1, 8)               # over 春节
    shift(p, calendar)
    p.truth["验收备案日期"] = calendar.add(p.truth["验收日期"], 31)


def shift(p, calendar):
    """What comes before an acceptance that was set by hand."""
    t = p.truth
    t["初验日期"] = t["验收日期"] - 20
    t["建成日期"] = t["验收日期"] - 48
    t["开工日期"] = min(t["开工日期"], t["建成日期"] - 40)
    t["计划完工日期"] = t["建成日期"] + 5
    t["验收备案日期"] = calendar.add(t["验收日期"], 12)
    t["最近付款日期"] = min(t["验收备案日期"] + 6, AS_OF)
    t["绩效评价日期"] = min(t["验收日期"] + 60, AS_OF - 2)
    if t["等保测评日期"]:
        t["等保测评日期"] = t["建成日期"] + 8
    assert t["合同日期"] <= t["开工日期"], p.name


def month_undecided(p, calendar):
    p.truth["验收日期"] = Month(2024, 11)
    p.truth["验收备案日期"] = calendar.add(day(2024, 11, 15), 30)


def month_decided(p, calendar):
    p.truth["验收日期"] = Month(2024, 10)
    p.truth["验收备案日期"] = day(2025, 1, 21)


def within_rounding(p, calendar):
    """30 元 over a budget told to the hundred: half its last digit is 50."""
    over_by(p, 30_00)


def beyond_rounding(p, calendar):
    over_by(p, 60_00)


def over_by(p, fen):
    budget = p.truth["预算金额"]
    if budget // 100_00 % 10 == 0:                      # two decimals of 万元, the last no 0
        budget += 300_00
    p.truth.update({"预算金额": budget, "评审金额": budget, "决算金额": budget + fen})


def supervisor_unneeded(p, calendar):
    p.truth.update({"监理单位": NOT_HERE, "监理资质": None, "监理合同日期": None})


def supervisor_unknown(p, calendar):
    p.truth.update({"监理单位": Doubt("待定"), "监理资质": None, "监理合同日期": None})


def filed_some_day(p, calendar):
    p.truth["验收备案日期"] = DONE


def cloud_of_unknown_kind(p, calendar):
    p.truth.update({"部署方式": "云服务器", "安全风险评估": None})


def half_in_a_vendors_cloud(p, calendar):
    p.truth.update({"部署方式": "县政务云+阿里云", "安全风险评估": None})


def due_today(p, calendar):
    """The thirtieth working day is the as-of date itself: not past it."""
    unfiled(p, calendar, AS_OF)


def due_yesterday(p, calendar):
    unfiled(p, calendar, AS_OF - 1)


def unfiled(p, calendar, limit):
    accepted = limit
    while calendar.add(accepted, 30) != limit or not calendar.works(accepted):
        accepted -= 1
    p.truth["验收日期"] = accepted
    shift(p, calendar)
    p.truth.update({"验收备案日期": None, "决算金额": None, "决算批复": None, "绩效评价": None,
                    "绩效结论": None, "运维经费": None, "最近付款日期": accepted - 60, "资产移交": "已移交"})


def just_accepted(p, calendar):
    unfiled(p, calendar, day(2026, 4, 24))


def not_passed(p, calendar):
    p.truth.update({"验收结论": "未通过", "验收备案日期": None, "绩效评价": None, "绩效结论": None,
                    "决算金额": None, "运维经费": None})


def old_final_over(p, calendar):
    p.truth["决算金额"] = yuan(p.truth["预算金额"] / 1e6 * 1.05)


def wrong_unit(p, calendar):
    """元 typed into a column of 万元."""
    p.truth["预算金额"] = p.truth["预算金额"] * 10_000


def two_finals(p, calendar):
    """Two sheets of one book give two 决算: one within the budget, one over it."""
    p.other_sheet = {"决算金额": yuan(p.truth["预算金额"] / 1e6 * 1.04)}


def two_contracts(p, calendar):
    p.other_sheet = {"合同金额": p.truth["合同金额"] + 12_000_00}


def third_level_without_assessment(p, calendar):
    p.truth.update({"等保级别": "三级", "等保备案": "已备案", "等保测评日期": p.truth["建成日期"] + 9,
                    "密码评估": None})


def assessed_but_staying(p, calendar):
    p.truth.update({"部署方式": "华为云", "安全风险评估": "已开展", "迁移计划": None})


def filed_before_acceptance(p, calendar):
    p.truth["验收备案日期"] = p.truth["验收日期"] - 9


# Breaks that chance seldom comes to: name → stage of life, break.
FORCED = {
    "法医临床检验信息系统": ("在建", "无申报表"), "110接处警录音系统更新": ("已验收", "要求涉密资质"),
    "电动自行车登记上牌系统": ("在建", "无数据目录"), "淤地坝视频监控": ("已验收", "变更超限"),
    "公共就业招聘服务平台": ("已验收", "无自主可控"), "出入境自助办证区建设": ("已验收", "无安全审查"),
    "城市内涝积水点监测": ("初验", "未来日期"), "不动产登记一窗受理系统": ("已验收", "决算超预算"),
}
EDGES = {
    "城市照明远程控制系统": filed_on_last_day, "供热管网温度采集系统": filed_a_day_late,
    "灌区用水计量系统": month_undecided, "取水许可电子证照系统": month_decided,
    "土地卫片执法核查系统": within_rounding, "矿山越界开采监管系统": beyond_rounding,
    "职业技能培训实名监管系统": supervisor_unneeded, "传染病智能监测预警前置软件": supervisor_unknown,
    "高标准农田建设管护系统": filed_some_day, "教师研修与继续教育平台": cloud_of_unknown_kind,
    "全民健身场地预约系统": half_in_a_vendors_cloud, "校车运行安全监管系统": due_today,
    "中考理化实验操作考试系统": due_yesterday, "隧道机电设备监控系统": just_accepted,
    "农业面源污染监测点建设": not_passed, "省道客运班线信息公示屏": old_final_over,
    "智慧桑田物联网示范": wrong_unit, "城乡供水管网漏损监测": two_finals,
    "水政执法巡查无人艇": two_contracts, "噪声自动监测站": filed_before_acceptance,
    "住院病案首页质控系统": third_level_without_assessment,
    "农村供水水质在线监测": assessed_but_staying,
}
