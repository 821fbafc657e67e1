"""The portal as an office sets it up: a copy of the project, an .env, and Compose."""

import json
import os
import re
import secrets
import subprocess
import time
import urllib.request
from collections import Counter
from pathlib import Path

from tests.containers.engine import DOCKER, Engine, run
from tests.containers.visitor import Visitor, lead_home

ROOT = Path(__file__).resolve().parents[2]
HOST = "portal.localhost"
CAUGHT = "http://127.0.0.1:8025/"
# What a careless generator of passwords may give.
AWKWARD = "@/#:%+?$é "


class Site:
    """One installation in a folder of its own."""

    def __init__(self, engine: Engine):
        self.engine, self.folder = engine, engine.work / "portal"
        self.backups = engine.work / "backups"
        lead_home(HOST)

    def copy(self) -> None:
        """Copy the files of the repository, new ones included, and write the .env."""
        words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        for name in run(*words, cwd=ROOT).split("\0"):
            if name and (ROOT / name).is_file():
                target = self.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((ROOT / name).read_bytes())
                target.chmod((ROOT / name).stat().st_mode)
        text = (self.folder / "deploy/portal.env.example").read_text()
        text = text.replace("PORTAL_HOST=partnerstwo.powiat.example", f"PORTAL_HOST={HOST}")
        for name in re.findall(r"^([A-Z_]+)=$", text, re.MULTILINE):
            if name != "MAIL_URL":
                value = f"'{secrets.token_urlsafe(20)}{AWKWARD}'"
                text = text.replace(f"\n{name}=\n", f"\n{name}={value}\n")
        own = self.folder / ".env"
        # Quick, so that the walk does not wait for the time in which mail can be stopped.
        own.write_text(text + "BULK_GRACE=2\nBULK_RATE=2\nOPERATOR_NAME=Powiat próbny\n")
        own.chmod(0o600)

    def compose(self, *words, **options) -> str:
        """`docker compose …` in the folder of the installation."""
        return self.run(DOCKER, "compose", *words, **options)

    def run(self, *command, **options) -> str:
        """A command in that folder, with this engine."""
        env = {**self.engine.env, "PATH": f"/usr/bin:{os.environ['PATH']}"}
        return run(*command, env=env, cwd=self.folder, **options)

    def up(self) -> None:
        self.compose("up", "--detach", "--wait", seconds=600)

    def manage(self, *words, **options) -> str:
        """`manage.py …` as the manual gives it."""
        return self.compose("exec", "-T", "web", "python", "manage.py", *words, **options)

    def inside(self, script: str) -> str:
        """Run a script of `inside/` in the portal; return the last line it printed."""
        text = (Path(__file__).parent / "inside" / f"{script}.py").read_bytes()
        return self.manage("shell", "--verbosity=0", stdin=text).strip().splitlines()[-1]

    def sql(self, words: str, role: str = "portal_owner") -> str:
        """What the database answers, to a superuser unless another role is named."""
        psql = ["psql", "--username", role, "--dbname", "portal", "--tuples-only", "--no-align"]
        return self.compose("exec", "-T", "db", *psql, "--command", words).strip()

    def health(self) -> dict:
        return json.loads(Visitor(HOST).get("/zdrowie.json"))

    def letters(self) -> list[dict]:
        """What the mail catcher caught, the oldest first."""
        with urllib.request.urlopen(CAUGHT, timeout=10) as answer:
            return json.loads(answer.read())

    def version(self) -> str:
        return re.search(r"^PORTAL_VERSION=(.*)$", (self.folder / ".env").read_text(), re.M)[1]


class Watcher:
    """Asks for a page again and again, and notes how long nobody could have read it."""

    def __init__(self, folder: Path):
        program = (
            "import sys, time; sys.path.insert(0, sys.argv[1])\n"
            "from tests.containers.visitor import Visitor, lead_home\n"
            "lead_home(sys.argv[2]); visitor = Visitor(sys.argv[2])\n"
            "while True:\n"
            "    begun = time.monotonic()\n"
            "    try:\n        visitor.get('/', 180); said = visitor.status\n"
            "    except OSError as error:\n        said = type(error).__name__\n"
            "    print(said, time.monotonic() - begun, flush=True)\n"
            "    time.sleep(0.2)\n"
        )
        self.log = folder / "watcher.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["/usr/bin/python3", "-c", program, str(ROOT), HOST], stdout=log
            )

    def stop(self) -> str:
        """End it; return in words what it saw."""
        self.process.terminate()
        self.process.wait()
        seen = [line.split() for line in self.log.read_text().splitlines()]
        failed = Counter(said for said, _ in seen if said != "200")
        slowest = max((float(seconds) for _, seconds in seen), default=0)
        words = f"{len(seen)} pages meanwhile, {failed.total()} failed, "
        words += ", ".join(f"{said}: {times}" for said, times in failed.items())
        return f"{words}; the slowest took {slowest:.1f} s".replace(", ;", ";")


def wait(ready, seconds: float, words: str):
    """Return what `ready()` gives as soon as it is true; `words` say what did not come."""
    end = time.monotonic() + seconds
    while not (found := ready()):
        if time.monotonic() > end:
            raise AssertionError(f"{words} (waited {seconds} s)")
        time.sleep(0.5)
    return found
