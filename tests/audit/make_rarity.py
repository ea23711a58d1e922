#!/usr/bin/python3
"""Makes templates/rarity.tsv: how rare two neighbouring characters are in the
names of projects.

    make_rarity.py NAMES.csv [MORE.psv ...] > templates/rarity.tsv

The CSV has a column project_name (public procurement notices); the PSV files
are work.psv and more.psv of testdata/audit/duplicates, never measure.psv.  Only
pairs of three names and more are listed: what is not in the table is rare.
"""
import collections
import csv
import math
import re
import sys


def names(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith(".psv"):
            yield from (line.split("|")[1] for line in file if "|" in line and line[0] != "#")
        else:
            yield from (row["project_name"] for row in csv.DictReader(file))


def main():
    counts = collections.Counter()
    total = 0
    for path in sys.argv[1:]:
        for name in names(path):
            total += 1
            runs = re.findall("[\u4e00-\u9fff]+", name)
            counts.update({run[i:i + 2] for run in runs for i in range(len(run) - 1)})
    print("# 项目名称中相邻两字的稀有程度（百分之几），由 tests/audit/make_rarity.py 生成")
    for pair, count in sorted(counts.items()):
        if count >= 3:
            rarity = math.log(total / count) / math.log(total / 2)
            print(f"{pair}\t{max(0, min(100, round(100 * rarity)))}")


main()
