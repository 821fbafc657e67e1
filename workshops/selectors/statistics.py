"""What can be counted in workshops: cycles, cards, proposals, and the way to a project."""

from collections import Counter

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import (
    Chart,
    Number,
    Scope,
    Statistics,
    Summands,
    any_unknown,
    by_choice,
    single,
    year_of,
)
from workshops.choices import CardKind, CycleStatus, ProposalStatus, StageStatus
from workshops.models import Card, Cycle, Proposal, Stage
from workshops.selectors.counters import TITLE
from workshops.selectors.needs import days_of_need

# How long it took: key in the address, words, the most days.
SPANS = [
    ("3", _("up to three months"), 92),
    ("6", _("up to half a year"), 183),
    ("12", _("up to a year"), 366),
    ("more", _("longer than a year"), 36_600),
]
# Ways without a length: a day is not known, or the days contradict each other.
UNKNOWN, BACKWARDS = "unknown", "backwards"
WITHOUT = [
    (UNKNOWN, _("the day of the need or of the project is not known")),
    (BACKWARDS, _("the project began before the need was said")),
]


def charts(scope: Scope) -> list[Chart]:
    """Cycles, cards and proposals by state and kind; from need to project. Nine queries."""
    cycles = dict(scope.rows(Cycle).order_by().values_list("status").annotate(Count("pk")))
    cards = dict(_cards(scope).values_list("kind").annotate(Count("pk")))
    states = dict(_proposals(scope).values_list("status").annotate(Count("pk")))
    number = pgettext_lazy("chart", "Number")
    return [
        single(
            "cycles-by-stage",
            _("Cycles of workshops by stage"),
            [_("Stage"), _("Cycles")],
            by_choice(CycleStatus, cycles, lambda status: _list(scope, status=status)),
        ),
        single(
            "cards-by-kind",
            _("What people said at workshops"),
            [_("Kind of card"), number],
            by_choice(CardKind, cards, lambda kind: scope.behind("cards", kind=kind)),
        ),
        single(
            "proposals-by-state",
            _("Proposals of projects by state"),
            [pgettext_lazy("chart", "State"), number],
            by_choice(
                ProposalStatus, states, lambda state: scope.behind("proposals", state=state)
            ),
        ),
        _ways(scope),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """The workshops of `year`: stages closed, cards of these, proposals made projects."""
    closed = _closed(scope, None).aggregate(
        in_year=Count("pk", filter=Q(closed_on__year=year)),
        undated=Count("pk", filter=Q(closed_on=None)),
    )
    cards = _cards(scope).filter(stage__in=_closed(scope, year).values("pk")).count()
    begun = _begun(scope, None).aggregate(
        in_year=Count("pk", filter=Q(project__first_year=year)),
        undated=Count("pk", filter=Q(project__first_year=None)),
    )
    return [
        Number(
            "stages",
            _("Stages of workshops closed in the year"),
            closed["in_year"],
            scope.behind("stages", year=year),
        ),
        *any_unknown(
            Number(
                "stages-undated",
                _("Stages closed on a day that is not known, in no year"),
                closed["undated"],
                scope.behind("stages", undated=1),
            )
        ),
        Number("cards", _("Cards of these stages"), cards, scope.behind("cards", year=year)),
        Number(
            "projects",
            _("Projects begun from workshops"),
            begun["in_year"],
            scope.behind("projects-from-workshops", year=year),
        ),
        *any_unknown(
            Number(
                "projects-undated",
                _("Projects from workshops of which the first year is not known"),
                begun["undated"],
                scope.behind("projects-from-workshops", undated=1),
            )
        ),
    ]


def cards(scope: Scope, params) -> Summands:
    """The cycles and their cards of a `kind`, of the stages closed in `year`."""
    found = _cards(scope)
    if (kind := params.get("kind", "")) in CardKind.values:
        found = found.filter(kind=kind)
    if year := year_of(params):
        found = found.filter(stage__in=_closed(scope, year).values("pk"))
    return _by_cycle(scope, _("What people said at workshops"), found, "stage__cycle")


def proposals(scope: Scope, params) -> Summands:
    """The cycles and their proposals in a `state`."""
    found = _proposals(scope)
    if (state := params.get("state", "")) in ProposalStatus.values:
        found = found.filter(status=state)
    return _by_cycle(scope, _("Proposals of projects"), found, "cycle")


def stages(scope: Scope, params) -> Summands:
    """The cycles and their stages closed in `year`, or on a day that nobody knows."""
    title, found = _("Stages of workshops closed in the year"), _closed(scope, year_of(params))
    if params.get("undated"):
        title = _("Stages closed on a day that is not known, in no year")
        found = found.filter(closed_on=None)
    return _by_cycle(scope, title, found, "cycle")


def ways(scope: Scope, params) -> Summands:
    """The projects that a need led to within a `span`."""
    span = params.get("span", "")
    return _projects(
        scope,
        _("From need to project"),
        [(pk, title) for pk, title, days in _all_ways(scope) if span in ("", _span(days))],
    )


def begun(scope: Scope, params) -> Summands:
    """The projects from workshops that began in `year`, or in one that nobody knows."""
    found = _begun(scope, year_of(params)).order_by("project__sort", "pk")
    if params.get("undated"):
        found = found.filter(project__first_year=None)
    rows = found.values_list("project", "project__title")
    return _projects(scope, _("Projects begun from workshops"), rows)


def _list(scope, **params):
    return scope.listed("workshops:index", "workshops:office_index", **params)


def _cards(scope):
    """The cards as they were said: not those written to combine others."""
    return scope.rows(Card).accepted().filter(is_combined=False).order_by()


def _proposals(scope):
    return scope.rows(Proposal).order_by()


def _closed(scope, year):
    cycles = scope.rows(Cycle).order_by().values("pk")
    found = Stage.objects.filter(cycle__in=cycles, status=StageStatus.CLOSED).order_by()
    return found.filter(closed_on__year=year) if year else found


def _by_cycle(scope, title, found, cycle):
    address = "workshops:detail" if scope.public else "workshops:office_detail"
    rows = found.values_list(f"{cycle}__name", cycle).annotate(number=Count("pk", distinct=True))
    return Summands(
        title,
        [_("Cycle of workshops"), pgettext_lazy("chart", "Number")],
        [
            (name, reverse(address, args=[pk]), number)
            for name, pk, number in rows.order_by(f"-{cycle}")
        ],
    )


def _projects(scope, title, rows):
    address = "projects:detail" if scope.public else "projects:office_detail"
    return Summands(
        title,
        [_("Project"), pgettext_lazy("chart", "Number")],
        [(name, reverse(address, args=[pk]), 1) for pk, name in rows],
    )


def _ways(scope):
    ways = _all_ways(scope)
    spans = Counter(_span(days) for _pk, _title, days in ways)
    known = sorted(days for _pk, _title, days in ways if days is not None and days >= 0)
    shown = [(key, words) for key, words, _most in SPANS]
    shown += [(key, words) for key, words in WITHOUT if spans[key]]
    middle = (
        format_lazy("{} {}.", _("Days in the middle of all:"), known[len(known) // 2])
        if known
        else ""
    )
    return single(
        "from-need-to-project",
        _("Time from need to project"),
        [_("Time"), _("Projects")],
        [
            (words, spans[key], scope.behind("from-need-to-project", span=key))
            for key, words in shown
        ],
        note=middle,
    )


def _span(days):
    if days is None:
        return UNKNOWN
    if days < 0:
        return BACKWARDS
    return next(key for key, _words, most in SPANS if days <= most)


def _made(scope):
    """The proposals that became a project which may be counted here."""
    made = _proposals(scope).filter(project__isnull=False)
    if scope.public:
        shown = {"project__published_at__isnull": False, "project__withdrawn_at__isnull": True}
        made = made.filter(**shown)
    return made


def _begun(scope, year):
    """The proposals whose projects began in `year`, as far as a day or a year is known."""
    found = _made(scope)
    return found.filter(project__first_year=year) if year else found


def _all_ways(scope) -> list[tuple[int, str, int | None]]:
    """(project, title, days from the need to the project's first day, None if one is not known).

    Six queries.
    """
    made = _made(scope)
    said = days_of_need(made.values("pk"))
    rows = made.values_list("pk", "project", "project__title", "project__starts_on")
    return [
        (project, title, (begun - said[pk]).days if begun and pk in said else None)
        for pk, project, title, begun in rows.order_by("project__sort", "pk")
    ]


STATISTICS = Statistics(
    "workshops",
    TITLE,
    charts,
    numbers,
    behind={
        "cards": cards,
        "proposals": proposals,
        "stages": stages,
        "from-need-to-project": ways,
        "projects-from-workshops": begun,
    },
)
