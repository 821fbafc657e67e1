"""Starts PostgreSQL, Redis and a mail server before Django reads its settings.

Loaded with `-p` (see pyproject.toml), because pytest-django reads the settings
before any conftest.py. With xdist the controller starts the servers; each worker
takes a database of its own, a Redis number of its own and a mail server of its own.
"""

import os
import tempfile
from pathlib import Path

import pytest
import redis

from tests.servers import schema
from tests.servers.mail import MailServer
from tests.servers.postgres import Postgres
from tests.servers.process import remove
from tests.servers.redis import Redis

# Fixtures that need Django's settings or cost time to import stand in files of their own.
FIXTURES = ["tests.servers.browser", "tests.servers.portal"]


PLAIN = {
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "PASSWORD_HASHERS": "django.contrib.auth.hashers.MD5PasswordHasher",
    "SECRET_KEY": "for-tests-only-and-long-enough-for-every-check-0123456789",
    # Playwright's loop runs in the thread of the test; Django would refuse it the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
# What a developer may have set for a server of their own must not leak in.
FOREIGN = ["DEBUG", "SITE_URL", "DEMO", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"]
running = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config, args):
    """Start what this process needs, and say in the environment where it listens."""
    for name in FOREIGN:
        if "PYTEST_XDIST_WORKER" not in os.environ:
            os.environ.pop(name, None)
    os.environ.update(PLAIN)
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-data-", dir="/tmp")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        number = int(worker.removeprefix("gw")) + 1
        os.environ["REDIS_URL"] = os.environ["REDIS_URL"].split("?")[0] + f"?db={number}"
    else:
        for server in (Postgres, Redis):
            running.append(server())
            running[-1].start()
        database, broker = running
        os.environ.update(DATABASE_URL=database.url, REDIS_URL=broker.url())
        schema.prepare(database)
    # The name that pytest-django gives to the database of this process.
    schema.copy(
        os.environ["DATABASE_URL"], "_".join(["test_portal", *([worker] if worker else [])])
    )
    running.append(MailServer().start())
    os.environ["MAIL_URL"] = running[-1].url
    # WhiteNoise warns of a folder that is not there.
    (Path(os.environ["DATA_DIR"]) / "static").mkdir()
    return (yield)


def pytest_configure(config):
    config.addinivalue_line("markers", "a11y: judges pages with axe (set by the plugin)")
    for name in FIXTURES:
        config.pluginmanager.import_plugin(name)


def pytest_collection_modifyitems(items):
    """What judges pages with axe is marked `a11y`, what needs a portal of its own runs together."""
    for item in items:
        if "axe" in item.fixturenames:
            item.add_marker("a11y")
        if "embedded_portal" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("embedded"))


def pytest_unconfigure(config):
    while running:
        running.pop().stop()
    remove(os.environ["DATA_DIR"])


@pytest.fixture(scope="session")
def broker():
    """A client of the Redis database that belongs to this test process."""
    client = redis.from_url(os.environ["REDIS_URL"])
    yield client
    client.close()


@pytest.fixture(autouse=True)
def empty_broker(broker):
    """No test sees what another one left in the cache or in the queues."""
    broker.flushdb()


@pytest.fixture
def mailbox():
    """The letters that the real mail server receives in this test, see `Mailbox`."""
    box = running[-1].mailbox
    box.clear()
    return box
