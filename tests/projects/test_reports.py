"""Progress reports: planned, asked for by letter, filed by link, returned, accepted."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from core.errors import TooLateError
from journal.models import Entry
from outbox.models import Letter
from projects import actions
from projects.choices import ProjectStatus, ReportStatus, Way
from projects.models import Filing, JobEntry, ProgressReport, Project
from projects.selectors import counters
from projects.selectors.links import token_of_report
from projects.tasks import ask_what_is_due
from tests.conftest import client_of
from tests.factories import PartnerFactory, RoleFactory
from tests.projects.factories import ProjectFactory
from tests.world import picture

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 10)
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _august(time_machine):
    time_machine.move_to(dt.datetime(2026, 8, 10, 10, tzinfo=dt.UTC))


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)


@pytest.fixture
def report(project):
    (first, _second) = actions.plan_reports(
        project=project, since=FIRST, until=LAST, months=6, actor=None
    )
    return first


def filed(report, readings=None, **fields):
    filing = Filing(**{"done": "Zrobiono wiele.", **fields})
    return actions.file_report(
        report=report, filing=filing, readings=readings, way=Way.LINK, actor=None
    )


def page_of(report):
    return f"/z/sprawozdanie/{token_of_report(report)}/"


def test_a_span_is_cut_into_periods_without_a_gap_and_planning_twice_plans_once(project):
    for _again in range(2):
        actions.plan_reports(
            project=project,
            since=dt.date(2025, 8, 31),
            until=dt.date(2026, 3, 20),
            months=3,
            actor=None,
        )
    spans = list(project.reports.values_list("since", "until"))
    assert spans == [
        (dt.date(2025, 8, 31), dt.date(2025, 11, 29)),
        (dt.date(2025, 11, 30), dt.date(2026, 2, 27)),
        (dt.date(2026, 2, 28), dt.date(2026, 3, 20)),
    ]
    assert project.reports.first().due == dt.date(2025, 12, 29)


@pytest.mark.parametrize("until", [dt.date(2025, 1, 1), dt.date(2100, 1, 1)])
def test_a_span_that_makes_no_sense_is_refused(project, until):
    with pytest.raises(actions.PlanError):
        actions.plan_reports(project=project, since=FIRST, until=until, months=3, actor=None)


def test_the_clock_asks_once_for_what_is_over_and_once_more_when_it_is_late(
    report, cast, time_machine
):
    for _again in range(2):
        ask_what_is_due()
    letter = Letter.objects.get(kind="report_asked")
    assert letter.to_email == cast.admin.email
    assert page_of(report) in letter.text
    assert "30 lipca 2026" in letter.text
    time_machine.move_to(dt.datetime(2026, 8, 20, 10, tzinfo=dt.UTC))
    for _again in range(2):
        ask_what_is_due()
    assert Letter.objects.filter(kind="report_late").count() == 1
    assert list(ProgressReport.objects.values_list("status", flat=True)) == ["asked", "planned"]


def test_only_a_leader_who_can_be_reached_is_asked(report, project):
    Project.objects.update(leader=PartnerFactory(partnership=project.partnership))
    ask_what_is_due()
    assert not Letter.objects.filter(kind="report_asked").exists()
    Project.objects.update(
        leader=PartnerFactory(partnership=project.partnership, email="biuro@lider.example")
    )
    ask_what_is_due()
    assert Letter.objects.get(kind="report_asked").to_email == "biuro@lider.example"


@pytest.mark.parametrize("status", [ProjectStatus.PROPOSED, ProjectStatus.STOPPED])
def test_nobody_is_asked_about_a_project_that_is_not_carried_out(report, project, status):
    Project.objects.update(status=status)
    ask_what_is_due()
    assert not Letter.objects.filter(kind="report_asked").exists()
    assert not ProgressReport.objects.late().exists()


def test_the_link_opens_the_form_and_reading_it_changes_nothing(client, report):
    response = client.get(page_of(report))
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "strict-origin"
    assert not response.cookies
    assert ProgressReport.objects.get(pk=report.pk).status == ReportStatus.PLANNED


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: f"9{t}", lambda t: "1-x"])
def test_a_wrong_link_opens_nothing(client, report, change):
    token = change(token_of_report(report))
    assert client.get(f"/z/sprawozdanie/{token}/").status_code == 404


def test_a_report_is_filed_by_link_with_figures_and_files(client, report, project):
    indicator = project.indicators.create(name="Goście", unit="osób", target=100)
    data = {
        "done": "Otwarto szlak.",
        "created": 2,
        "safeguarded": 0,
        "spent": "1500.50",
        f"indicator_{indicator.pk}": "40",
        "file_1": picture(),
    }
    response = client.post(page_of(report), data)
    assert response.url == f"{page_of(report)}?ok=1"
    filing = Filing.objects.get()
    assert (filing.number, filing.way, filing.spent) == (1, Way.LINK, Decimal("1500.50"))
    assert filing.readings == [{"indicator": indicator.pk, "name": "Goście (osób)", "value": "40"}]
    assert filing.documents.get().name == "skan.png"
    assert "Dziękujemy" in client.get(response.url).content.decode()


def test_a_faulty_form_comes_back_with_what_was_typed(client, report):
    data = {"done": "", "created": -1, "safeguarded": 0, "plans": "Dalej budować."}
    response = client.post(page_of(report), data)
    assert set(response.context["form"].errors) == {"done", "created"}
    assert "Dalej budować." in response.content.decode()
    assert not Filing.objects.exists()


def test_of_two_people_who_file_one_wins(client, report):
    stale = ProgressReport.objects.get(pk=report.pk)
    filed(report)
    with pytest.raises(TooLateError):
        filed(stale)
    assert Filing.objects.count() == 1


def test_a_returned_report_comes_back_with_its_reason_and_the_history_stays(
    client, office, report, cast
):
    filed(report, done="Za krótko.", plans="Plan próbny.")
    address = f"/biuro/projekty/{report.project_id}/sprawozdania/{report.pk}/"
    assert office.post(f"{address}zwroc/", {"reason": " "}).context["form"].errors["reason"]
    office.post(f"{address}zwroc/", {"reason": "Brakuje kwot."})
    letter = Letter.objects.get(kind="report_returned")
    assert "Brakuje kwot." in letter.text
    page = client.get(page_of(report)).content.decode()
    assert "Brakuje kwot." in page
    assert "Plan próbny.</textarea>" in page
    client.post(page_of(report), {"done": "Dłużej.", "created": 0, "safeguarded": 0})
    assert list(report.filings.values_list("number", "done", "decision")) == [
        (2, "Dłużej.", ""),
        (1, "Za krótko.", "returned"),
    ]
    assert ProgressReport.objects.get(pk=report.pk).due >= TODAY + dt.timedelta(days=14)
    verbs = Entry.objects.filter(partnership=cast.partnership).values_list("verb", flat=True)
    assert list(verbs).count("report filed") == 2


def test_what_is_accepted_becomes_the_projects_own(client, office, report, project):
    indicator = project.indicators.create(name="Goście", unit="osób", target=100)
    readings = {indicator: Decimal(40)}
    filed(report, readings, done="Tak.", created=3, public_text="Szlak otwarty.")
    address = f"/biuro/projekty/{project.pk}/sprawozdania/{report.pk}/"
    for _again in range(2):
        office.post(f"{address}przyjmij/")
    reading = indicator.readings.get()
    assert (reading.on, reading.value) == (dt.date(2026, 6, 30), 40)
    entry = JobEntry.objects.get()
    assert (entry.number, entry.as_of) == (3, dt.date(2026, 6, 30))
    assert entry.checks.count() == 3
    assert Project.objects.get(pk=project.pk).jobs_created == 3
    assert "Szlak otwarty." in client.get(project.get_absolute_url()).content.decode()
    assert client.post(page_of(report), {"done": "Jeszcze raz."}).status_code == 200
    assert Filing.objects.count() == 1


def test_what_was_filed_is_not_public_before_it_is_accepted(client, report, project):
    filed(report, done="Sprawa wewnętrzna.", public_text="Na stronę.")
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Sprawa wewnętrzna." not in page
    assert "Na stronę." not in page


def test_the_leader_writes_on_its_own_page_and_nobody_else_does(report, cast):
    address = f"/moje/sprawozdania/{report.pk}/"
    member = client_of(cast.member)
    assert client_of(cast.neighbour).get(address).status_code == 404
    assert member.post(address, {"done": "Tak.", "created": 0, "safeguarded": 0}).url == (
        "/moje/projekty/"
    )
    assert (Filing.objects.get().way, Filing.objects.get().filed_by) == (Way.PAGE, cast.member)


def test_a_partner_that_does_not_lead_reads_no_file_of_the_leader(client, report, cast):
    client.post(
        page_of(report), {"done": "Tak.", "created": 0, "safeguarded": 0, "file_1": picture()}
    )
    document = Filing.objects.get().documents.get()
    address = f"/moje/sprawozdania/{report.pk}/plik/{document.pk}/"
    assert client_of(cast.member).get(address).getvalue().startswith(b"\x89PNG")
    assert client_of(cast.neighbour).get(address).status_code == 404
    other = ProjectFactory(partnership=cast.partnership)
    (strange, *_rest) = actions.plan_reports(
        project=other, since=FIRST, until=LAST, months=12, actor=None
    )
    wrong = f"/biuro/projekty/{other.pk}/sprawozdania/{strange.pk}/plik/{document.pk}/"
    assert client_of(cast.officer).get(wrong).status_code == 404


def test_due_and_late_reports_stand_in_one_table_that_the_figures_count(
    report, cast, time_machine
):
    member = client_of(cast.member)
    assert [f.count for f in counters.waiting_for(cast.member)] == [1]
    assert member.get("/moje/projekty/").context["reports"] == [report]
    time_machine.move_to(dt.datetime(2026, 8, 20, 10, tzinfo=dt.UTC))
    office = client_of(cast.officer)
    foreign = ProjectFactory(partnership=cast.foreign, public=True)
    actions.plan_reports(project=foreign, since=FIRST, until=LAST, months=6, actor=None)
    (late,) = counters.waiting(cast.partnership)
    assert re.search(r"sprawozdania/\?waiting=late$", late.url)
    assert (late.count, list(office.get(late.url).context["page"])) == (1, [report])
    filed(report)
    (to_check,) = counters.waiting(cast.partnership)
    assert list(office.get(to_check.url).context["page"]) == [report]
    assert counters.waiting_for(cast.member) == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_table_costs_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    for _n in range(count):
        project = ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)
        actions.plan_reports(project=project, since=FIRST, until=LAST, months=12, actor=None)
    with django_assert_num_queries(6):
        response = office.get("/biuro/projekty/sprawozdania/")
    assert len(response.context["page"]) == count


def test_the_letter_goes_to_everybody_who_writes_when_nobody_administers(project, report):
    leader = PartnerFactory(partnership=project.partnership)
    people = [RoleFactory(partner=leader).person for _n in range(2)]
    Project.objects.update(leader=leader)
    report = ProgressReport.objects.get(pk=report.pk)
    assert actions.ask_report(report=report) == 2
    sent = set(Letter.objects.filter(kind="report_asked").values_list("to_email", flat=True))
    assert sent == {person.email for person in people}


def test_an_officer_gives_more_time_and_the_leader_reads_why(report, cast):
    ask_what_is_due()
    office = client_of(cast.officer)
    url = f"/biuro/projekty/{report.project_id}/sprawozdania/{report.pk}/przedluz/"
    early = office.post(url, {"due": "2026-07-30", "reason": "Powódź w gminie."})
    assert "Powódź w gminie." in early.content.decode()
    assert report.due == ProgressReport.objects.get(pk=report.pk).due == dt.date(2026, 7, 30)
    office.post(url, {"due": "2026-09-15", "reason": "Powódź w gminie."})
    report.refresh_from_db()
    assert (report.due, report.is_late) == (dt.date(2026, 9, 15), False)
    letter = Letter.objects.get(kind="report_prolonged")
    assert "15 września 2026" in letter.text
    assert "Powódź w gminie." in letter.text
    entry = Entry.objects.get(verb="report prolonged")
    assert (entry.actor, entry.reason) == (cast.officer, "Powódź w gminie.")


def test_more_time_starts_the_reminder_anew(report, time_machine):
    for _again in range(2):
        ask_what_is_due()
    assert Letter.objects.filter(kind="report_late").count() == 1
    report.refresh_from_db()
    actions.prolong_report(report=report, due=dt.date(2026, 8, 20), reason="Próba", actor=None)
    time_machine.move_to(dt.datetime(2026, 8, 21, 10, tzinfo=dt.UTC))
    ask_what_is_due()
    assert Letter.objects.filter(kind="report_late").count() == 2


@pytest.mark.parametrize(
    ("due", "reason", "error"),
    [
        (dt.date(2026, 9, 1), " ", actions.NoteNeededError),
        (dt.date(2026, 7, 30), "Próba", actions.PlanError),
        (dt.date(2026, 8, 9), "Próba", actions.PlanError),
    ],
)
def test_more_time_needs_a_reason_and_a_later_day_to_come(report, due, reason, error):
    with pytest.raises(error):
        actions.prolong_report(report=report, due=due, reason=reason, actor=None)


def test_nobody_gets_more_time_for_a_report_that_is_filed(report):
    filed(report)
    with pytest.raises(TooLateError):
        actions.prolong_report(report=report, due=LAST, reason="Próba", actor=None)


@pytest.fixture
def second(cast):
    """What the same leader owes of another project."""
    project = ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)
    (report, _later) = actions.plan_reports(
        project=project, since=FIRST, until=LAST, months=6, actor=None
    )
    return report


def part_of(report, **fields):
    """What a browser sends for one report of the form of several."""
    given = {"done": "", "created": "", "safeguarded": "", **fields}
    return {f"report-{report.pk}-{name}": value for name, value in given.items()}


def test_one_form_files_the_reports_of_several_projects_by_link(client, report, second):
    url = f"/z/sprawozdania/{token_of_report(report)}/"
    assert url in client.get(page_of(report)).content.decode()
    page = client.get(url).content.decode()
    assert page.count('name="report-') == page.count(f'name="report-{report.pk}-') * 2
    both = part_of(report, done="Kuchnia stoi.") | part_of(second, done="Szlak oznakowano.")
    assert client.post(url, both).status_code == 302
    assert sorted(Filing.objects.values_list("done", "way")) == [
        ("Kuchnia stoi.", "link"),
        ("Szlak oznakowano.", "link"),
    ]


def test_a_part_that_is_left_alone_waits_and_a_wrong_part_stops_all(cast, report, second):
    admin, url = client_of(cast.admin), "/moje/sprawozdania/"
    wrong = part_of(report, done="Kuchnia stoi.") | part_of(second, created="-1")
    page = admin.post(url, wrong).content.decode()
    assert "Kuchnia stoi." in page
    assert not Filing.objects.exists()
    empty = admin.post(url, part_of(report) | part_of(second))
    assert "Opisz co najmniej jeden projekt." in empty.content.decode()
    admin.post(url, part_of(report, done="Kuchnia stoi.") | part_of(second))
    assert Filing.objects.get().report == report
    assert list(ProgressReport.objects.owed()) == [second]


def test_a_returned_report_that_is_left_as_it_was_is_not_filed_again(cast, report):
    row = report.project.indicators.create(name="Szlak", unit="km", baseline=0, target=10)
    filed(report, {row: Decimal("4.50")}, done="Zrobiono.\nWiele.", spent=Decimal("12.50"))
    actions.return_report(report=report, reason="Brakuje planu.", actor=None)
    same = part_of(report, done="Zrobiono.\r\nWiele.", spent="12.50")
    same[f"report-{report.pk}-indicator_{row.pk}"] = "4.50"
    page = client_of(cast.admin).post("/moje/sprawozdania/", same).content.decode()
    assert "Opisz co najmniej jeden projekt." in page
    assert "Brakuje planu." in page
    assert Filing.objects.count() == 1


def test_one_form_shows_only_what_this_leader_owes_this_office(client, cast, report, second):
    other = PartnerFactory(partnership=cast.partnership)
    Project.objects.filter(pk=second.project_id).update(leader=other)
    page = client.get(f"/z/sprawozdania/{token_of_report(report)}/").content.decode()
    assert f"report-{second.pk}-" not in page


def test_a_link_ends_when_another_organisation_takes_the_lead(client, cast, report):
    url = page_of(report)
    Project.objects.update(leader=PartnerFactory(partnership=cast.partnership))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("more", [0, 3])
def test_one_form_costs_the_same_for_any_number_of_reports(
    cast, report, more, django_assert_max_num_queries
):
    for _n in range(more):
        project = ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)
        actions.plan_reports(project=project, since=FIRST, until=LAST, months=6, actor=None)
    admin = client_of(cast.admin)
    with django_assert_max_num_queries(12):
        assert admin.get("/moje/sprawozdania/").status_code == 200
