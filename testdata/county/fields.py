"""The canonical fields (RULES.md section 4) and the datum a cell tells."""
from dataclasses import dataclass

_FIELDS = """
项目编号 T 项目名称 T 建设单位 T 项目年度 N 建设类型 T 建设性质 T 投资方式 T 是否涉密 F
建设内容 T 建设目标 T 项目负责人 T 实施机构 T 项目状态 T
申报日期 D 申报表 F 决策依据 T 需求方案 T 列入年度计划 F 县政府批复 T 资金落实 T 应急项目 F
自行实施 F 技术评审意见 T 技术评审日期 D 数据资源目录 T 信息安全方案 T 互联互通 F
立项批复 T 立项日期 D 概算金额 A 财政评审 T 评审金额 A 预算金额 A 预算批复日期 D 报备日期 D
采购方式 T 采购预算 A 采购公告日期 D 中标日期 D 承建单位 T 中标金额 A 承建资质 T
要求涉密资质 F 转包分包 T 合同金额 A 合同日期 D 开工日期 D 计划完工日期 D 监理单位 T
监理资质 T 监理合同日期 D 变更金额 A 变更原因 T 变更备案 T 重新申报 F 建成日期 D
初验日期 D 验收日期 D 验收结论 T 安全自主可控 T 密码应用 T 安全审查 T 软件测评 T
资源共享目录 T 验收备案日期 D 结算金额 A 决算金额 A 决算批复 T 资产移交 T 已付金额 A
最近付款日期 D 运维经费 A 绩效评价 T 绩效评价日期 D 绩效结论 T 整改情况 T 等保级别 T
等保备案 T 等保测评日期 D 密码评估 T 安全责任制 T 应急预案 T 应急演练日期 D 保密协议 T
部署方式 T 安全风险评估 T 迁移计划 T 迁移上云 F 数据共享 F 业务协同 F 运维制度 T
停用日期 D 停用论证 T 停用同意 T 停用备案 T 资产处置 T
""".split()

TYPES = dict(zip(_FIELDS[0::2], _FIELDS[1::2]))

VALUE, NA, NO, DOUBT, BLANK = "值", "不涉及", "无", "存疑", "空"
RANK = {BLANK: 1, DOUBT: 2, NO: 3, NA: 4, VALUE: 5}


@dataclass(frozen=True)
class Datum:
    """What one cell says of one field.

    Amounts are in 分, dates are day ordinals with lo < hi where imprecise;
    step is the worth of the last digit of a 万元 figure with two or more
    decimals, else 0.
    """
    state: str
    lo: object = None
    hi: object = None
    step: int = 0
    fine: int = 1            # worth of the last digit stated, in 分
    text: str = None
    unknown: bool = False    # a date field that says 已, its day not told


@dataclass(frozen=True)
class Shown:
    """A datum where it stands."""
    datum: Datum
    year: int
    file: str
    sheet: str
    cell: str
    order: int
