"""Checking that nobody has touched the journal.

The chain is keyed, so that nobody who only has the database can write an entry that fits.
What is left is to cut off its end and to set its head back; therefore the heads are
written down outside of the database every night (`heads`), and can be held against it
later (`missing`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import F

from journal.models import Chain, Entry


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and why."""

    partnership_id: int | None
    entry_id: int | None
    reason: str


@dataclass(frozen=True)
class Head:
    """Where the chain of one partnership (None: of the portal itself) ends at this moment."""

    partnership_id: int | None
    entries: int
    hash: str

    def __str__(self):
        return f"partnership={self.partnership_id or '-'} entries={self.entries} head={self.hash}"


def heads() -> list[Head]:
    """The heads of all chains, that of the portal itself first."""
    counted = dict(
        Entry.objects.order_by().values_list("partnership_id").annotate(models.Count("pk"))
    )
    chains = Chain.objects.exclude(last_hash="").order_by(F("partnership").asc(nulls_first=True))
    return [
        Head(chain.partnership_id, counted.get(chain.partnership_id, 0), chain.last_hash)
        for chain in chains
    ]


def missing(hashes: Iterable[str]) -> list[str]:
    """Those of `hashes`, written down earlier as heads, that no entry has any more."""
    asked = list(dict.fromkeys(hashes))
    known = set(Entry.objects.filter(hash__in=asked).values_list("hash", flat=True))
    return [one for one in asked if one not in known]


def breaks() -> Iterator[Break]:
    """Walk every chain from its first entry and yield where it first does not hold.

    Finds changed, removed, inserted and reordered entries, and entries cut off at
    the end. Memory stays flat.
    """
    heads = dict(Chain.objects.values_list("partnership_id", "last_hash"))
    without_chain = Entry.objects.order_by().values_list("partnership_id", flat=True).distinct()
    for partnership_id in {*heads, *without_chain}:
        found = _first_break(partnership_id, heads.get(partnership_id, ""))
        if found:
            yield found


def _first_break(partnership_id, head):
    previous = ""
    entries = Entry.objects.filter(partnership=partnership_id).order_by("pk")
    for entry in entries.iterator(chunk_size=1000):
        if entry.previous_hash != previous:
            return Break(partnership_id, entry.pk, "does not follow the entry before it")
        if entry.hash != entry.sealed():
            return Break(partnership_id, entry.pk, "has been changed")
        previous = entry.hash
    if previous != head:
        return Break(partnership_id, None, "entries are missing at the end")
    return None
