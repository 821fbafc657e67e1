"""Yearly totals of clubs: exact for those who work with them, suppressed for everyone else.

Small numbers are kept back as `core.small_numbers` says. Other apps publish only what
`published` gives: a sum of published figures tells nothing that they do not tell
themselves.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from clubs.choices import Group, Support
from clubs.models import Gift, Month, MonthlyCount
from core.charts import Chart, single
from core.small_numbers import is_over, suppress


@dataclass
class Year:
    """What clubs counted in one year. `kinds` and `groups` are by value, zeros included."""

    year: int
    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Support.values, 0))
    groups: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Group.values, 0))
    months: int = 0
    volunteer_hours: int = 0
    room_hours: int = 0
    gifts: int = 0
    gift_value: Decimal = Decimal(0)
    unvalued: int = 0  # gifts of which nobody knows the value

    @property
    def total(self) -> int:
        return sum(self.kinds.values())

    @property
    def charts(self) -> list[Chart]:
        """How often each kind of help was given, and how often to each group."""
        often = _("How often")
        kinds = [(Support(kind).label, number) for kind, number in self.kinds.items()]
        groups = [(Group(group).label, number) for group, number in self.groups.items()]
        return [
            single("kinds", _("By kind of help"), [_("Kind of help"), often], kinds),
            single("groups", _("By group"), [_("Group"), often], groups),
        ]


@dataclass(frozen=True)
class PublishedYear:
    """A finished year as everyone may see it; `HIDDEN` stands for what is kept back."""

    year: int
    rows: list[tuple[str, int | None]]
    total: int | None
    volunteer_hours: int
    room_hours: int
    gifts: int


def years_of(clubs: Iterable) -> dict[int, dict[int, Year]]:
    """The exact years of each of `clubs`, by club and year, newest first. Three queries."""
    found: dict[int, dict[int, Year]] = defaultdict(dict)

    def of(club, year):
        return found[club].setdefault(year, Year(year))

    ids = [club.pk for club in clubs]
    for row in _counts(ids):
        year = of(row["month__club"], row["year"])
        year.kinds[row["kind"]] += row["number"]
        year.groups[row["group"]] += row["number"]
    for row in _months(ids):
        year = of(row["club"], row["year"])
        year.months += 1
        year.volunteer_hours += row["volunteer_hours"]
        year.room_hours += row["room_hours"]
    for row in _gifts(ids):
        year = of(row["club"], row["year"])
        year.gifts += 1
        year.gift_value += row["value"] or 0
        year.unvalued += row["value"] is None
    return {club: dict(sorted(years.items(), reverse=True)) for club, years in found.items()}


def sum_of(years: Iterable[Year], year: int) -> Year:
    """The given exact years of several clubs together."""
    whole = Year(year)
    for one in years:
        for kind, number in one.kinds.items():
            whole.kinds[kind] += number
        for group, number in one.groups.items():
            whole.groups[group] += number
        for name in ("months", "volunteer_hours", "room_hours", "gifts", "gift_value", "unvalued"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
    return whole


def published(clubs: Iterable) -> dict[int, list[PublishedYear]]:
    """The finished years of `clubs` as everyone may see them, by club. Three queries."""
    return guard(years_of(clubs))


def guard(years: dict[int, dict[int, Year]]) -> dict[int, list[PublishedYear]]:
    """What `years_of` gave, as everyone may see it.

    The present year is left out.
    """
    return {
        club: [_public(year) for year in exact.values() if is_over(year.year)]
        for club, exact in years.items()
    }


def _public(year):
    shown, total = suppress(list(year.kinds.values()))
    labels = [str(Support(kind).label) for kind in year.kinds]
    return PublishedYear(
        year.year,
        list(zip(labels, shown, strict=True)),
        total,
        year.volunteer_hours,
        year.room_hours,
        year.gifts,
    )


def _counts(ids):
    rows = MonthlyCount.objects.filter(month__club__in=ids).order_by()
    return (
        rows.annotate(year=ExtractYear("month__first"))
        .values("month__club", "year", "kind", "group")
        .annotate(number=Sum("number"))
    )


def _months(ids):
    rows = Month.objects.filter(club__in=ids).order_by()
    return rows.values("club", "volunteer_hours", "room_hours", year=ExtractYear("first"))


def _gifts(ids):
    rows = Gift.objects.filter(club__in=ids, given_on__isnull=False).order_by()
    return rows.values("club", "value", year=ExtractYear("given_on"))
