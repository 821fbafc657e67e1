"""Days that lie ahead, delays, wrong numbers: refused, asked about, corrected with a reason."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from journal.models import Entry
from projects import actions
from projects.choices import CheckStatus, JobKind, NoteKind, Way
from projects.choices import ProjectStatus as S
from projects.models import Filing, FundingLine, JobCheck, JobEntry, Project, Reading
from projects.selectors.timeline import events
from tests.conftest import client_of
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TOMORROW = "2026-11-11"


@pytest.fixture(autouse=True)
def _november(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 10, 10, tzinfo=dt.UTC))


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)


def save(project, *kept, gone=(), reason=""):
    project.refresh_from_db()
    actions.change_rows(
        project=project, version=project.version, kept=kept, gone=gone, reason=reason, actor=None
    )


def section(project, name):
    return reverse("projects:office_rows", args=[project.pk, name])


def sent(project, prefix, row, *, stored=None):
    """One row of a section as a browser sends it."""
    project.refresh_from_db()
    data = {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 1 if stored else 0,
        "version": project.version,
    }
    if stored:
        data[f"{prefix}-0-id"] = stored.pk
    return data | {f"{prefix}-0-{name}": value for name, value in row.items()}


def history_of(project, language="pl"):
    with override(language):
        entry = Entry.objects.filter(about=f"projects.project:{project.pk}").first()
        return {label: (before, after) for label, before, after in entry.changes}


# Days


@pytest.mark.parametrize(
    ("name", "prefix", "row", "field"),
    [
        (
            "miejsca-pracy",
            "job_entries",
            {"kind": "created", "number": 2, "as_of": TOMORROW},
            "as_of",
        ),
        (
            "miejsca-pracy",
            "job_entries",
            {"kind": "created", "number": 2, "as_of": "2026-01-01", "confirmed_on": TOMORROW},
            "confirmed_on",
        ),
        (
            "miejsca-pracy",
            "job_entries",
            {"kind": "created", "number": 2, "as_of": "2026-05-01", "confirmed_on": "2026-04-30"},
            "confirmed_on",
        ),
        (
            "miejsca-pracy",
            "job_entries",
            {"kind": "planned", "number": 2, "as_of": "2026-01-01", "confirmed_on": "2026-05-01"},
            "confirmed_on",
        ),
        (
            "etapy",
            "milestones",
            {"title": "E", "due": "2027-01-01", "done_on": TOMORROW},
            "done_on",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    office, project, name, prefix, row, field
):
    response = office.post(section(project, name), sent(project, prefix, row))
    assert list(response.context["formset"].errors[0]) == [field]
    assert not getattr(project, prefix).exists()


def test_a_plan_may_lie_ahead(office, project):
    row = {"kind": "planned", "number": 2, "as_of": TOMORROW}
    assert office.post(section(project, "miejsca-pracy"), sent(project, "job_entries", row)).url
    assert project.job_entries.get().number == 2


def test_a_reading_of_tomorrow_is_refused(office, project):
    indicator = project.indicators.create(name="Goście", unit="osób", target=100)
    address = reverse("projects:office_reading", args=[project.pk])
    data = {"indicator": indicator.pk, "on": TOMORROW, "value": 5}
    assert office.post(address, data).context["form"].errors["on"]
    assert office.post(address, {**data, "on": "2026-11-10"}).status_code == 302


def test_a_report_is_not_written_before_its_period_is_over(client, cast, project, time_machine):
    (report,) = actions.plan_reports(
        project=project,
        since=dt.date(2026, 7, 1),
        until=dt.date(2026, 12, 31),
        months=6,
        actor=None,
    )
    with pytest.raises(actions.PlanError):
        actions.file_report(report=report, filing=Filing(done="x"), way=Way.PAGE, actor=None)
    with pytest.raises(actions.PlanError):
        actions.ask_report(report=report)
    member, address = client_of(cast.member), f"/moje/sprawozdania/{report.pk}/"
    member.post(address, {"done": "Za wcześnie."})
    assert "31 grudnia 2026" in member.get(address).content.decode()
    assert not Filing.objects.exists()
    time_machine.move_to(dt.datetime(2027, 1, 1, 10, tzinfo=dt.UTC))
    client_of(cast.member).post(address, {"done": "W porę."})
    assert Filing.objects.get().done == "W porę."


def test_jobs_are_not_checked_before_their_day(office, cast, project):
    save(project, JobEntry(project=project, kind="created", number=5, as_of=dt.date(2026, 11, 1)))
    check = JobCheck.objects.get(months=6)
    with pytest.raises(actions.DayError):
        actions.answer_check(check=check, still=5, way=Way.OFFICE, actor=None)
    client_of(cast.member).post(f"/moje/miejsca-pracy/{check.pk}/", {"still": 5})
    office.post(f"/biuro/projekty/{project.pk}/kontrole/{check.pk}/", {"still": 5})
    office.post(f"/biuro/projekty/{project.pk}/kontrole/{check.pk}/popros/")
    assert JobCheck.objects.get(pk=check.pk).status == CheckStatus.WAITING


def test_what_the_last_check_found_is_confirmed_whichever_is_corrected_last(project, time_machine):
    time_machine.move_to(dt.datetime(2024, 1, 1, 10, tzinfo=dt.UTC))
    save(project, JobEntry(project=project, kind="created", number=9, as_of=dt.date(2024, 1, 1)))
    half, year, two = JobCheck.objects.order_by("months")
    for check, still in [(half, 8), (year, 6), (two, 4)]:
        time_machine.move_to(dt.datetime.combine(check.due, dt.time(10), tzinfo=dt.UTC))
        actions.answer_check(check=check, still=still, way=Way.LINK, actor=None)
    assert Project.objects.get(pk=project.pk).jobs_confirmed == 4
    actions.correct_check(check=half, still=9, way=Way.OFFICE, reason="Pomyłka.", actor=None)
    assert Project.objects.get(pk=project.pk).jobs_confirmed == 4
    actions.correct_check(check=two, still=3, way=Way.OFFICE, reason="Pomyłka.", actor=None)
    assert Project.objects.get(pk=project.pk).jobs_confirmed == 3
    assert history_of(project)["Potwierdzenie miejsc pracy: ile miejsc pracy jest nadal"] == (
        "4",
        "3",
    )


# Delays


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ({"ends_on": dt.date(2026, 12, 1)}, {"ends_on": None}, True),
        ({"ends_on": dt.date(2026, 12, 1)}, {"ends_on": None, "last_year": None}, True),
        ({"ends_on": dt.date(2026, 12, 1)}, {"ends_on": None, "last_year": 2027}, True),
        ({"last_year": 2026}, {"last_year": 2027}, True),
        ({"last_year": 2026}, {"last_year": None}, True),
        ({"last_year": 2027}, {"ends_on": dt.date(2027, 5, 1)}, False),
        ({"ends_on": dt.date(2027, 5, 1)}, {"ends_on": dt.date(2027, 4, 1)}, False),
        ({}, {"ends_on": dt.date(2027, 4, 1)}, False),
    ],
)
def test_an_end_that_is_cleared_or_put_off_needs_a_reason(project, first, second, asked):
    actions.change(project=project, version=project.version, fields=first, actor=None)
    project.refresh_from_db()
    if asked:
        with pytest.raises(actions.NoteNeededError):
            actions.change(project=project, version=project.version, fields=second, actor=None)
        assert Project.objects.get().ends_on == first.get("ends_on")
    actions.change(
        project=project, version=project.version, fields=second, delay_reason="Powódź.", actor=None
    )
    assert project.notes.filter(kind=NoteKind.END).count() == asked


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": dt.date(2027, 3, 1)}, "Zakończenie przesunięte na 1 marca 2027"),
        ({"ends_on": None, "last_year": 2028}, "Zakończenie przesunięte na 2028"),
        (
            {"ends_on": None, "last_year": None},
            "Zakończenie przesunięto, nowego terminu nie podano",
        ),
    ],
)
def test_everyone_reads_until_when_the_end_is_put_off(project, fields, words):
    Project.objects.update(ends_on=dt.date(2026, 12, 1), last_year=2026)
    actions.change(
        project=project, version=project.version, fields=fields, delay_reason="Powódź.", actor=None
    )
    (event,) = events(project, project.notes.all(), [], [])
    assert (event["title"], event["text"]) == (words, "Powódź.")


def test_a_milestone_is_not_put_off_by_way_of_another_form(project):
    late = MilestoneFactory(project=project, title="Odbiór", due=dt.date(2026, 12, 1))
    late.done_on = dt.date(2026, 11, 1)
    save(project, late)
    late.done_on, late.due = None, dt.date(2027, 6, 1)
    with pytest.raises(actions.NoteNeededError):
        save(project, late)
    late.refresh_from_db()
    late.done_on = None
    save(project, late)
    with pytest.raises(actions.NoteNeededError):
        save(project, gone=[late])
    late.refresh_from_db()
    save(project, gone=[late], reason="Bez dotacji.")
    (event,) = events(project, project.notes.all(), [], [])
    assert event["title"] == "Odbiór – etap nie będzie realizowany"


# Numbers


def test_a_wrong_reading_is_corrected_with_a_reason_and_the_old_value_kept(office, cast, project):
    indicator = project.indicators.create(name="Goście", unit="osób", target=100)
    row = Reading.objects.create(indicator=indicator, on=dt.date(2026, 5, 1), value=Decimal(4000))
    address = reverse("projects:office_reading_change", args=[project.pk, row.pk])
    data = {"indicator": indicator.pk, "on": "2026-05-01", "value": "40"}
    assert office.post(address, data).context["form"].errors["reason"]
    assert office.post(address, {**data, "reason": "Zera za dużo."}).status_code == 302
    row.refresh_from_db()
    assert row.value == 40
    entry = Entry.objects.filter(verb="project rows changed").first()
    assert (entry.actor, entry.reason) == (cast.officer, "Zera za dużo.")
    assert history_of(project) == {
        "Pomiar: wskaźnik": ("Goście (osób)", "Goście (osób)"),
        "Pomiar: wartość": ("4 000".replace(" ", "\xa0"), "40"),
    }
    assert client_of(cast.foreign_officer).get(address).status_code == 404
    office.post(address, {**data, "reason": "Wpis podwójny.", "gone": "on"})
    assert not Reading.objects.exists()
    assert history_of(project)["Pomiar: wartość"] == ("40", "–")


def test_stored_jobs_change_only_with_a_reason(office, project):
    save(project, JobEntry(project=project, kind="created", number=4, as_of=dt.date(2026, 5, 1)))
    entry = project.job_entries.get()
    row = {"kind": "created", "number": 5, "as_of": "2026-05-01"}
    data = sent(project, "job_entries", row, stored=entry)
    refused = office.post(section(project, "miejsca-pracy"), data)
    assert refused.context["why"].errors["reason"]
    data = sent(project, "job_entries", row, stored=entry) | {"reason": "Nowa umowa."}
    assert office.post(section(project, "miejsca-pracy"), data).status_code == 302
    assert history_of(project)["Wpis o miejscach pracy: liczba"] == ("4", "5")
    with pytest.raises(actions.NoteNeededError):
        save(project, gone=[project.job_entries.get()])


def test_readings_do_not_vanish_with_their_indicator_unexplained(project):
    indicator = project.indicators.create(name="Goście", unit="osób", target=100)
    indicator.readings.create(on=dt.date(2026, 5, 1), value=7)
    with pytest.raises(actions.NoteNeededError):
        save(project, gone=[indicator])
    indicator = project.indicators.get()
    save(project, gone=[indicator], reason="Zły wskaźnik.")
    assert history_of(project)["Pomiar: wartość"] == ("7", "–")


def test_more_full_time_equivalents_than_people_are_asked_about(office, project):
    row = {"kind": "created", "number": 2, "as_of": "2026-05-01", "fte": "2.5"}
    asked = office.post(section(project, "miejsca-pracy"), sent(project, "job_entries", row))
    assert "2,5" in str(asked.context["formset"].errors[0]["sure"])
    assert 'type="checkbox" name="job_entries-0-sure"' in asked.content.decode()
    row["sure"] = "on"
    office.post(section(project, "miejsca-pracy"), sent(project, "job_entries", row))
    assert project.job_entries.get().fte == Decimal("2.5")


@pytest.mark.parametrize(("answer", "total"), [("more", 5), ("same", 4)])
def test_jobs_of_a_report_are_not_added_to_the_offices_own_without_asking(
    office, project, answer, total
):
    save(project, JobEntry(project=project, kind="created", number=4, as_of=dt.date(2026, 5, 1)))
    (report,) = actions.plan_reports(
        project=project,
        since=dt.date(2026, 1, 1),
        until=dt.date(2026, 6, 30),
        months=6,
        actor=None,
    )
    actions.file_report(
        report=report, filing=Filing(done="Tak.", created=1), way=Way.LINK, actor=None
    )
    address = reverse("projects:office_report_accept", args=[project.pk, report.pk])
    page = office.get(reverse("projects:office_report", args=[project.pk, report.pk]))
    assert "sprawozdanie podaje 1, urząd wpisał 4" in page.content.decode()
    assert office.post(address).context["accept"].errors["created"]
    assert Project.objects.get().jobs_created == 4
    with pytest.raises(actions.JobsQuestionError):
        actions.accept_report(report=report, actor=None)
    assert office.post(address, {"created": answer}).status_code == 302
    assert Project.objects.get().jobs_created == total


def test_jobs_of_reports_alone_are_added_up_without_a_question(project):
    for month in (1, 4):
        (report,) = actions.plan_reports(
            project=project,
            since=dt.date(2026, month, 1),
            until=dt.date(2026, month + 2, 28),
            months=3,
            actor=None,
        )
        actions.file_report(
            report=report, filing=Filing(done="Tak.", created=2), way=Way.LINK, actor=None
        )
        actions.accept_report(report=report, actor=None)
    assert Project.objects.get().jobs_created == 4
    assert set(JobEntry.objects.values_list("kind", flat=True)) == {JobKind.CREATED}


# The journal


def test_the_journal_tells_before_and_after_in_the_readers_language(project):
    money = FundingLine(project=project, source="eu", amount=Decimal(1000), status="planned")
    stage = MilestoneFactory(project=project, title="Odbiór", due=dt.date(2026, 12, 1))
    save(project, money)
    money.amount, money.status = Decimal("1200.50"), "secured"
    stage.due = dt.date(2026, 11, 20)
    save(project, money, stage)
    assert history_of(project) == {
        "Pozycja finansowania: źródło": ("fundusze unijne", "fundusze unijne"),
        "Pozycja finansowania: kwota w zł": ("1\xa0000", "1\xa0200,5"),
        "Pozycja finansowania: stan": ("planowane", "zapewnione"),
        "Etap: etap": ("Odbiór", "Odbiór"),
        "Etap: termin": ("1 grudnia 2026", "20 listopada 2026"),
    }
    english = history_of(project, "en")
    assert english["Funding line: state"] == ("planned", "secured")
    assert english["Milestone: due"] == ("1 December 2026", "20 November 2026")


def test_no_english_word_stands_in_the_polish_history_of_a_project(cast, project):
    save(project, JobEntry(project=project, kind="created", number=4, as_of=dt.date(2026, 1, 1)))
    check = JobCheck.objects.get(months=6)
    actions.ask_check(check=check)
    actions.answer_check(check=check, still=4, way=Way.LINK, actor=None)
    (report,) = actions.plan_reports(
        project=project,
        since=dt.date(2026, 1, 1),
        until=dt.date(2026, 6, 30),
        months=6,
        actor=None,
    )
    actions.ask_report(report=report)
    actions.file_report(report=report, filing=Filing(done="Tak."), way=Way.LINK, actor=None)
    actions.accept_report(report=report, actor=None)
    project.refresh_from_db()
    actions.step(project=project, status=S.COMPLETED, text="Tak.", actor=cast.officer)
    seen = {}
    for language in ("pl", "en"):
        with override(language):
            for entry in Entry.objects.all():
                for place, (label, *_values) in enumerate(entry.changes):
                    seen.setdefault((entry.pk, place), []).append(label)
    assert [pair for pair in seen.values() if pair[0] == pair[1] and pair[0] != "Status"] == []
