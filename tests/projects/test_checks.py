"""Jobs are checked after 6, 12 and 24 months, and the page says what is confirmed."""

import datetime as dt

import pytest

from core.charts import Scope
from outbox.models import Letter
from projects import actions
from projects.choices import CheckStatus, JobKind, Way
from projects.models import JobCheck, JobEntry, Project
from projects.selectors import counters
from projects.selectors.links import token_of_check
from projects.selectors.statistics import STATISTICS
from projects.tasks import ask_what_is_due
from tests.conftest import client_of
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
REPORTED = dt.date(2026, 1, 31)


@pytest.fixture(autouse=True)
def _august(time_machine):
    time_machine.move_to(dt.datetime(2026, 8, 10, 10, tzinfo=dt.UTC))


@pytest.fixture
def project(cast):
    project = ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)
    report_jobs(project, "created", 5)
    return project


def report_jobs(project, kind, number, as_of=REPORTED):
    row = JobEntry(project=project, kind=kind, number=number, as_of=as_of)
    project.refresh_from_db()
    actions.change_rows(project=project, version=project.version, kept=[row], gone=[], actor=None)
    return row


def due_check():
    return JobCheck.objects.get(months=6)


def test_the_days_follow_the_day_of_the_report(project):
    days = list(JobCheck.objects.values_list("months", "due"))
    assert days == [
        (6, dt.date(2026, 7, 31)),
        (12, dt.date(2027, 1, 31)),
        (24, dt.date(2028, 1, 31)),
    ]
    entry = JobEntry.objects.get()
    entry.as_of = dt.date(2026, 8, 31)
    project.refresh_from_db()
    actions.change_rows(
        project=project,
        version=project.version,
        kept=[entry],
        gone=[],
        reason="Pomyłka.",
        actor=None,
    )
    assert due_check().due == dt.date(2027, 2, 28)


def test_planned_jobs_are_not_checked(cast):
    project = ProjectFactory(partnership=cast.partnership)
    report_jobs(project, "planned", 5)
    assert not JobCheck.objects.exists()


def test_of_checks_that_are_due_together_only_the_last_is_asked(cast):
    project = ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)
    report_jobs(project, "created", 5, as_of=dt.date(2024, 1, 1))
    states = list(JobCheck.objects.order_by("months").values_list("status", flat=True))
    assert states == [CheckStatus.PASSED, CheckStatus.PASSED, CheckStatus.WAITING]
    ask_what_is_due()
    assert Letter.objects.filter(kind="jobs_asked").count() == 1


def test_the_leader_is_asked_once_and_answers_by_link(client, project, cast):
    for _again in range(2):
        ask_what_is_due()
    letter = Letter.objects.get(kind="jobs_asked")
    assert letter.to_email == cast.admin.email
    address = f"/z/miejsca-pracy/{token_of_check(due_check())}/"
    assert address in letter.text
    assert client.get(address).status_code == 200
    assert due_check().status == CheckStatus.ASKED
    client.post(address, {"still": 4})
    check = due_check()
    assert (check.status, check.still, check.way) == (CheckStatus.ANSWERED, 4, Way.LINK)
    project.refresh_from_db()
    assert (project.jobs_created, project.jobs_confirmed) == (5, 4)
    page = client.get(project.get_absolute_url()).content.decode()
    assert "potwierdzone 4 z 5, 10 sierpnia 2026" in page
    assert "w tym potwierdzone: 4; ostatnio sprawdzono 10 sierpnia 2026" in page


@pytest.mark.parametrize("still", ["6", "-1", "", "x", "9" * 30])
def test_a_number_that_cannot_be_is_refused_in_words(client, project, still):
    address = f"/z/miejsca-pracy/{token_of_check(due_check())}/"
    response = client.post(address, {"still": still})
    assert response.context["form"].errors["still"]
    assert due_check().is_open


def test_an_answer_stands_until_the_office_corrects_it(client, office, project):
    check = due_check()
    address = f"/z/miejsca-pracy/{token_of_check(check)}/"
    client.post(address, {"still": 4})
    client.post(address, {"still": 1})
    assert due_check().still == 4
    address = f"/biuro/projekty/{project.pk}/kontrole/{check.pk}/"
    office.post(address, {"still": 3})
    assert due_check().still == 4, "a correction needs a reason"
    office.post(address, {"still": 3, "reason": "Lider się pomylił."})
    assert (due_check().still, due_check().way) == (3, Way.OFFICE)
    assert Project.objects.get(pk=project.pk).jobs_confirmed == 3


def test_the_partner_answers_on_its_own_page_and_nobody_else_does(project, cast):
    address = f"/moje/miejsca-pracy/{due_check().pk}/"
    assert client_of(cast.neighbour).get(address).status_code == 404
    client_of(cast.member).post(address, {"still": 5})
    assert due_check().way == Way.PAGE


def test_the_figures_equal_the_lists_behind_them(office, project, cast):
    foreign = ProjectFactory(partnership=cast.foreign, public=True)
    report_jobs(foreign, "created", 2)
    (due,) = counters.waiting(cast.partnership)
    assert list(office.get(due.url).context["page"]) == [
        JobCheck.objects.get(months=6, entry__project=project)
    ]
    (mine,) = counters.waiting_for(cast.member)
    assert mine.count == len(client_of(cast.member).get("/moje/projekty/").context["checks"]) == 1


def test_the_public_list_says_how_many_of_the_jobs_are_confirmed(client, project):
    actions.answer_check(check=due_check(), still=4, way=Way.LINK, actor=None)
    page = client.get("/projekty/?jobs=created").content.decode()
    assert "w tym potwierdzone: 4, ostatnio sprawdzono 10 sierpnia 2026" in page


def test_a_day_of_confirmation_that_the_office_sets_speaks_of_all_jobs(project):
    actions.answer_check(check=due_check(), still=4, way=Way.LINK, actor=None)
    entry = JobEntry.objects.get()
    entry.confirmed_on = dt.date(2026, 8, 9)
    project.refresh_from_db()
    actions.change_rows(
        project=project,
        version=project.version,
        kept=[entry],
        gone=[],
        reason="Oświadczenie.",
        actor=None,
    )
    assert Project.objects.get(pk=project.pk).jobs_confirmed == 5


def test_the_statistics_count_as_confirmed_what_the_last_check_found(project):
    actions.answer_check(check=due_check(), still=4, way=Way.LINK, actor=None)
    scope = Scope()
    chart = next(c for c in STATISTICS.charts(scope) if c.key == "jobs-confirmed")
    created = next(row for row in chart.rows if row.label == JobKind.CREATED.label)
    assert [cell.value for cell in created.cells] == [4, 1]
    for sure, number in [("yes", 4), ("no", 1)]:
        params = {"kind": "created", "sure": sure}
        assert STATISTICS.behind["jobs"](scope, params).total == number
    assert STATISTICS.behind["jobs"](scope, {"confirmed": "2026"}).total == 4
