"""The verbs of the workshop, and the gates that keep files short and messages whole."""

import re
import subprocess

import polib
import pytest

from partnership.engines import broker_socket, celery_broker
from scripts import check, messages
from tests.servers.portal import ROOT

VERBS = [
    "run",
    "test",
    "check",
    "bench",
    "fault",
    "a11y",
    "demo-data",
    "messages",
    "fix",
    "clean",
    "help",
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_read_by_make(verb):
    done = subprocess.run(["make", "-n", verb], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_help_names_every_verb():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True)
    assert set(VERBS) <= set(re.findall(r"^([a-z0-9-]+)", done.stdout, re.MULTILINE))


def test_no_file_is_too_long():
    assert check.too_long() == []


def test_a_file_of_401_lines_is_too_long(tmp_path, monkeypatch):
    (tmp_path / "long.py").write_text("x = 1\n" * 401)
    (tmp_path / "short.py").write_text("x = 1\n" * 400)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(check, "tracked", lambda: sorted(tmp_path.iterdir()))
    assert check.too_long() == ["long.py has 401 lines, 400 at most."]


def test_no_comment_of_a_template_runs_over_its_line():
    """Such a comment would stand on the page as text."""
    open_ones = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        for line in path.read_text().splitlines()
        if "{#" in line.rsplit("#}", 1)[-1]
    ]
    assert open_ones == []


def test_a_guessed_translation_is_emptied(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n"POT-Creation-Date: now\\n"\n\n'
        '#, fuzzy\n#| msgid "Old"\nmsgid "New"\nmsgstr "Stare"\n'
    )
    messages.tidy(path)
    (entry,) = polib.pofile(str(path))
    assert not entry.fuzzy
    assert entry.msgstr == ""
    assert "POT-Creation-Date: now" not in path.read_text()


def test_the_broker_stands_beside_the_data_where_the_path_is_short(tmp_path):
    assert broker_socket(tmp_path) == tmp_path.resolve() / "broker.sock"


def test_a_long_path_gets_a_socket_of_its_own_elsewhere(tmp_path):
    one, two = tmp_path / ("a" * 100), tmp_path / ("b" * 100)
    assert len(str(broker_socket(one))) <= 100
    assert broker_socket(one) != broker_socket(two)


@pytest.mark.parametrize(
    ("ours", "celerys"),
    [
        ("redis://host:6379/3", "redis://host:6379/3"),
        ("unix:///tmp/r.sock", "redis+socket:///tmp/r.sock"),
        ("unix:///tmp/r.sock?db=4", "redis+socket:///tmp/r.sock?virtual_host=4"),
    ],
)
def test_celery_gets_the_broker_in_its_own_spelling(ours, celerys):
    assert celery_broker(ours) == celerys
