"""The workbooks of 2025, the files that hold no projects, and those nobody can open."""
from . import writers
from .book import Book, Col
from .catalogue import find
from .books2024 import BOOKS, UNREAD, book, cols, set_fill  # noqa: F401


@book
def education_2025(county, made):
    b = Book(county, "2025年/教育局2025年项目进展表（含结转）.xlsx", writers.with_libreoffice, 2025)
    g = b.sheet("进展表")
    c = cols("""序号 项目编号 项目名称 建设内容 建设性质 资金（万元）:概算金额=概算批复 资金（万元）:预算金额=预算批复 资金（万元）:合同金额=合同金额
        资金（万元）:决算金额=竣工决算 承建单位 合同日期@- 监理:监理单位=单位名称 监理:监理资质=资质 监理:监理合同日期=合同日期@- 开工日期@-
        计划完工日期=计划完成时间@- 建成日期=实际完成时间@- 初验日期@- 验收日期=竣工验收日期@- 验收备案日期=备案日期@- 资产移交=资产移交情况
        部署方式 安全风险评估 等保备案=等级保护备案 等保级别=等级保护级别 项目状态""")
    r = b.title(g, "阳城县教育局2025年智慧教育项目进展表（含往年结转）", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县教育局"), (10, "截止日期：2026年3月25日"))
    b.table(g, r, 0, c, made["教育", 2025] + carried_education(made))
    b.finish()


def carried_education(made):
    """Begun in 2024, told again in 2025."""
    return [find(made, n) for n in ("校园明厨亮灶监管平台", "智慧阅卷", "第二实验小学")]


@book
def health_2025(county, made):
    b = Book(county, "2025年/卫健体局2025年信息化.xls", writers.with_xlwt, 2025)
    g = b.sheet("项目实施")
    c = cols("""序号 项目编号=项目编码 项目名称 建设内容 建设性质=项目类别 概算金额=概算投资 财政评审=财政评审情况 评审金额=评审审定金额 预算金额=预算下达金额
        预算批复日期=预算下达日期@文 报备日期=向智慧办报备日期@文 采购方式 采购公告日期=公告日期@文 中标日期=成交日期@文 承建单位=成交供应商 承建资质=供应商资质
        中标金额=成交金额 合同金额 合同日期=合同签订日期@文""")
    r = b.title(g, "卫生健康和体育局2025年信息化项目（立项采购）", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县卫生健康和体育局"), (len(c) - 3, "单位：万元"))
    ps = made["卫健", 2025]
    b.table(g, r, 0, c, ps)
    g = b.sheet("建设验收")
    c = cols("""项目编号=项目编码 项目名称 开工日期=开工时间@. 监理单位=监理公司 监理资质=监理公司资质 建成日期=建成时间@. 初验日期=初验时间@. 验收日期=验收时间@.
        验收备案日期=备案时间@. 决算金额=决算审定金额（万元） 安全自主可控 密码应用 安全审查 软件测评 资源共享目录 部署方式=部署环境 安全风险评估
        等保级别=等保等级 等保备案=公安机关等保备案 等保测评日期=等保测评时间@. 密码评估=密评情况""")
    r = b.title(g, "2025年项目建设、验收与安全", len(c))
    b.table(g, r, 0, c, ps)
    b.finish()


@book
def police_2025(county, made):
    b = Book(county, "2025年/公安局/2025智慧公安项目全过程台账.xlsx", writers.with_openpyxl, 2025)
    ps = made["公安", 2025]
    plain = [p for p in ps if "secret" not in p.marks]
    g = b.sheet("立项")
    c = cols("""序号 项目编号 项目名称 建设内容 是否涉密=是否涉密项目 项目负责人 实施机构 申报表=是否提交申报表 决策依据 需求方案=需求方案编制 技术评审意见
        数据资源目录=数据资源目录编制 信息安全方案=信息安全方案编制 立项批复 立项日期@年 概算金额=概算（万元） 预算金额=预算（万元）""")
    r = b.title(g, "阳城县公安局2025年智慧公安项目立项情况", len(c))
    b.table(g, r, 0, c, ps, total="合计")
    g = b.sheet("合同")
    c = cols("""序号 项目编号 项目名称 承建单位=乙方 合同金额=合同金额（元）@元 合同日期=签订日期@年 监理单位 保密协议=保密协议签订 转包分包=是否转包分包
        要求涉密资质=是否要求涉密资质 计划完工日期=约定完工日期@年 变更金额=变更金额（元）@元 变更原因 变更备案""")
    r = b.title(g, "合同签订与变更", len(c))
    b.table(g, r, 0, c, [p for p in plain if p.truth["合同日期"]])
    g = b.sheet("付款明细")
    r = b.title(g, "付款明细", 6)
    b.payments(g, r, [p for p in plain if p.truth["合同日期"]])
    g = b.sheet("验收备案")
    c = cols("""项目编号 项目名称 开工日期@年 建成日期=完工日期@年 初验日期@年 验收日期@年 验收备案日期@年 决算金额=决算（元）@元 部署方式 安全风险评估
        运维经费=年度运维费（元）@元 绩效评价""")
    r = b.title(g, "建设、验收、备案", len(c))
    b.table(g, r, 0, c, [p for p in plain if p.truth["合同日期"]])
    b.finish()


@book
def civil_2025(county, made):
    b = Book(county, "2025年/民政局2025年信息化项目表.xlsx", writers.with_xlsxwriter, 2025)
    g = b.sheet("2025")
    c = cols("""项目编号 项目名称 建设内容 预算金额=预算（万元） 合同金额=合同（万元） 承建单位 合同日期@- 监理单位 开工日期@- 验收日期@- 验收备案日期=备案@-
        决算金额=决算（万元） 部署方式 安全风险评估""")
    ps = made["民政", 2025]
    r = b.title(g, "阳城县民政局2025年信息化项目（左：养老及救助类；右：社会事务类）", 2 * len(c) + 1)
    b.table(g, r, 0, c, ps[:3])
    b.table(g, r, len(c) + 1, c, ps[3:])
    b.finish()


@book
def labour_2025(county, made):
    b = Book(county, "2025年/人社局2025年项目.csv", writers.with_text("gb18030"), 2025, text=True)
    g = b.sheet("csv")
    c = cols("""序号 项目编号 项目名称 建设内容 项目年度=年度 列入年度计划=是否列入年度计划 申报日期=申报时间@p 县政府批复 资金落实=资金落实情况 概算金额=概算@own
        预算金额=预算@own 合同金额=合同价@own 承建单位 合同日期=签约日期@p 开工日期@p 监理单位 验收日期@p 验收备案日期=备案日期@p 决算金额=决算@own
        部署方式 安全风险评估 互联互通=是否互联互通 数据共享=是否数据共享 业务协同=是否业务协同 立项批复=立项批复文号""")
    b.table(g, 0, 0, c, made["人社", 2025])
    b.finish()


@book
def land_2025(county, made):
    b = Book(county, "2025年/自然资源局2025年度信息化项目及绩效.xlsx", writers.with_libreoffice, 2025)
    g = b.sheet("项目及绩效")
    c = cols("""序号 项目编号=编号 项目名称 建设内容 项目状态=实施进度 投资（万元）:概算金额=概算 投资（万元）:预算金额=预算 投资（万元）:结算金额=结算
        投资（万元）:决算金额=决算 合同日期=合同签订日@. 开工日期=开工日@. 承建单位 监理单位 建成日期=建成日@. 验收日期=验收日@. 验收结论
        验收备案日期=备案日@. 绩效评价 绩效结论=绩效评价结论 整改情况 运维经费=运维费（万元） 迁移上云=是否迁移上云 数据共享=是否数据共享 业务协同=是否业务协同
        部署方式 安全风险评估""")
    r = b.title(g, "阳城县自然资源局", len(c))
    r = b.title(g, "2025年度信息化项目及绩效情况表", len(c), row=r)
    r = b.table(g, r, 0, c, made["自然", 2025], total="合计")
    b.notes(g, r, "说明：绩效评价由局财务股组织。")
    b.finish()


@book
def housing_2025(county, made):
    b = Book(county, "2025年/住建局2025年项目.xls", writers.with_libreoffice, 2025)
    g = b.sheet("2025年")
    c = cols("""序号 项目编号 项目名称 建设内容 预算金额=预算金额（元）@元 采购方式 采购公告日期=发布时间@/ 中标日期=成交日期@/ 承建单位=成交供应商 中标金额=成交金额（元）@元
        合同金额=合同金额（元）@元 合同日期@/ 开工日期@/ 计划完工日期@/ 监理单位 监理合同日期=监理合同签订日期@/ 建成日期@/ 初验日期@/ 验收日期@/
        验收备案日期=备案日期@/ 决算金额=决算金额（元）@元 已付金额=累计已付（元）@元 最近付款日期@/ 部署方式 安全风险评估 安全责任制 应急预案""")
    r = b.title(g, "住房和城乡建设管理局2025年信息化项目", len(c))
    b.table(g, r, 0, c, made["住建", 2025])
    b.finish()


@book
def transport_2025(county, made):
    b = Book(county, "2025年/交通局2025.csv", writers.with_text("utf-8", newline="\n"), 2025, text=True)
    g = b.sheet("csv")
    c = cols("""序号 项目编号=项目代码 项目名称 建设单位 建设内容 建设性质 预算金额=预算(万元) 合同金额=合同(万元) 合同日期=合同签订日期@文全 开工日期@文全 承建单位
        监理单位 验收日期@文 验收备案日期=备案日期@文 决算金额=决算(万元) 部署方式 安全风险评估 迁移计划=迁移政务云计划""")
    r = b.line(g, 0, (0, "2025年交通运输信息化项目"))
    b.table(g, r, 0, c, made["交通", 2025])
    b.finish()


@book
def water_2025(county, made):
    b = Book(county, "2025年/水务局2025年智慧水利.xlsx", writers.with_openpyxl, 2025)
    ps = made["水务", 2025]
    g = b.sheet("项目台账")
    c = cols("""序号 项目编号 项目名称 建设内容 概算金额=概算 预算金额=预算 合同金额=合同额 变更金额=变更额 变更原因 变更备案=变更备案情况 重新申报=是否重新申报 承建单位
        合同日期=合同签订@p 开工日期=开工@p 监理单位 建成日期=建成@p 初验日期=初验@p 验收日期=验收@p 验收备案日期=备案@p 决算金额=决算 部署方式 安全风险评估""")
    c = [x if x.head not in ("验收", "备案", "开工", "建成", "初验") else
         Col(x.field, x.head + "日期", style=x.style) for x in c]
    r = b.title(g, "水务局2025年智慧水利项目台账", len(c))
    r = b.line(g, r, (0, "填报单位：阳城县水务局        单位：万元"))
    b.table(g, r, 0, c, ps, total="合计")
    g = b.sheet("资金")
    c = cols("项目编号 项目名称 合同金额=合同金额（元）@元 已付金额=累计付款（元）@元 最近付款日期@p 决算金额=决算（元）@元")
    r = b.title(g, "2025年项目资金情况", len(c))
    b.table(g, r, 0, c, [p for p in ps if p.truth["合同日期"]], seen=lambda p: p.other_sheet)
    b.finish()


@book
def farming_2025(county, made):
    b = Book(county, "2025年/农业农村局2025年数字农业项目.xls", writers.with_xlwt, 2025)
    g = b.sheet("数字农业")
    c = cols("""序号 项目名称 建设单位=实施单位 建设内容 概算金额=概算（万元） 预算金额=预算（万元） 承建单位=中标企业 合同金额=合同金额（万元） 合同日期=合同日期@-文
        开工日期=开工日期@-文 监理单位=监理企业 验收日期=验收日期@-文 验收备案日期=备案日期@-文 决算金额=决算（万元） 部署方式 安全风险评估 资产移交=资产交付使用""")
    c = [x if x.head != "实施单位" else Col("建设单位", "建设单位") for x in c]
    r = b.title(g, "农业农村局2025年数字农业项目表", len(c))
    b.table(g, r, 0, c, made["农业", 2025], vmerge=("建设单位",))
    b.finish()


@book
def emergency_2025(county, made):
    b = Book(county, "2025年/应急管理局2025年.xlsx", writers.with_xlsxwriter, 2025)
    g = b.sheet("项目")
    c = cols("""序号 项目编号 项目名称 建设内容 应急项目=是否应急项目（先建后补） 立项批复=立项批复文号 技术评审意见 概算金额=概算（万元） 财政评审=财政评审情况 评审金额=评审金额（万元）
        预算金额=预算（万元） 承建单位 合同日期@文 开工日期@文 监理单位 建成日期@文 初验日期@文 验收日期@文 验收备案日期=备案日期@文于 决算金额=决算（万元）
        部署方式 安全风险评估 应急预案=网络安全应急预案 应急演练日期=应急演练时间@文""")
    r = b.title(g, "应急管理局2025年度信息化项目情况统计表", len(c))
    b.table(g, r, 0, c, made["应急", 2025])
    b.finish()


@book
def culture_2025(county, made):
    b = Book(county, "2025年/文旅局2025年智慧文旅项目.xlsx", writers.with_openpyxl, 2025)
    g = b.sheet("汇总")
    c = cols("""序号 项目编号 项目名称 建设内容 列入年度计划=是否列入计划 县政府批复=县政府批复情况 资金落实=资金落实情况 概算金额=概算（万元） 预算金额=预算（万元）
        合同金额=合同（万元） 承建单位 承建资质=承建单位资质 合同日期@年. 开工日期@年. 监理单位 初验日期@年. 验收日期@年. 验收备案日期@年. 决算金额=决算（万元）
        部署方式 安全风险评估 自行实施=是否自行实施""")
    r = b.title(g, "2025年智慧文旅项目汇总表", len(c), row=1)
    b.table(g, r, 1, c, made["文旅", 2025], total="合计")
    g.hidden_columns.add(1 + [x.head for x in c].index("承建单位资质"))
    b.finish()


@book
def insurance_2025(county, made):
    b = Book(county, "2025年/医保局2025年项目申报表.xlsx", writers.with_openpyxl, 2025)
    rows = [cols(x) for x in (
        "项目名称", "建设单位=申报单位 项目编号", "项目负责人 =联系电话", "建设性质 申报日期@文", "决策依据=决策及建设依据", "建设内容=建设内容（500字以内）",
        "概算金额=概算（万元） 预算金额=预算金额（万元）", "合同金额=合同金额（万元） 合同日期=合同签订日期@文", "承建单位 开工日期@文", "监理单位 监理资质",
        "部署方式 安全风险评估", "验收日期@文 验收备案日期@文", "决算金额=决算金额（万元） 运维制度=运维管理制度")]
    for row in rows:
        if row[-1].head == "联系电话":
            set_fill(row, "联系电话", lambda p: f"0356-42{p.rng.randint(10000, 99999)}")
    for n, p in enumerate(made["医保", 2025], 1):
        g = b.sheet(f"{n}.{p.name[:8]}")
        r = b.title(g, "阳城县智慧城市建设项目申报表（2025年）", 4)
        r = b.form(g, r, rows, p)
        b.notes(g, r + 1, "填表人签字：                  单位负责人签字：                  2026年3月")
    b.finish()


@book
def permits_2025(county, made):
    b = Book(county, "2025年/行政审批局2025年项目及停用系统.xls", writers.with_xlwt, 2025)
    g = b.sheet("项目")
    c = cols("""序号 项目编号 项目名称 建设内容 项目状态=系统状态 预算金额=预算（万元） 合同金额=合同（万元） 承建单位 合同日期@8 开工日期@8 监理单位 验收日期@8
        验收备案日期=备案日期@8 决算金额=决算（万元） 部署方式 安全风险评估 运维经费=年运维经费（万元） 停用日期=停用时间@8 停用论证=停用专家论证 停用同意=领导小组同意停用
        停用备案=智慧办停用备案 资产处置=资产处置情况""")
    r = b.title(g, "行政审批局2025年信息化项目及停用系统情况", len(c))
    b.table(g, r, 0, c, made["审批", 2025])
    b.finish()


@book
def forest_2025(county, made):
    b = Book(county, "2025年/林业局2025.xlsx", writers.with_libreoffice, 2025)
    g = b.sheet("Sheet1")
    c = cols("""序号 项目编号 项目名称 建设内容 概算金额=概算\\n（万元） 预算金额=预算\\n（万元） 合同金额=合同\\n（万元） 承建单位 合同日期=合同\\n签订日期@年 开工日期@年 监理单位
        验收日期@年 验收备案日期=验收\\n备案日期@年 决算金额=决算\\n（万元） 部署方式 安全风险评估 保密协议 等保级别 等保备案""")
    r = b.title(g, "林业局2025年信息化项目明细表", len(c))
    r = b.table(g, r, 0, c, made["林业", 2025], total="合计", ditto=("承建单位",))
    b.notes(g, r, "注：以上数据截至2026年3月20日。")
    b.finish()


@book
def market_2025(county, made):
    b = Book(county, "2025年/市场监管局2025年.csv", writers.with_text("utf-8-sig"), 2025, text=True)
    g = b.sheet("csv")
    c = cols("""项目编号 项目名称 建设内容 预算金额=预算金额(元)@元 合同金额=合同金额(元)@元,￥ 承建单位 合同日期@p 开工日期@p 建成日期@p 验收日期@p 验收备案日期@p
        决算金额=决算金额(元)@元 部署方式 运维制度""")
    b.table(g, 0, 0, c, made["市监", 2025])
    b.finish()


@book
def environment_2025(county, made):
    b = Book(county, "2025年/生态环境分局/2025年信息化项目情况.xlsx", writers.with_openpyxl, 2025)
    g = b.sheet("情况表")
    c = cols("""序号 项目编号 项目名称 建设内容 建设性质 申报立项:技术评审意见=智慧办评审意见 申报立项:技术评审日期=评审日期@- 申报立项:立项日期@- 资金:概算金额=概算 资金:评审金额=财评金额
        资金:预算金额=预算 资金:决算金额=决算 招标采购:采购方式=方式 招标采购:中标日期=中标日期@- 招标采购:承建单位=中标单位 合同日期@- 开工日期@-
        监理:监理单位=监理单位 监理:监理资质=监理资质 建成日期@- 初验日期@- 验收日期@- 验收备案日期@- 部署方式 安全风险评估""")
    c = [x if x.head != "方式" else Col("采购方式", "采购方式", "招标采购") for x in c]
    r = b.title(g, "2025年信息化项目情况表", len(c))
    r = b.line(g, r, (0, "填报单位：晋城市生态环境局阳城分局"), (len(c) - 3, "单位：万元"))
    b.table(g, r, 0, c, made["环境", 2025], total="合计")
    b.finish()


@book
def office_2025(county, made):
    b = Book(county, "2025年/智慧办2025年项目.xls", writers.with_xlwt, 2025)
    g = b.sheet("智慧办项目")
    c = cols("""项目编号 项目名称 建设内容 概算金额=概算(元)@元 预算金额=预算(元)@元 承建单位 监理单位 合同日期@文 开工日期@文 建成日期@文 验收日期@文 验收备案日期@文
        决算金额=决算(元)@元 部署方式 安全风险评估""")
    r = b.title(g, "阳城县人民政府办公室（智慧办）2025年项目", len(c))
    b.table(g, r, 0, c, made["智慧办", 2025])
    b.finish()


# ---- no projects, or not to be opened -----------------------------------------------

def unread(file, why):
    if (file, why) not in UNREAD:
        UNREAD.append((file, why))


@book
def contacts(county, _made):
    b = Book(county, "县直部门信息化工作通讯录.xlsx", writers.with_openpyxl, 2025)
    g = b.sheet("通讯录")
    r = b.title(g, "县直部门信息化工作联络员通讯录", 5)
    for c, head in enumerate(["序号", "单位", "姓名", "职务", "手机"]):
        g.put(r, c, head, "head")
    from .catalogue import UNITS
    from .truth import PEOPLE
    for n, (name, _, _) in enumerate(UNITS.values()):
        for c, value in enumerate([n + 1, name, PEOPLE[n], "联络员",
                                   f"139{b.rng.randint(10_000_000, 99_999_999)}"]):
            g.put(r + 1 + n, c, value)
    b.finish()
    unread(b.file, "no projects")


@book
def password(county, _made):
    b = Book(county, "2025年/财政局专项资金（加密）.xlsx", writers.encrypted, 2025)
    b.sheet("-").put(0, 0, "-")
    b.finish()
    unread(b.file, "encrypted")


@book
def broken(county, _made):
    b = Book(county, "2025年/司法局2025年信息化项目.xlsx", writers.damaged, 2025)
    g = b.sheet("Sheet1")
    for r in range(40):
        for c in range(12):
            g.put(r, c, f"公共法律服务{r * 7919 + c * 104729}")
    b.finish()
    unread(b.file, "damaged")
