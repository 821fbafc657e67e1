"""Starts the programs that read files of people, and takes their answers."""

import json
import subprocess
import sys
from pathlib import Path

INSPECTOR = Path(__file__).with_name("inspector.py")
TIMEOUT = 10  # seconds


def inspect(
    kind: str,
    path: Path,
    place: Path | None = None,
    *,
    program: Path = INSPECTOR,
    timeout: int = TIMEOUT,
) -> dict:
    """Let `program` look into the file at `path` in a process of its own.

    The inspector knows the kinds "pdf" and "image". Returns the program's answer; a process
    that runs out of time or memory, or dies, gives `{"refused": "too heavy"}`. No secrets
    of the portal's environment are handed on.
    """
    command = [sys.executable, "-I", str(program), kind, str(path)]
    if place is not None:
        command.append(str(place))
    try:
        done = subprocess.run(  # noqa: S603 - our own program, paths of our own making
            command, capture_output=True, timeout=timeout, env={"LC_ALL": "C.UTF-8"}, check=False
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError, UnicodeDecodeError):
        return {"refused": "too heavy"}
