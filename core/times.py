"""Wall-clock arithmetic in Warsaw. Rows hold UTC; people mean the clock on the wall."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")


class GapError(ValueError):
    """This hour does not exist: the clocks go forward over it."""


def at_wall(day: dt.date, hour: dt.time) -> dt.datetime:
    """The moment, in UTC, when the wall clock shows `hour` on `day`.

    In the hour that comes twice (autumn) the first one is meant. Raises
    `GapError` for an hour that the spring change skips.
    """
    wall = dt.datetime.combine(day, hour.replace(tzinfo=None), tzinfo=WARSAW)
    moment = wall.astimezone(dt.UTC)
    if moment.astimezone(WARSAW).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise GapError(wall.isoformat())
    return moment


def days_before(moment: dt.datetime, days: int, hour: dt.time) -> dt.datetime:
    """The moment `days` calendar days before `moment` when the wall shows `hour`.

    A skipped hour moves on to the first one that exists.
    """
    day = moment.astimezone(WARSAW).date() - dt.timedelta(days=days)
    try:
        return at_wall(day, hour)
    except GapError:
        later = dt.time((hour.hour + 1) % 24, hour.minute)
        return at_wall(day, later)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return day.replace(day.year + years, month + 1, min(day.day, last))
