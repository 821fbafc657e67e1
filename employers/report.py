"""Work with employers in numbers, year by year. Counts only."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Sum, Value
from django.db.models.functions import ExtractYear

from counties.models import Partnership
from employers.models import LayoffCase, QuickStartOrder, Reading


@dataclass
class Year:
    """What happened in one year: each number counts what fell into it."""

    year: int
    notified: int = 0  # lay-off cases
    planned: int = 0  # people to be laid off in them
    closed: int = 0  # lay-off cases
    covered: int = 0  # people, in the cases closed
    employed: int = 0  # people in new jobs, in the cases closed
    requested: int = 0  # Quick Start orders
    trained: int = 0  # people, by the day of the examination
    hired: int = 0  # people, by the day of hiring
    kept: int = 0  # people still employed, by the day of the check


def years(partnership: Partnership | None = None) -> list[Year]:
    """Every year with something in it, the newest first. One query.

    Of all partnerships together when none is given.
    """
    cases, orders = LayoffCase.objects.all(), QuickStartOrder.objects.all()
    outcomes = Reading.objects.filter(final=True)
    if partnership is not None:
        cases, orders = cases.held_by(partnership), orders.held_by(partnership)
        outcomes = outcomes.filter(case__partnership=partnership)
    parts = [
        _by_year(cases, "notified_on", "notified", Count("pk")),
        _by_year(cases, "notified_on", "planned", Sum("planned")),
        _by_year(outcomes, "on", "closed", Count("pk")),
        _by_year(outcomes, "on", "covered", Sum("covered")),
        _by_year(outcomes, "on", "employed", Sum("employed")),
        _by_year(orders, "requested_on", "requested", Count("pk")),
        _by_year(orders, "examined_on", "trained", Sum("trained")),
        _by_year(orders, "hired_on", "hired", Sum("hired")),
        _by_year(orders, "checked_on", "kept", Sum("kept")),
    ]
    found: dict[int, Year] = {}
    for year, what, number in parts[0].union(*parts[1:], all=True):
        setattr(found.setdefault(year, Year(year)), what, number)
    return sorted(found.values(), key=lambda line: -line.year)


def _by_year(rows, day, what, number):
    """(year, what, number) for every year in which `day` is known."""
    return (
        rows.filter(**{f"{day}__isnull": False})
        .order_by()
        .annotate(year=ExtractYear(day), what=Value(what, CharField(max_length=12)))
        .values("year", "what")
        .annotate(number=number)
        .values_list("year", "what", "number")
    )
