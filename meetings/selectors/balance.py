"""Balances of answers, turnout, and what waits for whom."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from counties.models import Territory
from meetings.choices import MeetingStatus
from meetings.models import Meeting, ReminderRule
from members.choices import Sector

COLUMNS = (
    "listed",
    "invited",
    "sent",
    "answered",
    "coming",
    "declined",
    "invited_came",
    "silent_came",
    "uninvited_came",
    "came",
)


def balance(meeting: Meeting) -> dict:
    """Sectors and communes of the list, and those that nobody on it stands for (F28)."""
    rows = meeting.invitations.all()
    sectors = {row["sector"]: row["listed"] for row in rows.counted("sector")}
    communes = {row["commune"]: row["listed"] for row in rows.counted("commune")}
    known = list(meeting.partnership.communes)
    return {
        "sectors": [(sector.label, sectors.get(sector.value, 0)) for sector in Sector],
        "no_sector": sectors.get("", 0),
        "communes": [(place.name, communes.get(place.pk, 0)) for place in known],
        "whole_county": communes.get(None, 0),
        "missing_sectors": [s.label for s in Sector if not sectors.get(s.value)],
        "missing_communes": [place.name for place in known if not communes.get(place.pk)],
        "total": sum(sectors.values()),
    }


def turnout(meeting: Meeting) -> dict:
    """Invited, answered, came and how: in all, by sector, by commune (F44).

    The rows add up to the total, and each number is the length of the list that
    `key` filters in the list of invitations.
    """
    rows = meeting.invitations.all()
    by_sector = list(rows.counted("sector"))
    for row in by_sector:
        row["label"] = Sector(row["sector"]).label if row["sector"] else _("no sector")
        row["key"] = f"sector={row['sector'] or '-'}"
    by_commune = list(rows.counted("commune"))
    names = dict(
        Territory.objects.filter(
            pk__in=[r["commune"] for r in by_commune if r["commune"]]
        ).values_list("pk", "name")
    )
    for row in by_commune:
        row["label"] = names.get(row["commune"], _("whole county"))
        row["key"] = f"commune={row['commune'] or '-'}"
    total = {name: sum(row[name] for row in by_sector) for name in COLUMNS}
    return {"total": total, "by_sector": by_sector, "by_commune": by_commune}


def warnings(meeting: Meeting, holidays) -> list[str]:
    """What the office should know before people are told.

    A holiday, another meeting, reminders that cannot go.
    """
    lost = _without_moment(meeting)
    if not meeting.has_day:
        return lost
    others = (
        Meeting.objects.held_by(meeting.partnership)
        .with_day()
        .exclude(pk=meeting.pk)
        .exclude(status=MeetingStatus.CANCELLED)
    )
    same = others.filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at)[:3]
    return [
        *lost,
        *_days_off(meeting, holidays),
        *(_("At the same time: %(title)s.") % {"title": other.title} for other in same),
    ]


def _without_moment(meeting):
    """The reminders that still lie ahead and have no moment, because the date has changed."""
    text = _("Reminder “%(rule)s” does not go. %(reason)s")
    rules = meeting.reminder_rules.filter(enabled=True)
    if meeting.is_over:
        rules = rules.filter(side=ReminderRule.Side.AFTER)
    found = []
    for rule in rules:
        rule.meeting = meeting
        if reason := rule.no_moment:
            found.append(text % {"rule": rule, "reason": reason})
    return found


def _days_off(meeting, holidays):
    first, last = meeting.local_start.date(), meeting.local_end.date()
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        shown = date_format(day, "j E Y")
        if name := holidays.get(day):
            yield _("%(day)s is a holiday: %(name)s.") % {"day": shown, "name": name}
        elif day.weekday() == 6:
            yield _("%(day)s is a Sunday.") % {"day": shown}
