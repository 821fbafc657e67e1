"""A small `make fault` within the tests: killed workers and an emptied Redis lose nothing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_killed_workers_and_an_emptied_redis_lose_no_letter():
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.fault",
            "--letters",
            "300",
            "--kills",
            "4",
            "--flushes",
            "1",
            "--lease",
            "10",
            "--calm",
        ],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=420,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-3000:]


def test_a_meeting_that_moves_among_decisions_tells_everybody_the_last_date():
    run = subprocess.run(
        [sys.executable, "-m", "tests.fault.moves", "--people", "120", "--moves", "2"],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=420,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-3000:]
