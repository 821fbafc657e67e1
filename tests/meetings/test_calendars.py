"""Calendar entries: what a calendar program reads, and what no text can put into it."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse
from django.utils.timezone import now

from core.times import WARSAW, at_wall
from meetings import letters
from meetings.selectors import calendars
from outbox.models import Letter
from tests.meetings.factories import InvitationFactory, MeetingFactory, listed, released

URL = "https://portal.example/z/1-abc/"
EVIL = [
    "x\r\nATTENDEE:mailto:obcy@example.com",
    "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:2",
    'a;b,c\\d:"e"',
    "ż" * 200,
    "x\rATTENDEE:mailto:obcy@example.com",
    "x\u2028ATTENDEE:mailto:obcy@example.com",
    "x\x85ATTENDEE:mailto:obcy@example.com",
]


def unfolded(text):
    """A second, simple reader: lines of name, parameters and value (RFC 5545, 3.1)."""
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    return [line for line in lines if line]


def parsed(text):
    return icalendar.Calendar.from_ical(text)


@pytest.fixture
def invitation(cast):
    meeting = MeetingFactory(
        partnership=cast.partnership,
        announced=True,
        starts_at=at_wall(dt.date(2027, 4, 14), dt.time(9)),
        ends_at=at_wall(dt.date(2027, 4, 14), dt.time(13)),
    )
    return InvitationFactory(meeting=meeting)


def test_a_request_has_what_calendar_programs_ask_for(invitation):
    text = calendars.request(invitation, URL, now())
    calendar = parsed(text)
    event, zone = calendar.walk("VEVENT")[0], calendar.walk("VTIMEZONE")[0]
    assert calendar["METHOD"] == "REQUEST"
    assert zone["TZID"] == "Europe/Warsaw"
    assert event["UID"] == invitation.meeting.uid
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["ORGANIZER"] == f"mailto:{invitation.meeting.partnership.office_email}"
    assert event["ATTENDEE"] == f"mailto:{invitation.email}"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["URL"] == URL
    assert event.decoded("DTSTART").astimezone(WARSAW).hour == 9
    assert "DTSTART;TZID=Europe/Warsaw:20270414T090000" in unfolded(text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (dt.date(2027, 3, 27), 1),
        (dt.date(2027, 3, 28), 2),
        (dt.date(2027, 10, 30), 2),
        (dt.date(2027, 10, 31), 1),
    ],
)
def test_the_zone_tells_the_same_moment_on_both_sides_of_a_clock_change(invitation, day, offset):
    meeting = invitation.meeting
    meeting.starts_at = at_wall(day, dt.time(9))
    meeting.ends_at = at_wall(day, dt.time(12))
    event = parsed(calendars.request(invitation, URL, now())).walk("VEVENT")[0]
    start = event.decoded("DTSTART")
    assert start == meeting.starts_at
    assert start.utcoffset() == dt.timedelta(hours=offset)


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("method", ["request", "cancel"])
def test_no_text_adds_a_property_or_an_event(invitation, evil, method):
    write = getattr(calendars, method)
    plain = sorted(
        line.partition(":")[0].partition(";")[0]
        for line in unfolded(write(invitation, URL, now()))
    )
    meeting = invitation.meeting
    meeting.title = meeting.place = meeting.address = meeting.organiser = evil
    meeting.description = invitation.name = evil
    meeting.partnership.office_name = evil
    text = write(invitation, URL, now())
    names = sorted(line.partition(":")[0].partition(";")[0] for line in unfolded(text))
    assert names == plain
    assert len(parsed(text).walk("VEVENT")) == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_nobody_else_is_named(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 3, cast.officer)
    released(meeting, cast.officer)
    for letter in Letter.objects.all():
        others = meeting.invitations.exclude(email=letter.to_email)
        for other in others:
            whole = letter.text + letter.html + letter.calendar.replace("\r\n ", "")
            assert other.email not in whole
            assert other.name not in whole


@pytest.mark.parametrize(("language", "weekday"), [("pl", "środa"), ("en", "Wednesday")])
def test_a_letter_says_all_in_the_language_of_the_person(invitation, language, weekday):
    meeting = invitation.meeting
    invitation.person.language = language
    meeting.map_url = "https://mapa.example/?q=1"
    meeting.organiser = "Starosta próbny"
    meeting.agenda.create(order=1, title="Otwarcie", minutes=10, presenter="dyrektor")
    drawn = letters.content(letters.INVITATION, invitation)
    for part in (drawn["text"], drawn["html"]):
        assert f"{weekday}" in part
        assert "09:00–13:00" in part
        assert "Sala próbna nr 1" in part
        assert meeting.map_url in part
        assert "Starosta próbny" in part
        assert "Otwarcie" in part
        prefix = "/en" if language == "en" else ""
        assert f"{prefix}/z/" in part
    assert meeting.title in drawn["subject"]
    assert "style=" in drawn["html"]


def test_markup_in_names_stays_text(invitation):
    invitation.meeting.title = "<script>alert(1)</script> & spółka"
    invitation.meeting.description = "<img src=x onerror=alert(1)>"
    drawn = letters.content(letters.INVITATION, invitation)
    assert "<script>alert" not in drawn["html"]
    assert "<img src=x" not in drawn["html"]
    assert "<script>alert(1)</script> & spółka" in drawn["text"]


def test_the_feed_is_a_calendar(client, cast):
    MeetingFactory.create_batch(3, partnership=cast.partnership, announced=True)
    response = client.get(reverse("meetings:feed"))
    calendar = parsed(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar["METHOD"] == "PUBLISH"
    assert len(calendar.walk("VEVENT")) == 3
    assert "ATTENDEE" not in response.content.decode()
    assert "ORGANIZER" not in response.content.decode()
