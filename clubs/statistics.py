"""What can be counted in clubs: help, hours, gifts. Numbers only, never a person."""

from decimal import Decimal

from django.db.models import Count
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubs import totals
from clubs.choices import ClubStatus, GiftKind, Support
from clubs.figures import TITLE
from clubs.models import Club, Gift
from core.charts import (
    COLUMNS,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    Summands,
    by_choice,
    single,
    year_of,
)
from core.small_numbers import GUARDED, is_over

WORDS = {
    "help": _("Help given by clubs"),
    "volunteer": _("Hours of voluntary work"),
    "rooms": _("Hours of rooms lent free of charge"),
    "gifts": _("Gifts to clubs"),
    "value": _("Estimated value of gifts"),
}


def charts(scope: Scope) -> list[Chart]:
    """Clubs by state; help, hours and gifts by year and kind. Six queries."""
    clubs = list(scope.rows(Club).order_by("sort", "pk").only("pk", "name"))
    states = dict(scope.rows(Club).order_by().values_list("status").annotate(Count("pk")))
    years = _years(scope, clubs)
    return [
        single(
            "clubs-by-state",
            _("Clubs by state"),
            [pgettext_lazy("chart", "State"), _("Clubs")],
            by_choice(ClubStatus, states, lambda state: _list(scope, status=state)),
        ),
        _by_year(scope, "help-by-year", _("Help given by clubs, by year"), years, ["help"]),
        _by_kind(scope, years),
        _by_year(
            scope, "hours-by-year", _("Voluntary work and rooms, by year"), years,
            ["volunteer", "rooms"],
        ),
        _by_year(scope, "gifts-by-year", _("Gifts to clubs, by year"), years, ["gifts"]),
        _gifts_by_kind(scope),
    ]  # fmt: skip


def numbers(scope: Scope, year: int) -> list[Number]:
    """The clubs on the day of the report, and what they counted in `year`. Four queries.

    A report may be published, so of the help given it tells only what everyone may know.
    """
    clubs = list(scope.rows(Club).only("pk", "name", "status"))
    exact = totals.years_of(clubs)
    years = [known[year] for known in exact.values() if year in known]
    told = [one for known in totals.guard(exact).values() for one in known if one.year == year]
    over = is_over(year)
    found = [
        Number(
            "open",
            _("Open clubs on the day of the report"),
            sum(club.status == ClubStatus.OPEN for club in clubs),
            _list(scope, status=ClubStatus.OPEN.value),
        )
    ]
    if over:
        found.append(_help(scope, told, year))
    for what, words in WORDS.items():
        if what == "help":
            continue
        total = sum((_amount(one, what) or 0 for one in years), Decimal(0))
        value = total if what == "value" else int(total)
        unit = "PLN" if what == "value" else ""
        url = scope.behind("clubs", what=what, year=year)
        found.append(Number(what, words, value, url, unit))
    return found + [
        Number(
            f"help-{kind.value}",
            format_lazy("{}: {}", WORDS["help"], kind.label),
            sum(_amount(one, "help", kind) or 0 for one in told),
            scope.behind("clubs", what="help", kind=kind.value, year=year, told=1),
        )
        for kind in Support
        if over
    ]


def _help(scope, told, year):
    total = sum(_amount(one, "help") or 0 for one in told)
    return Number(
        "help", WORDS["help"], total, scope.behind("clubs", what="help", year=year, told=1)
    )


def behind(scope: Scope, params) -> Summands:
    """The clubs and `what` each of them counted (in `year`, of a `kind` of help).

    With `told` only what everyone may know, as in the annual report.
    """
    what = params.get("what", "")
    what = what if what in WORDS else "help"
    kind = params.get("kind", "")
    kind = Support(kind) if kind in Support.values and what == "help" else None
    clubs = list(scope.rows(Club).order_by("sort", "pk").only("pk", "name"))
    years = _guarded(clubs) if params.get("told") else _years(scope, clubs)
    year = year_of(params)
    rows = []
    for club in clubs:
        known = years.get(club.pk, {})
        wanted = [one for number, one in known.items() if year in (None, number)]
        amount = sum(_amount(one, what, kind) or 0 for one in wanted)
        if amount:
            rows.append((club.name, _page(scope, club), amount))
    title = format_lazy("{}: {}", WORDS[what], kind.label) if kind else WORDS[what]
    heads = [_("Club"), pgettext_lazy("chart", "Number")]
    return Summands(title, heads, rows, "PLN" if what == "value" else "")


def gifts(scope: Scope, params) -> Summands:
    """The clubs and how many gifts (of a `kind`) each of them got."""
    kind = params.get("kind", "")
    found = _gifts(scope)
    if kind in GiftKind.values:
        found = found.filter(kind=kind)
    rows = found.values_list("club__name", "club").annotate(number=Count("pk"))
    return Summands(
        WORDS["gifts"],
        [_("Club"), pgettext_lazy("chart", "Number")],
        [
            (name, _page_of(scope, pk), number)
            for name, pk, number in rows.order_by("club__sort", "club")
        ],
    )


def _years(scope, clubs):
    """What each club counted, by year: exact for the office, guarded for everyone."""
    return _guarded(clubs) if scope.public else totals.years_of(clubs)


def _guarded(clubs):
    """What everyone may know of each club, by year."""
    return {
        club: {one.year: one for one in years} for club, years in totals.published(clubs).items()
    }


def _amount(one, what, kind=None):
    """A number of an exact or a published year; None where it is kept back."""
    if kind is not None:
        rows = getattr(one, "rows", None)  # published years have these, exact ones `kinds`
        return dict(rows)[kind.label] if rows is not None else one.kinds[kind.value]
    return {
        "help": one.total,
        "volunteer": one.volunteer_hours,
        "rooms": one.room_hours,
        "gifts": one.gifts,
        "value": getattr(one, "gift_value", 0),
    }[what]


def _by_year(scope, key, title, years, whats):
    sums: dict[int, list[int]] = {}
    for known in years.values():
        for year, one in known.items():
            line = sums.setdefault(year, [0] * len(whats))
            for place, what in enumerate(whats):
                line[place] += _amount(one, what) or 0
    rows = [
        Row(
            str(year),
            [
                Cell(number, scope.behind("clubs", what=what, year=year))
                for what, number in zip(whats, sums[year], strict=True)
            ],
        )
        for year in sorted(sums)
    ]
    heads = [_("Year"), *(WORDS[what] for what in whats)]
    return Chart(key, title, heads, rows, COLUMNS, note=GUARDED if scope.public else "")


def _by_kind(scope, years):
    every = [one for known in years.values() for one in known.values()]
    return single(
        "help-by-kind",
        _("Help given by clubs, by kind"),
        [_("Kind of help"), pgettext_lazy("chart", "Number")],
        [
            (
                kind.label,
                sum(_amount(one, "help", kind) or 0 for one in every),
                scope.behind("clubs", what="help", kind=kind.value),
            )
            for kind in Support
        ],
        note=GUARDED if scope.public else "",
    )


def _gifts(scope):
    return Gift.objects.filter(club__in=scope.rows(Club).order_by().values("pk")).order_by()


def _gifts_by_kind(scope):
    kinds = dict(_gifts(scope).values_list("kind").annotate(Count("pk")))
    return single(
        "gifts-by-kind",
        _("Gifts to clubs, by kind"),
        [_("Kind of gift"), pgettext_lazy("chart", "Number")],
        by_choice(GiftKind, kinds, lambda kind: scope.behind("gifts", kind=kind)),
    )


def _list(scope, **params):
    return scope.listed("clubs:index", "clubs:office_index", **params)


def _page(scope, club):
    return _page_of(scope, club.pk)


def _page_of(scope, pk):
    return reverse("clubs:detail" if scope.public else "clubs:office_detail", args=[pk])


STATISTICS = Statistics("clubs", TITLE, charts, numbers, {"clubs": behind, "gifts": gifts})
