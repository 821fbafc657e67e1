"""Memory of a running portal: web with two workers, and what works behind it.

Run by `make bench`, or alone: `python -m bench.memory`. Proportional set size:
what processes share is counted once. Everything runs on a private PostgreSQL and
Redis, started by `scripts/start` as in production, and has served or idled once.
"""

import os
import subprocess
import sys
import time

from bench.pages import MEGABYTE, _answers, _memory
from bench.report import Report
from tests.servers.portal import ROOT, free_port
from tests.servers.postgres import Postgres
from tests.servers.process import Process, remove, short_folder
from tests.servers.redis import Redis

WEB, BEHIND = 200, 250  # MB
PAGES = ["/", "/projekty/", "/partnerzy/", "/kalendarz/"]
SETTLE = 20  # seconds until the workers have imported everything


def run(report):
    """Start every process of the portal and weigh it."""
    database, broker, folder = Postgres().start(), Redis().start(), short_folder("bench")
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": database.url,
        "REDIS_URL": broker.url(),
        "PORT": str(port),
        "DATA_DIR": str(folder),
        "WEB_WORKERS": "2",
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "SECRET_KEY": "for-the-bench-only-0123456789-0123456789-0123456789",
    }
    running = {}
    try:
        for command in (["migrate", "--no-input"], ["collectstatic", "--no-input"]):
            subprocess.run(
                [sys.executable, "manage.py", *command, "--verbosity", "0"],
                cwd=ROOT,
                env=env,
                check=True,
            )
        for verb in ("web", "worker", "bulk", "beat"):
            process = Process([ROOT / "scripts/start", verb], folder, verb, env, cwd=ROOT)
            running[verb] = process.start()
        running["web"].wait_until(lambda: _answers(port, PAGES[0]), seconds=60)
        # New connections, so that both workers get to serve.
        for path in PAGES * 10:
            _answers(port, path)
        time.sleep(SETTLE)
        weights = {verb: _memory(process) / MEGABYTE for verb, process in running.items()}
    finally:
        for process in running.values():
            process.stop()
        broker.stop()
        database.stop()
        remove(folder)
    behind = {verb: weight for verb, weight in weights.items() if verb != "web"}
    note = ", ".join(f"{verb} {weight:.0f}" for verb, weight in behind.items())
    report.add("memory: web with two workers, PSS", weights["web"], WEB, "MB")
    report.add("memory: workers and beat, PSS", sum(behind.values()), BEHIND, "MB", note=note)


if __name__ == "__main__":
    own_report = Report()
    run(own_report)
    sys.exit(len(own_report.broken))
