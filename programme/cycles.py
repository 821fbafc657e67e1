"""Cycles of workshops held on the portal, told by a room that this one does not know.

The roof registers a teller with `add`, which gives the cycles of one office, or what is
public of all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counties.models import Partnership


@dataclass(frozen=True)
class HeldCycle:
    """A cycle: its name for references (`journal.actions.about`), and what a page says of it."""

    about: str
    title: str
    when: str
    partnership: Partnership
    url: str


_tellers: list[Callable] = []


def add(teller: Callable) -> Callable:
    """Register `teller(partnership)`; adding the same function twice keeps one."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def public() -> list[HeldCycle]:
    """The cycles that everyone may read about, of all counties."""
    return [cycle for teller in _tellers for cycle in teller(None)]


def of(partnership: Partnership) -> list[HeldCycle]:
    """Every cycle of one office, public or not."""
    return [cycle for teller in _tellers for cycle in teller(partnership)]
