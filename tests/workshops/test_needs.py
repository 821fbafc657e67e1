"""From need to project: by the days on which things happened, never by those of typing."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate

from core.charts import Scope
from core.times import at_wall
from meetings.choices import MeetingStatus, Precision
from meetings.models import Meeting
from projects.models import Project
from reports.selectors import statistics
from tests.conftest import client_of
from tests.drill_down import count_behind
from tests.workshops.choosing import make_proposal
from tests.workshops.factories import make_cycle, open_at, with_meeting, write
from workshops.actions import cards, choice, cycle
from workshops.models import Card
from workshops.selectors import needs
from workshops.selectors.statistics import charts, numbers

pytestmark = pytest.mark.django_db
MARCH = dt.date(2024, 3, 1)


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership, public=True)


def held_on(stage, *days):
    """Meetings of a stage on these days."""
    return [with_meeting(stage, starts_at=at_wall(day, dt.time(9))).meeting for day in days]


def grown(made, **fields):
    """A project from an idea that answers a need; `fields` are the project's own."""
    need = write(open_at(made, "a"), "need", "Potrzeba")
    idea = write(open_at(made, "c"), "idea", "Pomysł")
    cards.link(card=idea, answers=[need], actor=None)
    proposal = make_proposal(made, "Targ", ideas=[idea], status="chosen")
    project = choice.make_project(proposal=proposal, actor=None)
    Project.objects.filter(pk=project.pk).update(
        status="under_way", published_at=made.created_at, **fields
    )
    return need, idea, proposal


def spans(scope):
    """{key of the span: number} of the chart, and its note."""
    chart = next(c for c in charts(scope) if c.key == "from-need-to-project")
    found = {row.cells[0].url.split("span=")[1]: row.cells[0].value for row in chart.rows}
    return {key: number for key, number in found.items() if number}, str(chart.note)


def test_the_days_of_the_meeting_and_of_the_project_count(cast, made):
    grown(made, starts_on=dt.date(2024, 6, 9), first_year=2024)
    held_on(made.stages.get(kind="a"), MARCH)
    held_on(made.stages.get(kind="c"), dt.date(2024, 5, 1))
    for scope in (Scope(), Scope(cast.partnership)):
        found, note = spans(scope)
        assert found == {"6": 1}
        assert "100" in note


def test_the_day_of_typing_counts_for_nothing(cast, made):
    """Everything was typed today: the stage opened, the project entered. No day is known."""
    _need, _idea, proposal = grown(made)
    assert needs.days_of_need([proposal.pk]) == {}
    assert spans(Scope(cast.partnership)) == ({"unknown": 1}, "")
    held_on(made.stages.get(kind="a"), MARCH)
    assert spans(Scope(cast.partnership))[0] == {"unknown": 1}  # of the project, now
    Project.objects.update(first_year=2024)  # a year is no day
    assert spans(Scope(cast.partnership))[0] == {"unknown": 1}


def test_an_entered_day_goes_before_that_of_the_meeting(made):
    need, _idea, proposal = grown(made)
    held_on(made.stages.get(kind="a"), MARCH)
    assert needs.days_of_need([proposal.pk]) == {proposal.pk: MARCH}
    day = dt.date(2024, 2, 1)
    cards.change(card=need, fields={"said_on": day}, actor=None)
    assert needs.days_of_need([proposal.pk]) == {proposal.pk: day}


@pytest.mark.parametrize("how", ["two", "cancelled", "month", "ahead"])
def test_a_stage_tells_a_day_only_if_it_met_once_on_a_known_day(made, how):
    _need, _idea, proposal = grown(made)
    stage = made.stages.get(kind="a")
    days = [MARCH, dt.date(2024, 4, 1)] if how == "two" else [MARCH]
    (meeting, *_more) = held_on(stage, *days)
    if how == "cancelled":
        Meeting.objects.update(status=MeetingStatus.CANCELLED)
    elif how == "month":
        Meeting.objects.update(precision=Precision.MONTH)
    if how == "ahead":
        with time_machine.travel(dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC)):
            assert needs.days_of_need([proposal.pk]) == {}
    else:
        assert needs.days_of_need([proposal.pk]) == {}
    assert meeting.pk


def test_the_earliest_original_of_a_merged_card_tells_its_day(made):
    stage = open_at(made, "a")
    one, two = (write(stage, "need", f"Potrzeba {n}") for n in range(2))
    Card.objects.filter(pk=two.pk).update(said_on=MARCH)
    head = cards.merge(cards=[one, two], text="Razem", actor=None)
    assert needs.days_of_cards({head.pk}) == {head.pk: MARCH}


def test_a_project_older_than_its_need_stands_apart(cast, made):
    grown(made, starts_on=dt.date(2023, 1, 1), first_year=2023)
    held_on(made.stages.get(kind="a"), MARCH)
    assert spans(Scope(cast.partnership))[0] == {"backwards": 1}


def test_the_report_counts_projects_by_the_year_of_the_project(cast, made):
    grown(made, first_year=2023)
    scope = Scope(cast.partnership)
    found = {year: numbers(scope, year)[-1] for year in (2023, dt.date.today().year)}
    assert [number.value for number in found.values()] == [1, 0]
    office = client_of(cast.officer)
    assert count_behind(office, found[2023].url) == 1


def test_every_length_opens_its_list(cast, made):
    grown(made)
    chart = next(
        c
        for _room, found in statistics.chapters(Scope(cast.partnership))
        for c in found
        if c.key == "from-need-to-project"
    )
    office = client_of(cast.officer)
    for row in chart.rows:
        if row.cells[0].value:
            assert count_behind(office, row.cells[0].url) == row.cells[0].value


def test_the_page_of_the_project_tells_the_day_of_the_need(cast, made, client):
    _need, _idea, proposal = grown(made)
    held_on(made.stages.get(kind="a"), MARCH)
    cycle.close_stage(stage=made.stages.get(kind="a"), summary="Wynik.", actor=None)
    text = client.get(proposal.get_absolute_url()).content.decode()
    assert "1 marca 2024" in text


def test_the_recorder_is_asked_for_the_day_where_the_meetings_do_not_tell_it(cast, made):
    office, stage = client_of(cast.officer), open_at(made, "a")
    url = reverse("workshops:office_cards", args=[stage.pk])
    held_on(stage, MARCH)
    assert "said_on" not in office.get(url).context["form"].fields
    held_on(stage, dt.date(2024, 4, 1))
    data = {"text": "Potrzeba", "kind": "need"}
    tomorrow = dt.date.today() + dt.timedelta(days=2)
    for day in (tomorrow.isoformat(), "9" * 5000, "²"):
        assert "said_on" in office.post(url, {**data, "said_on": day}).context["form"].errors
    assert office.post(url, {**data, "said_on": "2024-04-01"}).status_code == 302
    assert Card.objects.get().said_on == dt.date(2024, 4, 1)


def test_who_writes_a_card_says_it_that_day(made):
    card = write(open_at(made, "a"), "need", source="phone")
    assert card.said_on == localdate(card.created_at)
