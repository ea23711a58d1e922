#!/usr/bin/python3
"""fit_headers.py HEADER_SIGNS EXAMPLES... WEIGHTS

Learns from labelled headers (testdata/headers: a line "= title of the table",
then head, header, kind of values, fields that are right, "-" for none) and
from the words of templates/fields.ini which signs of a header speak for which
field, and writes the table that src/ledger/header_model.c reads.  The signs
are printed by HEADER_SIGNS, so that they are the program's own.

Softmax regression with a penalty on large weights, small ones left out, the
rest rounded to sixteenths.  Prints how each file is read by what the others
teach, at several thresholds: right, unmapped, wrong in per cent.
"""
import os
import re
import subprocess
import sys

import numpy as np
import scipy.sparse as sparse

TITLES = """停用 退役 关停 下线 迁 云 等保 密评 绩效 运维 决算 结算 采购 招标 验收 备案 资产 付款 支付 评审 申报 变更
整改 审计 监理 应急 保密 合同 自查 预算""".split()
PENALTY = 0.01
ROUNDS = 140
LEAST_SEEN = 3      # signs of one or two examples teach their wording, nothing else
LEAST_WEIGHT = 6    # sixteenths
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = os.path.join(HERE, "..", "..", "templates", "fields.ini")


def dictionary_lines():
    """The words of fields.ini as examples without a title or values."""
    section, key = None, None
    for line in open(FIELDS, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("["):
            section, key = line.strip()[1:-1], None
            if section not in ("通用", "概念"):
                yield "\t%s\t?\t%s" % (section, section)
        elif line and not line.startswith("#") and section not in ("通用", "概念"):
            if not line[0].isspace():
                key, line = line.split("=", 1)
            if key in ("同义", "次同义"):
                for word in re.split("[、；;]", line.strip()):
                    if word:
                        yield "\t%s\t?\t%s" % (word, section)


def read(tool, lines):
    """[(set of fields, set of signs)]"""
    out = subprocess.run([tool, "signs"] + TITLES, input="\n".join(lines) + "\n",
                         capture_output=True, text=True, check=True).stdout
    examples = []
    for line in out.splitlines():
        fields, *signs = line.split("\t")
        examples.append((set(fields.split("|")), set(signs)))
    return examples


class Model:
    def __init__(self, examples, fields):
        self.fields, column = fields, {field: i for i, field in enumerate(fields)}
        seen = {}
        for _, signs in examples:
            for sign in signs:
                seen[sign] = seen.get(sign, 0) + 1
        self.signs = {sign: i for i, sign in enumerate(
            sorted(sign for sign, n in seen.items() if n >= LEAST_SEEN))}
        wanted = np.zeros((len(examples), len(fields)))
        for i, (right, _) in enumerate(examples):
            for field in right:
                wanted[i, column[field]] = 1 / len(right)
        self.fit(self.matrix(examples), wanted)

    def matrix(self, examples):
        rows, columns, data = [], [], []
        for i, (_, signs) in enumerate(examples):
            for sign in signs:
                if sign in self.signs:
                    rows.append(i)
                    columns.append(self.signs[sign])
                    data.append(1 / np.sqrt(len(signs)))
        return sparse.csr_matrix((data, (rows, columns)), shape=(len(examples), len(self.signs)))

    def fit(self, seen, wanted):
        """Adam over the whole set: no randomness, the same table each time."""
        weights, bias = np.zeros((seen.shape[1], wanted.shape[1])), np.zeros(wanted.shape[1])
        means = [np.zeros_like(weights), np.zeros_like(bias)]
        squares = [np.zeros_like(weights), np.zeros_like(bias)]
        turned = seen.T.tocsr()
        for round_ in range(1, ROUNDS + 1):
            error = (chances(seen @ weights + bias) - wanted) / len(wanted)
            slopes = [turned @ error + PENALTY * weights / len(wanted), error.sum(0)]
            for i, value in enumerate((weights, bias)):
                means[i] = 0.9 * means[i] + 0.1 * slopes[i]
                squares[i] = 0.999 * squares[i] + 0.001 * slopes[i] ** 2
                value -= (0.3 * means[i] / (1 - 0.9 ** round_)
                          / (np.sqrt(squares[i] / (1 - 0.999 ** round_)) + 1e-8))
        weights = np.round(weights * 16)
        weights[np.abs(weights) < LEAST_WEIGHT] = 0
        self.weights, self.bias = weights, np.round(bias * 16)

    def judge(self, examples):
        return chances((self.matrix(examples) @ self.weights + self.bias) / 16)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write("# 表头的字、上级表头的字（<）、表名（《）、值的类型（:）各说明哪个字段，十六分之几；\n"
                      "# 由 tests/ledger/fit_headers.py 从 testdata/headers 学得，不要手改\n")
            out.write("\t".join(["fields"] + self.fields) + "\n")
            out.write("\t".join(["titles"] + TITLES) + "\n")
            self.write_sign(out, "bias", self.bias)
            for sign, i in sorted(self.signs.items()):
                self.write_sign(out, sign, self.weights[i])

    def write_sign(self, out, sign, weights):
        cells = ["%d:%d" % (i, weight) for i, weight in enumerate(weights) if weight]
        if cells:
            out.write("\t".join([sign] + cells) + "\n")


def chances(scores):
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def report(name, model, examples):
    judged = model.judge(examples)
    best, likelihood = judged.argmax(1), judged.max(1)
    figures = []
    for threshold in THRESHOLDS:
        right = unmapped = 0
        for (fields, _), i, p in zip(examples, best, likelihood):
            field = model.fields[i] if p >= threshold else "-"
            right += field in fields
            unmapped += field == "-" and "-" not in fields
        n = len(examples)
        figures.append("%.1f: %.1f %.1f %.1f" % (threshold, 100 * right / n, 100 * unmapped / n,
                                                100 * (n - right - unmapped) / n))
    print("%-14s %5d  %s" % (name, len(examples), "   ".join(figures)), flush=True)


def main():
    tool, *paths, weights = sys.argv[1:]
    words = read(tool, list(dictionary_lines()))
    files = {os.path.basename(path)[:-4]: read(tool, open(path, encoding="utf-8").read().splitlines())
             for path in paths}
    every = words + [example for examples in files.values() for example in examples]
    fields = sorted(set().union(*(right for right, _ in every)))
    if not os.environ.get("FIT_ONLY"):
        for name, examples in files.items():
            others = [e for other, es in files.items() if other != name for e in es]
            report(name, Model(words + others, fields), examples)
    Model(every, fields).write(weights)


main()
