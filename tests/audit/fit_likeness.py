#!/usr/bin/env python3
"""Fits the weights of src/audit/likeness.c on labelled projects.

    tests/audit/unlearn_words.py NAME.psv BEFORE.ini AFTER.ini > without.ini
    build/tests/measure_duplicates --thesaurus without.ini --signs NAME.psv >> signs.tsv
    tests/audit/fit_likeness.py signs.tsv testdata/audit/duplicates

for each NAME of testdata/audit/duplicates.  The thesaurus has learnt from the
sets; read with it they look clearer than a stranger's county ever will, so each
is read without the words that it taught.

Logistic regression with a small penalty; a sign that speaks for a duplicate
never gets a weight below 0, one that speaks against never one above.  Prints
what each file comes to when the others alone are learnt from, then the weights
as they stand in likeness.c.  A pair labelled 两可 is left out.
"""
import os
import sys

import numpy as np
from scipy.optimize import minimize

FOR = "sense acts copied family residues contained place_system years".split()
AGAINST = """hints_only stray_min stray_max strangers same_unit same_year at_once size other_acts
place place_house elsewhere place_fixed equipment equip_each piece upgrades recurs""".split()
PENALTY = 0.00005
LEAST = {"contained": 2.4}    # too few in the labelled sets to be learnt
MOST = {"strangers": -7.0, "stray_max": -1.0, "stray_min": -1.5, "hints_only": -1.4,
        "elsewhere": -2.5}
WANTED = 0.9     # of what is told, true
MARGIN = 0.3     # above that: a whole county has more strangers than the sets
LEAST_SET = 200  # projects; smaller sets are too clean to choose the cut by
CUT = 0.25       # sum at which hecha's score reaches 0.6


def read(paths):
    rows, names = [], None
    for path in paths:
        for line in open(path, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if cells[0] == "file":
                names = cells[4:]
                continue
            rows.append((os.path.basename(cells[0]), cells[1], cells[2], cells[3],
                         [float(x) for x in cells[4:]]))
    return names, rows


def fit(names, rows):
    rows = [r for r in rows if r[3] != "两可"]
    x = np.array([r[4] + [1] for r in rows])
    y = np.array([r[3] == "重复" for r in rows], float)
    low = [LEAST.get(n, 0) if n in FOR else None for n in names] + [None]
    high = [MOST.get(n, 0) if n in AGAINST else None for n in names] + [None]

    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.mean(np.logaddexp(0, z) - y * z) + PENALTY / 2 * (w[:-1] ** 2).sum()
        return value, x.T @ (p - y) / len(y) + PENALTY * np.append(w[:-1], 0)

    start = np.clip(np.zeros(x.shape[1]), [-99 if v is None else v for v in low],
                    [99 if v is None else v for v in high])
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=list(zip(low, high)),
                 options={"maxiter": 2000}).x
    return w[:-1], w[-1]


def tell(rows, z, true):
    """At the best cut: precision and recall over all true pairs."""
    order = np.argsort(-z)
    good = np.array([rows[i][3] == "重复" for i in order])
    count = np.array([rows[i][3] != "两可" for i in order])
    hits, told = np.cumsum(good), np.cumsum(count)
    f = 2 * hits / (told + true)
    i = int(np.argmax(f))
    return hits[i] / max(told[i], 1), hits[i] / true, z[order[i]]


def at(rows, z, cut, true):
    told = [r for r, v in zip(rows, z) if v >= cut and r[3] != "两可"]
    hits = sum(r[3] == "重复" for r in told)
    return hits / max(len(told), 1), hits / true, len(told)


def cut_at(rows, z, wanted):
    """The lowest sum from which on that share of what is told is true."""
    order = [i for i in np.argsort(-z) if rows[i][3] != "两可"]
    good = np.cumsum([rows[i][3] == "重复" for i in order])
    share = good / np.arange(1, len(order) + 1)
    last = max(i for i in range(len(order)) if share[i] >= wanted)
    return z[order[last]]


def n_projects(name, folders):
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            return sum(line[:1] not in "#\n" for line in open(path, encoding="utf-8"))
    return 0


def true_pairs(name, folders):
    for folder in folders:
        path = os.path.join(folder, name.replace(".psv", "_pairs.psv"))
        if os.path.exists(path):
            return sum(line.split("|")[2] == "重复" for line in open(path, encoding="utf-8")
                       if line.strip() and not line.startswith("#"))
    return 0


def main():
    names, rows = read([a for a in sys.argv[1:] if not os.path.isdir(a)])
    folders = [a for a in sys.argv[1:] if os.path.isdir(a)]
    left_out, sums = [], []
    for name in sorted({r[0] for r in rows}):
        rest, mine = [r for r in rows if r[0] != name], [r for r in rows if r[0] == name]
        true = true_pairs(name, folders) or sum(r[3] == "重复" for r in mine)
        if not rest:
            break
        w, bias = fit(names, rest)
        z = np.array([r[4] for r in mine]) @ w + bias
        if n_projects(name, folders) >= LEAST_SET:
            left_out += mine
            sums += list(z)
        print("%-16s" % name, "at even odds %.2f / %.2f (%d)" % at(mine, z, 0, true),
              "  best %.2f / %.2f at %.2f" % tell(mine, z, true))
    w, bias = fit(names, rows)
    z = np.array([r[4] for r in rows]) @ w + bias
    print("learnt from all: %.2f / %.2f (%d)" % at(rows, z, 0, sum(r[3] == "重复" for r in rows)))
    # Of counties that the weights have not learnt from: of others they are too sure.
    cut = cut_at(left_out, np.array(sums), WANTED) + MARGIN
    print("told from %.2f on, left out: %.2f / %.2f"
          % ((cut,) + at(left_out, np.array(sums), cut, sum(r[3] == "重复" for r in left_out))[:2]))
    print("static const float least = %.2ff;" % (bias - cut + CUT))
    for name, value in zip(names, w):
        print("  [%s] = %.2ff," % (name, value))
    return names, rows, w, bias


if __name__ == "__main__":
    main()
