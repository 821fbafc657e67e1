"""What can be counted in workshops: cycles, cards, proposals, and the way to a project."""

import datetime as dt

from django.db.models import Count
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import Chart, Number, Scope, Statistics, Summands, by_choice, single, year_of
from workshops.choices import CardKind, CycleStatus, ProposalStatus, StageStatus
from workshops.figures import TITLE
from workshops.models import Card, Cycle, Link, Proposal, Stage

# How long it took: key in the address, words, the most days.
SPANS = [
    ("3", _("up to three months"), 92),
    ("6", _("up to half a year"), 183),
    ("12", _("up to a year"), 366),
    ("more", _("longer than a year"), 36_600),
]


def charts(scope: Scope) -> list[Chart]:
    """Cycles, cards and proposals by state and kind; from need to project. Six queries."""
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
    closed = _closed(scope, year).count()
    cards = _cards(scope).filter(stage__in=_closed(scope, year).values("pk")).count()
    made = sum(1 for way in _all_ways(scope) if way[2].year == year)
    return [
        Number(
            "stages",
            _("Stages of workshops closed in the year"),
            closed,
            scope.behind("stages", year=year),
        ),
        Number("cards", _("Cards of these stages"), cards, scope.behind("cards", year=year)),
        Number(
            "projects",
            _("Projects begun from workshops"),
            made,
            scope.behind("from-need-to-project", year=year),
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
    """The cycles and their stages closed in `year`."""
    title = _("Stages of workshops closed in the year")
    return _by_cycle(scope, title, _closed(scope, year_of(params)), "cycle")


def ways(scope: Scope, params) -> Summands:
    """The projects that a need led to within a `span`, or begun in `year`."""
    span, year = params.get("span", ""), year_of(params)
    address = "projects:detail" if scope.public else "projects:office_detail"
    return Summands(
        _("From need to project"),
        [_("Project"), pgettext_lazy("chart", "Number")],
        [
            (title, reverse(address, args=[pk]), 1)
            for pk, title, begun, days in _all_ways(scope)
            if span in ("", _span(days)) and year in (None, begun.year)
        ],
    )


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


def _ways(scope):
    spans: dict[str, int] = {}
    days = sorted(way[3] for way in _all_ways(scope))
    for number in days:
        spans[_span(number)] = spans.get(_span(number), 0) + 1
    middle = days[len(days) // 2] if days else 0
    return single(
        "from-need-to-project",
        _("Time from need to project"),
        [_("Time"), _("Projects")],
        [
            (words, spans.get(key, 0), scope.behind("from-need-to-project", span=key))
            for key, words, _most in SPANS
        ],
        note=format_lazy("{} {}.", _("Days in the middle of all:"), middle),
    )


def _span(days):
    return next(key for key, _words, most in SPANS if days <= most)


def _all_ways(scope) -> list[tuple[int, str, dt.date, int]]:
    """(project, title, its first day, days since the need was said) where both are known.

    The need is the earliest card that the proposal's ideas answer, or the idea itself; it was
    said on the day on which its stage was opened. Three queries.
    """
    made = _proposals(scope).filter(project__isnull=False)
    if scope.public:
        shown = {"project__published_at__isnull": False, "project__withdrawn_at__isnull": True}
        made = made.filter(**shown)
    projects = {
        pk: (project, title, starts_on or localdate(created_at))
        for pk, project, title, starts_on, created_at in made.values_list(
            "pk", "project", "project__title", "project__starts_on", "project__created_at"
        )
    }
    ideas = Proposal.ideas.through.objects.filter(proposal__in=made.values("pk"))
    pairs = list(ideas.values_list("proposal", "card", "card__stage__opened_on"))
    answered: dict[int, list] = {}
    for idea, first, second in _answers(ideas.values("card")):
        answered.setdefault(idea, []).extend([first, second])
    said: dict[int, list] = {}
    for proposal, card, day in pairs:
        said.setdefault(proposal, []).extend(d for d in [day, *answered.get(card, [])] if d)
    return [
        (project, title, begun, (begun - min(said[pk])).days)
        for pk, (project, title, begun) in projects.items()
        if said.get(pk) and begun >= min(said[pk])
    ]


def _answers(ideas):
    """(idea, day of a card that it answers, day of a card that this one answers)."""
    return Link.objects.filter(from_card__in=ideas).values_list(
        "from_card",
        "to_card__stage__opened_on",
        "to_card__links__to_card__stage__opened_on",
    )


STATISTICS = Statistics(
    "workshops", TITLE, charts, numbers,
    behind={
        "cards": cards, "proposals": proposals, "stages": stages, "from-need-to-project": ways,
    },
)  # fmt: skip
