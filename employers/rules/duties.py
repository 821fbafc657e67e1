"""What the law and the programme ask of a case, as plain calculations."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.times import months_after
from employers.choices import Side

MONITORED_PEOPLE = 50
MONITORED_MONTHS = 3
LEAST_A_SIDE = 3


@dataclass(frozen=True)
class Verdict:
    """Whether a lay-off is monitored: yes, no, or not known yet (None), with the reason."""

    monitored: bool | None
    words: str

    @property
    def tone(self):
        return {True: "warn", False: "neutral", None: "info"}[self.monitored]


def source() -> str:
    """Where the rule of the monitored lay-off stands."""
    return _("art. 217 of the Act of 20 March 2025 (Dz.U. 2025 poz. 620)")


def monitoring(
    planned: int, starts_on: dt.date | None, ends_on: dt.date | None, most: int | None
) -> Verdict:
    """Say whether at least 50 people lose their jobs within three months (art. 217).

    `most` is the largest number in any three months; it decides when the period is
    longer than that, or not known.
    """
    if planned < MONITORED_PEOPLE:
        return Verdict(False, _("Not monitored: fewer than 50 people."))
    short = starts_on and ends_on and ends_on < months_after(starts_on, MONITORED_MONTHS)
    if short or (most is not None and most >= MONITORED_PEOPLE):
        return Verdict(True, _("Monitored: at least 50 people within three months."))
    if most is not None:
        return Verdict(False, _("Not monitored: fewer than 50 people in any three months."))
    return Verdict(
        None,
        _("Not known yet: enter the period, or the most people in any three months."),
    )


@dataclass(frozen=True)
class Parity:
    """How many sit on each side of a team, and in words what is not in balance."""

    numbers: dict[str, int]
    problems: list[str]

    @property
    def holds(self):
        return not self.problems


def parity(sides: Iterable[str]) -> Parity:
    """Check a team given as the side of each member.

    Management and workers are equal in number, at least three each, and one neutral
    person is in the chair. Advisers do not count.
    """
    count = Counter(sides)
    management, workers = count[Side.MANAGEMENT], count[Side.WORKERS]
    problems = []
    if management < LEAST_A_SIDE:
        problems.append(
            _("Management: %(number)d, at least three are needed.") % {"number": management}
        )
    if workers < LEAST_A_SIDE:
        problems.append(_("Workers: %(number)d, at least three are needed.") % {"number": workers})
    if management != workers:
        problems.append(
            _("The sides are not equal: management %(management)d, workers %(workers)d.")
            % {"management": management, "workers": workers}
        )
    if count[Side.CHAIR] == 0:
        problems.append(_("Nobody neutral is in the chair."))
    if count[Side.CHAIR] > 1:
        problems.append(_("More than one person is in the chair."))
    return Parity({side.value: count[side] for side in Side}, problems)
