"""Reading only: balances, turnout, and what waits for whom. The roof asks here too."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from counties.models import Partnership, Territory
from meetings.choices import MeetingStatus, Presence
from meetings.models import Invitation, Meeting
from members.choices import Sector

COLUMNS = (
    "listed",
    "invited",
    "answered",
    "coming",
    "declined",
    "came",
    "invited_came",
    "silent_came",
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
    """Invited, answered, came, came without answer: in all, by sector, by commune (F44).

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


def warnings(meeting: Meeting, holidays) -> list:
    """What the office should know before people are told: a holiday, another meeting."""
    day = meeting.local_start.date()
    found = []
    if name := holidays.get(day):
        found.append(_("%(day)s is a holiday: %(name)s.") % {"day": day, "name": name})
    elif day.weekday() == 6:
        found.append(_("This day is a Sunday."))
    others = (
        Meeting.objects.held_by(meeting.partnership)
        .exclude(pk=meeting.pk)
        .exclude(status=MeetingStatus.CANCELLED)
    )
    same = others.filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at)[:3]
    return found + [_("At the same time: %(title)s.") % {"title": m.title} for m in same]


def waiting(partnership: Partnership) -> list[dict]:
    """What waits for the office: `title`, `count` and `url`; only what is there. Four queries."""
    held = Meeting.objects.held_by(partnership)
    mine = Invitation.objects.held_by(partnership)
    ahead = held.upcoming().filter(status=MeetingStatus.ANNOUNCED).order_by().values("pk")
    index = reverse("meetings:office_index")
    found = [
        (_("invitations without an answer"), mine.open().count(), f"{index}?status=announced"),
        (
            _("invitations that did not arrive"),
            mine.lost().filter(meeting__in=ahead).count(),
            f"{index}?status=announced",
        ),
        (
            _("meetings without a list of who came"),
            held.without_attendance().count(),
            f"{index}?status=announced",
        ),
        (
            _("meetings without minutes"),
            held.filter(status=MeetingStatus.HELD).count(),
            f"{index}?status=held",
        ),
    ]
    return [{"title": title, "count": n, "url": url} for title, n, url in found if n]


def waiting_for(user) -> list[Invitation]:
    """The invitations that this person has not answered yet, the next meeting first."""
    return list(
        Invitation.objects.of_user(user)
        .open()
        .select_related("meeting", "partner")
        .order_by("meeting__starts_at")
    )


def figures(partnership: Partnership | None = None) -> dict:
    """Public numbers of one partnership, or of all: meetings held, people who came, next ones.

    `came` adds the ticked names and the numbers of meetings without names.
    """
    held = Meeting.objects.public()
    if partnership is not None:
        held = held.held_by(partnership)
    done = held.filter(status__in=[MeetingStatus.HELD, MeetingStatus.MINUTED])
    named = Invitation.objects.filter(
        presence=Presence.PRESENT,
        meeting__in=done.filter(attendance_total=None).order_by().values("pk"),
    ).count()
    totals = done.filter(attendance_total__isnull=False).values_list("attendance_total", flat=True)
    return {
        "held": done.count(),
        "came": named + sum(totals),
        "upcoming": held.upcoming().filter(status=MeetingStatus.ANNOUNCED).count(),
    }


def upcoming(partnership: Partnership | None = None, limit: int = 3):
    """The next public meetings, for a home page."""
    meetings = Meeting.objects.public().upcoming().filter(status=MeetingStatus.ANNOUNCED)
    if partnership is not None:
        meetings = meetings.held_by(partnership)
    return meetings.select_related("partnership", "commune")[:limit]
