"""What can be counted in agreements."""

import datetime as dt

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.choices import AgreementStatus, How
from agreements.models import Agreement, Party
from agreements.selectors.counters import TITLE
from core.charts import (
    COLUMNS,
    Chart,
    Number,
    Scope,
    Statistics,
    Summands,
    any_unknown,
    by_choice,
    left_out,
    single,
    year_of,
)
from core.parameters import as_number
from members.choices import PartnerStatus

MOST_AGREEMENTS = 40


def charts(scope: Scope) -> list[Chart]:
    """Agreements by state and year, and their parties today. Four queries."""
    agreements = scope.rows(Agreement).order_by()
    states = dict(agreements.values_list("status").annotate(Count("pk")))
    begun = agreements.filter(in_force_on__isnull=False)
    years = dict(begun.values_list(ExtractYear("in_force_on")).annotate(Count("pk")))
    return [
        single(
            "agreements-by-state",
            _("Agreements by state"),
            [_("State"), _("Agreements")],
            by_choice(AgreementStatus, states, lambda state: _list(scope, status=state)),
        ),
        single(
            "agreements-by-year",
            _("Agreements by the year in which they came into force"),
            [_("Year"), _("Agreements")],
            [
                (str(year), years[year], _list(scope, **_begun(scope, year)))
                for year in sorted(years)
            ],
            form=COLUMNS,
            note=left_out(agreements.undated().count()),
        ),
        _parties(scope),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """What came into force in `year`, what was in force at its end, who joined. Four queries."""
    agreements = scope.rows(Agreement)
    joined = _joined(scope, year).count()
    return [
        Number(
            "begun",
            _("Agreements that came into force in the year"),
            agreements.filter(in_force_on__year=year).count(),
            _list(scope, **_begun(scope, year)),
        ),
        Number(
            "in-force",
            _("Agreements in force at the end of the year"),
            agreements.in_force_at(dt.date(year, 12, 31)).count(),
            _list(scope, at_end=year),
        ),
        *any_unknown(
            Number(
                "undated",
                _(
                    "Agreements whose day of coming into force is not known, in none of these numbers"
                ),
                agreements.undated().count(),
                _list(scope, undated="on"),
            )
        ),
        Number(
            "joined",
            _("Partners that acceded to an agreement in the year"),
            joined,
            scope.behind("accessions", year=year),
        ),
    ]


def accessions(scope: Scope, params) -> Summands:
    """The agreements that somebody joined in `year`, and how many did."""
    joined = _joined(scope, year_of(params))
    rows = joined.order_by("agreement__sort", "agreement").values_list(
        "agreement__title", "agreement"
    )
    return Summands(
        _("Partners that acceded to an agreement in the year"),
        [_("Agreement"), _("Partners")],
        [
            (title, _page(scope, pk), number)
            for title, pk, number in rows.annotate(number=Count("pk"))
        ],
    )


def parties(scope: Scope, params) -> Summands:
    """The parties bound today by the `agreement` (its number in the address)."""
    bound = _bound(scope).filter(agreement=as_number(params.get("agreement")))
    rows = bound.order_by("order", "pk").values_list("name", "partner", "partner__status")
    return Summands(
        _("Parties bound today by the agreement"),
        [_("Party"), pgettext_lazy("chart", "Number")],
        [(name, _partner(scope, pk, status), 1) for name, pk, status in rows],
    )


def _bound(scope):
    agreements = scope.rows(Agreement).filter(status=AgreementStatus.IN_FORCE)
    return Party.objects.on(localdate()).filter(agreement__in=agreements.order_by().values("pk"))


def _joined(scope, year):
    """Who acceded in `year`; in any year when it is None."""
    joined = Party.objects.filter(agreement__in=scope.rows(Agreement).values("pk"))
    joined = joined.filter(how=How.ACCESSION, since__isnull=False)
    return joined.filter(since__year=year) if year else joined


def _parties(scope):
    rows = (
        _bound(scope)
        .order_by("-agreement__in_force_on", "agreement")
        .values_list("agreement__title", "agreement")
    )
    return single(
        "parties-by-agreement",
        _("Parties bound today by agreements in force"),
        [pgettext_lazy("chart", "Agreement"), _("Parties")],
        [
            (title, number, scope.behind("parties", agreement=pk))
            for title, pk, number in rows.annotate(number=Count("pk"))[:MOST_AGREEMENTS]
        ],
    )


def _list(scope, **params):
    return scope.listed("agreements:index", "agreements:office_index", **params)


def _begun(scope, year):
    """How a list is narrowed to what came into force in `year`."""
    return {"begun" if scope.public else "year": year}


def _page(scope, pk):
    return reverse("agreements:detail" if scope.public else "agreements:office_detail", args=[pk])


def _partner(scope, pk, status):
    """The partner's page; for everyone only where it has a public one."""
    if not scope.public:
        return reverse("members:office_partner", args=[pk])
    return reverse("members:detail", args=[pk]) if status == PartnerStatus.ADMITTED else ""


STATISTICS = Statistics(
    "agreements", TITLE, charts, numbers, behind={"accessions": accessions, "parties": parties}
)
