#!/usr/bin/python3
"""Times reading against the mere inflate, on the same file in the same run.

    run_read.py READ MAKE_LEDGER FOLDER

READ and MAKE_LEDGER are built from read.c and make_ledger.c; FOLDER receives
the workbooks.  Each way of reading is a process of its own, run in turn with
the others; the fastest of the rounds counts, in CPU and elapsed time.
"""

import os
import resource
import subprocess
import sys
import time

ROUNDS = 5
OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True)))
"""


def run(command):
    """(elapsed seconds, CPU seconds, peak KiB)."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def fastest(commands, rounds=ROUNDS):
    best = {}
    for _ in range(rounds):
        for name, command in commands.items():
            result = run(command)
            if result is not None:
                best[name] = tuple(map(min, zip(best.get(name, result), result)))
    return best


def show(title, best, base):
    print(title)
    for name, (elapsed, cpu, peak) in best.items():
        print("  %-12s %7.3f s elapsed %7.3f s CPU %6d MB   %6.2f x %s elapsed, %.2f x CPU"
              % (name, elapsed, cpu, peak // 1024, elapsed / best[base][0], base,
                 cpu / max(best[base][1], 1e-3)))


def main():
    reader, maker, folder = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    large = os.path.join(folder, "large.xlsx")
    small = [os.path.join(folder, "small%d.xlsx" % i) for i in range(500)]
    for path, rows in [(large, 100000)] + [(path, 60) for path in small]:
        if not os.path.exists(path):
            subprocess.run([maker, path, str(rows), "40"], check=True)
    for title, files in (("100,000 x 40", [large]), ("500 workbooks of 60 x 40", small)):
        commands = {"libdeflate": [reader, "deflate"] + files,
                    "our inflate": [reader, "inflate"] + files,
                    "hecha scan": [reader, "scan"] + files,
                    "hecha load": [reader, "load"] + files}
        best = fastest(commands)
        base = "libdeflate" if "libdeflate" in best else "our inflate"
        if files == [large]:
            best.update(fastest({"openpyxl": [sys.executable, "-c", OPENPYXL, large]}, 1))
        show(title, best, base)
        sys.stdout.flush()
        subprocess.run([reader, "warm"] + files, check=False)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
