"""Numbers and days that somebody else wrote."""

import datetime as dt

import pytest
from django import forms
from django.http import QueryDict

from core.forms import Form, one_more
from core.parameters import as_day, as_number, as_numbers

NONSENSE = [
    "",
    "²",
    "٣",
    "-1",
    "+1",
    " 1",
    "1.0",
    "1e5",
    "0x1",
    "9" * 19,
    "9" * 5000,
    "\x00",
    None,
]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_number_is_none(text):
    assert as_number(text) is None


def test_a_number_may_be_bounded():
    assert as_number("2026") == 2026
    assert as_number("2026", most=2025) is None
    assert as_numbers(["1", "²", "3", "4"], most=2) == [1, 3]


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2201-01-01", "2026-02-30", "²", ""])
def test_what_is_no_day_of_our_calendar_is_none(text):
    assert as_day(text, "%Y-%m-%d") is None


def test_a_day_is_read_in_the_first_form_that_fits():
    assert as_day("3.01.2026", "%Y-%m-%d", "%d.%m.%Y") == dt.date(2026, 1, 3)


@pytest.mark.parametrize("text", NONSENSE[1:-1])
def test_one_more_row_takes_any_count(text):
    assert one_more(QueryDict(mutable=True) | {"rows-TOTAL_FORMS": text}, "rows") is not None


class Sample(Form):
    day = forms.DateField(required=False)
    count = forms.IntegerField(required=False)
    money = forms.DecimalField(required=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "²"),
        ("day", "9" * 5000),
        ("count", "2147483648"),
        ("count", "-2147483648"),
        ("count", "²"),
        ("count", "9" * 5000),
        ("money", "1e999"),
        ("money", "-1e13"),
        ("money", "NaN"),
        ("money", "²"),
    ],
)
def test_a_form_refuses_in_words_what_no_column_holds(name, value):
    form = Sample({name: value})
    assert list(form.errors) == [name]
    assert len(form.errors[name]) == 1
