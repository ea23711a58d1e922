"""What may be broken in a clean life, one change each."""
import datetime as dt

from .calendar import add_months
from .case import AS_OF
from .truth import NONE_SAID, NOT_HERE, Doubt, Month, yuan

BREAKS = {}      # name → (fields that must be shown, weight, condition, change)


def breaks(name, needs, weight=1, when=lambda p: True):
    def keep(change):
        BREAKS[name] = (needs.split(), weight, when, change)
        return change
    return keep


def accepted(p):
    return p.truth.get("验收日期") is not None


def working(p):
    return p.truth.get("合同日期") is not None and p.nature != "运行维护"


def blank(p, *fields):
    """Leaves fields blank, or says an explicit no in the first of them."""
    for i, f in enumerate(fields):
        p.truth[f] = NONE_SAID if i == 0 and p.rng.random() < 0.4 else None


@breaks("决算超预算", "决算金额 预算金额 验收日期", 5, accepted)
def _(p, cal):
    p.truth["决算金额"] = yuan(p.truth["预算金额"] / 1e6 * p.rng.choice([1.018, 1.03, 1.045, 1.06, 1.11]))


@breaks("未监理", "监理单位", 6, working)
def _(p, cal):
    blank(p, "监理单位", "监理资质", "监理合同日期")
    p.truth["监理资质"] = None


@breaks("未备案", "验收备案日期 验收日期", 5, lambda p: accepted(p) and p.truth["验收日期"] < AS_OF - 60)
def _(p, cal):
    blank(p, "验收备案日期")
    p.truth["最近付款日期"] = p.truth["合同日期"] + 12


@breaks("未备案付款", "验收备案日期 验收日期 最近付款日期", 2,
        lambda p: accepted(p) and p.truth["验收日期"] < AS_OF - 90)
def _(p, cal):
    blank(p, "验收备案日期")
    p.truth["最近付款日期"] = p.truth["验收日期"] + p.rng.choice([20, 62, 75])


@breaks("逾期备案", "验收备案日期 验收日期", 5, lambda p: accepted(p) and p.truth["验收日期"] < AS_OF - 120)
def _(p, cal):
    p.truth["验收备案日期"] = cal.add(p.truth["验收日期"], p.rng.choice([31, 32, 38, 45, 66]))
    p.truth["最近付款日期"] = p.truth["验收备案日期"] + 6


@breaks("公有云未评估", "部署方式 安全风险评估", 5, working)
def _(p, cal):
    p.truth["部署方式"] = p.rng.choice(["阿里云", "华为云", "公有云（天翼云）", "SaaS服务", "腾讯云"])
    blank(p, "安全风险评估")
    p.truth["迁移计划"] = p.rng.choice([None, "拟于2026年迁移至县政务云"]) and "2026年底前迁移"


@breaks("公有云已评估", "部署方式 安全风险评估", 2, working)
def _(p, cal):
    p.truth.update({"部署方式": p.rng.choice(["阿里云", "华为云"]), "安全风险评估": "已开展",
                    "迁移计划": "已制定"})


def lacking(name, field_, weight=1, when=lambda p: True):
    BREAKS[name] = ([field_], weight, when, lambda p, cal: blank(p, field_))


def from_stage(field_):
    return lambda p: p.truth.get(field_) is not None and p.truth[field_] is not NOT_HERE


for _name, _field, _weight in (
        ("无申报表", "申报表", 2), ("无决策依据", "决策依据", 2), ("无需求方案", "需求方案", 1),
        ("无技术评审", "技术评审意见", 2), ("无数据目录", "数据资源目录", 2), ("无安全方案", "信息安全方案", 2),
        ("资质未载明", "承建资质", 2), ("无负责人", "项目负责人", 1), ("无实施机构", "实施机构", 1),
        ("监理无资质", "监理资质", 2), ("无自主可控", "安全自主可控", 1), ("无密码应用", "密码应用", 2),
        ("无安全审查", "安全审查", 1), ("无测评", "软件测评", 2), ("无共享目录", "资源共享目录", 2),
        ("无资产移交", "资产移交", 2), ("无绩效", "绩效评价", 2), ("决算未批", "决算批复", 2),
        ("无等保备案", "等保备案", 2), ("无等保测评", "等保测评日期", 2), ("无密评", "密码评估", 2),
        ("无责任制", "安全责任制", 1), ("无预案", "应急预案", 1), ("无演练", "应急演练日期", 2),
        ("无保密协议", "保密协议", 2), ("无运维制度", "运维制度", 2)):
    lacking(_name, _field, _weight, from_stage(_field))


@breaks("自建机房", "部署方式", 2, working)
def _(p, cal):
    p.truth["部署方式"] = p.rng.choice(["本单位机房", "自建机房", "县政务云、本单位机房"])


@breaks("评审不通过", "技术评审意见", 1, working)
def _(p, cal):
    p.truth["技术评审意见"] = p.rng.choice(["不同意", "未通过，需修改后重报"])


@breaks("先立项后评审", "技术评审日期 立项日期", 2, working)
def _(p, cal):
    p.truth["技术评审日期"] = p.truth["立项日期"] + p.rng.randint(3, 8)


@breaks("逾期申报", "列入年度计划 申报日期 项目年度", 2)
def _(p, cal):
    p.truth["申报日期"] = dt.date(p.year - 1, 11, p.rng.randint(3, 9)).toordinal()


@breaks("计划外", "列入年度计划 县政府批复 资金落实", 2)
def _(p, cal):
    p.truth["列入年度计划"] = False
    p.truth["县政府批复"] = p.rng.choice([None, "县政府常务会议纪要"])


@breaks("不共享", "立项批复 数据共享", 2, working)
def _(p, cal):
    p.truth["数据共享"] = False


@breaks("自行实施", "自行实施 预算金额", 1, working)
def _(p, cal):
    p.truth["自行实施"] = True


@breaks("未财政评审", "财政评审", 3, lambda p: p.wan >= 30 and p.truth.get("预算金额"))
def _(p, cal):
    p.truth["评审金额"] = None
    p.truth["财政评审"] = p.rng.choice([None, NONE_SAID])


@breaks("预算超评审", "预算金额 评审金额", 2, lambda p: p.truth.get("评审金额"))
def _(p, cal):
    p.truth["评审金额"] = yuan(p.truth["预算金额"] / 1e6 * 0.94)


@breaks("逾期报备", "报备日期 预算批复日期", 2, lambda p: p.wan >= 30 and p.truth.get("报备日期"))
def _(p, cal):
    p.truth["报备日期"] = cal.add(p.truth["预算批复日期"], p.rng.choice([4, 5, 7]))


@breaks("未报备", "报备日期 预算批复日期", 1, lambda p: p.wan >= 30 and p.truth.get("报备日期"))
def _(p, cal):
    blank(p, "报备日期")


@breaks("未公告", "采购公告日期 采购方式 中标日期", 1, working)
def _(p, cal):
    p.truth["采购公告日期"] = None


@breaks("超采购预算", "中标金额 采购预算", 2, working)
def _(p, cal):
    p.truth["采购预算"] = yuan(p.truth["中标金额"] / 1e6 * 0.96)


@breaks("合同超中标", "中标金额 合同金额", 2, working)
def _(p, cal):
    p.truth["中标金额"] = yuan(p.truth["合同金额"] / 1e6 * 0.97)


@breaks("未招先建", "开工日期 中标日期", 2, working)
def _(p, cal):
    p.truth["开工日期"] = p.truth["中标日期"] - p.rng.randint(6, 30)
    p.truth["监理合同日期"] = p.truth["开工日期"] - 2


@breaks("要求涉密资质", "要求涉密资质", 1, working)
def _(p, cal):
    p.truth["要求涉密资质"] = True


@breaks("分包", "转包分包", 1, working)
def _(p, cal):
    p.truth["转包分包"] = p.rng.choice(["部分分包", "存在转包", "安装部分分包"])


@breaks("逾期未完工", "计划完工日期", 2, lambda p: p.stage == "在建")
def _(p, cal):
    p.truth["计划完工日期"] = dt.date(2025, p.rng.choice([10, 11, 12]), 25).toordinal()


@breaks("合同超概算", "合同金额 概算金额", 1, working)
def _(p, cal):
    p.truth["概算金额"] = yuan(p.truth["合同金额"] / 1e6 * 0.97)


@breaks("预算超概算", "预算金额 概算金额", 2, working)
def _(p, cal):
    p.truth["概算金额"] = yuan(p.truth["预算金额"] / 1e6 * 0.985)


@breaks("无预算", "预算金额 合同金额", 1, lambda p: working(p) and p.stage == "在建")
def _(p, cal):
    p.truth.update({"预算金额": None, "预算批复日期": None, "报备日期": None, "采购预算": None})


@breaks("变更超限", "变更金额 概算金额", 1, working)
def _(p, cal):
    p.truth.update({"变更金额": yuan(p.wan * 0.128), "变更原因": "完善优化技术方案", "变更备案": "已备案"})


@breaks("变更未备案", "变更金额 变更备案 概算金额", 2, working)
def _(p, cal):
    p.truth.update({"变更金额": yuan(p.wan * 0.05), "变更原因": "业务发展需要增加模块", "变更备案": None})


@breaks("变更合规", "变更金额 变更备案 概算金额", 2, working)
def _(p, cal):
    p.truth.update({"变更金额": yuan(p.wan * 0.04), "变更原因": "按上级部署调整建设内容", "变更备案": "已备案"})


@breaks("变更无理由", "变更金额 变更原因", 1, working)
def _(p, cal):
    p.truth.update({"变更金额": yuan(p.wan * 0.06), "变更原因": "材料价格上涨", "变更备案": "已备案"})


@breaks("监理即承建", "监理单位 承建单位", 1, working)
def _(p, cal):
    p.truth["监理单位"] = p.truth["承建单位"]


@breaks("监理滞后", "监理合同日期 开工日期", 1, working)
def _(p, cal):
    p.truth["监理合同日期"] = p.truth["开工日期"] + p.rng.randint(9, 30)


@breaks("逾期验收", "建成日期 验收日期", 2, lambda p: accepted(p) and p.year == 2024)
def _(p, cal):
    late = cal.add(add_months(p.truth["建成日期"], 6), p.rng.randint(6, 30))
    p.truth["验收日期"] = late
    p.truth["验收备案日期"] = cal.add(late, 15)
    p.truth["最近付款日期"] = p.truth["验收备案日期"] + 9
    p.truth["绩效评价日期"] = AS_OF - 30


@breaks("建成未验收", "建成日期 验收日期", 2, lambda p: p.stage in ("完工", "初验"))
def _(p, cal):
    built = dt.date(2025, p.rng.randint(6, 8), 12).toordinal()
    p.truth.update({"建成日期": built, "计划完工日期": built + 9})
    if p.truth["初验日期"]:
        p.truth["初验日期"] = built + 21


@breaks("无初验", "初验日期 验收日期", 2, accepted)
def _(p, cal):
    p.truth["初验日期"] = None


@breaks("测评不合格", "软件测评", 1, accepted)
def _(p, cal):
    p.truth["软件测评"] = "不合格"


@breaks("无决算", "决算金额 验收日期", 3, lambda p: accepted(p) and p.truth["验收日期"] < AS_OF - 110)
def _(p, cal):
    p.truth.update({"决算金额": None, "决算批复": None})


@breaks("绩效未整改", "绩效结论 整改情况", 1, accepted)
def _(p, cal):
    p.truth["绩效结论"] = "未达标"


@breaks("运维不符", "运维经费 数据共享", 2, lambda p: p.truth.get("运维经费"))
def _(p, cal):
    p.truth["数据共享"] = False


@breaks("超付", "已付金额 合同金额", 1, working)
def _(p, cal):
    p.truth["已付金额"] = yuan(p.truth["合同金额"] / 1e6 * 1.04)


@breaks("结算超合同", "结算金额 合同金额", 1, accepted)
def _(p, cal):
    p.truth["结算金额"] = yuan(p.truth["合同金额"] / 1e6 * 1.03)


@breaks("日期颠倒", "合同日期 开工日期 建成日期", 1, lambda p: p.truth.get("建成日期") and p.stage == "已验收")
def _(p, cal):
    p.truth["建成日期"] = p.truth["开工日期"] - 20
    p.truth["计划完工日期"] = p.truth["开工日期"] + 60


@breaks("存疑金额", "决算金额", 1, accepted)
def _(p, cal):
    p.truth["决算金额"] = Doubt(p.rng.choice(["约%d万元" % p.wan, "待定", "以审定为准"]))


@breaks("未来日期", "验收日期 验收备案日期", 1, lambda p: p.stage == "初验")
def _(p, cal):
    p.truth["验收日期"] = dt.date(2026, p.rng.choice([5, 6]), 20).toordinal()


@breaks("月份日期", "验收日期 验收备案日期", 2, lambda p: accepted(p) and p.year == 2024)
def _(p, cal):
    d = dt.date.fromordinal(p.truth["验收日期"])
    if (d.year, d.month) > (2024, 7):
        p.truth["验收日期"] = Month(d.year, d.month)
