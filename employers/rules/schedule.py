"""When each step of a lay-off case is due: the one place where the days stand.

The days are the office's own measure, not the law's. A step is due so many days after
the notice; a day that is free moves on to the next working day. The case is closed half
a year after the last lay-off, because people may be helped for six months after the end
of their employment (art. 217 of the Act of 20 March 2025, Dz.U. 2025 poz. 620); halfway
there the help is reviewed.
"""

import datetime as dt
import functools

from core.times import months_after
from employers.choices import StepKind

# Working days after the notice, its own day not counted.
WORKING_DAYS = {StepKind.CONTACT: 3, StepKind.INFORMATION: 7}
# Calendar days after the notice.
DAYS = {StepKind.TEAM: 14, StepKind.SURVEY: 21, StepKind.PROGRAMME: 30}
HELP_MONTHS = 6
# When the last day of the lay-offs is not known yet.
CLOSING_DAYS = 270
# After so many months the office asks who still works.
CHECK_MONTHS = 3
SATURDAY = 5


@functools.cache
def _holidays():
    import holidays  # noqa: PLC0415 - 0.3 s that only the reckoning of days needs

    return holidays.country_holidays("PL")


def is_working_day(day: dt.date) -> bool:
    """Whether `day` is neither a Saturday, a Sunday nor a Polish public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays()


def working_day_from(day: dt.date) -> dt.date:
    """`day` itself, or the next working day when it is free."""
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The `number`-th working day after `day`."""
    for _count in range(number):
        day = working_day_from(day + dt.timedelta(days=1))
    return day


def due_days(notified_on: dt.date, ends_on: dt.date | None) -> dict[StepKind, dt.date]:
    """The day on which each step is due, in the order of `StepKind`."""
    closing = notified_on + dt.timedelta(days=CLOSING_DAYS)
    if ends_on is not None:
        closing = max(months_after(ends_on, HELP_MONTHS), notified_on)
    halfway = notified_on + (closing - notified_on) / 2
    found = {kind: working_days_after(notified_on, n) for kind, n in WORKING_DAYS.items()}
    for kind, number in DAYS.items():
        found[kind] = working_day_from(notified_on + dt.timedelta(days=number))
    found[StepKind.REVIEW] = working_day_from(halfway)
    found[StepKind.CLOSING] = working_day_from(closing)
    return found


def check_day(hired_on: dt.date) -> dt.date:
    """The day on which the office asks how many of those hired still work."""
    return working_day_from(months_after(hired_on, CHECK_MONTHS))
