"""Whatever any app writes into the journal is told in words: verbs, names of columns, values."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from clubs.models import Club
from employers.models import LayoffCase, QuickStartOrder
from journal.actions import record
from journal.models import Entry
from journal.registries import VERBS
from journal.rules.labels import words_for
from members.choices import PartnerStatus
from projects.models import Project
from sampledata import demo
from workshops.models import Proposal

CODE = re.compile(r"[a-z][a-z0-9_]*")  # what programs call a thing


def calls():
    """Every call in the project that says a verb of the journal, with its file."""
    for path in sorted(Path(settings.BASE_DIR).glob("[a-z]*/**/*.py")):
        place = path.relative_to(settings.BASE_DIR)
        if place.parts[0] == "tests" or "migrations" in place.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                given = {one.arg: one.value for one in node.keywords}
                if getattr(node.func, "id", "") == "_tell" and place.parts[0] == "outbox":
                    given["verb"] = node.args[0]
                if "verb" in given:
                    yield place, given


def test_every_verb_has_words():
    said = {
        (str(place), part.value)
        for place, given in calls()
        if not isinstance(given["verb"], ast.JoinedStr)
        for part in ast.walk(given["verb"])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
    assert len(said) > 150
    assert {one for one in said if one[1] not in VERBS} == set()


@pytest.mark.parametrize("model", [Club, LayoffCase, Project, Proposal, QuickStartOrder])
def test_every_step_has_words(model):
    steps = {str(step) for following in model.STEPS.values() for step in following}
    assert {step for step in steps if f"{model._meta.model_name} {step}" not in VERBS} == set()


def test_every_status_of_a_partner_has_words():
    assert {s for s in PartnerStatus.values if f"partner {s}" not in VERBS} == set()


def test_every_name_that_is_written_down_has_words():
    """Names that are made while the program runs are those of columns, or words of people."""
    written = {
        (place.parts[0], key.value)
        for place, given in calls()
        for side in ("before", "after")
        for part in ast.walk(given.get(side) or ast.Pass())
        if isinstance(part, ast.Dict)
        for key in part.keys
        if isinstance(key, ast.Constant)
    }
    assert len(written) > 60
    assert sorted((app, name) for app, name in written if is_raw(app, name)) == []


def is_raw(app, name):
    """Whether no row of this app has words for `name`."""
    rows = [f"{model._meta.label_lower}:1" for model in apps.get_app_config(app).get_models()]
    return not any(words_for(row, name) for row in [*rows, ""])


@pytest.mark.django_db
def test_the_demo_shows_no_code_in_its_journal():
    demo.build()
    entries = list(Entry.objects.all())
    assert len(entries) > 400
    assert {entry.verb for entry in entries} <= VERBS.keys()
    assert sorted({found for entry in entries for found in codes(entry)}) == []


def codes(entry):
    """The names and values of an entry that a reader would see as programs write them."""
    app = entry.about.partition(".")[0]
    labels = {
        (code, str(label))
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.fields
        for code, label in field.flatchoices
    }
    with translation.override("pl"):
        told = entry.changes
    names = dict.fromkeys([*entry.before, *entry.after])
    for name, (label, *sides) in zip(names, told, strict=True):
        plain = name.rpartition(".")[2]
        if CODE.fullmatch(plain) and words_for(entry.about, name) is None:
            yield entry.verb, name
        known = {code for code, _label in labels if (code, code) not in labels}
        for value, shown in zip((entry.before, entry.after), sides, strict=True):
            raw = value.get(name)
            if (shown == raw and raw in known) or isinstance(raw, dict):
                yield entry.verb, f"{label}: {shown}"


def test_entries_are_written_in_the_language_of_the_office(cast):
    with translation.override("en"):
        entry = record(verb="partner changed", row=Lazy(cast.partner), after={})
    assert entry.about_name == "organizacja"


class Lazy:
    """A row whose name is a word of the portal, such as a date or a status."""

    def __init__(self, row):
        self._meta, self.pk, self.partnership = row._meta, row.pk, row.partnership

    def __str__(self):
        return translation.gettext("organisation")
