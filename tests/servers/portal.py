"""The portal's own processes, started the way production starts them."""

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.servers.process import Process, StartError, remove, short_folder

ROOT = Path(__file__).resolve().parents[2]
OTHERS_AT_WORK = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(url):
    """Whether something speaks HTTP there, be it an error page."""
    try:
        urllib.request.urlopen(url, timeout=2).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


def nobody_at_work():
    """Whether no other session on the test database is in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS_AT_WORK)
        return cursor.fetchone() == (0,)


class Portal:
    """Processes of `scripts/start` on the test database."""

    def __init__(self):
        self.folder = short_folder("live")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.running = {}
        here = connection.settings_dict
        self.env = {
            **os.environ,
            "DATABASE_URL": f"postgres://{here['USER']}@/{quote(here['NAME'])}"
            f"?host={here['OPTIONS']['host']}",
            "DATA_DIR": str(settings.DATA_DIR),
            "SITE_URL": self.url,
            "PORT": str(self.port),
            "BULK_GRACE": "0",
            "BULK_RATE": "0",
        }

    def start(self, *verbs):
        """Start those of `web`, `worker`, `bulk`, `beat` that do not run yet, side by side."""
        new = [verb for verb in verbs if verb not in self.running]
        for verb in new:
            command = [ROOT / "scripts/start", verb]
            self.running[verb] = Process(command, self.folder, verb, self.env, cwd=ROOT).start()
        for verb in new:
            process = self.running[verb]
            process.wait_until(lambda verb=verb: self._is_ready(verb), seconds=60)

    def process(self, verb):
        """The running process `web`, `worker`, `bulk` or `beat`."""
        return self.running[verb]

    def restart(self, verb):
        """Start a process anew after a test has killed it."""
        self.running.pop(verb).stop()
        self.start(verb)

    def _is_ready(self, verb):
        if verb == "web":
            return answers(self.url)
        if verb == "beat":
            return True
        # With gossip off, a worker's first word in the broker is its inbox.
        from partnership.celery import app

        return bool(app.control.inspect(timeout=0.3, pattern=f"{verb}@*").ping())

    def wake(self):
        """Let the clock and the workers run on."""
        self._send(signal.SIGCONT, "worker", "bulk", "beat")

    def rest(self, broker):
        """Stop the clock, forget what is queued, and stop the workers between two tasks.

        Emptying tables under a working process would deadlock now and then, and a
        worker that runs on would take the letters of the next test.
        """
        self._send(signal.SIGSTOP, "beat")
        broker.flushdb()
        end = time.monotonic() + 20
        while time.monotonic() < end:
            self._send(signal.SIGSTOP, "worker", "bulk")
            if nobody_at_work():
                return
            self._send(signal.SIGCONT, "worker", "bulk")
            time.sleep(0.02)
        raise AssertionError("a process never left its transaction")

    def _send(self, number, *verbs):
        for verb in verbs:
            if process := self.running.get(verb):
                process.send(number)

    def stop(self):
        self.wake()
        for process in self.running.values():
            process.stop()
        remove(self.folder)


@pytest.fixture(scope="session")
def portal_processes(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        portal = Portal()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def collected_static():
    """Style sheets and scripts where the web server looks for them."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def celery_worker(transactional_db, portal_processes, empty_broker, broker):
    """The Celery workers of both lanes, as processes."""
    portal_processes.wake()
    portal_processes.start("worker", "bulk")
    yield portal_processes
    portal_processes.rest(broker)


@pytest.fixture
def live_portal(transactional_db, portal_processes, empty_broker, broker, collected_static):
    """The whole portal: web server, workers and beat. `live_portal.url` is its address."""
    portal_processes.wake()
    portal_processes.start("web", "worker", "bulk", "beat")
    yield portal_processes
    portal_processes.rest(broker)


class EmbeddedPortal:
    """`run.py` in a folder of its own: SQLite, the private broker, and the demo county."""

    def __init__(self, **env):
        self.folder = short_folder("run")
        self.data_dir = self.folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        plain = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "MAIL_URL", "STATIC_STORAGE"}
        }
        env = {**plain, "DATA_DIR": str(self.data_dir), "PORT": str(self.port), **env}
        self.process = Process(
            [sys.executable, ROOT / "run.py"], self.folder, "run", env=env, cwd=ROOT
        )

    def start(self, seconds=120):
        self.process.start()
        self.process.wait_until(lambda: answers(self.url), seconds)
        return self

    def stop(self):
        self.process.stop()
        remove(self.folder)


@pytest.fixture(scope="session")
def embedded_portal():
    """The portal as `make run` starts it, with the demo county. Tests share its rows."""
    portal = EmbeddedPortal(BULK_GRACE="0")
    try:
        yield portal.start()
    except StartError:
        portal.stop()
        raise
    portal.stop()
