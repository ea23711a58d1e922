#!/usr/bin/python3
"""fit_headers.py HEADER_SIGNS EXAMPLES... WEIGHTS

Learns from labelled headers (testdata/headers/README) and from the words of
templates/fields.ini which field a header's signs speak for, and writes the
table that src/ledger/header_model.c reads.  The signs are printed by
HEADER_SIGNS, so that they are the program's own; those of the columns around
are added here, from what a network that never saw the file makes of them.

One hidden layer; every table is learnt twice, with and without what stands
around, as the program judges it twice.  Weights are rounded to what one
character can say.  Prints how each file is read by what the others teach, at
several thresholds: right, unmapped, wrong in per cent.
"""
import os
import re
import subprocess
import sys

import numpy as np
import scipy.sparse as sparse

TITLES = """停用 退役 关停 下线 迁 云 等保 密评 绩效 运维 决算 结算 采购 招标 验收 备案 资产 付款 支付 评审 申报 变更
整改 审计 监理 应急 保密 合同 自查 预算""".split()
HIDDEN = 48
ROUNDS = 16
BATCH = 128
RATE = 0.005
LEFT_OUT = 0.3      # of signs and hidden units in each round: none is relied upon
DECAY = 1e-4
LEAST_SEEN = 6      # signs of few examples teach their wording, nothing else
FOLDS = 3
SIGN_UNIT, FIELD_UNIT, FINE = 32, 12, 1024   # as in header_model.c
ZERO, LOWEST, HIGHEST = ord("O"), -46, 47
DOUBT, PRESENT = 0.4, 0.5                    # as in header_learned.c
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = os.path.join(HERE, "..", "..", "templates", "fields.ini")


def dictionary_lines():
    """The words of fields.ini as examples without a title or values."""
    section, key = None, None
    yield "~ "
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


class Example:
    def __init__(self, fields, signs):
        self.right, self.signs, self.place = set(fields.split("|")), signs, []


def read(tool, lines):
    """Tables: lists of examples, those of one column are loose headers."""
    out = subprocess.run([tool, "signs"] + TITLES, input="\n".join(lines) + "\n",
                         capture_output=True, text=True, check=True).stdout
    tables = [[]]
    for line in out.splitlines():
        if line:
            fields, *signs = line.split("\t")
            tables[-1].append(Example(fields, signs))
        else:
            tables.append([])
    return [table for table in tables if table]


def look_around(table, judged, fields):
    """Tells each column of TABLE what the others are taken for."""
    best, likelihood = judged.argmax(1), judged.max(1)
    seen = [fields[i] if p >= DOUBT else "~" for i, p in zip(best, likelihood)]
    present = [fields[i] if p > PRESENT and fields[i] != "-" else None
               for i, p in zip(best, likelihood)]
    for i, example in enumerate(table):
        around = []
        for mark, step in (("(", -1), (")", 1)):
            for n in (1, 2):
                inside = 0 <= i + n * step < len(table)
                around.append(mark * n + (seen[i + n * step] if inside else "^"))
                if not inside:
                    break
        others = {field for j, field in enumerate(present) if field and j != i}
        example.place = around + sorted("T" + field for field in others)


class Network:
    def __init__(self, rows, wanted, fields):
        """ROWS are lists of signs, WANTED the sets of fields that are right."""
        self.fields, column = fields, {field: i for i, field in enumerate(fields)}
        seen = {}
        for signs in rows:
            for sign in signs:
                seen[sign] = seen.get(sign, 0) + 1
        self.signs = {sign: i for i, sign in enumerate(
            sorted(sign for sign, n in seen.items() if n >= LEAST_SEEN))}
        targets = np.zeros((len(rows), len(fields)), np.float32)
        for i, right in enumerate(wanted):
            for field in right:
                targets[i, column[field]] = 1 / len(right)
        self.fit(self.matrix(rows), targets)
        self.round()

    def matrix(self, rows):
        starts, columns, data = [0], [], []
        for signs in rows:
            known = [self.signs[sign] for sign in signs if sign in self.signs]
            columns += known
            data += [1 / np.sqrt(max(len(signs), 1))] * len(known)
            starts.append(len(columns))
        return sparse.csr_matrix((np.array(data, np.float32), columns, starts),
                                 shape=(len(rows), len(self.signs)))

    def fit(self, seen, targets):
        """Adam over small batches; signs that a batch lacks are left as they are."""
        chance = np.random.RandomState(1)
        self.weights = [chance.randn(seen.shape[1], HIDDEN).astype(np.float32) * 0.3,
                        np.zeros(HIDDEN, np.float32),
                        chance.randn(HIDDEN, targets.shape[1]).astype(np.float32) / HIDDEN ** 0.5,
                        np.zeros(targets.shape[1], np.float32)]
        self.means = [np.zeros_like(weight) for weight in self.weights]
        self.squares = [np.zeros_like(weight) for weight in self.weights]
        steps, done = ROUNDS * (len(targets) // BATCH), 0
        for _ in range(ROUNDS):
            order = chance.permutation(len(targets))
            for start in range(0, len(order) - BATCH + 1, BATCH):
                batch = order[start:start + BATCH]
                done += 1
                self.step(seen[batch], targets[batch], chance,
                          RATE * min(1, (steps - done) / (steps * 0.6) + 0.02))

    def step(self, seen, targets, chance, rate):
        signs, hidden_bias, fields, bias = self.weights
        kept = chance.rand(len(seen.data)) > LEFT_OUT
        seen.data = seen.data * kept.astype(np.float32) / np.float32(1 - LEFT_OUT)
        sums = seen @ signs + hidden_bias
        open_ = (sums > 0) * (chance.rand(*sums.shape) > LEFT_OUT) / np.float32(1 - LEFT_OUT)
        fired = (sums * open_).astype(np.float32)
        error = ((chances(fired @ fields + bias) - targets) / BATCH).astype(np.float32)
        back = ((error @ fields.T) * open_).astype(np.float32)
        touched = np.unique(seen.indices)
        slopes = [(seen.T @ back)[touched] + DECAY * signs[touched], back.sum(0),
                  fired.T @ error + DECAY / 10 * fields, error.sum(0)]
        for weight, mean, square, slope, part in zip(
                self.weights, self.means, self.squares, slopes,
                (touched, slice(None), slice(None), slice(None))):
            mean[part] = 0.9 * mean[part] + 0.1 * slope
            square[part] = 0.99 * square[part] + 0.01 * slope ** 2
            weight[part] -= rate * mean[part] / (np.sqrt(square[part]) + 1e-6)

    def round(self):
        for i, unit in ((0, SIGN_UNIT), (1, FINE), (2, FIELD_UNIT), (3, FINE)):
            self.weights[i] = np.round(self.weights[i] * unit)
            if i in (0, 2):
                self.weights[i] = np.clip(self.weights[i], LOWEST, HIGHEST)

    def judge(self, rows):
        signs, hidden_bias, fields, bias = self.weights
        sums = self.matrix(rows) @ signs / SIGN_UNIT + hidden_bias / FINE
        return chances(np.maximum(sums, 0) @ fields / FIELD_UNIT + bias / FINE)

    def write(self, path):
        signs, hidden_bias, fields, bias = self.weights.copy()
        with open(path, "w", encoding="utf-8") as out:
            out.write("# 表头的字、上级表头的字（<）、值（: =）、表名（《）、左右和其他列（( ) T）各说明什么；\n"
                      "# 由 tests/ledger/fit_headers.py 从 testdata/headers 学得，不要手改\n")
            out.write("\t".join(["titles"] + TITLES) + "\n")
            out.write("\t".join(["hidden"] + ["%d" % n for n in hidden_bias]) + "\n")
            for name, number, weights in zip(self.fields, bias, fields.T):
                out.write("field\t%s\t%d\t%s\n" % (name, number, letters(weights)))
            for sign, i in sorted(self.signs.items()):
                if signs[i].any():
                    out.write("%s\t%s\n" % (sign, letters(signs[i])))


def letters(weights):
    return "".join(chr(ZERO + int(weight)) for weight in weights)


def chances(scores):
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def plainly(tables, fields):
    """A network that knows nothing of other columns."""
    examples = [example for table in tables for example in table]
    return Network([e.signs for e in examples], [e.right for e in examples], fields)


def place(files, fields):
    """Looks around in every table, by what the other files teach."""
    names = sorted(files)
    for fold in range(FOLDS):
        here = names[fold::FOLDS]
        network = plainly([t for name in names if name not in here for t in files[name]], fields)
        for table in (t for name in here for t in files[name] if len(t) > 1):
            look_around(table, network.judge([e.signs for e in table]), fields)


def learn(files, fields):
    """Every header as it stands, and those of tables with what stands around."""
    examples = [e for tables in files.values() for table in tables for e in table]
    placed = [e for e in examples if e.place]
    return Network([e.signs for e in examples] + [e.signs + e.place for e in placed],
                   [e.right for e in examples + placed], fields)


def read_by(network, table):
    judged = network.judge([e.signs for e in table])
    if len(table) > 1:
        look_around(table, judged, network.fields)
        judged = network.judge([e.signs + e.place for e in table])
    return judged


def report(name, network, tables):
    judged = np.vstack([read_by(network, table) for table in tables])
    examples = [e for table in tables for e in table]
    best, likelihood = judged.argmax(1), judged.max(1)
    figures = []
    for threshold in THRESHOLDS:
        right = unmapped = 0
        for example, i, p in zip(examples, best, likelihood):
            field = network.fields[i] if p >= threshold else "-"
            right += field in example.right
            unmapped += field == "-" and "-" not in example.right
        n = len(examples)
        figures.append("%.1f: %.1f %.1f %.1f" % (threshold, 100 * right / n, 100 * unmapped / n,
                                                100 * (n - right - unmapped) / n))
    print("%-14s %5d  %s" % (name, len(examples), "   ".join(figures)), flush=True)


def main():
    tool, *paths, weights = sys.argv[1:]
    files = {os.path.basename(path)[:-4]: read(tool, open(path, encoding="utf-8").read().splitlines())
             for path in paths}
    files["fields.ini"] = read(tool, list(dictionary_lines()))
    fields = sorted({f for tables in files.values() for t in tables for e in t for f in e.right})
    place(files, fields)
    if not os.environ.get("FIT_ONLY"):
        for name in [name for name in files if name != "fields.ini"]:
            others = {other: tables for other, tables in files.items() if other != name}
            kept = [e.place for t in files[name] for e in t]
            report(name, learn(others, fields), files[name])
            for example, around in zip((e for t in files[name] for e in t), kept):
                example.place = around
    learn(files, fields).write(weights)


main()
