#!/usr/bin/python3
"""hecha against what is installed, whole processes on the same files.

    run_bench.py PROGRAM BENCH_FOLDER ROUNDS INPUTS...

BENCH_FOLDER holds the built programs read, phases; each of INPUTS is a folder
of make_books.  Peers that are not installed are named and left out.  Prints
the medians of ROUNDS runs: elapsed and CPU seconds (children counted), the
peak of the largest process, and how many times hecha's time a peer takes;
then the same for each step of an audit in one thread.
"""

import glob
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
OPENPYXL = """
import sys, openpyxl
n = 0
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        n += sum(len(row) for row in sheet.iter_rows(values_only=True))
print(n)
"""
PANDAS = "import sys, pandas\nfor path in sys.argv[1:]: pandas.read_excel(path, header=1)\n"


ASIDE = []


def put_aside(path):
    """Removed at the end: ext4 takes long to give out the inodes of files that were
    removed in the last five seconds, which a thousand copies feel."""
    if os.path.exists(path):
        ASIDE.append("%s.%d" % (path, len(ASIDE)))
        os.rename(path, ASIDE[-1])


def run(command, cleanup=()):
    """(elapsed, CPU, peak MiB), or None where it failed."""
    for path in cleanup:
        put_aside(path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1, 3):
        return None
    return (elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            usage.ru_maxrss / 1024)


def compare(title, ways, rounds):
    """WAYS: name -> (command, folders to remove first), hecha's first."""
    print("\n%s" % title)
    base = None
    for name, (command, cleanup) in ways.items():
        if shutil.which(command[0]) is None:
            print("  %-22s not installed" % name)
            continue
        runs = [result for result in (run(command, cleanup) for _ in range(rounds)) if result]
        if not runs:
            print("  %-22s failed" % name)
            continue
        elapsed, cpu, peak = (statistics.median(column) for column in zip(*runs))
        base = base or (elapsed, cpu)
        print("  %-22s %8.2f s elapsed %8.2f s CPU %6.0f MB   %6.1f x elapsed %6.1f x CPU"
              % (name, elapsed, cpu, peak, elapsed / base[0], cpu / base[1]), flush=True)


STEPS = (   # of phases.c; what a step's time holds of the one before is taken off
    ("reading", "read", None), ("mapping", "read+map", "read"), ("joining", "join", None),
    ("rules", "rules", None), ("duplicates", "judge", "rules"), ("marked copies", "copies", None),
    ("departments' lists", "lists", None), ("audit report", "report 1", None), ("finance report", "report 2", None),
    ("records", "records", None))


def steps(bench, scratch, books, rounds):
    print("\nhecha's steps in one process and one thread, medians of CPU seconds; peak so far")
    runs = []
    for _ in range(rounds):
        out = subprocess.run([os.path.join(bench, "phases"), scratch] + books, check=False,
                             capture_output=True, text=True).stdout
        shutil.rmtree(scratch, ignore_errors=True)
        runs.append({line[:12].strip(): line[12:].split() for line in out.splitlines()})
    if not all(step in found for found in runs for _, step, _ in STEPS):
        print("  failed")
        return
    for title, step, less in STEPS:
        taken = [float(found[step][0]) - (float(found[less][0]) if less else 0) for found in runs]
        print("  %-22s %8.3f s %6s MB" % (title, statistics.median(taken), runs[0][step][2]))


def version(command):
    try:
        out = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return (out.stdout + out.stderr).strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return "not installed"


def peers():
    """What runs, with its version; what is missing is said."""
    named = [("hecha", [sys.argv[1], "--version"]),
             ("python3", [PYTHON, "--version"]),
             ("openpyxl", [PYTHON, "-c", "import openpyxl; print(openpyxl.__version__)"]),
             ("pandas", [PYTHON, "-c", "import pandas; print(pandas.__version__)"]),
             ("xlsx2csv", ["xlsx2csv", "--version"]), ("LibreOffice", ["soffice", "--version"]),
             ("ssconvert", ["ssconvert", "--version"])]
    for name, command in named:
        found = version(command)
        missing = found.startswith("not") or "Error" in found or "Traceback" in found
        print("  %-12s %s" % (name, "not installed" if missing else found))


def one_by_one(program, script, books):
    """A program that takes one file, for each of BOOKS; its name alone where it is missing."""
    if not shutil.which(program):
        return [program]
    return ["sh", "-c", "for f; do %s || exit 9; done" % script, "-"] + books


def bench_inputs(program, bench, inputs, rounds):
    books = sorted(glob.glob(os.path.join(inputs, "*.xlsx")))
    out, csv = inputs + ".out", inputs + ".csv"
    os.makedirs(csv, exist_ok=True)
    print("\n== %s: %d workbooks, %.1f MB"
          % (os.path.basename(inputs), len(books), sum(map(os.path.getsize, books)) / 1e6))
    compare("reading every cell", {
        "hecha (reader)": ([os.path.join(bench, "read"), "load"] + books, ()),
        "openpyxl read_only": ([PYTHON, "-c", OPENPYXL] + books, ()),
        "pandas.read_excel": ([PYTHON, "-c", PANDAS] + books, ()),
        "xlsx2csv, one by one": (one_by_one("xlsx2csv", 'xlsx2csv "$f" /dev/null', books), ()),
        "LibreOffice to csv": (["soffice", "--headless", "--convert-to", "csv", "--outdir", csv]
                               + books, ()),
        "ssconvert, one by one": (one_by_one("ssconvert", 'ssconvert "$f" %s/one.csv' % csv, books),
                                  ()),
    }, rounds)
    compare("reading and mapping", {
        "hecha map": ([program, "map", "--json", inputs], ()),
        "pandas (no mapping)": ([PYTHON, "-c", PANDAS] + books, ()),
    }, rounds)
    audit = [program, "audit", inputs, "-o", out, "--as-of", "2026-03-31", "-q"]
    compare("the whole: all checks, reports, copies, records; the script: five checks, one workbook", {
        "hecha audit": (audit, (out,)),
        "  --records none": (audit + ["--records", "none"], (out,)),
        "pandas script": ([PYTHON, os.path.join(HERE, "peer_pandas.py"), inputs, inputs + ".xlsx"],
                          ()),
    }, rounds)
    for path in [out] + ASIDE:
        shutil.rmtree(path, ignore_errors=True)
    steps(bench, inputs + ".phases", books, rounds)


def main():
    program, bench, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), platform.machine())
    print("%s, %d cores, load %.1f, %s" % (cpu, len(os.sched_getaffinity(0)), os.getloadavg()[0],
                                           platform.platform()))
    peers()
    for inputs in sys.argv[4:]:
        bench_inputs(program, bench, inputs, rounds)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
