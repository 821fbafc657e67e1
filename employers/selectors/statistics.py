"""What can be counted in work with employers: lay-offs and Quick Start. Numbers only."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import (
    COLUMNS,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    Summands,
    year_of,
)
from core.small_numbers import GUARDED, is_over
from employers.models import LayoffCase, QuickStartOrder, Reading
from employers.selectors import yearly
from employers.selectors.counters import TITLE

# What one year counts: words, the model, its day, the column that is summed (or rows counted).
CASES = {
    "notified": (_("Lay-offs notified"), LayoffCase, "notified_on", None),
    "planned": (_("People to be laid off"), LayoffCase, "notified_on", "planned"),
    "closed": (_("Lay-off cases closed"), Reading, "on", None),
    "covered": (_("People covered by help"), Reading, "on", "covered"),
    "employed": (_("People in new jobs after lay-offs"), Reading, "on", "employed"),
}
ORDERS = {
    "requested": (
        pgettext_lazy("chart", "Quick Start orders"),
        QuickStartOrder,
        "requested_on",
        None,
    ),
    "trained": (_("People trained by Quick Start"), QuickStartOrder, "examined_on", "trained"),
    "hired": (_("People hired after Quick Start"), QuickStartOrder, "hired_on", "hired"),
    "kept": (
        _("People still employed three months later"),
        QuickStartOrder,
        "checked_on",
        "kept",
    ),
}
ALL: dict[str, tuple] = CASES | ORDERS


def charts(scope: Scope) -> list[Chart]:
    """Lay-offs and Quick Start by year. One query.

    Everyone sees the suppressed sums only: which firms they come from is the office's knowledge.
    """
    years = yearly.published(scope.county) if scope.public else yearly.years(scope.partnership)
    years.reverse()
    return [
        _by_year(scope, "layoffs-by-year", _("Lay-offs by year"), CASES, years),
        _by_year(scope, "quick-start-by-year", _("Quick Start by year"), ORDERS, years),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """Everything that fell into `year`. One query.

    A report may be published, so of people it tells only what everyone may know, and of
    an unfinished year none.
    """
    found = yearly.published(scope.partnership)
    line = next((one for one in found if one.year == year), yearly.Year(year))
    told = ALL if is_over(year) else yearly.THINGS
    return [
        Number(what, ALL[what][0], getattr(line, what), _behind(scope, what, year))
        for what in told
    ]


def behind(scope: Scope, params) -> Summands:
    """The cases or orders of which `what` (in `year`) is made; for the office only."""
    what = params.get("what", "")
    what = what if what in ALL else "notified"
    words, model, day, column = ALL[what]
    rows = model.objects.none() if scope.public else _held(model, scope.partnership)
    rows = rows.filter(**{f"{day}__isnull": False}).order_by(day, "pk")
    if year := year_of(params):
        rows = rows.filter(**{f"{day}__year": year})
    return Summands(
        words,
        [_("Employer"), pgettext_lazy("chart", "Number")],
        [_line(row, column) for row in rows],
    )


def _held(model, partnership):
    if model is Reading:
        rows = Reading.objects.filter(final=True, case__partnership=partnership)
        return rows.select_related("case__employer")
    rows = model.objects.held_by(partnership).select_related("employer")
    return rows.counted() if model is QuickStartOrder else rows


def _line(row, column):
    """(firm, its page, number) of one row."""
    amount = 1 if column is None else getattr(row, column) or 0
    thing = row.case if isinstance(row, Reading) else row
    is_case = isinstance(thing, LayoffCase)
    name = "employers:office_case" if is_case else "employers:office_order"
    return thing.firm, reverse(name, args=[thing.pk]), amount


def _behind(scope, what, year):
    return "" if scope.public else scope.behind("employers", what=what, year=year)


def _by_year(scope, key, title, parts, years):
    rows = [
        Row(
            str(line.year),
            [Cell(getattr(line, what), _behind(scope, what, line.year)) for what in parts],
        )
        for line in years
        if any(getattr(line, what) for what in parts)
    ]
    heads = [_("Year"), *(words for words, *_rest in parts.values())]
    return Chart(key, title, heads, rows, COLUMNS, note=GUARDED if scope.public else "")


STATISTICS = Statistics("employers", TITLE, charts, numbers, {"employers": behind})
