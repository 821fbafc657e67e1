"""What happened on a day that nobody knows stands in no year, and the report says how much it is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from agreements.choices import AgreementStatus
from agreements.models import Agreement
from core.charts import Scope
from meetings.choices import MeetingStatus, Presence
from members.models import Partner
from projects.choices import ProjectStatus as S
from reports.selectors import statistics
from tests.agreements.factories import make_draft, make_in_force
from tests.clubs.factories import ClubFactory, GiftFactory, logged
from tests.drill_down import count_behind
from tests.factories import PartnerFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory
from tests.projects.factories import ProjectFactory
from tests.workshops.choosing import make_proposal
from tests.workshops.factories import make_cycle

pytestmark = pytest.mark.django_db
YEAR = now().year - 1


def numbers(cast, year=YEAR):
    """Every number of the annual report, by "chapter key"."""
    return {
        f"{app.key} {number.key}": number
        for app in statistics.APPS
        for number in app.numbers(Scope(cast.partnership), year)
    }


def values(found, *keys):
    return [found[key].value if key in found else "left out" for key in keys]


def check_lists(client, found, *keys):
    for key in keys:
        assert count_behind(client, found[key].url) == found[key].value, key


def completed(cast, on):
    project = ProjectFactory(partnership=cast.partnership, status=S.COMPLETED)
    project.notes.create(before=S.UNDER_WAY, after=S.COMPLETED, text="Koniec.", on=on)
    return project


def test_projects_completed_on_an_unknown_day_are_counted_apart(cast, office):
    for on in [dt.date(YEAR, 3, 1), dt.date(YEAR, 4, 1), dt.date(YEAR - 1, 3, 1), None]:
        completed(cast, on)
    ProjectFactory(partnership=cast.partnership, status=S.COMPLETED)  # and nobody noted the step
    ProjectFactory(partnership=cast.partnership, status=S.UNDER_WAY)
    keys = ["projects completed", "projects completed-undated"]
    assert values(numbers(cast), *keys) == [2, 2]
    assert values(numbers(cast, YEAR - 1), *keys) == [1, 2]
    check_lists(office, numbers(cast), *keys)
    page = office.post(reverse("office_report_prepare"), {"year": YEAR + 1}, follow=True)
    assert "Ponadto zakończone w nieznanym dniu, w żadnym roku nieliczone" in page.content.decode()


def test_a_report_without_unknown_days_does_not_speak_of_them(cast):
    completed(cast, dt.date(YEAR, 3, 1))
    assert "projects completed-undated" not in numbers(cast)


def test_agreements_of_which_nobody_knows_the_day_in_force_are_counted_apart(cast, office):
    make_in_force(cast)
    make_in_force(cast)
    make_draft(cast)
    known, unknown = Agreement.objects.exclude(in_force_on=None)
    Agreement.objects.filter(pk=known.pk).update(in_force_on=dt.date(YEAR, 5, 1))
    Agreement.objects.filter(pk=unknown.pk).update(
        in_force_on=None,
        status=AgreementStatus.RECORD,
        stated_on=dt.date(YEAR, 6, 1),
        is_public=True,
    )
    found = numbers(cast)
    keys = ["agreements begun", "agreements in-force", "agreements undated"]
    assert values(found, *keys) == [1, 1, 1]
    check_lists(office, found, *keys)


def test_the_chart_of_agreements_leaves_out_no_draft_and_leads_to_its_own_years(cast, client):
    for _n in range(2):
        make_in_force(cast, public=True)
    make_draft(cast)
    first, second = Agreement.objects.exclude(in_force_on=None)
    day = dt.date(YEAR, 5, 1)
    Agreement.objects.filter(pk=first.pk).update(in_force_on=day)
    Agreement.objects.filter(pk=second.pk).update(
        in_force_on=None, status=AgreementStatus.RECORD, stated_on=day
    )
    for scope in (Scope(), Scope(cast.partnership)):
        app = next(app for app in statistics.APPS if app.key == "agreements")
        chart = next(c for c in app.charts(scope) if c.key == "agreements-by-year")
        assert [(row.label, row.cells[0].value) for row in chart.rows] == [(str(YEAR), 1)]
        assert str(chart.note).endswith(": 1")
        if scope.public:
            assert count_behind(client, chart.rows[0].cells[0].url) == 1


def test_partners_admitted_on_an_unknown_day_are_counted_apart(cast, office):
    Partner.objects.update(admitted_on=dt.date(YEAR, 2, 1))
    PartnerFactory.create_batch(3, partnership=cast.partnership, status="admitted")
    Partner.objects.filter(admitted_on=None).update(admitted_on=None)
    PartnerFactory(partnership=cast.partnership, status="contact")
    unknown = Partner.objects.held_by(cast.partnership).filter(status="admitted", admitted_on=None)
    assert unknown.count() == 3
    keys = ["partners new", "partners undated"]
    assert values(numbers(cast), *keys) == [2, 3]
    check_lists(office, numbers(cast), *keys)


def test_projects_of_workshops_without_a_first_year_are_counted_apart(cast, office):
    cycle = make_cycle(cast.partnership)
    for first in (YEAR, None, None):
        project = ProjectFactory(partnership=cast.partnership, first_year=first)
        make_proposal(cycle, project=project)
    found = numbers(cast)
    keys = ["workshops projects", "workshops projects-undated"]
    assert values(found, *keys) == [1, 2]
    check_lists(office, found, *keys)


def meeting(cast, status=MeetingStatus.HELD, **fields):
    start = dt.datetime(YEAR, 6, 1, 10, tzinfo=dt.UTC)
    return MeetingFactory(
        partnership=cast.partnership,
        status=status,
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        **fields,
    )


def test_meetings_without_a_count_of_people_are_not_meetings_without_people(cast, office):
    meeting(cast)
    meeting(cast, status=MeetingStatus.ANNOUNCED)
    keys = ["meetings held", "meetings people", "meetings uncounted", "meetings unrecorded"]
    assert values(numbers(cast), *keys) == [1, None, 1, 1]
    meeting(cast, attendance_total=12)
    for presence in (Presence.PRESENT, Presence.ABSENT):
        InvitationFactory(meeting=meeting(cast), presence=presence)
    found = numbers(cast)
    assert values(found, *keys) == [4, 13, 1, 1]
    check_lists(office, found, *keys)


def test_hours_that_no_club_logged_and_values_that_nobody_told_are_not_zero(cast, office):
    club = ClubFactory(partnership=cast.partnership)
    GiftFactory(club=club, given_on=dt.date(YEAR, 3, 1), value=None)
    GiftFactory(club=club, given_on=None, value=70)
    keys = [
        "clubs volunteer",
        "clubs rooms",
        "clubs help",
        "clubs gifts",
        "clubs value",
        "clubs gifts-unvalued",
        "clubs gifts-undated",
    ]
    assert values(numbers(cast), *keys) == [None, None, None, 1, None, 1, 1]
    GiftFactory(club=club, given_on=dt.date(YEAR, 3, 2), value=50)
    logged(club, dt.date(YEAR, 2, 1), talk=9)
    found = numbers(cast)
    assert values(found, *keys) == [0, 0, 9, 2, 50, 1, 1]
    check_lists(office, found, *keys)
    quiet = numbers(cast, YEAR - 1)
    assert values(quiet, *keys) == [None, None, None, 0, 0, "left out", 1]


def test_help_that_is_kept_back_is_not_zero(cast):
    logged(ClubFactory(partnership=cast.partnership), dt.date(YEAR, 2, 1), talk=3)
    assert values(numbers(cast), "clubs help", "clubs help-talk") == [None, None]
    logged(ClubFactory(partnership=cast.partnership), dt.date(YEAR, 2, 1), talk=9)
    found = numbers(cast)
    assert values(found, "clubs help", "clubs help-talk") == [9, 9]
    assert "bez liczb zatajonych" in str(found["clubs help"].label)
