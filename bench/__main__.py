"""`make bench`: every bench in turn, one table at the end, 1 when a bar broke.

`--national` measures the whole country beside the county; other words name the
benches to run: pages, memory, invitations, letters, imports, sign_in.
"""

import subprocess
import sys

from bench import pages
from bench.report import Report

BENCHES = ["pages", "memory", "invitations", "letters", "imports", "sign_in"]


def main(words):
    report = Report()
    national = "--national" in words
    for name in [word for word in words if word in BENCHES] or BENCHES:
        report.tell(f"== {name}")
        if name == "pages":
            pages.run(report, national=national)
        else:
            # Each sets its own servers and settings, so each is a process of its own.
            done = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)
            report.add(f"{name}: bars broken", abs(done.returncode), 0)
    print(f"\n{report.table()}\n")
    if report.broken:
        print(f"{len(report.broken)} bars broken")
    return bool(report.broken)


sys.exit(main(sys.argv[1:]))
