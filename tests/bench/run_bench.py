#!/usr/bin/python3
"""hecha against what is installed, whole processes on the same files.

    run_bench.py PROGRAM BENCH_FOLDER INPUTS [ROUNDS]

BENCH_FOLDER holds the built programs read, phases; INPUTS the workbooks of
make_books.  Peers that are not installed are named and left out.  Prints the
median of ROUNDS runs in elapsed and CPU seconds (children counted), the peak
of the largest process, and how many times hecha's CPU time a peer takes.
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


def run(command, cleanup=()):
    """(elapsed, CPU, peak MiB), or None where it failed."""
    for path in cleanup:
        shutil.rmtree(path, ignore_errors=True)
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
    """WAYS: name -> (command, cleanup), hecha's first."""
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


def version(command):
    try:
        out = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return (out.stdout + out.stderr).strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return "not installed"


def main():
    program, bench, inputs = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    books = sorted(glob.glob(os.path.join(inputs, "*.xlsx")))
    out = os.path.join(inputs + ".out")
    csv = os.path.join(inputs + ".csv")
    os.makedirs(csv, exist_ok=True)
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), platform.machine())
    print("%s, %d cores, %s" % (cpu, os.cpu_count(), platform.platform()))
    print("hecha: %s; %s" % (version([program, "--version"]), version([PYTHON, "-c",
          "import openpyxl, pandas; print('openpyxl', openpyxl.__version__, 'pandas',"
          " pandas.__version__)"])))
    print("xlsx2csv: %s; LibreOffice: %s" % (version(["xlsx2csv", "--version"]),
                                             version(["soffice", "--version"])))
    print("%d workbooks, %.1f MB" % (len(books), sum(map(os.path.getsize, books)) / 1e6))

    compare("reading every cell", {
        "hecha (reader)": ([os.path.join(bench, "read"), "load"] + books, ()),
        "openpyxl read_only": ([PYTHON, "-c", OPENPYXL] + books, ()),
        "pandas.read_excel": ([PYTHON, "-c", PANDAS] + books, ()),
        "xlsx2csv, one by one": (["sh", "-c", 'for f; do xlsx2csv "$f" /dev/null || exit 9; done', "-"]
                                 + books if shutil.which("xlsx2csv") else ["xlsx2csv"], ()),
        "LibreOffice to csv": (["soffice", "--headless", "--convert-to", "csv", "--outdir", csv]
                               + books, ()),
        "ssconvert, one by one": (["sh", "-c", 'for f; do ssconvert "$f" %s/one.csv || exit 9; done' % csv,
                                   "-"] + books if shutil.which("ssconvert") else ["ssconvert"], ()),
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
    print("\nhecha's steps in one process and one thread")
    subprocess.run([os.path.join(bench, "phases"), inputs + ".phases"] + books, check=False)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
