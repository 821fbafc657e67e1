"""Meetings of record: when, where, how many were invited and came, as publications say."""

import calendar
import datetime as dt

from django.conf import settings

from core.times import at_wall
from meetings.actions.plan import create
from meetings.actions.plan import hold as close
from meetings.choices import Bound, MeetingKind, Precision
from meetings.models import Meeting
from sampledata.cases.places import Places
from sampledata.cases.prose import day_of, in_words, key, prose
from sampledata.cases.words import polish, source

KINDS = [
    ("promotional meetings", MeetingKind.PROMOTION),
    ("inaugural", MeetingKind.INAUGURATION),
    ("gala", MeetingKind.GALA),
    ("yearly", MeetingKind.YEARLY),
    ("Forum", MeetingKind.FORUM),
    ("workshop teams", MeetingKind.PLENARY),
    ("workshop", MeetingKind.WORKSHOP),
    ("club", MeetingKind.CLUB),
    ("conference", MeetingKind.PLENARY),
]
PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
COLUMNS = {"attendance_about", "note"}
UNCERTAIN = "Etap według tytułu spotkania; źródło go nie nazywa."


def load(records: dict, places: Places) -> tuple[int, int]:
    """Enter the meetings of the file. Returns how many are new, and how many stood.

    A meeting without any date cannot stand in a calendar: `places.missing` tells of it.
    """
    new = stood = 0
    for record in records.get("meetings", []):
        if record["date"] is None:
            places.missing[record["id"]] = (
                f"“{record['id']}” ({record['place']}): the source gives no date of this meeting."
            )
            continue
        held = [p for p in places.partnerships_of(record["county"]) if p]
        if not held:
            continue
        if find(record) or _kept_by_hand(record, held):
            stood += 1
        else:
            _enter(record, held[0])
            new += 1
    return new, stood


def find(record: dict) -> Meeting | None:
    """The meeting that an earlier load made of this record."""
    return Meeting.objects.filter(uid=_uid(record)).first()


def title_of(record: dict) -> str:
    """The kind of meeting, as its title."""
    words = polish(record["kind"])
    return words[0].upper() + words[1:]


def _uid(record):
    return f"{key('meeting', record)}@{settings.MAIL_DOMAIN}"


def _kept_by_hand(record, held):
    """A joint meeting that the office of another of its counties keeps."""
    joint = " + " in record["county"]
    there = Meeting.objects.public().exclude(partnership__in=held)
    start = _days(record)[0]
    day = (at_wall(start, dt.time.min), at_wall(start, dt.time(23, 59)))
    return joint and there.filter(starts_at__range=day).exists()


def _enter(record, partnership):
    first, last = _days(record)
    total, bound, note = _came(record)
    meeting = create(
        actor=None,
        meeting=Meeting(
            partnership=partnership,
            uid=_uid(record),
            title=title_of(record),
            kind=next(kind for words, kind in KINDS if words in record["kind"]),
            precision=PRECISIONS[len(record["date"])],
            starts_at=at_wall(first, dt.time.min),
            ends_at=at_wall(last, dt.time(23, 59)),
            place=polish(record.get("place") or ""),
            commune=partnership.communes.filter(name=record.get("host_gmina", "")).first(),
            organiser=in_words(record.get("organisers") or record.get("organiser") or ""),
            description=_description(record),
            attendance_bound=bound,
            invited_total=record.get("invitations_sent"),
            invited_bound=Bound.LEAST if record.get("invitations_sent_is_minimum") else "",
            source_note=source(record["source"]),
        ),
    )
    close(meeting=meeting, actor=None, total=total, note=note)


def _days(record):
    """The first and the last day of what the record calls the date."""
    first = day_of(record["date"])
    if record.get("date_to"):
        return first, day_of(record["date_to"])
    if len(record["date"]) == 4:
        return first, dt.date(first.year, 12, 31)
    if len(record["date"]) == 7:
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first, first


def _came(record):
    """How many came, the word before that number, and how the number is known."""
    if rate := record.get("attendance_rate_percent_about"):
        note = (
            f"Źródło: przyszło około {rate} % zaproszonych; liczba wyliczona "
            f"({polish(record['attendance_derived'])})."
        )
        return record["invitations_sent"] * rate // 100, Bound.ABOUT, note
    if record.get("attendance_about"):
        return record["attendance_about"], Bound.ABOUT, ""
    return record.get("attendance"), Bound.EXACT, ""


def _description(record):
    uncertain = UNCERTAIN if record.get("stage_certain") is False else ""
    host = record.get("host_gmina")
    remark = f"Uwaga: {polish(record['note'])}" if record.get("note") else ""
    lines = [f"Gmina gospodarz: {host}" if host else "", prose(record, COLUMNS), uncertain, remark]
    return "\n".join(filter(None, lines))
