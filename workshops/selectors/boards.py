"""Cards as people lay them out: by group, originals behind their heads. No queries here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workshops.choices import CardKind
from workshops.models import Card, Group


@dataclass
class Laid:
    """A card on the board and what was merged into it."""

    card: Card
    originals: list["Laid"] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How many cards were written: a combined head counts for its originals only."""
        return sum(one.weight for one in self.originals) + (not self.card.is_combined)


@dataclass
class Board:
    """The cards of one group; without a group, those that belong to none."""

    group: Group | None
    laid: list[Laid]

    @property
    def weight(self) -> int:
        return sum(one.weight for one in self.laid)

    @property
    def by_kind(self) -> list[tuple[str, list[Laid]]]:
        """(label, cards) of every kind that is there, in the order of the method."""
        found = defaultdict(list)
        for one in self.laid:
            found[one.card.kind].append(one)
        return [(str(kind.label), found[kind]) for kind in CardKind if kind in found]


def lay(cards: Iterable[Card]) -> list[Laid]:
    """The heads among `cards` in their order, each with its originals.

    A card whose head is not among them stands for itself, so nothing gets lost.
    """
    cards = list(cards)
    laid = {card.pk: Laid(card) for card in cards}
    for card in cards:
        if card.merged_into_id in laid:
            laid[card.merged_into_id].originals.append(laid[card.pk])
    return [laid[card.pk] for card in cards if card.merged_into_id not in laid]


def boards(cards: Iterable[Card], groups: Iterable[Group], empty: bool = True) -> list[Board]:
    """One board a group, in their order, and one without a group when it has cards."""
    found = defaultdict(list)
    for one in lay(cards):
        found[one.card.group_id].append(one)
    wanted = [Board(group, found[group.pk]) for group in groups if empty or found[group.pk]]
    return wanted + ([Board(None, found[None])] if found[None] else [])
