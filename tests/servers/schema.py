"""Databases that have all tables already.

Migrating takes twenty seconds of a core. It is done once into the database `migrated`,
whose content is kept as a dump until a migration changes; every test process takes a copy.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.servers.machine import program

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = "migrated"


def prepare(postgres) -> None:
    """Make the template on a fresh server, from the dump of an earlier run where there is one."""
    with postgres.superuser() as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE} OWNER portal")
    dump = Path(tempfile.gettempdir()) / f"portal-schema-{os.getuid()}-{_state()}.sql"
    where = ["-h", postgres.folder, "-U", "portal", "-d", TEMPLATE]
    if dump.exists():
        _run(program("psql", "usr/bin"), "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", dump, *where)
        return
    url = postgres.url.replace("/portal?", f"/{TEMPLATE}?")
    env = {**os.environ, "DATABASE_URL": url}
    _run(sys.executable, "manage.py", "migrate", "--verbosity=0", env=env)
    part = dump.with_suffix(f".{os.getpid()}")
    _run(program("pg_dump", "usr/lib/postgresql/*/bin"), "--no-owner", "-f", part, *where)
    part.replace(dump)


def copy(url: str, name: str) -> None:
    """Make the database `name` on the server of `url` as a copy of the template.

    A test that starts pytest itself finds it there already.
    """
    with (
        psycopg.connect(url, autocommit=True) as connection,
        contextlib.suppress(psycopg.errors.DuplicateDatabase),
    ):
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")


def _state():
    """What the tables depend on, as sixteen characters."""
    found = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _run(*command, **more):
    words = [str(word) for word in command]
    subprocess.run(words, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, **more)
