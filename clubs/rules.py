"""Months as their first days."""

import datetime as dt

from django.utils.timezone import localdate


def first_of(day: dt.date) -> dt.date:
    """The first day of the month in which `day` lies."""
    return day.replace(day=1)


def before(month: dt.date) -> dt.date:
    """The month before `month`."""
    return first_of(first_of(month) - dt.timedelta(days=1))


def after(month: dt.date) -> dt.date:
    """The month after `month`."""
    return first_of(first_of(month) + dt.timedelta(days=31))


def last_full() -> dt.date:
    """The newest month that is over, by the calendar in Warsaw."""
    return before(localdate())


def span(start: dt.date, end: dt.date) -> list[dt.date]:
    """The months from `start` to `end`, both included; empty when `end` is earlier."""
    found, month = [], first_of(start)
    while month <= end:
        found.append(month)
        month = after(month)
    return found
