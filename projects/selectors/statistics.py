"""What can be counted in projects: states, themes, jobs, money."""

from decimal import Decimal

from django.db.models import Case, Count, DecimalField, F, IntegerField, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, ExtractYear, Least, Round
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import (
    COLUMNS,
    STACKED,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    Summands,
    any_unknown,
    single,
    year_of,
)
from projects.choices import FundingStatus, JobKind, Principle, Source, State, Theme
from projects.models import FundingLine, JobEntry, Project
from projects.selectors.counters import TITLE

# What a line gives: its amount, or its share of a known total.
MONEY = DecimalField(max_digits=16, decimal_places=2)
GIVEN = Round(
    Cast(
        Coalesce(
            F("amount"),
            F("project__total_cost") * F("share_percent") / Decimal(100),
            output_field=MONEY,
        ),
        MONEY,
    ),
    2,
)
# Jobs that exist; a plan waits for no confirmation.
REAL = [JobKind.CREATED, JobKind.SAFEGUARDED]
# How many jobs of an entry the last check found: none before the first.
STILL = Case(
    When(confirmed_on__isnull=True, then=0),
    default=Least(Coalesce("confirmed", "number"), "number"),
    output_field=IntegerField(),
)
STATES = [FundingStatus.SECURED, FundingStatus.PLANNED]


def charts(scope: Scope) -> list[Chart]:
    """Projects by state, theme and principle; jobs by year; money by source. Four queries."""
    rows = scope.rows(Project).order_by()
    stated = rows.with_state().values_list("state_now", "theme", "principle")
    found = list(stated.annotate(Count("pk")))
    principles = [*Principle.choices, ("", _("not stated"))]
    return [
        _parted(scope, "status", _("Projects by state"), _("State"), State.choices, found, 0),
        _parted(scope, "theme", _("Projects by theme"), _("Theme"), Theme.choices, found, 1),
        _parted(
            scope,
            "principle",
            _("Projects by principle of renewal"),
            _("Principle"),
            principles,
            found,
            2,
        ),
        _jobs_by_year(scope),
        _jobs_confirmed(scope),
        _money(scope),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """Projects of `year`, their jobs and their money. Seven queries."""
    rows = scope.rows(Project)
    jobs = dict(_entries(scope, {"year": str(year)}).values_list("kind").annotate(Sum("amount")))
    sure = _entries(scope, {"confirmed": str(year)}).aggregate(sum=Sum("amount"))["sum"]
    money = {
        source: given
        for source, given in _given(scope, {"year": str(year)})
        .values_list("source")
        .annotate(given=Sum("given"))
        if given
    }
    of_year = {"year": year}
    return [
        Number(
            "running",
            _("Projects carried out in the year"),
            rows.in_year(year).count(),
            _list(scope, year=year),
        ),
        Number(
            "undated",
            _("Projects of which no year is known, in none of these numbers"),
            rows.undated().count(),
            _list(scope, waiting="undated"),
        ),
        Number(
            "completed",
            _("Projects completed in the year"),
            rows.completed_in(year).count(),
            _list(scope, completed=year),
        ),
        *any_unknown(
            Number(
                "completed-undated",
                _("More completed, day unknown, in no year"),
                rows.completed_some_day().count(),
                _list(scope, waiting="completed_some_day"),
            )
        ),
        *(
            Number(
                f"jobs-{kind.value}",
                format_lazy("{}: {}", _("Jobs entered for the year"), kind.label),
                jobs.get(kind.value),
                scope.behind("jobs", kind=kind.value, **of_year),
            )
            for kind in JobKind
        ),
        Number(
            "jobs-confirmed",
            _("Jobs confirmed in the year"),
            sure,
            scope.behind("jobs", confirmed=year),
        ),
        Number(
            "money",
            _("Money of the projects of the year"),
            sum(money.values()) if money else None,
            scope.behind("money", **of_year),
            "PLN",
        ),
        *(
            Number(
                f"money-{source.value}",
                format_lazy("{}: {}", _("Money of the projects of the year"), source.label),
                money[source.value],
                scope.behind("money", source=source.value, **of_year),
                "PLN",
            )
            for source in Source
            if source.value in money
        ),
    ]


def jobs(scope: Scope, params) -> Summands:
    """The projects with entries of jobs of a `kind`, of a `year` or `confirmed` in one."""
    found = _entries(scope, params).values_list("project__title", "project")
    rows = found.annotate(number=Sum("amount")).filter(number__gt=0)
    rows = rows.order_by("project__sort", "project")
    kind = params.get("kind", "")
    words = JobKind(kind).label if kind in JobKind.values else _("all")
    return Summands(
        format_lazy("{}: {}", _("Jobs"), words),
        [pgettext_lazy("chart", "Project"), _("Jobs")],
        [(title, _page(scope, pk), number) for title, pk, number in rows],
    )


def money(scope: Scope, params) -> Summands:
    """The projects and what a `source` (secured or planned: `state`) gives each of them."""
    found = _given(scope, params).values_list("project__title", "project")
    rows = found.annotate(sum=Sum("given")).order_by("project__sort", "project")
    source = params.get("source", "")
    words = Source(source).label if source in Source.values else _("all sources")
    return Summands(
        format_lazy("{}: {}", _("Money"), words),
        [pgettext_lazy("chart", "Project"), _("Amount")],
        [(title, _page(scope, pk), given) for title, pk, given in rows],
        "PLN",
    )


def _entries(scope, params):
    found = JobEntry.objects.filter(project__in=scope.rows(Project).order_by().values("pk"))
    if (kind := params.get("kind", "")) in JobKind.values:
        found = found.filter(kind=kind)
    for name, column in [("year", "as_of__year"), ("confirmed", "confirmed_on__year")]:
        if year := year_of(params, name):
            found = found.filter(**{column: year})
    amount: Combinable = F("number")
    sure = "yes" if year_of(params, "confirmed") else params.get("sure")
    if sure in ("yes", "no"):
        found = found.filter(kind__in=REAL)
        amount = STILL if sure == "yes" else F("number") - STILL
    return found.annotate(amount=amount).order_by()


def _given(scope, params):
    projects = scope.rows(Project)
    if year := year_of(params):
        projects = projects.in_year(year)
    found = FundingLine.objects.filter(project__in=projects.order_by().values("pk"))
    if (source := params.get("source", "")) in Source.values:
        found = found.filter(source=source)
    if (state := params.get("state", "")) in FundingStatus.values:
        found = found.filter(status=state)
    return found.annotate(given=GIVEN).filter(given__isnull=False).order_by()


def _list(scope, **params):
    return scope.listed("projects:index", "projects:office_index", **params)


def _page(scope, pk):
    return reverse("projects:detail" if scope.public else "projects:office_detail", args=[pk])


def _parted(scope, name, title, head, choices, found, column):
    """The projects by one column, in the order of its choices."""
    sums: dict = {}
    for cell in found:
        sums[cell[column]] = sums.get(cell[column], 0) + cell[3]
    return single(
        f"projects-by-{name}",
        title,
        [head, _("Projects")],
        [
            (label, sums[value], _list(scope, **{name: value or "none"}))
            for value, label in choices
            if value in sums
        ],
    )


def _jobs_by_year(scope):
    found = _entries(scope, {}).values_list(ExtractYear("as_of"), "kind").annotate(Sum("amount"))
    sums = {(year, kind): number for year, kind, number in found}
    rows = [
        Row(
            str(year),
            [
                Cell(
                    sums.get((year, kind.value)),
                    scope.behind("jobs", kind=kind.value, year=year),
                )
                for kind in JobKind
            ],
        )
        for year in sorted({year for year, _kind in sums})
    ]
    heads = [_("Year"), *(kind.label for kind in JobKind)]
    return Chart("jobs-by-year", _("Jobs by year"), heads, rows, COLUMNS)


def _jobs_confirmed(scope):
    found = _entries(scope, {}).filter(kind__in=REAL).values_list("kind")
    sums = {
        (kind, sure): number
        for kind, *numbers in found.annotate(
            sure=Sum(STILL, default=0),
            unsure=Sum(F("number") - STILL, default=0),
        )
        for sure, number in zip(("yes", "no"), numbers, strict=True)
    }
    rows = [
        Row(
            kind.label,
            [
                Cell(
                    sums.get((kind.value, sure), 0),
                    scope.behind("jobs", kind=kind.value, sure=sure),
                )
                for sure in ("yes", "no")
            ],
        )
        for kind in REAL
        if (kind.value, "yes") in sums
    ]
    heads = [_("Jobs"), pgettext_lazy("jobs", "confirmed"), _("not confirmed yet")]
    return Chart(
        "jobs-confirmed",
        _("Jobs, confirmed or not"),
        heads,
        rows,
        STACKED,
        note=_("Jobs that are only planned are not counted here."),
    )


def _money(scope):
    found = _given(scope, {}).values_list("source", "status").annotate(sum=Sum("given"))
    sums = {(source, status): given for source, status, given in found}
    rows = [
        Row(
            source.label,
            [
                Cell(
                    sums.get((source.value, state.value), Decimal(0)),
                    scope.behind("money", source=source.value, state=state.value),
                )
                for state in STATES
            ],
        )
        for source in Source
        if any((source.value, state.value) in sums for state in STATES)
    ]
    total = sum(sums.values(), Decimal(0))
    private = sum((sums.get((Source.PRIVATE, state), Decimal(0)) for state in STATES), Decimal(0))
    share = round(100 * private / total) if total else 0
    heads = [_("Source of money"), *(state.label for state in STATES)]
    return Chart(
        "money-by-source",
        _("Money by source"),
        heads,
        rows,
        STACKED,
        unit="PLN",
        note=format_lazy(
            "{} {} %. {}",
            _("Share of private money:"),
            share,
            _("Where only a share is known, it is reckoned from the total cost of the project."),
        ),
    )


STATISTICS = Statistics("projects", TITLE, charts, numbers, behind={"jobs": jobs, "money": money})
