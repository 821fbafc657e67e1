"""Meetings of which only the day, the month or the year is known: nothing is made up."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from core.times import at_wall
from journal.models import Entry
from meetings import letters
from meetings.actions import plan, send
from meetings.choices import Precision
from meetings.errors import FixedError, NoHoursError, NotYetError, PastError
from meetings.models import Meeting
from meetings.selectors import balance
from outbox.models import Batch
from tests.conftest import client_of
from tests.meetings.factories import InvitationFactory, MeetingFactory, listed, released

ADD = "meetings:office_add"
WORDS = {"title": "Konferencja próbna", "kind": "plenary", "form": "person", "place": "Ratusz"}
PRECISE = {
    Precision.DAY: (2019, 5, 14),
    Precision.MONTH: (2019, 5, 1),
    Precision.YEAR: (2019, 1, 1),
}
ENDS = {
    Precision.DAY: (2019, 5, 14),
    Precision.MONTH: (2019, 5, 31),
    Precision.YEAR: (2019, 12, 31),
}


def known(precision, **more):
    """A meeting of 2019 of which no more is known than `precision` says."""
    return MeetingFactory(
        precision=precision,
        starts_at=at_wall(dt.date(*PRECISE[precision]), dt.time.min),
        ends_at=at_wall(dt.date(*ENDS[precision]), dt.time(23, 59)),
        **more,
    )


@pytest.mark.parametrize(
    ("given", "precision", "words", "machine"),
    [
        (
            {"day": "2019-05-14", "from_hour": "09:00", "to_hour": "13:00"},
            "hours",
            "wtorek, 14 maja 2019, 09:00–13:00",
            "2019-05-14T09:00:00+02:00",
        ),
        ({"day": "2019-05-14"}, "day", "wtorek, 14 maja 2019", "2019-05-14"),
        (
            {"day": "2019-05-14", "last_day": "2019-05-15"},
            "day",
            "wtorek, 14 maja 2019 – środa, 15 maja 2019",
            "2019-05-14",
        ),
        ({"year": "2019", "month": "5"}, "month", "maj 2019", "2019-05"),
        ({"year": "2019"}, "year", "2019", "2019"),
        (
            {"day": "2019-05-14", "year": "2019", "month": "5"},
            "day",
            "wtorek, 14 maja 2019",
            "2019-05-14",
        ),
    ],
)
def test_what_is_known_is_stored_and_shown_and_no_more(office, given, precision, words, machine):
    office.post(reverse(ADD), WORDS | given)
    meeting = Meeting.objects.get()
    assert (meeting.precision, meeting.when, meeting.when_machine) == (precision, words, machine)
    assert meeting.local_start.year == meeting.local_end.year == 2019
    form = office.get(reverse("meetings:office_edit", args=[meeting.pk])).context["form"]
    told = {name: str(form[name].value() or "") for name in given}
    if "day" in given:
        given = {name: value for name, value in given.items() if name not in {"month", "year"}}
    assert {name: told[name][: len(value)] for name, value in given.items()} == given
    page = office.get(reverse("meetings:office_index")).content.decode()
    assert ("09:00" in page) == (precision == "hours")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "day"),
        ({"month": "5"}, "day"),
        ({"from_hour": "09:00", "to_hour": "10:00", "year": "2019"}, "day"),
        ({"day": "2019-05-14", "from_hour": "09:00"}, "to_hour"),
        ({"day": "2019-05-14", "to_hour": "09:00"}, "from_hour"),
        ({"day": "2019-05-14", "year": "2018"}, "year"),
        ({"day": "2019-05-14", "last_day": "2019-05-13"}, "to_hour"),
        ({"day": "2019-05-14", "last_day": "2019-07-13"}, "last_day"),
        ({"year": "0"}, "year"),
        ({"year": "9" * 5000}, "year"),
        ({"year": "²"}, "year"),
        ({"year": "2019", "month": "13"}, "month"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_its_field(office, given, field):
    response = office.post(reverse(ADD), WORDS | given)
    assert field in response.context["form"].errors
    assert not Meeting.objects.exists()


def test_another_like_an_old_one_has_no_hours_either(office, cast):
    source = known(Precision.DAY, partnership=cast.partnership)
    form = office.get(f"{reverse(ADD)}?z={source.pk}").context["form"]
    assert not form["from_hour"].value()
    assert not form["day"].value()


def test_nobody_is_invited_to_an_hour_that_nobody_knows(cast):
    ahead = now() + dt.timedelta(days=30)
    meeting = listed(
        MeetingFactory(partnership=cast.partnership, starts_at=ahead, precision="day"), 2
    )
    with pytest.raises(NoHoursError):
        send.release(meeting=meeting, actor=cast.officer)
    meeting.refresh_from_db()
    assert meeting.status == "draft"
    assert not Batch.objects.exists()


def test_the_page_of_sending_says_what_is_missing(office, cast):
    ahead = now() + dt.timedelta(days=30)
    meeting = listed(
        MeetingFactory(partnership=cast.partnership, starts_at=ahead, precision="month"), 2
    )
    response = office.post(reverse("meetings:office_send", args=[meeting.pk]), follow=True)
    assert str(NoHoursError()) in response.content.decode()


def test_the_page_of_sending_leads_to_the_hours_before_it_asks_for_anything(office, cast):
    ahead = now() + dt.timedelta(days=30)
    meeting = listed(
        MeetingFactory(partnership=cast.partnership, starts_at=ahead, precision="day"), 2
    )
    page = office.get(reverse("meetings:office_send", args=[meeting.pk])).content.decode()
    assert str(NoHoursError()) in page
    assert f'href="{reverse("meetings:office_edit", args=[meeting.pk])}"' in page
    assert 'method="post"' not in page.partition("<main")[2]


def test_an_invited_person_does_not_lose_the_hour(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 2, cast.officer)
    released(meeting, cast.officer)
    with pytest.raises(NoHoursError):
        plan.change(meeting=meeting, actor=cast.officer, changes={"precision": "day"})
    meeting.refresh_from_db()
    assert meeting.has_hours


def test_calendars_hold_whole_days_and_no_guesses(client, cast):
    ahead = (now() + dt.timedelta(days=30)).replace(hour=11)
    for precision in Precision.values:
        MeetingFactory(
            partnership=cast.partnership,
            announced=True,
            title=precision,
            starts_at=ahead,
            precision=precision,
        )
    feed = icalendar.Calendar.from_ical(client.get(reverse("meetings:feed")).content)
    events = {str(event["SUMMARY"]): event for event in feed.walk("VEVENT")}
    assert events.keys() == {"hours", "day"}
    assert isinstance(events["hours"].decoded("DTSTART"), dt.datetime)
    first = Meeting.objects.get(title="day").local_start.date()
    assert events["day"].decoded("DTSTART") == first
    assert events["day"].decoded("DTEND") == first + dt.timedelta(days=1)
    for meeting in Meeting.objects.all():
        one = client.get(reverse("meetings:single", args=[meeting.pk]))
        assert one.status_code == (200 if meeting.has_day else 404)
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert (reverse("meetings:single", args=[meeting.pk]) in page) == meeting.has_day


@pytest.mark.parametrize(("language", "words"), [("pl", "maj 2019"), ("en", "May 2019")])
def test_lists_and_pages_say_the_month(client, cast, language, words):
    meeting = known(
        Precision.MONTH, partnership=cast.partnership, status="held", announced_at=now()
    )
    with translation.override(language):
        addresses = [f"{reverse('meetings:index')}?when=all", meeting.get_absolute_url()]
    for address in addresses:
        page = client.get(address).content.decode()
        assert words in page
        assert "00:00" not in page


def test_the_years_list_holds_what_is_known_by_year_only(client, cast):
    for precision in PRECISE:
        known(precision, partnership=cast.partnership, status="held", announced_at=now())
    index = reverse("meetings:index")
    for year, count in [(2018, 0), (2019, 3), (2020, 0)]:
        found = client.get(f"{index}?when=held&year={year}").context["page"]
        assert found.paginator.count == count
    order = [m.precision for m in client.get(f"{index}?when=held&year=2019").context["page"]]
    assert order == ["day", "month", "year"]


@time_machine.travel("2026-05-10 12:00:00+02:00")
def test_holidays_and_clashes_are_told_for_known_days_only(cast):
    holidays = {dt.date(2027, 5, 3): "Święto próbne"}
    days = {
        "starts_at": at_wall(dt.date(2027, 5, 1), dt.time.min),
        "ends_at": at_wall(dt.date(2027, 5, 4), dt.time(23, 59)),
    }
    meeting = MeetingFactory(partnership=cast.partnership, precision="day", **days)
    other = MeetingFactory(partnership=cast.partnership, title="Inne próbne", **days)
    MeetingFactory(partnership=cast.partnership, title="Kiedyś", precision="month", **days)
    MeetingFactory(partnership=cast.partnership, title="Odwołane", status="cancelled", **days)
    MeetingFactory(partnership=cast.foreign, title="Obce", **days)
    assert [str(text) for text in balance.warnings(meeting, holidays)] == [
        "2 maja 2027 to niedziela.",
        "3 maja 2027 to święto: Święto próbne.",
        "W tym samym czasie: Inne próbne.",
    ]
    other.precision = "month"
    assert balance.warnings(other, holidays) == []


def test_what_is_over_is_corrected_without_a_letter(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 2, cast.officer)
    released(meeting, cast.officer)
    before = Batch.objects.count()
    with time_machine.travel(meeting.ends_at + dt.timedelta(days=1)):
        day = meeting.local_start.date() - dt.timedelta(days=3)
        client_of(cast.officer).post(
            reverse("meetings:office_edit", args=[meeting.pk]),
            WORDS | {"title": "Mniejsza literówka", "day": day},
        )
        meeting.refresh_from_db()
        assert (meeting.title, meeting.precision) == ("Mniejsza literówka", "day")
        plan.hold(meeting=meeting, actor=cast.officer)
        plan.change(meeting=meeting, actor=cast.officer, changes={"title": "Bez literówki"})
        later = {
            "starts_at": now() + dt.timedelta(days=9),
            "ends_at": now() + dt.timedelta(days=10),
        }
        with pytest.raises(NotYetError):
            plan.change(meeting=meeting, actor=cast.officer, changes=later)
    assert Batch.objects.count() == before
    entry = Entry.objects.filter(verb="meeting changed").first()
    assert entry.after == {"title": "Bez literówki"}


def test_a_meeting_that_lies_ahead_is_not_moved_into_the_past(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    past = {"starts_at": now() - dt.timedelta(days=9), "ends_at": now() - dt.timedelta(days=8)}
    with pytest.raises(PastError):
        plan.change(meeting=meeting, actor=cast.officer, changes=past)


def test_a_cancelled_meeting_is_not_corrected(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    plan.cancel(meeting=meeting, actor=cast.officer, reason="x")
    with pytest.raises(FixedError):
        plan.change(meeting=meeting, actor=cast.officer, changes={"title": "y"})


def test_an_invitation_says_day_and_hour(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    drawn = letters.content(letters.INVITATION, InvitationFactory(meeting=meeting))
    assert f"{meeting.local_start:%H:%M}" in drawn["text"]


def test_the_journal_tells_a_date_as_exactly_as_it_is_known(office):
    office.post(reverse(ADD), WORDS | {"day": "2019-05-14", "last_day": "2019-05-15"})
    edit = reverse("meetings:office_edit", args=[Meeting.objects.get().pk])
    office.post(edit, WORDS | {"year": "2019", "month": "5"})
    office.post(edit, WORDS | {"year": "2019"})
    told = [entry.changes for entry in Entry.objects.filter(about__startswith="meetings.meeting")]
    told = [{name: sides for name, *sides in changes} for changes in told]
    for changes, starts, ends in [
        (told[2], ["–", "14 maja 2019"], ["–", "15 maja 2019"]),
        (told[1], ["14 maja 2019", "maj 2019"], ["15 maja 2019", "maj 2019"]),
        (told[0], ["maj 2019", "2019"], ["maj 2019", "2019"]),
    ]:
        assert (changes["Początek"], changes["Koniec"]) == (starts, ends)
