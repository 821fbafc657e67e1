"""Saving a database to a file and putting it back, with the database's own means."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from psycopg.conninfo import make_conninfo

from operations.backup.archive import BackupError

# What the programs of PostgreSQL know of a connection besides the password.
KNOWN = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


def of(connection):
    """What saves the database of this connection."""
    kind = {"postgresql": Postgres, "sqlite": SQLite}[connection.vendor]
    return kind(connection)


class Postgres:
    """By pg_dump, pg_restore and psql; they must not be older than the server."""

    def __init__(self, connection):
        params = connection.get_connection_params()
        self.address = make_conninfo(**{k: params[k] for k in KNOWN if params.get(k)})
        self.env = {**os.environ, "PGPASSWORD": params.get("password") or ""}

    def dump(self, target: Path) -> None:
        """One consistent state, whoever writes meanwhile."""
        self._run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--file",
            str(target),
            "--dbname",
            self.address,
        )

    def load(self, source: Path) -> None:
        """Replace everything in the schema `public`, in one transaction: all of it or nothing."""
        script = source.with_suffix(".sql")
        self._run(
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            "--file",
            str(script),
            str(source),
        )
        self._run(
            "psql",
            "--quiet",
            "--no-psqlrc",
            "--single-transaction",
            "--output",
            os.devnull,
            "--set",
            "ON_ERROR_STOP=1",
            "--dbname",
            self.address,
            "--command",
            "SET client_min_messages = warning",
            "--command",
            "DROP SCHEMA IF EXISTS public CASCADE",
            "--command",
            "CREATE SCHEMA public",
            "--file",
            str(script),
        )

    def _run(self, program, *options):
        found = shutil.which(program)
        if found is None:
            raise BackupError(f"{program} is missing: install the PostgreSQL client.")
        done = subprocess.run(  # noqa: S603 - the program and our own words
            [found, *options], env=self.env, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise BackupError(f"{program}: {done.stderr.strip()}")


class SQLite:
    """By SQLite's own backup, which is consistent while others write."""

    def __init__(self, connection):
        self.name = connection.settings_dict["NAME"]

    def dump(self, target: Path) -> None:
        self._copy(self.name, target)

    def load(self, source: Path) -> None:
        self._copy(source, self.name)

    def _copy(self, source, target):
        try:
            with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
                old.backup(new)
        except sqlite3.Error as error:
            raise BackupError(f"SQLite: {error}.") from error
