"""Calendar entries: requests for one person (iTIP, RFC 5546) and public feeds (RFC 5545)."""

import datetime as dt
import functools

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.choices import MeetingStatus
from meetings.models import Invitation, Meeting

PRODID = "-//Partnerstwo Lokalne//Portal//PL"
# The rules of Warsaw's clock since 1996, as calendar programs expect them.
WARSAW_RULES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VTIMEZONE
TZID:Europe/Warsaw
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
"""


@functools.cache
def _ical():
    import icalendar  # noqa: PLC0415 - 0.2 s that letters and downloads need, and no start

    return icalendar


def request(invitation: Invitation, url: str, stamp: dt.datetime) -> str:
    """A calendar program's "you are invited": METHOD:REQUEST for this one person."""
    return _personal("REQUEST", invitation, url, stamp)


def cancel(invitation: Invitation, url: str, stamp: dt.datetime) -> str:
    """A calendar program's "take it out again": METHOD:CANCEL for this one person."""
    return _personal("CANCEL", invitation, url, stamp)


class CalendarTemplate:
    """The calendar part of one meeting's letters: written once, filled in for each person.

    `fill` gives to the letter what `request` or `cancel` gives.
    """

    URL = "\ue000"  # stands where the personal link comes

    def __init__(self, method: str, invitation: Invitation, stamp: dt.datetime):
        self.method = method
        whole = _personal(method, invitation, self.URL, stamp)
        self.lines = [
            line if self._changes(line) else _folded(line)
            for line in whole.replace("\r\n ", "").split("\r\n")
        ]

    def fill(self, invitation: Invitation, url: str) -> str:
        lines = []
        for line in self.lines:
            if line.startswith("ATTENDEE"):
                guest = _guest(self.method, invitation)
                lines.append(
                    _folded(_ical().parser.Contentline.from_parts("ATTENDEE", guest.params, guest))
                )
            else:
                lines.append(_folded(line.replace(self.URL, url)) if self.URL in line else line)
        return "\r\n".join(lines)

    def _changes(self, line):
        return self.URL in line or line.startswith("ATTENDEE")


def _folded(line):
    return _ical().parser.Contentline(line).to_ical().decode()


def single(meeting: Meeting, url: str) -> str:
    """One public meeting of a known day to keep: METHOD:PUBLISH, nobody named."""
    return _published([(meeting, url)])


def feed(meetings, url_of, name: str) -> str:
    """All `meetings` as a calendar to subscribe to; `url_of(meeting)` gives each page."""
    return _published([(meeting, url_of(meeting)) for meeting in meetings], name)


def _personal(method, invitation, url, stamp):
    calendar = _calendar(method)
    event = _event(invitation.meeting, url, stamp)
    office = invitation.meeting.partnership
    organiser = _ical().vCalAddress(f"mailto:{office.office_email}")
    organiser.params["CN"] = _ical().vText(_one_line(office.office_name))
    event["ORGANIZER"] = organiser
    event.add("attendee", _guest(method, invitation), encode=0)
    if method == "CANCEL":
        event["STATUS"] = _ical().vText("CANCELLED")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _guest(method, invitation):
    guest = _ical().vCalAddress(f"mailto:{invitation.email}")
    guest.params["CN"] = _ical().vText(_one_line(invitation.name))
    guest.params["CUTYPE"] = _ical().vText("INDIVIDUAL")
    guest.params["ROLE"] = _ical().vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = _ical().vText("NEEDS-ACTION")
    guest.params["RSVP"] = _ical().vText("TRUE" if method == "REQUEST" else "FALSE")
    return guest


def _published(meetings, name=""):
    calendar = _calendar("PUBLISH")
    if name:
        calendar.add("x-wr-calname", _one_line(name))
        calendar.add("refresh-interval", dt.timedelta(hours=6), {"VALUE": "DURATION"})
    for meeting, url in meetings:
        calendar.add_component(_event(meeting, url, meeting.updated_at))
    return calendar.to_ical().decode()


def _calendar(method):
    calendar = _ical().Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


@functools.cache
def _zone():
    return _ical().Calendar.from_ical(WARSAW_RULES).walk("VTIMEZONE")[0]


def _event(meeting, url, stamp):
    event = _ical().Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
    if meeting.has_hours:
        event.add("dtstart", meeting.local_start)
        event.add("dtend", meeting.local_end)
    else:
        # A whole day; its end is the day after (RFC 5545, 3.6.1).
        event.add("dtstart", meeting.local_start.date())
        event.add("dtend", meeting.local_end.date() + dt.timedelta(days=1))
    event.add("summary", _one_line(meeting.title))
    if meeting.where:
        event.add("location", _one_line(meeting.where))
    event.add("description", _words(meeting, url))
    cancelled = meeting.status == MeetingStatus.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("url", url)
    event.add("class", "PUBLIC" if meeting.is_public else "PRIVATE")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event


def _words(meeting, url):
    """What the entry says below the title, without anybody's name but the organiser's."""
    lines = [_("Organiser: %(name)s") % {"name": meeting.organised_by}]
    if meeting.online_url and meeting.status != MeetingStatus.CANCELLED:
        lines.append(_("Join online: %(url)s") % {"url": meeting.online_url})
    if meeting.map_url:
        lines.append(_("Map: %(url)s") % {"url": meeting.map_url})
    if meeting.description:
        lines.append(meeting.description)
    lines.append(url)
    return "\n".join(" ".join(line.split(" ")) for line in lines).replace("\r", "")


def _one_line(text):
    return " ".join(text.split())


def public_url(path: str) -> str:
    """A page's address as other programs need it, with the host."""
    return settings.SITE_URL + path
