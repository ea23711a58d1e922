"""What is true of a project: a clean life first, then what it breaks."""
import datetime as dt
import random
from dataclasses import dataclass, field

from .case import AS_OF


class _Word:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


NONE_SAID = _Word("无")        # an explicit no
NOT_HERE = _Word("不涉及")
DONE = _Word("已")             # an act that happened, its day not told


@dataclass(frozen=True)
class Doubt:
    """A cell nobody can read: 约30万, 待定."""
    raw: str


@dataclass(frozen=True)
class Month:
    year: int
    month: int


# text → (第三方云, 自建机房): what a reader of RULES.md section 3 must make of it
DEPLOYMENTS = {
    "县政务云": (False, False), "市政务云": (False, False), "县大数据中心": (False, False),
    "县政务云（天翼云）": (False, False), "省政务云": (False, False),
    "阿里云": (True, False), "华为云": (True, False), "腾讯云": (True, False),
    "公有云（天翼云）": (True, False), "SaaS服务": (True, False), "公有云": (True, False),
    "县政务云+阿里云": (True, False), "租用云服务": (True, False),
    "本单位机房": (False, True), "自建机房": (False, True), "县政务云、本单位机房": (False, True),
    "云服务器": (None, None), "本地部署": (None, None),
}

FIRMS = ("山西云时代数字科技有限公司 晋城市太行云计算有限公司 山西百信信息技术有限公司 "
         "晋城移动信息服务有限公司 山西联创软件有限公司 太原市高新普惠科技有限公司 "
         "晋城市泽州电子工程有限公司 山西中晋网络技术有限公司 北京数政通科技有限公司 "
         "山西析城信息工程有限公司 阳城县润城智能科技有限公司 郑州嵩云软件股份有限公司 "
         "山西清众软件有限公司 晋城广电网络有限责任公司 西安丝路图信息技术有限公司").split()
SUPERVISORS = ("山西诚信工程监理有限公司 晋城市信达信息监理有限公司 山西省信息化监理咨询有限公司 "
               "太原国信信息工程监理有限公司 河南中原信息监理有限公司").split()
PEOPLE = ("王建军 李晋芳 张保国 卫红霞 原志刚 成文斌 吉学峰 郭丽娟 栗小明 田海霞 茹晋阳 潘国庆 "
          "马俊杰 燕会平 上官军 毕晓东 吴秀兰 秦永强 宋丽萍 延军社").split()
CHECKED = ("技术评审意见 数据资源目录 信息安全方案 安全自主可控 密码应用 安全审查 软件测评 "
           "资源共享目录").split()


@dataclass
class Project:
    code: str
    name: str
    content: str
    unit: str
    year: int
    wan: float
    nature: str = "新建"
    stage: str = "已验收"
    builds: tuple = ()
    truth: dict = field(default_factory=dict)
    breaks: list = field(default_factory=list)
    names: list = field(default_factory=list)
    fixed: bool = False        # nothing random is broken here
    begun: int = 0             # the year its life begins; the ledger's may be later
    marks: set = field(default_factory=set)
    duplicates: list = field(default_factory=list)
    split: list = field(default_factory=list)
    same_code: list = field(default_factory=list)
    may: list = field(default_factory=list)
    other_sheet: dict = field(default_factory=dict)    # what a second sheet says otherwise
    told_first: dict = field(default_factory=dict)     # what the year before said

    def __post_init__(self):
        self.rng = random.Random(self.unit + self.name + str(self.year) + (self.code or ""))
        self.names.append(self.name)


def yuan(x):
    """Amounts in 分, whole hundreds of 元."""
    return int(round(x * 100)) * 100_00


STAGE_ORDER = ["申报", "评审", "立项", "招标采购", "在建", "完工", "初验", "已验收", "运行"]


def live(p, calendar):
    """A clean life up to the project's stage: every duty met, in time."""
    r, t = p.rng, p.truth
    stage = "运行" if p.stage == "停用" else "在建" if p.stage == "终止" else p.stage
    at = STAGE_ORDER.index(stage)
    money(p, at)

    def after(day, low, high):
        day += r.randint(low, high)
        while not calendar.works(day):
            day += 1
        return day

    day = dt.date(p.begun - 1, 8, 20).toordinal()
    t["申报日期"] = after(day, 0, 60)
    t["技术评审日期"] = after(dt.date(p.begun - 1, 11, 12).toordinal(), 0, 35) if at >= 1 else None
    life = dict.fromkeys("立项日期 预算批复日期 报备日期 采购公告日期 中标日期 合同日期 监理合同日期 "
                         "开工日期 计划完工日期 建成日期 初验日期 验收日期 验收备案日期 最近付款日期".split())
    t.update(life)
    if at >= 2:
        t["立项日期"] = after(dt.date(p.begun, 1, 6).toordinal(), 0, 40)
        t["预算批复日期"] = after(t["立项日期"], 4, 18)
        t["报备日期"] = calendar.add(t["预算批复日期"], r.randint(1, 3))
    if at >= 3:
        t["采购公告日期"] = after(t["预算批复日期"], 8, 25)
    if at >= 4:
        t["中标日期"] = after(t["采购公告日期"], 20, 30)
        t["合同日期"] = after(t["中标日期"], 4, 20)
        t["监理合同日期"] = after(t["合同日期"], 0, 2)
        t["开工日期"] = after(t["监理合同日期"], 2, 12)
        length = r.randint(60, 140) if p.begun < 2025 else r.randint(40, 90)
        t["计划完工日期"] = t["开工日期"] + length + 15
        if at == 4:
            t["计划完工日期"] = dt.date(2026, r.choice([5, 6, 8, 9, 12]), 30).toordinal()
        t["最近付款日期"] = after(t["合同日期"], 5, 20)
    if at >= 5:
        t["建成日期"] = after(t["开工日期"], length, length + 10)
        if stage in ("完工", "初验"):
            t["建成日期"] = after(dt.date(2025, 11, 3).toordinal(), 0, 80)
            t["计划完工日期"] = t["建成日期"] + 12
    if at >= 6:
        t["初验日期"] = after(t["建成日期"], 8, 30 if p.begun < 2025 else 16)
    if at >= 7:
        t["验收日期"] = after(t["初验日期"], 10, 50 if p.begun < 2025 else 30)
        t["验收备案日期"] = calendar.add(t["验收日期"], r.randint(4, 27))
        t["最近付款日期"] = after(t["验收备案日期"], 3, 20)
        assert t["最近付款日期"] <= AS_OF, (p.name, "paid in the future")
    papers(p, at)


def money(p, at):
    """Amounts in 分: 概算 ≥ 评审 ≥ 预算 ≥ 采购预算 ≥ 中标 = 合同 ≥ 结算 ≥ 决算 ≥ 已付."""
    r, t = p.rng, p.truth
    estimate = yuan(p.wan)
    review = yuan(p.wan * r.uniform(0.93, 0.99)) if p.wan >= 30 else None
    budget = review if review else yuan(p.wan * r.uniform(0.95, 1.0))
    award = yuan(budget / 1_000_000 * r.uniform(0.93, 0.99))
    done = at >= STAGE_ORDER.index("已验收")
    t.update({"概算金额": estimate, "评审金额": review if at >= 2 else None,
              "财政评审": ("已评审" if p.wan >= 30 else NOT_HERE) if at >= 2 else None,
              "预算金额": budget if at >= 2 else None,
              "采购预算": budget if at >= 2 else None})
    t.update(dict.fromkeys("中标金额 合同金额 结算金额 决算金额 已付金额 变更金额 运维经费".split()))
    if at >= 4:
        t.update({"中标金额": award, "合同金额": award,
                  "已付金额": yuan(award / 1_000_000 * r.choice([0.3, 0.4, 0.5, 0.6]))})
    if done:
        settled = yuan(award / 1_000_000 * r.uniform(0.97, 1.0))
        t.update({"结算金额": settled, "决算金额": settled,
                  "已付金额": yuan(settled / 1_000_000 * r.choice([0.9, 0.95, 0.97, 1.0]))})


def papers(p, at):
    """Documents and verdicts."""
    r, t = p.rng, p.truth

    def when(stage, value):
        return value if at >= STAGE_ORDER.index(stage) else None

    accepted = at >= STAGE_ORDER.index("已验收")
    construction = p.nature != "运行维护"
    t.update({
        "项目编号": p.code or None, "项目名称": p.name, "建设单位": p.unit, "项目年度": p.year,
        "建设内容": p.content, "建设性质": p.nature, "投资方式": "政府投资",
        "建设类型": r.choice(["应用系统", "应用系统", "网络及软硬件支撑", "信息资源"]),
        "建设目标": None, "是否涉密": False, "项目状态": p.stage,
        "项目负责人": r.choice(PEOPLE), "实施机构": r.choice(["信息中心", "办公室", "项目专班", "信息化股"]),
        "申报表": True, "决策依据": r.choice(["局党组会议纪要", "市局文件", "三重一大会议研究", "省厅工作方案",
                                       "局长办公会纪要"]),
        "需求方案": r.choice(["已编制", "已提交", "有"]), "列入年度计划": True, "县政府批复": None,
        "资金落实": r.choice(["县级财政", "本级预算", "县财政资金"]), "应急项目": False, "自行实施": False,
        "技术评审意见": when("评审", r.choice(["同意建设", "通过", "评审通过", "同意，按意见修改完善"])),
        "数据资源目录": when("评审", r.choice(["已编制", "已编目", "有"])),
        "信息安全方案": when("评审", r.choice(["已编制", "有", "符合要求"])),
        "互联互通": True, "数据共享": True, "业务协同": True, "迁移上云": True,
        "立项批复": when("立项", f"阳审批字〔{p.begun}〕{r.randint(11, 190)}号"),
        "采购方式": when("招标采购", "公开招标" if p.wan >= 100 else r.choice(
            ["竞争性磋商", "竞争性谈判", "询价"]) if p.wan >= 30 else r.choice(["询价", "电子卖场"])),
        "承建单位": when("在建", r.choice(FIRMS)),
        "承建资质": when("在建", r.choice(["CMMI3级", "ITSS三级", "信息系统建设和服务能力CS3", "具备"])),
        "要求涉密资质": False, "转包分包": NONE_SAID,
        "监理单位": when("在建", r.choice(SUPERVISORS)),
        "监理资质": when("在建", r.choice(["信息系统工程监理乙级", "具备", "信息监理丙级"])),
        "变更原因": None, "变更备案": None, "重新申报": None,
        "验收结论": when("已验收", r.choice(["通过", "合格", "验收通过"])),
        "安全自主可控": when("已验收", r.choice(["符合", "已核验", "信创产品"])),
        "密码应用": when("已验收", r.choice(["符合要求", "采用国密算法", "已核验"])),
        "安全审查": when("已验收", r.choice(["已通过", "无异议", "符合"])),
        "软件测评": when("已验收", r.choice(["合格", "通过第三方测评", "测评通过"])),
        "资源共享目录": when("已验收", r.choice(["已挂接", "已编制清单", "有"])),
        "决算批复": when("已验收", f"阳财投审〔{p.begun + 1}〕{r.randint(3, 99)}号"),
        "资产移交": when("已验收", r.choice(["已移交", "已登记入账", "已办理"])),
        "绩效评价": when("已验收", r.choice(["已开展", "自评92分", "自评89分", "已完成"])),
        "绩效评价日期": None, "绩效结论": when("已验收", r.choice(["良好", "优秀", "达到目标"])), "整改情况": None,
        "等保级别": when("完工", r.choice(["二级", "第二级", "二级", "三级", NOT_HERE])),
        "安全责任制": when("完工", r.choice(["已落实", "有", "已制定"])),
        "应急预案": when("完工", r.choice(["已制定", "有", "已印发"])),
        "应急演练日期": when("完工", dt.date(2025, r.randint(5, 12), r.randint(1, 27)).toordinal()),
        "保密协议": when("在建", r.choice(["已签订", "有", "已签"])),
        "部署方式": when("在建", r.choice(["县政务云", "县政务云", "县政务云", "市政务云", "县大数据中心",
                                       "县政务云（天翼云）"])),
        "安全风险评估": when("已验收", r.choice([None, NOT_HERE, "已开展"])), "迁移计划": None,
        "运维制度": when("已验收", r.choice(["已建立", "有", "已制定"])),
        "停用日期": None, "停用论证": None, "停用同意": None, "停用备案": None, "资产处置": None,
    })
    if accepted:
        t["绩效评价日期"] = min(t["验收日期"] + r.randint(40, 200), AS_OF - 20)
        t["运维经费"] = yuan(p.wan * r.choice([0.05, 0.06, 0.08])) if construction else None
    leveled = t["等保级别"] is not None and t["等保级别"] is not NOT_HERE
    t["等保备案"] = "已备案" if leveled else t["等保级别"]
    t["等保测评日期"] = t["建成日期"] + r.randint(5, 60) if leveled else None
    t["密码评估"] = "已通过评估" if t["等保级别"] == "三级" else None
    if t["等保测评日期"] and t["等保测评日期"] > AS_OF:
        t["等保测评日期"] = AS_OF - 9
    if not construction:
        t["监理单位"] = t["监理资质"] = NOT_HERE if t["监理单位"] else None
        t["监理合同日期"] = None
