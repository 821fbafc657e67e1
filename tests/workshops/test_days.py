"""Stages of an older cycle have the days on which they happened, not those of typing."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from core.charts import Scope
from journal.models import Entry
from tests.drill_down import count_behind
from tests.workshops.factories import make_cycle, open_at, stage_of
from workshops.selectors.statistics import STATISTICS

pytestmark = pytest.mark.django_db
TOMORROW = (localdate() + dt.timedelta(days=1)).isoformat()


@pytest.fixture
def stage(cast):
    """The first stage of a cycle of 2019, planned; the cycle is public."""
    cycle = make_cycle(cast.partnership, public=True, name="Warsztaty 2019")
    return stage_of(cycle, "opening")


def act(office, stage, what, **data):
    return office.post(reverse(f"workshops:office_stage_{what}", args=[stage.pk]), data)


def numbers(cast, year):
    return {number.key: number for number in STATISTICS.numbers(Scope(cast.partnership), year)}


def test_an_older_stage_is_counted_in_its_own_year(cast, client, office, stage):
    page = office.get(reverse("workshops:office_stage_open", args=[stage.pk]))
    assert page.context["form"]["on"].value() is None, "today is not taken for granted"
    open_at(stage.cycle, "opening")
    assert act(office, stage, "close", summary="Wynik.", opened="2019-03-04", on="2019-03-05")
    stage.refresh_from_db()
    assert (stage.opened_on, stage.closed_on) == (dt.date(2019, 3, 4), dt.date(2019, 3, 5))
    assert numbers(cast, 2019)["stages"].value == 1
    assert numbers(cast, localdate().year)["stages"].value == 0
    public = client.get(reverse("workshops:detail", args=[stage.cycle_id])).content.decode()
    assert "4 marca 2019 – 5 marca 2019" in public
    entry = Entry.objects.filter(verb="stage closed").latest("pk")
    assert entry.after["opened_on"] == "2019-03-04"
    assert entry.after["closed_on"] == "2019-03-05"


def test_an_unknown_day_of_a_stage_is_in_no_year_and_said(cast, office, stage):
    open_at(stage.cycle, "opening")
    act(office, stage, "close", summary="Wynik.", opened="", on="")
    stage.refresh_from_db()
    assert stage.is_closed
    assert (stage.opened_on, stage.closed_on) == (None, None)
    for year in (2019, localdate().year):
        found = numbers(cast, year)
        assert (found["stages"].value, found["stages-undated"].value) == (0, 1)
    assert count_behind(office, found["stages-undated"].url) == 1


def test_days_ahead_and_out_of_order_are_refused(office, stage):
    open_at(stage.cycle, "opening")
    response = act(office, stage, "close", summary="Wynik.", on=TOMORROW)
    assert "on" in response.context["form"].errors
    response = act(office, stage, "close", summary="Wynik.", opened=TOMORROW, on="")
    assert "opened" in response.context["form"].errors
    response = act(office, stage, "close", summary="Wynik.", opened="2019-03-05", on="2019-03-04")
    assert "przed dniem otwarcia" in str(response.context["form"].errors)
    stage.refresh_from_db()
    assert stage.is_open


def test_a_wrong_day_is_mended_by_opening_the_stage_again(office, stage):
    open_at(stage.cycle, "opening")
    act(office, stage, "close", summary="Wynik.", opened="2019-03-04", on="2019-03-15")
    act(office, stage, "reopen", reason="Zły dzień.")
    act(office, stage, "close", summary="Wynik.", opened="2019-03-03", on="2019-03-05")
    stage.refresh_from_db()
    assert (stage.opened_on, stage.closed_on) == (dt.date(2019, 3, 3), dt.date(2019, 3, 5))


def test_a_cycle_of_this_year_is_opened_today_unless_somebody_says_otherwise(cast, office):
    cycle = make_cycle(cast.partnership, name=f"Warsztaty {localdate().year}")
    page = office.get(reverse("workshops:office_stage_open", args=[stage_of(cycle, "opening").pk]))
    assert page.context["form"]["on"].value() == localdate()
