"""What nobody told is not known: not none, not a day, not "accepted" for ever."""

import csv
import datetime as dt
import io
import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from core.charts import Scope
from counties.models import Partnership
from projects import actions
from projects.choices import ProjectStatus as S
from projects.choices import State
from projects.filters import PublicFilter
from projects.models import Project
from projects.selectors.overview import charts_of
from projects.selectors.statistics import STATISTICS
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
INDEX = "/projekty/"


@pytest.fixture(autouse=True)
def _november(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 10, 10, tzinfo=dt.UTC))


@pytest.fixture
def three(cast):
    """One project of which nothing is known, one with no jobs, one with five."""
    return [
        ProjectFactory(partnership=cast.partnership, public=True, title=title, rows__jobs=jobs)
        for title, jobs in [("A", {}), ("B", {"created": 0}), ("C", {"created": 5})]
    ]


def chart(scope, key):
    return next(c for c in STATISTICS.charts(scope) if c.key == key)


def test_unknown_jobs_are_not_none_in_table_facet_and_files(client, three):
    assert [p.jobs_created for p in three] == [None, 0, 5]
    page = client.get(INDEX, {"view": "table"}).content.decode()
    cells = page.split('data-label="Utworzone miejsca pracy">')[1:]
    assert [cell.split("<", 1)[0].strip() for cell in cells] == ["nie podano", "0", "5"]
    rows = csv.DictReader(
        io.StringIO(client.get(f"{INDEX}pobierz/csv/").getvalue().decode("utf-8-sig")),
        delimiter=";",
    )
    found = list(rows)
    assert [row["Utworzone miejsca pracy"] for row in found] == ["", "0", "5"]
    data = json.loads(client.get(f"{INDEX}pobierz/json/").getvalue())
    assert [row["jobs_created"] for row in data] == [None, 0, 5]
    assert [row["jobs_confirmed"] for row in data] == [None, None, None]
    jobs = next(c for name, _label, c in PublicFilter(QueryDict()).facets if name == "jobs")
    assert {value: count for value, _words, count, _chosen in jobs} == {
        "created": 1,
        "none": 1,
        "unknown": 1,
    }


def test_the_chart_of_jobs_says_of_how_many_projects_nothing_is_known(three):
    (jobs,) = [c for c in charts_of(PublicFilter(QueryDict())) if c.key == "jobs"]
    values = {str(row.label): row.cells[0].value for row in jobs.rows}
    assert values == {
        "planowane": None,
        "utworzone": 5,
        "utworzone i potwierdzone": None,
        "utrzymane": None,
    }
    assert "W 1 projekcie" in str(jobs.note)


def test_a_year_without_entries_of_jobs_or_money_is_reported_as_not_known(cast, three):
    numbers = {n.key: n.value for n in STATISTICS.numbers(Scope(cast.partnership), 2026)}
    assert (numbers["jobs-created"], numbers["jobs-planned"]) == (5, None)
    assert (numbers["jobs-confirmed"], numbers["money"]) == (None, None)


def test_projects_of_which_no_year_is_known_are_told_apart(cast, client, office):
    ProjectFactory(partnership=cast.partnership, public=True, first_year=2024, last_year=2025)
    bare = ProjectFactory(partnership=cast.partnership, public=True)
    numbers = {n.key: n for n in STATISTICS.numbers(Scope(cast.partnership), 2024)}
    assert (numbers["running"].value, numbers["undated"].value) == (1, 1)
    assert list(office.get(numbers["undated"].url).context["page"]) == [bare]
    assert PublicFilter(QueryDict("year=none")).ids == [bare.pk]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2018, 2023, "2018–2023"),
        (2018, 2018, "2018"),
        (2018, None, "od 2018"),
        (None, 2023, "do 2023"),
        (None, None, ""),
    ],
)
def test_a_year_is_told_as_a_year_and_an_open_end_as_open(client, first, last, words):
    project = ProjectFactory(public=True, first_year=first, last_year=last)
    assert project.years == words
    page = client.get(project.get_absolute_url()).content.decode()
    assert (words or "nie wiadomo") in page
    for made_up in ("1 stycznia", "31 grudnia"):
        assert made_up not in page


@pytest.mark.parametrize(
    ("status", "fields", "state"),
    [
        (S.ACCEPTED, {"last_year": 2023}, State.OVER),
        (S.UNDER_WAY, {"ends_on": dt.date(2026, 11, 9)}, State.OVER),
        (S.UNDER_WAY, {"ends_on": dt.date(2026, 11, 10)}, State.UNDER_WAY),
        (S.ACCEPTED, {"last_year": 2026}, State.ACCEPTED),
        (S.ACCEPTED, {"last_year": 2027}, State.ACCEPTED),
        (S.ACCEPTED, {}, State.ACCEPTED),
        (S.COMPLETED, {"last_year": 2023}, State.COMPLETED),
        (S.STOPPED, {"last_year": 2023}, State.STOPPED),
    ],
)
def test_a_project_whose_period_is_over_says_that_nothing_is_known(cast, status, fields, state):
    project = ProjectFactory(partnership=cast.partnership, status=status, **fields)
    assert project.state == state
    assert Project.objects.with_state().get().state_now == state
    if state == State.OVER:
        assert project.tone == "neutral"


def test_page_list_facet_files_and_statistics_agree_on_what_is_over(client, cast, office):
    ProjectFactory(partnership=cast.partnership, public=True, status=S.ACCEPTED, last_year=2023)
    ProjectFactory(partnership=cast.partnership, public=True, status=S.ACCEPTED, last_year=2030)
    words = "okres realizacji minął, brak informacji"
    for address in (INDEX, f"{INDEX}?view=table", f"{INDEX}?status=over"):
        assert words in client.get(address).content.decode()
    assert len(PublicFilter(QueryDict("status=over")).ids) == 1
    assert len(PublicFilter(QueryDict("status=accepted")).ids) == 1
    data = json.loads(client.get(f"{INDEX}pobierz/json/").getvalue())
    assert sorted(row["status"] for row in data) == [words, "przyjęty"]
    for scope in (Scope(), Scope(cast.partnership)):
        rows = {str(row.label): row.cells[0] for row in chart(scope, "projects-by-status").rows}
        assert {label: cell.value for label, cell in rows.items()} == {"przyjęty": 1, words: 1}
    assert office.get(rows[words].url).context["page"].paginator.count == 1


def test_what_was_only_read_of_is_not_accepted_for_ever(client):
    project = ProjectFactory(public=True, status=S.ACCEPTED)
    Partnership.objects.update(is_record=True, office_name="", office_email="")
    page = client.get(project.get_absolute_url()).content.decode()
    assert "brak dalszych informacji" in page
    assert Project.objects.with_state().get().state_now == State.UNHEARD


def test_a_plan_is_neither_confirmed_nor_not_yet_confirmed(client):
    project = ProjectFactory(public=True, rows__jobs={"planned": 8, "created": 2})
    page = client.get(project.get_absolute_url()).content.decode()
    cells = [c.split("</td>")[0] for c in page.split('data-label="Potwierdzenie">')[1:]]
    assert ["plan" in cell for cell in cells] == [False, True]
    assert "niepotwierdzone" in cells[0]
    labels = [str(row.label) for row in chart(Scope(), "jobs-confirmed").rows]
    assert labels == ["utworzone"]
    assert STATISTICS.behind["jobs"](Scope(), {"sure": "no"}).total == 2
    assert STATISTICS.behind["jobs"](Scope(), {"sure": "no", "kind": "planned"}).total == 0


def test_most_jobs_first_counts_real_jobs_before_planned_ones():
    for title, jobs in [
        ("dużo planów", {"planned": 100}),
        ("dwa", {"created": 2, "planned": 2}),
        ("trzy", {"created": 1, "safeguarded": 2}),
        ("nic", {}),
    ]:
        ProjectFactory(public=True, title=title, rows__jobs=jobs)
    titles = Project.objects.in_bulk()
    order = [titles[pk].title for pk in PublicFilter(QueryDict("sort=jobs")).ids]
    assert order == ["trzy", "dwa", "dużo planów", "nic"]


def test_a_status_change_on_a_day_that_nobody_knows_is_entered_without_one(cast, office):
    project = ProjectFactory(partnership=cast.partnership)
    address = reverse("projects:office_step", args=[project.pk])
    office.post(address, {"status": S.ACCEPTED, "text": "Według prasy.", "on": ""})
    assert project.notes.get().on is None


def test_a_change_does_not_happen_before_the_one_before_it(cast, office):
    project = ProjectFactory(partnership=cast.partnership)
    actions.step(
        project=project, status=S.ACCEPTED, text="Tak.", on=dt.date(2026, 3, 1), actor=None
    )
    address = reverse("projects:office_step", args=[project.pk])
    sent = {"status": S.PREPARING, "text": "Tak.", "on": "2026-02-28"}
    response = office.post(address, sent)
    assert "1 marca 2026" in str(response.context["form"].errors["on"])
    assert office.post(address, {**sent, "on": "2026-03-01"}).status_code == 302
