"""One result of a scoring, reckoned step by step, so that anybody can follow it by hand.

The steps are written as exact fractions: what is rounded is only shown beside them.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from members.choices import Sector
from workshops.models import Criterion, Proposal, Scorer, Scoring
from workshops.rules import tally
from workshops.selectors.results import Row, rounded, scored


@dataclass(frozen=True)
class Step:
    """What is reckoned, how, and what comes out."""

    label: str
    way: str
    exact: Fraction

    @property
    def value(self) -> Decimal | None:
        return rounded(self.exact)

    @property
    def text(self) -> str:
        """The way and its exact end; only the end where there is nothing to reckon."""
        return f"{self.way} = {self.exact}" if self.way != str(self.exact) else self.way


@dataclass(frozen=True)
class Sheet:
    """One sheet: its values in the order of the criteria, and its score of the proposal."""

    scorer: Scorer
    values: list[int]
    step: Step


@dataclass(frozen=True)
class Sample:
    """The whole way from the sheets to the result, beside the line of the result."""

    criteria: list[Criterion]
    sheets: list[Sheet]
    sectors: list[Step]
    result: Step | None
    row: Row

    @property
    def agrees(self) -> bool:
        """Whether the way by hand ends where the result page does."""
        return (self.result.value if self.result else None) == self.row.score


def of(scoring: Scoring, proposal: Proposal) -> Sample | None:
    """How the result of `proposal` comes about; None if no sheet says anything about it.

    Six queries for any number of sheets.
    """
    row = next((one for one in scored(scoring) if one.proposal.pk == proposal.pk), None)
    if row is None:
        return None
    criteria = list(scoring.criteria.all())
    sheets = _sheets(scoring, proposal, criteria)
    sectors = _sectors(sheets)
    result = _mean("", [step.exact for step in sectors]) if sectors else None
    return Sample(criteria, sheets, sectors, result, row)


def _sheets(scoring, proposal, criteria):
    """The sheets that score the proposal, in the order in which they were begun."""
    found: dict[int, dict[int, int]] = {}
    rows = proposal.scores.filter(scorer__scoring=scoring)
    for scorer, criterion, value in rows.values_list("scorer", "criterion", "value"):
        found.setdefault(scorer, {})[criterion] = value
    scorers = scoring.scorers.filter(pk__in=found)
    return [_sheet(scorer, found[scorer.pk], criteria) for scorer in scorers]


def _sheet(scorer, values, criteria):
    used = [(one.weight, values[one.pk]) for one in criteria]
    above = " + ".join(f"{weight}·{value}" for weight, value in used)
    below = sum(weight for weight, _value in used)
    exact = Fraction(sum(weight * value for weight, value in used), below)
    step = Step(scorer.label, f"({above}) / {below}", exact)
    return Sheet(scorer, [value for _weight, value in used], step)


def _sectors(sheets):
    """The mean of each sector, in the order in which the result names them."""
    by_sector: dict[str, list[Fraction]] = {}
    for sheet in sheets:
        by_sector.setdefault(sheet.scorer.sector, []).append(sheet.step.exact)
    return [_mean(str(Sector(s).label), scores) for s, scores in sorted(by_sector.items())]


def _mean(label, numbers):
    above = " + ".join(map(str, numbers))
    way = f"({above}) / {len(numbers)}" if len(numbers) > 1 else above
    return Step(label, way, tally.mean(numbers))
