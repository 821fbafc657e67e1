"""A private PostgreSQL on a unix socket."""

import subprocess

import psycopg

from tests.servers.machine import program
from tests.servers.process import Process, lesser_user, remove, short_folder

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


class Postgres:
    """A cluster of its own. The role `portal` may make databases and is no superuser."""

    def __init__(self):
        self.user = lesser_user()
        self.folder = short_folder("pg", self.user)
        self.url = f"postgres://portal@/portal?host={self.folder}"
        server = program("postgres", "usr/lib/postgresql/*/bin")
        self._run(
            server.parent / "initdb",
            "-D",
            self.folder / "data",
            "-U",
            "postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        options = [word for setting in QUICK for word in ("-c", setting)]
        command = [
            server,
            "-D",
            self.folder / "data",
            "-k",
            self.folder,
            "-c",
            "listen_addresses=",
            *options,
        ]
        # SIGINT cuts the clients off; SIGTERM would wait for them.
        self.process = Process(command, self.folder, "postgres", stop="INT", user=self.user)

    def start(self):
        self.process.start()
        self.process.wait_until(self._answers)
        with self.superuser() as connection:
            connection.execute("CREATE ROLE portal LOGIN CREATEDB")
            connection.execute("CREATE DATABASE portal OWNER portal")
        return self

    def superuser(self):
        """A connection that may do everything."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        )

    def stop(self):
        self.process.stop()
        remove(self.folder)

    def _answers(self):
        try:
            self.superuser().close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, *command):
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.user
        )
