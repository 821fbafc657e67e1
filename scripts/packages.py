"""Install the Debian packages that tests and checks use, where that is allowed.

Says plainly what is missing where it is not.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WANTED = {
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/postgres")),
    "redis-server": lambda: shutil.which("redis-server"),
    "chromium": lambda: shutil.which("chromium"),
    "gettext": lambda: shutil.which("xgettext"),
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "fonts-dejavu-core": lambda: any(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")),
}


def missing():
    return [package for package, is_there in WANTED.items() if not is_there()]


def main():
    absent = missing()
    if absent and os.getuid() == 0 and shutil.which("apt-get"):
        print("Installing", *absent, "…", flush=True)
        # Runlevel 1: the packages must not start services of their own.
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for words in (["update"], ["install", "--no-install-recommends", *absent]):
            subprocess.run(["apt-get", "-y", "-qq", *words], env=env, check=False)
    if absent := missing():
        sys.exit(f"These packages are missing: sudo apt-get install {' '.join(absent)}")


if __name__ == "__main__":
    main()
