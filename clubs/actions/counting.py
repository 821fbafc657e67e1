"""Logging a club's months: counts, never a person."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, now

from accounts.models import User
from clubs.errors import FutureMonthError, LockedMonthError, MonthChangedError
from clubs.models import Club, Month, MonthlyCount
from clubs.rules import first_of
from journal.actions import record

Counts = dict[tuple[str, str], int]
HOURS = ("volunteer_hours", "room_hours")


@transaction.atomic
def log(
    *,
    club: Club,
    first: dt.date,
    counts: Counts,
    version: int = 0,
    volunteer_hours: int = 0,
    room_hours: int = 0,
    actor: User | None,
) -> Month:
    """Store the month that begins on `first`; `counts` is by (kind, group).

    `version` is the one that was read, 0 for a month not yet logged. A correction
    keeps the former values in the journal. Raises `FutureMonthError`,
    `LockedMonthError`, or `MonthChangedError` when somebody saved after `version`.
    """
    if first_of(first) > first_of(localdate()):
        raise FutureMonthError
    month, new = Month.objects.get_or_create(club=club, first=first_of(first))
    month = Month.objects.select_for_update().get(pk=month.pk)
    if month.locked_at:
        raise LockedMonthError
    if not new and month.version != version:
        raise MonthChangedError
    before = _words(month)
    month.volunteer_hours, month.room_hours = volunteer_hours, room_hours
    month.version += not new
    month.save()
    month.counts.all().delete()
    MonthlyCount.objects.bulk_create(
        MonthlyCount(month=month, kind=kind, group=group, number=number)
        for (kind, group), number in counts.items()
        if number
    )
    _tell(month, {} if new else before, new, actor)
    return month


@transaction.atomic
def lock(*, month: Month, actor: User | None) -> None:
    """Keep a month from changing. Locking it twice is once."""
    if Month.objects.filter(pk=month.pk, locked_at__isnull=True).update(locked_at=now()):
        record(verb="club month locked", row=month, actor=actor)


@transaction.atomic
def unlock(*, month: Month, actor: User | None) -> None:
    """Let a locked month be corrected."""
    locked = Month.objects.filter(pk=month.pk, locked_at__isnull=False)
    if locked.update(locked_at=None, version=F("version") + 1):
        record(verb="club month unlocked", row=month, actor=actor)


def _tell(month: Month, before: dict[str, int], new: bool, actor: User | None) -> None:
    after = _words(month)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    record(
        verb="club month logged" if new else "club month corrected",
        row=month,
        actor=actor,
        before={name: before.get(name, 0) for name in changed if not new},
        after={name: after.get(name, 0) for name in changed},
    )


def _words(month: Month) -> dict[str, int]:
    """The month's numbers under the names that `clubs.plugins.journal` puts into words."""
    words = {f"{row.kind}-{row.group}": row.number for row in month.counts.all()}
    hours = {name: getattr(month, name) for name in HOURS if getattr(month, name)}
    return words | hours
