"""Cycles of workshops held on the portal, told by an app that this one does not know.

Each function that `add` registers gets an office's partnership and gives its cycles, or
None and gives what is public of all.
"""

from dataclasses import dataclass

from core.sections import Tellers
from counties.models import Partnership


@dataclass(frozen=True)
class HeldCycle:
    """A cycle: its name for references (`journal.rules.references.about`), and what a page says of it."""

    about: str
    title: str
    when: str
    partnership: Partnership
    url: str


_tellers = Tellers()
add = _tellers.add


def public() -> list[HeldCycle]:
    """The cycles that everyone may read about, of all counties."""
    return _tellers.told(None)


def of(partnership: Partnership) -> list[HeldCycle]:
    """Every cycle of one office, public or not."""
    return _tellers.told(partnership)
