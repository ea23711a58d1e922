"""Truth, breaks, workbooks, judgement, key: in that order."""
import collections
import json
import random

from . import books2025, catalogue, ledgerchecks, scenes, verify
from .book import County
from .breaks import BREAKS
from .calendar import Calendar
from .case import Case, places
from .checks import RULES
from .judge import LEVELS, judge
from .truth import live

STAR = ("9-duplicate", "19-final-over-budget", "20-no-supervision", "23-not-filed",
        "23-filed-late", "30-public-cloud-no-assessment")
HEADER = """What each project of 阳城县示例/ truly breaks on 2026-03-31, by RULES.md; made by \
make-阳城县示例.py from what it wrote, never from hecha's output. JSON lines. `project`: code (or null), \
names as the workbooks write them, unit, year; `breaches`: rule, level, amount in 元 where RULES.md gives one \
(else null), before_force, cells at fault (file, sheet, cell; each stands among the finding's cells, or one of its `also`), related \
(code or name of the other, for pairs and splits); `outcomes`: every outcome of the ★ checks, with a level where \
the check is broken; `may`: findings that RULES.md allows but does not demand. `table`: findings of a \
table (L-total-mismatch). `unread`: files that cannot be read, or hold no projects. L-missing-columns is not \
here: RULES.md does not say which columns are required. Nothing else may be found."""


def chance(p, salt):
    return random.Random(f"{p.unit}{p.name}{p.year}{p.code}{salt}")


def choose_stage(p):
    r = chance(p, "stage")
    if p.begun < 2024:
        weights = {"已验收": 1}
    elif p.year == 2024:
        weights = {"已验收": 58, "运行": 26, "初验": 5, "完工": 5, "在建": 6}
    else:
        weights = {"已验收": 34, "运行": 6, "初验": 9, "完工": 8, "在建": 24, "招标采购": 6,
                   "立项": 6, "评审": 4, "申报": 3}
    return r.choices(list(weights), list(weights.values()))[0]


def all_books(county, made):
    for make in books2025.BOOKS:
        make(county, made)


def choose_breaks(p, shown, calendar, used):
    """None to three breaks whose fields the project's workbooks show; the more
    often one was used, the rarer it comes."""
    r = chance(p, "breaks")
    wanted = r.choices([0, 1, 2, 3], [41, 32, 19, 8])[0]
    taken = set()
    for _ in range(wanted):
        able = {n: w / (1 + used[n]) ** 2 for n, (needs, w, when, _) in BREAKS.items()
                if set(needs) <= shown and not set(needs) & taken and when(p)}
        if not able:
            return
        name = r.choices(list(able), list(able.values()))[0]
        BREAKS[name][3](p, calendar)
        used[name] += 1
        p.breaks.append(name)
        taken |= set(BREAKS[name][0])


def everything(root, key, holidays, dry):
    calendar = Calendar(holidays)
    made = catalogue.all_projects()
    everyone = [p for ps in made.values() for p in ps]
    scenes.stages(made)
    for p in everyone:
        if p.stage == "":
            p.stage = choose_stage(p)
        live(p, calendar)
    scenes.truths(made, calendar)
    scout = County(None)
    all_books(scout, made)
    used = collections.Counter()
    for p in everyone:
        if not p.fixed and id(p) in scout.shown:
            choose_breaks(p, set(scout.shown[id(p)]), calendar, used)
    county = County(None if dry else root)
    all_books(county, made)
    write_key(key, county, calendar)
    unread = {file for file, why in books2025.UNREAD if why != "no projects"}
    return verify.check(root, [b for b in county.books if b.file not in unread])


def write_key(path, county, calendar):
    counts, level_counts, per_project = collections.Counter(), collections.Counter(), []
    cases = [(p, Case(p, county.shown[id(p)])) for p in county.projects]
    across = ledgerchecks.across(cases)
    lines = [{"comment": HEADER, "as_of": "2026-03-31", "rules": list(RULES) + ledgerchecks.IDS}]
    for p, case in cases:
        outcomes = judge(case, calendar)
        breaches = []
        for rid, (outcome, fault, amount, force) in outcomes.items():
            if outcome in LEVELS:
                breaches.append(breach(case, rid, outcome, fault, amount, force))
        breaches += ledgerchecks.of_project(case, outcomes, calendar)
        pairs = across.get(id(p), [])
        breaches += pairs
        stars = {rid: outcomes[rid][0] for rid in STAR if rid in outcomes}
        stars["9-duplicate"] = ledgerchecks.pair_outcome(case, pairs, "9-duplicate")
        stars["13-split"] = ledgerchecks.pair_outcome(case, pairs, "13-split")
        # RULES.md is open to both readings where the amount alone is missing.
        stars = {rid: o for rid, o in stars.items() if (rid, o) != ("9-duplicate", "无法核查")}
        line = {"project": {"code": p.code or None, "names": sorted(set(p.names)), "unit": p.unit,
                            "year": p.year}, "breaches": breaches, "outcomes": stars}
        if p.may:
            line["may"] = p.may
        lines.append(line)
        per_project.append(len(breaches))
        for x in breaches:
            counts[x["rule"]] += 1
            level_counts[x["level"]] += 1
    for rule, level, file, sheet, cell in county.tables:
        lines.append({"table": {"rule": rule, "level": level, "file": file, "sheet": sheet,
                                "cell": cell}})
    for file, why in books2025.UNREAD:
        lines.append({"unread": file, "why": why})
    with open(path, "w", encoding="utf-8") as f:
        for line in lines:
            f.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(len(cases), "projects;", sum(n == 0 for n in per_project), "clean;",
          sum(per_project), "breaches", dict(level_counts))
    for rid, n in sorted(counts.items(), key=lambda x: -x[1]):
        print(f"  {n:3} {rid}")
    never = [r for r in RULES if r not in counts]
    print("never broken:", never)
    print("stages:", collections.Counter(p.stage for p, _ in cases))


def breach(case, rid, level, fault, amount, force):
    cells = [places(case, field) for field in fault if field in case.cells]
    assert cells, (case.project.name, rid, fault)
    return {"rule": rid, "level": level, "amount": None if amount is None else amount / 100,
            "before_force": force, "cells": cells}
