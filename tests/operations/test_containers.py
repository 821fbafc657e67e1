"""The container files, without a container engine; `make containers` starts them for real."""

import datetime as dt
import os
import re
import runpy
import subprocess
from pathlib import Path

import environ
import pytest
import redis
import yaml
from celery import signals
from kombu.utils.url import parse_url

from outbox import lanes
from partnership.engines import with_password
from scripts.check import BIN, SCHEMA
from tests.factories import ServiceFactory
from tests.servers.portal import ROOT

VERBS = ["web", "worker", "bulk", "beat"]
# Set by the image, or by whoever develops; MIGRATION_… is for `migrate` alone.
NOT_HANDED_ON = {"HOST", "PORT", "DATA_DIR", "STATIC_ROOT", "ALIVE_FILE", "DEBUG"}
OWNERS = {"MIGRATION_DATABASE_URL", "MIGRATION_DATABASE_PASSWORD"}
AWKWARD = "p@ss/w#r:d%+?&ż $'\"\\"


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.mark.parametrize("name", ["docker-compose.yml", "deploy/ipv6.yml"])
def test_the_compose_files_obey_their_schema(name):
    command = [BIN / SCHEMA[0], *SCHEMA[1:], ROOT / name]
    assert subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("verb", [*VERBS, "migrate"])
def test_containers_start_what_the_tests_start(services, verb):
    assert services[verb]["command"] == ["scripts/start", verb]


def test_every_lasting_service_says_whether_it_is_well_within_seconds(services):
    for name in set(services) - {"migrate"}:
        assert int(services[name]["healthcheck"]["interval"].removesuffix("s")) <= 10


def test_one_image_is_built_once_and_named_by_its_version(services):
    assert {services[verb]["image"] for verb in [*VERBS, "migrate"]} == {
        "portal:${PORTAL_VERSION:?}"
    }
    assert [name for name in services if "build" in services[name]] == ["migrate"]


def test_nobody_in_a_container_is_more_than_needed(services):
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["logging"]["options"]["max-size"]
    assert re.search(r"^USER 10001$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    root = {name for name in services if "user" not in services[name]} - {*VERBS, "migrate"}
    assert root == {"proxy"}
    assert services["proxy"]["cap_add"] == ["NET_BIND_SERVICE"]


def test_manage_py_finds_its_python_in_a_container():
    assert "ENV PATH=/srv/portal/.venv/bin:$PATH" in (ROOT / "Dockerfile").read_text()


def test_no_secret_stands_in_the_compose_file(services):
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET_KEY$|PASSWORD$|AUTH", name):
                assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", value)


def test_the_owner_of_the_tables_is_known_to_the_migration_only(services):
    for verb in VERBS:
        assert not OWNERS & set(services[verb]["environment"])
        assert "MIGRATION" not in str(services[verb]["environment"])
    assert set(services["migrate"]["environment"]) >= OWNERS


def settings_text():
    return (ROOT / "partnership" / "settings.py").read_text()


def read_variables():
    """What the settings and the start commands read from the environment."""
    text = settings_text()
    read = set(re.findall(r'env[.\w]*\(\s*"([A-Z_]+)"', text))
    read |= {name for pair in re.findall(r'database\("(\w+)", "(\w+)"\)', text) for name in pair}
    start = (ROOT / "scripts" / "start").read_text()
    return read | set(re.findall(r"\$\{([A-Z_]+):-", start)) - {"VIRTUAL_ENV"}


def test_every_variable_reaches_every_process_and_no_other_does(services):
    for verb in VERBS:
        assert set(services[verb]["environment"]) == read_variables() - NOT_HANDED_ON - OWNERS


def test_every_variable_is_in_the_table_of_the_manual_and_no_other():
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE)) == read_variables()


def test_the_example_names_all_that_must_be_filled_in():
    wanted = re.findall(r"\$\{([A-Z_]+):\?\}", (ROOT / "docker-compose.yml").read_text())
    example = (ROOT / "deploy" / "portal.env.example").read_text()
    assert set(wanted) <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_an_env_file_is_never_committed():
    done = subprocess.run(["git", "check-ignore", "--quiet", ".env"], cwd=ROOT)
    assert done.returncode == 0


def test_any_sign_may_stand_in_a_password():
    url = with_password("postgres://portal@db:5432/portal?sslmode=require", AWKWARD)
    found = environ.Env().db_url_config(url)
    assert (found["PASSWORD"], found["USER"], found["HOST"]) == (AWKWARD, "portal", "db")
    assert found["OPTIONS"] == {"sslmode": "require"}
    url = with_password("redis://redis:6379/0", AWKWARD)
    assert redis.from_url(url).connection_pool.connection_kwargs["password"] == AWKWARD
    assert parse_url(url)["password"] == AWKWARD
    assert with_password("redis://redis:6379/0", "") == "redis://redis:6379/0"


SAID = """
from django.conf import settings as s
print(repr((s.SECRET_KEY, s.DATABASES["default"]["PASSWORD"], s.MIGRATION_DATABASE["PASSWORD"],
    s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_PRELOAD)))
"""


def test_settings_take_secrets_as_they_are_and_a_softer_hsts():
    secrets = dict.fromkeys(["SECRET_KEY", "DATABASE_PASSWORD"], "$" + AWKWARD)
    env = {
        **os.environ,
        **secrets,
        "MIGRATION_DATABASE_PASSWORD": "@/",
        "DATABASE_URL": "postgres://portal@db/portal",
        "MIGRATION_DATABASE_URL": "postgres://portal_owner@db/portal",
        "SITE_URL": "https://portal.example",
        "HSTS_SECONDS": "300",
        "HSTS_SUBDOMAINS": "false",
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
    }
    said = subprocess.run(
        [BIN / "python", "-c", SAID], cwd=ROOT, env=env, capture_output=True, text=True
    )
    secret = "$" + AWKWARD
    assert said.stdout.strip() == repr((secret, secret, "@/", 300, False)), said.stderr


def healthy(verb, **env):
    command = [ROOT / "scripts" / "healthy", verb]
    return subprocess.run(command, env={**os.environ, **env}).returncode == 0


@pytest.mark.parametrize(
    "signal",
    [signals.worker_ready, signals.heartbeat_sent, signals.task_prerun, signals.task_postrun],
)
def test_a_worker_that_takes_its_work_leaves_a_sign(settings, tmp_path, signal):
    settings.ALIVE_FILE = str(tmp_path / "alive")
    from partnership import alive

    assert any(receiver is alive.sign for _, receiver in live_receivers(signal))
    assert not healthy("worker", ALIVE_FILE=settings.ALIVE_FILE)
    alive.sign(sender=None)
    assert healthy("worker", ALIVE_FILE=settings.ALIVE_FILE)


def live_receivers(signal):
    return [(key, reference()) for key, reference in signal.receivers]


def test_a_process_that_left_no_sign_for_long_is_not_well(tmp_path):
    sign = tmp_path / "alive"
    sign.touch()
    for verb, minutes in (("worker", 6), ("bulk", 6), ("beat", 3)):
        assert healthy(verb, ALIVE_FILE=str(sign))
        past = sign.stat().st_mtime - minutes * 60
        os.utime(sign, (past, past))
        assert not healthy(verb, ALIVE_FILE=str(sign))
        sign.touch()


def test_a_process_is_well_while_mail_is_held(live_portal, tmp_path):
    lanes.pause("restored", dt.timedelta(days=1))
    sign = tmp_path / "alive"
    sign.touch()
    assert healthy("bulk", ALIVE_FILE=str(sign))
    assert healthy("web", PORT=str(live_portal.port))
    assert not healthy("web", PORT="9")


def test_what_the_walk_does_inside_the_portal_still_works(db, capsys):
    ServiceFactory()
    for script in ("import_people", "invite_people"):
        runpy.run_path(ROOT / "tests/containers/inside" / f"{script}.py")
        assert capsys.readouterr().out.split()[-1] == "40"


@pytest.mark.parametrize("name", ["backup", "restore", "upgrade", "back"])
def test_the_commands_of_the_operator_are_understood_by_any_shell(name):
    path = ROOT / "deploy" / name
    assert os.access(path, os.X_OK)
    assert subprocess.run(["sh", "-n", path]).returncode == 0
    without = subprocess.run([path], capture_output=True, text=True)
    assert without.returncode == 2
    assert f"usage: deploy/{name}" in without.stderr


def test_a_backup_starts_and_migrates_nothing():
    for name in ("backup", "restore"):
        for line in Path(ROOT, "deploy", name).read_text().splitlines():
            if "docker compose run" in line:
                assert "--no-deps" in line
