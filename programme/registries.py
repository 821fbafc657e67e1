"""Cycles of workshops held on the portal, told by an app that this one does not know.

Each function that `add` registers gets an office's partnership and gives its cycles, or
None and gives what is public of all.
"""

from dataclasses import dataclass

from core.registry import Registry
from counties.models import Partnership


@dataclass(frozen=True)
class HeldCycle:
    """A cycle: its name for references (`journal.rules.references.about`), and what a page says of it."""

    about: str
    title: str
    when: str
    partnership: Partnership
    url: str


_cycles = Registry()
add = _cycles.add


def public() -> list[HeldCycle]:
    """The cycles that everyone may read about, of all counties."""
    return _cycles.collect(None)


def of(partnership: Partnership) -> list[HeldCycle]:
    """Every cycle of one office, public or not."""
    return _cycles.collect(partnership)
