"""Yearly totals of people: exact for the office, without small numbers for everyone else."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from core.charts import Scope
from employers.choices import CaseStatus
from employers.selectors import yearly
from employers.selectors.statistics import behind, charts, numbers
from tests.conftest import client_of
from tests.employers.factories import CaseFactory, OrderFactory
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
LAST_YEAR = localdate().year - 1


def closed(partnership, covered, employed, year=LAST_YEAR):
    """A closed case of `year` with its outcome."""
    day = dt.date(year, 6, 1)
    case = CaseFactory(partnership=partnership, status=CaseStatus.CLOSED, notified_on=day)
    case.readings.create(
        on=day, covered=covered, employed=employed, other=covered - employed, final=True
    )


def hired(partnership, number, year=LAST_YEAR):
    """An order of `year` with `number` people hired."""
    OrderFactory(
        partnership=partnership,
        at_work=True,
        trained=9,
        passed=9,
        hired=number,
        examined_on=dt.date(year, 5, 1),
        hired_on=dt.date(year, 6, 1),
    )


def test_everyone_is_told_no_small_number_of_people(client, cast):
    closed(cast.partnership, covered=30, employed=3)
    (exact,), (line,) = yearly.years(cast.partnership), yearly.published(cast.partnership)
    assert (exact.covered, exact.employed) == (30, 3)
    assert (line.covered, line.employed, line.closed, line.hired) == (30, None, 1, 0)
    page = client.get("/pracodawcy/").content.decode()
    assert 'data-label="W nowej pracy">nie podajemy</td>' in " ".join(page.split())


def test_jobs_of_two_kinds_are_not_added_where_one_could_be_subtracted(cast, client):
    closed(cast.partnership, covered=60, employed=50)
    hired(cast.partnership, 3)
    assert yearly.years(cast.partnership)[0].new_jobs == 53
    assert yearly.published(cast.partnership)[0].new_jobs is None
    assert client.get("/pracodawcy/").context["new_jobs"].rows == []


@pytest.mark.parametrize(
    ("here", "there", "together"),
    [(3, 50, None), (3, 2, 5), (4, 4, None), (1, 1, None), (50, 7, 57), (0, 3, None)],
)
def test_no_county_is_reckoned_by_taking_the_others_from_all(here, there, together):
    for number in (here, there):
        partnership = PartnershipFactory()
        closed(partnership, covered=60, employed=number)
    (line,) = yearly.published()
    assert (line.covered, line.employed) == (120, together)


def test_nobody_is_counted_for_everyone_before_the_year_is_over(cast):
    closed(cast.partnership, covered=60, employed=50, year=localdate().year)
    (line,) = yearly.published(cast.partnership)
    assert (line.closed, line.covered, line.employed) == (1, None, None)
    assert yearly.years(cast.partnership)[0].employed == 50


def test_charts_for_everyone_keep_back_what_the_page_keeps_back(cast):
    closed(cast.partnership, covered=60, employed=2)
    layoffs, _orders = charts(Scope())
    assert [cell.value for cell in layoffs.rows[0].cells] == [1, 40, 1, 60, None]
    assert layoffs.note
    layoffs, _orders = charts(Scope(cast.partnership))
    assert [cell.value for cell in layoffs.rows[0].cells] == [1, 40, 1, 60, 2]


def test_an_annual_report_tells_no_small_number_of_people(cast):
    closed(cast.partnership, covered=60, employed=2)
    hired(cast.partnership, 6)
    scope = Scope(cast.partnership)
    found = {number.key: number for number in numbers(scope, LAST_YEAR)}
    assert (found["covered"].value, found["employed"].value, found["hired"].value) == (60, None, 6)
    office = client_of(cast.officer)
    assert office.get(found["covered"].url).context["summands"].total == 60
    assert behind(scope, {"what": "employed"}).total == 2
    now = {number.key for number in numbers(scope, localdate().year)}
    assert now == set(yearly.THINGS)
