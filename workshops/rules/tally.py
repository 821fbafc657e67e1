"""Counting scores and votes: exact arithmetic on plain data, without rows and pages.

Whoever wants to check a result by hand needs only this file and the sheets.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction


def mean(numbers: Iterable[Fraction]) -> Fraction:
    """The arithmetic mean of at least one number."""
    numbers = list(numbers)
    return sum(numbers, Fraction(0)) / len(numbers)


def weighted(values: dict, weights: dict) -> Fraction:
    """One person's score of one proposal: values by criterion, weighed by the criteria."""
    whole = sum(weights[criterion] for criterion in values)
    return Fraction(sum(values[c] * weights[c] for c in values), whole)


@dataclass
class Sum:
    """What the sheets say about one proposal."""

    scores: list[tuple[str, Fraction]] = field(default_factory=list)  # (sector, one sheet)

    @property
    def sectors(self) -> list[tuple[str, Fraction, int]]:
        """(sector, mean, sheets) of every sector that scored, in the order of their names."""
        by_sector = defaultdict(list)
        for sector, score in self.scores:
            by_sector[sector].append(score)
        return [(s, mean(found), len(found)) for s, found in sorted(by_sector.items())]

    @property
    def fair(self) -> Fraction | None:
        """The mean of the means of the sectors, so that no sector outvotes another by number."""
        return mean(sector_mean for _s, sector_mean, _n in self.sectors) if self.scores else None

    @property
    def plain(self) -> Fraction | None:
        """The mean over all sheets."""
        return mean(score for _sector, score in self.scores) if self.scores else None

    @property
    def spread(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest sheet."""
        found = [score for _sector, score in self.scores]
        return (min(found), max(found)) if found else None


def tally(kind: str, each: int, options: Iterable[Hashable], ballots: Iterable[dict]) -> dict:
    """[for, against] of every option.

    dots: the dots given. ranked: the first of `each` places earns `each` points, the
    last one point. yes_no: the votes for and the votes against.
    """
    counted = {option: [0, 0] for option in options}
    for marks in ballots:
        for option, mark in marks.items():
            if kind == "dots":
                counted[option][0] += mark
            elif kind == "ranked":
                counted[option][0] += each + 1 - mark
            else:
                counted[option][0 if mark else 1] += 1
    return counted


def places(results: dict, rule: str) -> dict:
    """The place of every result in words, the highest first; equal results stay equal.

    shared: 4, 4, 5. letters: 4a, 4b, 5. gaps: 4, 4, 6. Letters follow the order in
    which `results` names the equal ones and say nothing about them. A result of
    None has no place.
    """
    by_result = defaultdict(list)
    for key, result in results.items():
        if result is not None:
            by_result[result].append(key)
    found, before = {}, 0
    for place, result in enumerate(sorted(by_result, reverse=True), 1):
        equal = by_result[result]
        number = before + 1 if rule == "gaps" else place
        for order, key in enumerate(equal):
            lettered = rule == "letters" and len(equal) > 1
            found[key] = f"{number}{letter(order)}" if lettered else str(number)
        before += len(equal)
    return found


def letter(order: int) -> str:
    """a … z, then aa, ab …"""
    rest, last = divmod(order, 26)
    return (letter(rest - 1) if rest else "") + chr(97 + last)


def place_key(place: str) -> tuple:
    """A key that sorts announced places as people read them: 1, 4, 4b, 5a, 10; none last."""
    digits = place[: len(place) - len(place.lstrip("0123456789"))]
    return (not place, int(digits or 0), place[len(digits) :])
