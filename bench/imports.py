"""Speed of the import of people and of the exports.

Run by `make bench` on a private PostgreSQL. Beside the clock on the wall it tells
what the clock of the process says, which neighbours on the machine do not slow down.
"""

import json
import os
import subprocess
import sys
import tempfile

from bench.report import Report
from tests.servers import postgres

BARS = {"import": 500, "csv": 20_000, "xlsx": 5_000}
MEMORY = 30  # MB
WORK = "import django; django.setup(); from bench import lists; lists.main()"


def run(report):
    """Measure in a process of its own and add the lines to `report`."""
    database = postgres.Postgres().start()
    try:
        with tempfile.TemporaryDirectory(prefix="portal-bench-", dir="/tmp") as folder:
            environment = os.environ | {
                "DATABASE_URL": database.url,
                "DATA_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "partnership.settings",
            }
            told = subprocess.run(
                [sys.executable, "-c", WORK],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
    finally:
        database.stop()
    found = json.loads(told.stdout.splitlines()[-1])
    for name, bar in BARS.items():
        wall, own = found[name]
        note = f"{own:.0f} by the clock of the process"
        report.add(f"{name}, rows a second", wall, bar, "rows/s", at_least=True, note=note)
    report.add("csv, peak of memory", found["memory"], MEMORY, "MB")


if __name__ == "__main__":
    own_report = Report()
    run(own_report)
    print(own_report.table())
    sys.exit(len(own_report.broken))
