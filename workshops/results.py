"""Reading only: what sheets and ballots say, ready to be shown."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from members.choices import Sector
from workshops import reckoning
from workshops.choices import VoteKind
from workshops.models import Option, Proposal, Scoring, Vote

CENT = Decimal("0.01")


@dataclass
class Row:
    """One line of the result of a scoring."""

    proposal: Proposal
    sum: reckoning.Sum = field(default_factory=reckoning.Sum)
    reasons: list[str] = field(default_factory=list)  # of the recusals
    place: str = ""

    @property
    def score(self) -> Decimal | None:
        return rounded(self.sum.fair)

    @property
    def plain(self) -> Decimal | None:
        return rounded(self.sum.plain)

    @property
    def sectors(self) -> list[tuple[str, Decimal | None, int]]:
        """(sector in words, mean, sheets)."""
        return [(Sector(s).label, rounded(value), n) for s, value, n in self.sum.sectors]

    @property
    def spread(self) -> tuple | None:
        return tuple(map(rounded, self.sum.spread)) if self.sum.spread else None

    @property
    def sheets(self) -> int:
        return len(self.sum.scores)


def rounded(number: Fraction | None) -> Decimal | None:
    """Two places, halves up. Places are given on the exact numbers, before this."""
    if number is None:
        return None
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(CENT, ROUND_HALF_UP)


def scored(scoring: Scoring) -> list[Row]:
    """The result of a scoring so far, the best first. Four queries."""
    weights = dict(scoring.criteria.values_list("pk", "weight"))
    rows = {p.pk: Row(p) for p in _scored_proposals(scoring)}
    sheets = defaultdict(dict)
    found = scoring.scorers.order_by("pk", "scores__pk").filter(scores__isnull=False)
    columns = ("pk", "sector", "scores__proposal", "scores__criterion", "scores__value")
    for sheet, sector, proposal, criterion, value in found.values_list(*columns):
        sheets[proposal, sheet, sector][criterion] = value
    for (proposal, _sheet, sector), values in sheets.items():
        rows[proposal].sum.scores.append((sector, reckoning.weighted(values, weights)))
    recusals = scoring.scorers.filter(recusals__isnull=False).order_by("recusals__pk")
    for proposal, reason in recusals.values_list("recusals__proposal", "recusals__reason"):
        rows[proposal].reasons.append(reason)
    placed = reckoning.places({pk: row.sum.fair for pk, row in rows.items()}, scoring.ties)
    for pk, row in rows.items():
        row.place = placed.get(pk, "")
    return sorted(rows.values(), key=lambda row: reckoning.place_key(row.place))


def voted(vote: Vote) -> list[Option]:
    """The options of a vote: the best first once it is closed, else by title. One query."""
    options = vote.options.select_related("proposal").order_by("proposal__sort", "pk")
    if not vote.is_closed:
        return list(options)
    return sorted(options, key=lambda option: option.place_key)


def columns_of(vote: Vote) -> str:
    """What the number beside a proposal counts."""
    return {VoteKind.DOTS: "dots", VoteKind.RANKED: "points", VoteKind.YES_NO: "votes"}[vote.kind]


def ballots_in(vote: Vote) -> dict:
    """How many codes and ballots there are: with a code, and on paper."""
    papers = list(vote.paper_counts.all())
    codes = vote.codes.count()
    cast = vote.cast if vote.is_closed else vote.codes.filter(used=True).count()
    return {
        "codes": codes,
        "cast": cast,
        "paper": sum(p.ballots for p in papers),
        "papers": papers,
        "all": cast + sum(p.ballots for p in papers),
    }


def _scored_proposals(scoring):
    """The shortlisted proposals, and every one that a sheet says something about."""
    told = scoring.cycle.proposals.filter(scores__scorer__scoring=scoring)
    left = scoring.cycle.proposals.filter(recusals__scorer__scoring=scoring)
    short = scoring.cycle.proposals.filter(status="shortlisted")
    keys = {*told.values_list("pk", flat=True), *left.values_list("pk", flat=True)}
    rows = Proposal.objects.filter(pk__in=keys) | short
    return rows.distinct()
