"""What is called built has tests that pytest really collects."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = tomllib.loads((ROOT / "docs/features.toml").read_text())


@pytest.fixture(scope="module")
def collected():
    """Every test that pytest collects, without the parameters."""
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", "-n0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout[-2000:]
    return {line.partition("[")[0] for line in answer.stdout.splitlines() if "::" in line}


def test_every_named_test_is_collected(collected):
    named = {test for row in ROWS.values() for test in row["tests"]}
    assert named - collected == set()


@pytest.mark.parametrize("row", ROWS)
def test_every_row_says_how_far_it_is_and_names_tests(row):
    assert row[0] == "F"
    assert ROWS[row]["state"] in {"built", "first shape"}
    assert ROWS[row]["tests"]
    if ROWS[row]["state"] == "first shape":
        assert ROWS[row]["missing"]
