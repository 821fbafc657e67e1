"""Work with employers in numbers, year by year: exact for the office, suppressed for others.

Counts only. Which people are counted here nobody learns: small numbers of them are kept
back as `core.small_numbers` says. Firms and cases are no people; these counts stand.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Sum, Value
from django.db.models.functions import ExtractYear

from core.small_numbers import HIDDEN, is_over, suppress
from counties.models import Partnership
from employers.models import LayoffCase, QuickStartOrder, Reading

THINGS = ("notified", "closed", "requested")
PEOPLE = ("planned", "covered", "employed", "trained", "hired", "kept")


@dataclass
class Year:
    """What happened in one year: each number counts what fell into it.

    Of people, `HIDDEN` stands for what is kept back.
    """

    year: int
    notified: int = 0  # lay-off cases
    planned: int | None = 0  # people to be laid off in them
    closed: int = 0  # lay-off cases
    covered: int | None = 0  # people, in the cases closed
    employed: int | None = 0  # people in new jobs, in the cases closed
    requested: int = 0  # Quick Start orders
    trained: int | None = 0  # people, by the day of the examination
    hired: int | None = 0  # people, by the day of hiring
    kept: int | None = 0  # people still employed, by the day of the check

    @property
    def new_jobs(self) -> int | None:
        """People in new jobs after lay-offs and Quick Start, unless one of both is kept back."""
        if self.employed is HIDDEN or self.hired is HIDDEN:
            return HIDDEN
        return self.employed + self.hired


def years(partnership: Partnership) -> list[Year]:
    """Every exact year of `partnership` with something in it, the newest first. One query."""
    return [known[partnership.pk] for known in _newest_first(_found(partnership))]


def published(partnership: Partnership | None = None) -> list[Year]:
    """Every year as everyone may see it, the newest first. One query.

    Of all partnerships together when none is given: such a total is shown only where no
    hidden number of one of them could be reckoned from it and from those of the others.
    Of the present year no people are told.
    """
    return [_published(list(known.values())) for known in _newest_first(_found(partnership))]


def _published(exact):
    """The exact lines of one year, one of each partnership, as one line for everyone."""
    line = Year(exact[0].year)
    for what in THINGS:
        setattr(line, what, sum(getattr(one, what) for one in exact))
    for what in PEOPLE:
        _shown, total = suppress([getattr(one, what) for one in exact])
        setattr(line, what, total if is_over(line.year) else HIDDEN)
    return line


def _newest_first(found):
    return [found[year] for year in sorted(found, reverse=True)]


def _found(partnership) -> dict[int, dict[int, Year]]:
    """The exact years by year and partnership: of one, or of all. One query."""
    cases, orders = LayoffCase.objects.all(), QuickStartOrder.objects.counted()
    outcomes, held = Reading.objects.filter(final=True), "case__partnership"
    if partnership is not None:
        cases, orders = cases.held_by(partnership), orders.held_by(partnership)
        outcomes = outcomes.filter(case__partnership=partnership)
    parts = [
        _by_year(cases, "notified_on", "notified", Count("pk")),
        _by_year(cases, "notified_on", "planned", Sum("planned")),
        _by_year(outcomes, "on", "closed", Count("pk"), held),
        _by_year(outcomes, "on", "covered", Sum("covered"), held),
        _by_year(outcomes, "on", "employed", Sum("employed"), held),
        _by_year(orders, "requested_on", "requested", Count("pk")),
        _by_year(orders, "examined_on", "trained", Sum("trained")),
        _by_year(orders, "hired_on", "hired", Sum("hired")),
        _by_year(orders, "checked_on", "kept", Sum("kept")),
    ]
    found: dict[int, dict[int, Year]] = defaultdict(dict)
    for holder, year, what, number in parts[0].union(*parts[1:], all=True):
        setattr(found[year].setdefault(holder, Year(year)), what, number)
    return found


def _by_year(rows, day, what, number, held="partnership"):
    """(partnership, year, what, number) for every year in which `day` is known."""
    return (
        rows.filter(**{f"{day}__isnull": False})
        .order_by()
        .annotate(
            holder=F(held), year=ExtractYear(day), what=Value(what, CharField(max_length=12))
        )
        .values("holder", "year", "what")
        .annotate(number=number)
        .values_list("holder", "year", "what", "number")
    )
