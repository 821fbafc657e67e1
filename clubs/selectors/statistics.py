"""What can be counted in clubs: help, hours, gifts. Numbers only, never a person."""

from django.db.models import Count
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubs.choices import ClubStatus, GiftKind, Support
from clubs.models import Club, Gift
from clubs.selectors import totals
from clubs.selectors.counters import TITLE
from core.charts import (
    COLUMNS,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    Summands,
    any_unknown,
    by_choice,
    left_out,
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
    """Clubs by state; help, hours and gifts by year and kind. Seven queries."""
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
            scope,
            "hours-by-year",
            _("Voluntary work and rooms, by year"),
            years,
            ["volunteer", "rooms"],
        ),
        _by_year(
            scope,
            "gifts-by-year",
            _("Gifts to clubs, by year"),
            years,
            ["gifts"],
            note=left_out(_gifts(scope).filter(given_on=None).count()),
        ),
        _gifts_by_kind(scope),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """The clubs on the day of the report, and what they counted in `year`. Five queries.

    A report may be published, so of the help given it tells only what everyone may know.
    Hours and help of a year in which no club logged a month are not known.
    """
    clubs = list(scope.rows(Club).only("pk", "name", "status"))
    exact = totals.years_of(clubs)
    years = [known[year] for known in exact.values() if year in known]
    logged = [one for one in years if one.months]
    suppressed = totals.guard({place: {year: one} for place, one in enumerate(logged)})
    told = [one for known in suppressed.values() for one in known]
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
    valued = [one for one in years if one.gifts > one.unvalued]
    for what, counted in [
        ("volunteer", logged),
        ("rooms", logged),
        ("gifts", years),
        ("value", valued),
    ]:
        value = _sum(_amount(one, what) for one in counted)
        if what in ("gifts", "value") and not any(one.gifts for one in years):
            value = 0  # no gift is no value
        url = scope.behind("clubs", what=what, year=year)
        found.append(Number(what, WORDS[what], value, url, "PLN" if what == "value" else ""))
    found += _unknown_gifts(scope, year, sum(one.unvalued for one in years))
    return found + [_help(scope, told, year, kind) for kind in Support if over]


def _unknown_gifts(scope, year, unvalued):
    """How many gifts have no value among those of `year`, and how many no day at all."""
    undated = _gifts(scope).filter(given_on=None).count()
    return [
        *any_unknown(
            Number(
                "gifts-unvalued",
                _("Gifts whose value is not known, not in this sum"),
                unvalued,
                scope.behind("gifts", year=year, unvalued=1),
            )
        ),
        *any_unknown(
            Number(
                "gifts-undated",
                _("Gifts given on a day that is not known, in no year"),
                undated,
                scope.behind("gifts", undated=1),
            )
        ),
    ]


def _help(scope, told, year, kind=None):
    """Help of the published years `told`; its label says where some of it is kept back."""
    amounts = [_amount(one, "help", kind) for one in told]
    words = format_lazy("{}: {}", WORDS["help"], kind.label) if kind else WORDS["help"]
    if None in amounts and any(amounts):
        words = format_lazy("{} ({})", words, _("without what is kept back"))
    of_kind = {"kind": kind.value} if kind else {}
    url = scope.behind("clubs", what="help", **of_kind, year=year, told=1)
    return Number(f"help-{kind.value}" if kind else "help", words, _sum(amounts), url)


def _sum(amounts):
    """The sum of what is known of `amounts`; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


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
    """The clubs and how many gifts (of a `kind`, of a `year`) each of them got.

    With `undated` those whose day nobody knows, with `unvalued` those without a value.
    """
    kind = params.get("kind", "")
    found = _gifts(scope)
    if year := year_of(params):
        found = found.filter(given_on__year=year)
    for name, column in [("undated", "given_on"), ("unvalued", "value")]:
        if params.get(name):
            found = found.filter(**{column: None})
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
    """What each club counted, by year: exact for the office; for everyone small numbers are suppressed."""
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


def _by_year(scope, key, title, years, whats, note=""):
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
    notes = [words for words in (GUARDED if scope.public else "", note) if words]
    return Chart(
        key, title, heads, rows, COLUMNS, note=format_lazy(" ".join(["{}"] * len(notes)), *notes)
    )


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
