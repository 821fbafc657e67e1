"""No address, no question in it and no form of any page answers nonsense with an error of ours.

Asked for as somebody who may come in, so that the views themselves meet the nonsense.
"""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.forms import BaseForm, BaseFormSet
from django.urls import NoReverseMatch, reverse
from django_filters import FilterSet

from tests.access_matrix import ACCESS
from tests.access_rows import ROLES
from tests.test_access_matrix import Visitors
from tests.world import World

GROUPS = 2
DIGITS = "9" * 5000
NUMBERS = ["²", DIGITS, "9" * 19]
HOSTILE = [
    *NUMBERS,
    "0001-01-01",
    "9999-12-31",
    "\ufeff\xad😀漢\uf0b7\u202e",
    "[" * 50,
    "-1",
    "1e999",
    "x" * 5000,
]
ASKED = re.compile(
    r"""(?:GET|POST|params)(?:\.get|\.getlist|\.get_list)?[(\[]\s*["']([\w-]+)["']"""
)


def asked_names():
    """Every name that a view looks for in an address or a form, and every filter of a list."""
    found = {"page", "next"}
    for package in apps.get_app_configs():
        if Path(package.path).is_relative_to(settings.BASE_DIR) and ".venv" not in package.path:
            for source in Path(package.path).rglob("*.py"):
                found |= set(ASKED.findall(source.read_text(encoding="utf-8")))
    kinds = FilterSet.__subclasses__()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found |= set(kind.base_filters)
    return sorted(found)


def role_for(row):
    """Somebody whom this row of the table lets in, the coordinator before others, or None."""
    order = ["coordinator", "officer", "admin", "member", "person", "passer_by", *ROLES]
    return next((role for role in order if row[ROLES.index(role)] == "i"), None)


def names_of_fields(context):
    """The fields of all forms on a page, by the names under which they are sent."""
    found = {}
    for layer in context or []:
        for value in getattr(layer, "values", dict)():
            if isinstance(value, BaseFormSet):
                found |= {
                    f"{value.prefix}-{name}": "1" for name in ("TOTAL_FORMS", "INITIAL_FORMS")
                }
                value = forms.Form() if not value.forms else value.forms[0]
            if isinstance(value, BaseForm):
                found |= {value.add_prefix(name): None for name in value.fields}
    return found


@pytest.fixture
def house(cast):
    return World(cast), Visitors(cast)


def failed(answer, what):
    # 503 is what the page of the portal's own health says while no worker runs.
    wrong = answer.status_code >= 500 and answer.status_code != 503
    return [f"{what}: {answer.status_code}"] if wrong else []


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_question_in_an_address_is_an_error_of_ours(group, house):
    (world, visitors), names, wrong = house, asked_names(), []
    for place, name in enumerate(sorted(ACCESS)[group::GROUPS]):
        role = role_for(ACCESS[name][0])
        if role is None:
            continue
        address = dict(world.addresses(name))["own"]
        for value in (NUMBERS[place % 3], HOSTILE[place % len(HOSTILE)]):
            answer = visitors.knock(role, "GET", address, dict.fromkeys(names, value))
            wrong += failed(answer, f"{name} ? {value[:20]!r}")
    assert wrong == []


def test_no_number_in_a_path_is_an_error_of_ours(house):
    (world, visitors), wrong = house, []
    for name, known in world.sides["own"].items():
        role = role_for(ACCESS[name][0]) or role_for(ACCESS[name][1]) or "coordinator"
        for key, value in known.items():
            numbers = (
                [10**18 - 1, 10**40, 0] if isinstance(value, int) else ["²", "9" * 300, "0-x"]
            )
            for number in numbers:
                try:
                    address = reverse(name, kwargs=known | {key: number})
                except NoReverseMatch:
                    continue
                for method in ("GET", "POST"):
                    answer = visitors.knock(role, method, address)
                    wrong += failed(answer, f"{method} {name} {key}={str(number)[:20]}")
    assert wrong == []


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_form_is_an_error_of_ours(group, house):
    (world, visitors), names, wrong = house, asked_names(), []
    for place, name in enumerate(sorted(ACCESS)[group::GROUPS]):
        role = role_for(ACCESS[name][1])
        if role is None:
            continue
        address = dict(world.addresses(name))["own"]
        fields = (
            {}
            if ACCESS[name][0][ROLES.index(role)] != "i"
            else names_of_fields(visitors.knock(role, "GET", address).context)
        )
        for step in range(2):
            value = HOSTILE[(place + step * 5) % len(HOSTILE)]
            sent = dict.fromkeys([n for n in names if n != "submission"], value)
            sent |= {field: given or value for field, given in fields.items()}
            answer = visitors.knock(role, "POST", address, sent)
            wrong += failed(answer, f"{name} ! {value[:20]!r}")
        if any("TOTAL_FORMS" in field for field in fields):
            for value in NUMBERS:
                more = {field: value for field in fields if "_FORMS" in field} | {"more": "1"}
                wrong += failed(
                    visitors.knock(role, "POST", address, more), f"{name} + {value[:5]}"
                )
    assert wrong == []
