"""The container files, without a container engine."""

import re
import subprocess

import pytest
import yaml

from scripts.check import BIN, SCHEMA
from tests.servers.portal import ROOT

VERBS = ["web", "worker", "bulk", "beat"]


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_the_compose_file_obeys_its_schema():
    command = [BIN / SCHEMA[0], *SCHEMA[1:], ROOT / "docker-compose.yml"]
    assert subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("verb", [*VERBS, "migrate"])
def test_containers_start_what_the_tests_start(services, verb):
    assert services[verb]["command"] == ["scripts/start", verb]


def test_every_lasting_service_says_whether_it_is_well(services):
    lasting = {name for name in services if name not in {"migrate", "proxy"}}
    assert {name for name in lasting if "healthcheck" in services[name]} == lasting


def test_one_image_does_all_processes_and_may_write_nothing_but_its_data(services):
    assert len({services[verb]["image"] for verb in VERBS}) == 1
    for verb in VERBS:
        assert services[verb]["read_only"]
        assert services[verb]["cap_drop"] == ["ALL"]
    assert re.search(r"^USER 10001$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_no_secret_stands_in_the_compose_file(services):
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD", name):
                assert value == f"${{{name}:?}}"


def test_containers_set_only_what_the_settings_read(services):
    read = set(re.findall(r'env[.\w]*\(\s*"([A-Z_]+)"', settings_text()))
    read |= {"WEB_WORKERS", "WORKER_PROCESSES", "HOST", "PORT"}
    assert set(services["web"]["environment"]) <= read


def settings_text():
    return (ROOT / "partnership" / "settings.py").read_text()


def test_every_variable_is_in_the_table_of_the_manual_and_no_other():
    read = set(re.findall(r'env[.\w]*\(\s*"([A-Z_]+)"', settings_text()))
    start = (ROOT / "scripts" / "start").read_text()
    read |= set(re.findall(r"\$\{([A-Z_]+):-", start)) - {"VIRTUAL_ENV"}
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE)) == read
