#!/usr/bin/python3
"""How time and memory grow: `run_growth.py PROGRAM MAKE_BOOKS FOLDER BOOKS...`.

Each size is so many workbooks of 500 projects x 20 columns, audited with
`--records findings`.  Prints CPU and peak for each and the exponent between
neighbours: 1 is linear.
"""

import math
import os
import shutil
import subprocess
import sys
import time

ROWS, COLUMNS = 500, 20


def audit(program, inputs, out):
    shutil.rmtree(out, ignore_errors=True)
    start = time.monotonic()
    process = subprocess.Popen([program, "audit", inputs, "-o", out, "--as-of", "2026-03-31",
                                "-q", "--records", "findings"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    shutil.rmtree(out, ignore_errors=True)
    if process.returncode > 1:
        sys.exit("hecha ended with %d" % process.returncode)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program, maker, folder = sys.argv[1:4]
    before = None
    for books in map(int, sys.argv[4:]):
        inputs = os.path.join(folder, "nation-%d" % books)
        if not os.path.isdir(inputs):
            subprocess.run([maker, inputs, str(books), str(ROWS), str(COLUMNS)], check=True)
        elapsed, cpu, peak = audit(program, inputs, inputs + ".out")
        growth = ""
        if before:
            steps = math.log(books / before[0])
            growth = "  exponent: CPU %.2f, memory %.2f" % (math.log(cpu / before[1]) / steps,
                                                           math.log(peak / before[2]) / steps)
        print("%9d projects %8.1f s elapsed %8.1f s CPU %6.0f MB%s"
              % (books * ROWS, elapsed, cpu, peak, growth), flush=True)
        before = books, cpu, peak


if __name__ == "__main__":
    main()
