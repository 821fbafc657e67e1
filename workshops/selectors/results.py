"""Reading only: what sheets and ballots say, ready to be shown."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf

from django.db.models import Q

from members.choices import Sector
from workshops.choices import ProposalStatus, ScoringStatus, VoteStatus
from workshops.models import Cycle, Option, Proposal, Recusal, Score, Scoring, Vote
from workshops.rules import tally

CENT = Decimal("0.01")


@dataclass
class Row:
    """One line of the result of a scoring."""

    proposal: Proposal
    sum: tally.Sum = field(default_factory=tally.Sum)
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
        return [(str(Sector(s).label), rounded(value), n) for s, value, n in self.sum.sectors]

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
    weights = {criterion.pk: criterion.weight for criterion in scoring.criteria.all()}
    sheets = defaultdict(dict)
    found = Score.objects.filter(scorer__scoring=scoring).order_by("pk")
    columns = ("proposal", "scorer", "scorer__sector", "criterion", "value")
    for proposal, sheet, sector, criterion, value in found.values_list(*columns):
        sheets[proposal, sheet, sector][criterion] = value
    left = Recusal.objects.filter(scorer__scoring=scoring).order_by("pk")
    reasons = list(left.values_list("proposal", "reason"))
    rows = _rows(scoring, {key[0] for key in sheets} | {proposal for proposal, _why in reasons})
    for (proposal, _sheet, sector), values in sheets.items():
        rows[proposal].sum.scores.append((sector, tally.weighted(values, weights)))
    for proposal, reason in reasons:
        rows[proposal].reasons.append(reason)
    placed = tally.places({pk: row.sum.fair for pk, row in rows.items()}, scoring.ties)
    for pk, row in rows.items():
        row.place = placed.get(pk, "")
    return sorted(rows.values(), key=lambda row: tally.place_key(row.place))


def voted(vote: Vote) -> list[Option]:
    """The options of a vote: the best first once it is closed, else by title. One query."""
    options = vote.options.select_related("proposal").order_by("proposal__sort", "pk")
    if not vote.is_closed:
        return list(options)
    return sorted(options, key=lambda option: option.place_key)


def ballots_in(vote: Vote) -> dict:
    """How many codes and ballots there are: with a code, and on paper. Three queries at most.

    `papers` are the counts that count, `ended` those corrected or removed.
    """
    entered = list(vote.paper_counts.all())
    papers = [count for count in entered if count.ended_at is None]
    cast = vote.cast or 0 if vote.is_closed else vote.codes.filter(used=True).count()
    return {
        "codes": vote.codes.count(),
        "cast": cast,
        "paper": sum(count.ballots for count in papers),
        "papers": papers,
        "ended": [count for count in entered if count.ended_at is not None],
        "all": cast + sum(count.ballots for count in papers),
    }


def ranking(cycle: Cycle) -> Callable[[int], float] | None:
    """The number of a proposal's place, by its key: as announced, else of the closed result.

    Equal places are equal, with letters or without; who has none comes last. None while a
    scoring or a vote is under way and nothing else ranks the proposals.
    """
    places = dict(cycle.proposals.exclude(place="").values_list("pk", "place"))
    places = places or _result_of(cycle)
    if not places and _is_under_way(cycle):
        return None
    numbers = {pk: tally.place_key(place)[1] for pk, place in places.items()}
    return lambda pk: numbers.get(pk, inf)


def _result_of(cycle):
    scoring = Scoring.objects.filter(cycle=cycle, status=ScoringStatus.CLOSED).first()
    if scoring is not None:
        return {row.proposal.pk: row.place for row in scored(scoring) if row.place}
    vote = cycle.votes.filter(status=VoteStatus.CLOSED).last()
    return {o.proposal_id: o.place for o in vote.options.all()} if vote else {}


def _is_under_way(cycle):
    scorings = Scoring.objects.filter(cycle=cycle, status=ScoringStatus.OPEN)
    return scorings.exists() or cycle.votes.open().exists()


def _rows(scoring, told):
    """Empty lines for the shortlisted proposals and for those that a sheet tells about."""
    wanted = Q(status=ProposalStatus.SHORTLISTED) | Q(pk__in=told)
    return {p.pk: Row(p) for p in Proposal.objects.filter(wanted, cycle=scoring.cycle_id)}
