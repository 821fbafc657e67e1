"""Yearly totals, and what of them may be published."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from clubs.actions import counting
from clubs.selectors.statistics import numbers
from clubs.selectors.totals import published, sum_of, years_of
from core.charts import Scope
from tests.clubs.factories import ClubFactory, GiftFactory, logged
from tests.conftest import client_of
from tests.factories import PartnershipFactory

LAST_YEAR = localdate().year - 1


@pytest.mark.django_db
def test_a_year_adds_up_its_months_hours_and_gifts():
    club = ClubFactory()
    counts = {("talk", "all"): 3, ("talk", "women"): 4, ("course", "youth"): 2}
    for month in (3, 11):
        counting.log(
            club=club,
            first=dt.date(LAST_YEAR, month, 1),
            counts=counts,
            volunteer_hours=10,
            room_hours=4,
            actor=None,
        )
    logged(club, dt.date(LAST_YEAR - 1, 12, 1), talk=50)
    GiftFactory(club=club, given_on=dt.date(LAST_YEAR, 5, 6), value=120)
    GiftFactory(club=club, given_on=dt.date(LAST_YEAR, 6, 6))
    newest, older = years_of([club])[club.pk].values()
    assert (newest.year, newest.total, newest.months) == (LAST_YEAR, 18, 2)
    assert (newest.kinds["talk"], newest.kinds["course"], newest.kinds["material"]) == (14, 4, 0)
    assert newest.groups == {"all": 6, "women": 8, "men": 0, "youth": 4}
    assert (newest.volunteer_hours, newest.room_hours) == (20, 8)
    assert (newest.gifts, newest.gift_value) == (2, 120)
    assert (older.year, older.total) == (LAST_YEAR - 1, 50)
    whole = sum_of([newest, older], LAST_YEAR)
    assert (whole.total, whole.gifts, whole.months) == (68, 2, 3)


@pytest.mark.django_db
def test_the_present_year_is_not_published():
    club = ClubFactory(public=True)
    logged(club, dt.date(LAST_YEAR, 2, 1), talk=9)
    logged(club, dt.date(localdate().year, 1, 1), talk=90)
    (year,) = published([club])[club.pk]
    assert (year.year, year.total) == (LAST_YEAR, 9)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_totals_cost_the_same_for_any_number_of_clubs(count, django_assert_num_queries):
    clubs = ClubFactory.create_batch(count, partnership=PartnershipFactory())
    for club in clubs:
        logged(club, dt.date(LAST_YEAR, 2, 1), talk=9)
    with django_assert_num_queries(3):
        assert len(years_of(clubs)) == count


@pytest.mark.django_db
def test_the_numbers_of_an_annual_report_tell_no_small_figure(cast):
    for talk in (3, 57):
        club = ClubFactory(partnership=cast.partnership)
        logged(club, dt.date(LAST_YEAR, 3, 1), talk=talk, course=20)
    scope = Scope(cast.partnership)
    found = {number.key: number for number in numbers(scope, LAST_YEAR)}
    assert found["help-talk"].value == 57
    assert found["help-course"].value == 40
    assert found["help"].value == 77
    office = client_of(cast.officer)
    for key in ("help", "help-talk", "help-course"):
        assert office.get(found[key].url).context["summands"].total == found[key].value
    assert "help" not in {number.key for number in numbers(scope, LAST_YEAR + 1)}
