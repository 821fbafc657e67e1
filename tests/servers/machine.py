"""Finding the programs that the tests need, and installing them where that is allowed."""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = {
    "postgres": "postgresql",
    "psql": "postgresql",
    "pg_dump": "postgresql",
    "redis-server": "redis-server",
    "chromium": "chromium",
}


class MissingProgramError(RuntimeError):
    """A program is not on this machine and may not be installed."""


def program(name, *more_folders):
    """The path of `name`; installs its Debian package when we are root.

    Raises `MissingProgramError` that says what to install.
    """
    found = find(name, *more_folders)
    if not found:
        install(PACKAGES[name])
        found = find(name, *more_folders)
    if not found:
        raise MissingProgramError(
            f"The tests need {name}. Install it with: sudo apt-get install {PACKAGES[name]}"
        )
    return found


def find(name, *more_folders):
    """The path of `name` on PATH or in one of `more_folders` (patterns below /), else None."""
    if path := shutil.which(name):
        return Path(path)
    places = [
        path for folder in more_folders for path in sorted(Path("/").glob(f"{folder}/{name}"))
    ]
    return places[-1] if places else None


def install(package):
    """Install a Debian package without starting its service, when we may."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-y", *words], env=env, check=False, stdout=subprocess.DEVNULL)
