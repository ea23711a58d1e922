"""Workbooks of two sheets of which the second does not say whose it is."""
import os
import openpyxl

here = os.path.dirname(os.path.abspath(__file__))
HEAD = ["序号", "项目名称", "合同金额（万元）", "承建单位"]


def write(name, caption):
    book = openpyxl.Workbook()
    one, two = book.active, book.create_sheet("续建")
    one.title = "新建"
    one.append(["2024年信息化项目台账"])
    one.append([caption])
    one.append(HEAD)
    one.append([1, "智慧工地监管平台", 86.5, "晋城数科有限公司"])
    two.append(HEAD)
    two.append([1, "房屋安全管理系统", 40, "晋网科技有限公司"])
    book.save(os.path.join(here, name))


write("住建局项目台账.xlsx", "填报单位：陵川县住房和城乡建设局")
write("住建局项目台账-无单位.xlsx", None)
