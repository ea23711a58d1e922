"""The workbooks of 2024: which department keeps which, and how."""
from . import writers
from .book import SEQ, Book, Col

BOOKS = []
UNREAD = []     # (file, why)


def book(function):
    BOOKS.append(function)
    return function


def cols(text, **options):
    """Columns from lines of `field=header`, `group:field=header`; a trailing
    @元, @万元 or a date style @'…' sets how values are written."""
    out = []
    for word in text.split():
        spec, _, how = word.partition("@")
        group, _, spec = spec.rpartition(":")
        field, _, head = spec.partition("=")
        if field == "序号":
            out.append(SEQ)
            continue
        col = Col(field or None, (head or field).replace("\\n", "\n").replace("~", " "), group or None)
        for part in how.split(",") if how else ():
            if part in ("元", "万元"):
                col.unit = part
            else:
                col.style = part
        out.append(col)
    return out


def set_fill(columns, head, fill):
    next(c for c in columns if c.head == head).fill = fill
    return columns


@book
def education_2024(county, made):
    b = Book(county, "2024年/教育局2024年信息化项目台账.xlsx", writers.with_openpyxl, 2024)
    g = b.sheet("项目台账")
    c = cols("""序号 项目编号 项目名称 建设内容 建设性质 是否涉密=是否涉密 申报:申报日期=申报时间@.
        申报:技术评审意见 立项:立项批复=批复文号 立项:立项日期=立项时间@.
        资金情况（万元）:概算金额=概算 资金情况（万元）:预算金额=预算 资金情况（万元）:决算金额=决算
        建设:承建单位 建设:合同日期=合同签订日期@- 建设:监理单位 建设:开工日期@- 验收:建成日期=竣工日期@-
        验收:初验日期@文. 验收:验收日期@文. 验收:验收备案日期=备案日期@文. 部署方式 安全风险评估 项目状态 =备注""")
    r = b.title(g, "阳城县教育局2024年度信息化建设项目台账", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县教育局"), (len(c) - 3, "单位：万元"))
    ps = made["教育", 2024]
    r = b.table(g, r, 0, c, ps, total="合计", seen=lambda p: p.told_first)
    b.notes(g, r, "注：1.本表由各股室填报，信息中心汇总；2.金额保留两位小数。",
            "填表人：茹晋阳        审核人：吉学峰        填报日期：2026年3月20日")
    g = b.sheet("下拉选项")
    g.hidden = True
    for c, values in enumerate((("建设性质", "新建", "扩建", "改造升级", "运行维护"),
                                ("项目状态", "在建", "初验", "已验收", "运行", "终止"))):
        for r, value in enumerate(values):
            g.put(r, c, value, "note")
    b.finish()


@book
def health_2024(county, made):
    b = Book(county, "2024年/卫健体局信息化建设情况统计表（2024）.xls", writers.with_xlwt, 2024, unit="元")
    g = b.sheet("Sheet1")
    c = cols("""序号 项目编号=项目编码 建设单位=项目单位 项目名称=系统名称 建设内容=建设内容及规模 概算金额=概算总投资（元）
        财政评审=是否财政评审 评审金额=财政评审金额（元） 预算金额=批复预算（元） 预算批复日期@/ 报备日期=报备智慧办日期@/
        采购方式 中标金额=中标金额（元） 承建单位=中标单位 合同金额=合同金额（元） 合同日期=合同签订时间@/
        开工日期=开工时间@/ 监理单位=监理单位名称 建成日期=完工时间@/ 初验日期=初验时间@/ 验收日期=竣工验收时间@/
        验收备案日期=验收备案时间@/ 决算金额=决算金额（元） 资产移交=资产移交情况 等保级别=等保定级 等保备案=等保备案情况
        部署方式=系统部署位置 安全风险评估=是否开展安全风险评估""")
    r = b.title(g, "全县卫生健康系统信息化建设情况统计表", len(c))
    r = b.line(g, r, (0, "（2024年）"))
    b.table(g, r, 0, c, made["卫健", 2024], vmerge=("建设单位",))
    b.finish()


@book
def police_2024(county, made):
    b = Book(county, "2024年/公安局/2024年度智慧公安项目管理表.xlsx", writers.with_xlsxwriter, 2024)
    ps = made["公安", 2024]
    g = b.sheet("项目计划")
    c = cols("""序号 项目编号 项目名称 项目年度=计划年度 建设内容 项目负责人 实施机构=项目实施机构 列入年度计划=是否列入年度计划@√|×
        申报日期@p 决策依据=项目决策及建设依据 需求方案=需求及初步方案 技术评审意见=技术评审意见 技术评审日期=评审日期@p
        数据资源目录 信息安全方案 立项日期@p 概算金额=概算（万元） 预算金额=预算批复（万元）""")
    r = b.title(g, "阳城县公安局2024年智慧公安项目计划表", len(c))
    b.table(g, r, 0, c, ps)
    g = b.sheet("招标及合同")
    c = cols("""项目编号 项目名称 采购方式 采购公告日期=招标公告日期@- 中标日期=中标通知书日期@- 承建单位=中标供应商
        承建资质=供应商资质 合同金额=合同价（元）@元 合同日期=签订日期@- 监理单位 监理资质 保密协议=是否签订保密协议
        转包分包=转包分包情况""")
    r = b.title(g, "招标采购和合同签订情况", len(c))
    b.table(g, r, 0, c, [p for p in ps if p.truth["合同日期"]])
    g = b.sheet("支付情况")
    c = cols("项目编号 项目名称 已付金额=累计支付（元）@元 最近付款日期=最近一次支付日期@-")
    r = b.title(g, "资金支付情况", len(c))
    b.table(g, r, 0, c, [p for p in ps if p.truth["合同日期"]])
    g = b.sheet("验收")
    c = cols("""项目编号 项目名称 开工日期=开工时间@年 建成日期=建成时间@年 初验日期=初验时间@年 验收日期=终验时间@年
        验收结论 安全审查=安全审查情况 密码应用=密码应用情况 软件测评=软件测评报告 资源共享目录=资源共享目录清单
        验收备案日期=向智慧办备案日期@年 决算金额=竣工决算（万元）""")
    r = b.title(g, "项目建设与验收情况", len(c))
    b.table(g, r, 0, c, [p for p in ps if p.truth["合同日期"]])
    b.finish()


@book
def civil_2024(county, made):
    b = Book(county, "2024年/民政局2024年度信息化项目.csv", writers.with_text("gb18030"), 2024, text=True)
    g = b.sheet("csv")
    c = cols("""序号 项目编号 项目名称 建设单位 建设内容 预算金额=预算金额(万元) 合同金额=合同金额(万元) 承建单位
        合同日期=合同签订日期@p 监理单位 开工日期@p 建成日期=竣工日期@p 验收日期@p 验收备案日期=备案日期@p
        决算金额=决算金额(万元) 部署方式 安全风险评估 运维经费=年运维费(万元) 绩效评价 项目状态""")
    b.table(g, 0, 0, c, made["民政", 2024])
    b.finish()


@book
def labour_2024(county, made):
    b = Book(county, "2024年/人社局-2024信息化项目明细.csv", writers.with_text("utf-8-sig"), 2024, unit="元",
             text=True)
    g = b.sheet("csv")
    c = cols("""项目编号 项目名称 建设内容 概算金额=概算(元)@text 预算金额=预算(元)@text 承建单位=成交供应商 合同金额=合同金额(元)@text
        合同日期=签约日期@/ 开工日期@/ 监理单位 监理资质 建成日期=完工日期@/ 初验日期@/ 验收日期@/ 验收备案日期@/
        决算金额=决算(元)@text 决算批复 安全自主可控 密码应用 软件测评 等保级别 等保备案 部署方式 安全风险评估""")
    r = b.line(g, 0, (0, "阳城县人力资源和社会保障局2024年信息化项目明细表"))
    b.table(g, r, 0, c, made["人社", 2024], total="合计", wrong={"合同金额": -1000_00})
    b.finish()


@book
def land_2024(county, made):
    b = Book(county, "2024年/自然资源局2024年台账.xlsx", writers.with_libreoffice, 2024)
    g = b.sheet("2024")
    c = cols("""序号 项目编号=编号 项目名称 建设内容 建设性质 投资:概算金额=概算 投资:预算金额=预算 投资:合同金额=合同 投资:决算金额=决算
        投资:已付金额=已付 建设:承建单位 建设:合同日期@文 建设:开工日期@文 建设:监理单位 建设:监理资质
        验收及备案:建成日期@文 验收及备案:初验日期@文 验收及备案:验收日期@文 验收及备案:验收备案日期=备案日期@文
        安全:等保级别 安全:等保备案 安全:等保测评日期@文 安全:应急预案 部署方式 安全风险评估""")
    r = b.title(g, "阳城县自然资源局信息化项目台账（2024年）", len(c))
    r = b.line(g, r, (0, "编制单位：阳城县自然资源局"), (len(c) - 4, "金额单位：万元"))
    r = b.table(g, r, 0, c, made["自然", 2024], total="合  计")
    b.notes(g, r, "制表：原志刚")
    b.finish()


@book
def housing_2024(county, made):
    b = Book(county, "2024年/住建局2024智慧住建项目.xls", writers.with_libreoffice, 2024)
    g = b.sheet("台账")
    c = cols("""序号 项目编号 项目名称 建设内容及规模 采购方式=招标方式 预算金额=预算金额（万元） 中标金额=中标（成交）金额（万元） 承建单位=中标方
        合同金额=合同价款（万元） 合同日期=合同签订日期@年 开工日期=实际开工日期@年 监理单位=监理服务单位 计划完工日期=计划竣工日期@年
        建成日期=竣工时间@年 初验日期=初步验收时间@年 验收日期=实际竣工验收日期@年 验收备案日期=备案时间@年 决算金额=竣工决算（万元）
        部署方式=部署位置 安全风险评估=安全风险评估情况 运维制度=运维管理制度""".replace("建设内容及规模", "建设内容=建设内容及规模"))
    r = b.title(g, "2024年智慧住建项目一览表", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县住房和城乡建设管理局"))
    b.table(g, r, 0, c, made["住建", 2024])
    b.finish()


@book
def transport_2024(county, made):
    b = Book(county, "2024年/交通运输局2024年信息化项目进展.xlsx", writers.with_openpyxl, 2024)
    g = b.sheet("进展")
    c = cols("""序号 项目编号=项目代码 项目名称 建设内容 项目负责人=负责人 =联系电话 概算金额=概算（万元） 财政评审 评审金额=评审金额（万元）
        预算金额=预算（万元） 决算金额=决算（万元） 承建单位 承建资质 合同日期=合同签订时间@.文/ 开工日期=开工时间@.文/ 监理单位 监理合同日期=监理合同签订日期@.文/
        建成日期=建成时间@.文/ 验收日期=验收时间@.文/ 验收备案日期=备案日期@.文/ 部署方式=是否上云及部署方式 安全风险评估 应急预案 应急演练日期=最近一次应急演练@.文/""")
    c = [x if x.head != "是否上云及部署方式" else Col("部署方式", "部署方式") for x in c]
    set_fill(c, "联系电话", lambda p: f"0356-42{p.rng.randint(10000, 99999)}")
    g.hidden_columns.add([x.head for x in c].index("联系电话"))
    r = b.title(g, "交通运输局2024年信息化项目进展情况表", len(c))
    r = b.line(g, r, (0, "填报单位：交通运输局"), (8, "单位：万元"))
    b.table(g, r, 0, c, made["交通", 2024], page=4, total="总计")
    b.finish()


@book
def water_2024(county, made):
    b = Book(county, "2024年/水务局2024年项目.xlsx", writers.with_xlsxwriter, 2024)
    g = b.sheet("2024年台账")
    c = cols("""序号 项目编号 项目名称 建设内容 资金情况:概算金额=概算 资金情况:预算金额=预算 资金情况:合同金额=合同 资金情况:决算金额=决算
        承建单位 合同日期@短. 监理单位 开工日期@短. 建成日期=建成时间@短. 验收:初验日期=初验@. 验收:验收日期@. 验收:验收备案日期=备案日期@.
        部署方式 安全风险评估 迁移计划=向政务云迁移计划 =备注""")
    r = b.title(g, "阳城县水务局2024年智慧城市建设项目台账", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县水务局"), (len(c) - 2, "单位：万元"))
    r = b.table(g, r, 0, c, made["水务", 2024], total="合计")
    b.notes(g, r, "备注：建成未验收的请在备注栏说明。")
    b.finish()


@book
def farming_2024(county, made):
    b = Book(county, "2024年/农业农村局信息化2024.et", writers.with_xlwt, 2024)
    g = b.sheet("2024年度")
    c = cols("""序号 项目名称 建设内容 建设单位=责任单位 预算金额=财政预算（万元） 中标金额=中标价（万元） 承建单位=承包单位 合同金额=合同额（万元） 合同日期=签订时间@-
        开工日期=开工时间@- 监理单位 监理资质=监理单位资质 验收日期=验收时间@- 验收结论 验收备案日期=验收备案@- 结算金额=结算价（万元）
        决算金额=决算（万元） 资产移交 绩效评价=绩效评价情况 部署方式 安全风险评估=是否开展安全风险评估""")
    r = b.title(g, "农业农村局2024年信息化项目情况", len(c))
    b.table(g, r, 0, c, made["农业", 2024], ditto=("建设单位", "承建单位"))
    b.finish()


@book
def emergency_2024(county, made):
    b = Book(county, "2024年/应急局2024年信息化项目.xlsx", writers.with_openpyxl, 2024)
    g = b.sheet("Sheet1")
    c = cols("""序号 项目编号 项目名称 项目年度=年度 建设内容 应急项目=是否应急项目 列入年度计划=列入年度计划 申报日期=申报日期@汉p 决策依据=建设依据 技术评审意见
        立项批复=立项批复文号 立项日期@p文 概算金额=概算（万元） 预算金额=预算（万元） 决算金额=决算（万元） 承建单位 合同日期@p文 开工日期@p文 监理单位
        建成日期=建成时间@p文 验收日期@p文 验收备案日期@p文 部署方式 安全风险评估 安全责任制=网络安全责任制 应急预案""")
    r = b.title(g, "2024年应急管理信息化项目统计表", len(c), row=0)
    r = b.line(g, r + 1, (0, "填报单位（盖章）：阳城县应急管理局"), (12, "单位：万元"))
    b.table(g, r, 0, c, made["应急", 2024], vmerge=("监理单位", "决策依据"))
    b.finish()


@book
def culture_2024(county, made):
    b = Book(county, "2024年/文旅局2024项目卡片.xls", writers.with_xlwt, 2024)
    g = b.sheet("项目")
    c = cols("""序号 项目编号 项目名称 建设内容 投资方式 预算金额=预算金额（万元） 合同金额=合同金额（万元） 承建单位 合同日期@. 开工日期=开工时间@. 监理单位
        建成日期=竣工时间@. 初验日期=初验时间@. 验收日期=验收时间@. 验收备案日期=验收备案时间@. 决算金额=决算金额（万元） 部署方式 安全风险评估 项目状态""")
    r = b.title(g, "阳城县文化和旅游局2024年信息化项目情况", len(made["文旅", 2024]) + 1)
    b.transposed(g, r + 1, 0, c, made["文旅", 2024])
    b.finish()


@book
def insurance_2024(county, made):
    b = Book(county, "2024年/医保局2024年项目申报表和台账.xlsx", writers.with_openpyxl, 2024)
    ps = made["医保", 2024]
    g = b.sheet("台账")
    c = cols("""序号 项目编号 项目名称 建设内容 概算金额=概算（元）@元,text 预算金额=预算（元）@元,text 合同金额=合同金额（元）@元,text 承建单位
        合同日期=合同签订日期@- 开工日期@- 监理单位 建成日期=竣工日期@- 初验日期@- 验收日期@- 验收备案日期=备案日期@-
        决算金额=决算（元）@元,text 已付金额=已付款（元）@元,text 最近付款日期=最近付款时间@- 运维经费=年运维费（元）@元,text""")
    r = b.title(g, "医疗保障局2024年信息化项目台账", len(c))
    b.table(g, r, 0, c, ps)
    rows = [cols(x) for x in (
        "项目名称", "项目编号 申报日期=申报日期@文", "建设单位=申报单位 项目负责人", "建设性质 建设类型", "决策依据=项目决策及建设依据",
        "需求方案=需求及初步建设方案 资金落实=资金来源", "建设内容=项目建设内容", "部署方式=部署方式 信息安全方案=信息安全方案",
        "数据共享=是否数据共享@是|否 业务协同=是否业务协同@是|否")]
    for n, p in enumerate(ps[:3], 1):
        g = b.sheet(f"申报表{n}")
        r = b.title(g, "阳城县智慧城市建设项目申报表", 4)
        r = b.form(g, r, rows, p)
        b.notes(g, r, "申报单位（公章）：                         年    月    日")
    b.finish()


@book
def permits_2024(county, made):
    b = Book(county, "2024年/行政审批局2024年项目汇总.xls", writers.with_xlwt, 2024)
    g = b.sheet("汇总")
    c = cols("""序号 项目编号 项目名称 建设内容 技术评审意见=智慧办技术评审意见 立项日期=立项批复日期@8 概算金额=概算 预算金额=预算 中标金额=中标价
        合同金额=合同价 承建单位 合同日期=签约日期@8# 开工日期@8# 监理单位 监理资质 建成日期=完工日期@8# 验收日期=终验日期@8#
        验收备案日期=备案日期@8# 决算金额=决算 部署方式 安全风险评估""")
    ps = made["审批", 2024]
    r = b.title(g, "阳城县行政审批服务管理局2024年信息化项目汇总表", len(c))
    r = b.line(g, r, (len(c) - 2, "单位：万元"))
    r = b.line(g, r, (0, "一、应用系统"))
    r = b.table(g, r, 0, c, ps[:4], total="小计")
    r = b.line(g, r + 1, (0, "二、设施设备及其他"))
    r = b.table(g, r, 0, c, ps[4:], total="小计")
    b.notes(g, r + 1, "单位负责人：田海霞    填表人：燕会平    联系电话：4220617")
    b.finish()


@book
def forest_2024(county, made):
    b = Book(county, "2024年/林业局2024年信息化项目.csv", writers.with_text("utf-8", newline="\n"), 2024, text=True)
    g = b.sheet("csv")
    c = cols("""序号 项目编号 项目名称 建设内容 资金情况:预算金额=预算 资金情况:合同金额=合同 资金情况:决算金额=决算 承建单位
        合同日期=合同签订日期@. 开工日期@. 监理:监理单位=监理单位 监理:监理资质=监理资质 建成日期@. 验收:验收日期=验收日期@. 验收:验收备案日期=备案日期@.
        部署方式 安全风险评估 运维制度 绩效评价 绩效结论 整改情况""")
    r = b.line(g, 0, (0, "阳城县林业局2024年信息化项目台账（单位：万元）"))
    b.table(g, r, 0, c, made["林业", 2024])
    b.finish()


@book
def market_2024(county, made):
    b = Book(county, "2024年/市场监管局2024.xlsx", writers.with_libreoffice, 2024)
    g = b.sheet("项目库")
    c = cols("""序号 项目编号 项目名称 建设内容 建设性质 概算金额=概算(万元) 预算金额=预算(万元) 承建单位 合同金额=合同金额(万元) 合同日期@/ 开工日期@/
        监理单位 变更金额=变更金额(万元) 变更原因 变更备案=变更备案情况 建成日期@/ 验收日期@/ 验收备案日期@/ 决算金额=决算金额(万元) 决算批复
        部署方式 安全风险评估 应急预案 保密协议""")
    r = b.title(g, "2024年度项目库", len(c))
    r = b.line(g, r, (0, "单位名称：阳城县市场监督管理局"))
    r = b.table(g, r, 0, c, made["市监", 2024], total="合计", wrong={"预算金额": 30_000_00})
    g.hidden_rows.add(r - 3)
    b.finish()


@book
def environment_2024(county, made):
    b = Book(county, "2024年/生态环境分局/2024年度信息化项目.xlsx", writers.with_xlsxwriter, 2024, unit="元")
    g = b.sheet("信息化项目")
    c = cols("""序号 项目编号 项目名称 建设内容 建设性质 预算金额=预算批复金额 采购预算=采购预算金额 中标金额=中标（成交）金额 合同金额=合同签订金额
        采购方式 采购公告日期=采购公告时间@p 中标日期=中标时间@p 承建单位=中标单位 合同日期=合同时间@p 开工日期@p 监理单位 建成日期=建设完成日期@p
        初验日期@p 验收日期@p 验收备案日期=验收备案@p 决算金额=财务决算金额 部署方式 安全风险评估""")
    r = b.title(g, "晋城市生态环境局阳城分局2024年信息化项目表", len(c))
    r = b.line(g, r, (0, "填报单位：晋城市生态环境局阳城分局"), (len(c) - 3, "单位：元"))
    b.table(g, r, 0, c, made["环境", 2024], total="合计")
    b.finish()


@book
def office_2024(county, made):
    b = Book(county, "2024年/智慧办2024.xlsx", writers.with_openpyxl, 2024)
    g = b.sheet("智慧办")
    c = cols("""项目编号 项目名称 建设内容 列入年度计划=是否列入年度计划 立项日期@- 概算金额=概算(万元) 预算金额=预算(万元) 决算金额=决算(万元) 承建单位 监理单位
        合同日期@- 开工日期@- 验收日期@- 验收备案日期=备案日期@- 互联互通 数据共享 业务协同 立项批复=立项批复文号""")
    r = b.title(g, "县政府办公室（智慧办）2024年项目", len(c))
    b.line(g, r, (0, "建设单位：阳城县人民政府办公室"))
    b.table(g, r + 1, 0, c, made["智慧办", 2024])
    b.finish()
