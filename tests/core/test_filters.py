"""What the filters of all lists have in common."""

import datetime as dt

import django_filters
import pytest

from core.filters import FilterSet, ShelfFilter, WordsFilter, YearFilter
from counties.models import Territory
from members.choices import PartnerStatus, Sector
from members.models import Partner
from tests.factories import PartnerFactory


class SampleFilter(FilterSet):
    q = WordsFilter()
    sector = django_filters.ChoiceFilter(choices=Sector)
    commune = django_filters.ModelChoiceFilter(queryset=Territory.objects.all())
    admitted = YearFilter(field_name="admitted_on")
    shelf = ShelfFilter(choices=[("public", "publiczne")])


def found(**asked):
    return SampleFilter(asked, Partner.objects.all())


@pytest.fixture
def mill(db):
    PartnerFactory(name="Tartak w Olszynie")
    return PartnerFactory(name="Młyn w Olszynie", admitted_on=dt.date(2024, 5, 6))


def test_words_are_found_in_any_order_and_without_polish_letters(mill):
    assert list(found(q="olszyny mlyn").qs) == [mill]
    assert len(found(q="").qs) == 2


def test_a_year_stands_between_1990_and_2100(mill):
    assert list(found(admitted="2024").qs) == [mill]
    assert not found(admitted="1989").is_valid()
    assert not found(admitted="2101").is_valid()


def test_a_shelf_is_named_by_a_method_of_the_rows(mill):
    shelf = list(Partner.objects.public())
    Partner.objects.filter(pk=mill.pk).update(status=PartnerStatus.CONTACT)
    assert len(shelf) == 2
    assert mill not in found(shelf="public").qs
    assert not found(shelf="delete").is_valid()


def test_every_choice_shows_the_same_word_while_nothing_is_chosen(db):
    form = found().form
    assert {next(iter(form.fields[name].choices)) for name in ("sector", "commune", "shelf")} == {
        ("", "wszystkie")
    }


@pytest.mark.parametrize("words", ["a" * 201, "mły\x07n"])
def test_words_that_are_too_long_or_unprintable_are_refused(words, db):
    assert "q" in found(q=words).form.errors
