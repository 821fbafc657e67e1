"""`make bench`: every bench in turn, one table at the end, 1 when a bar broke.

`--national` measures the whole country beside the county; other words name the
benches to run: pages, letters, imports.
"""

import importlib
import sys

from bench.report import Report

BENCHES = ["pages", "letters", "imports"]


def main(words):
    report = Report()
    national = "--national" in words
    for name in [word for word in words if word in BENCHES] or BENCHES:
        bench = importlib.import_module(f"bench.{name}")
        report.tell(f"== {name}")
        if name == "pages":
            bench.run(report, national=national)
        else:
            bench.run(report)
    print(f"\n{report.table()}\n")
    if report.broken:
        print(f"{len(report.broken)} bars broken")
    return bool(report.broken)


sys.exit(main(sys.argv[1:]))
