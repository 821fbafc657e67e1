"""Checking that nobody has touched the journal."""

from collections.abc import Iterator
from dataclasses import dataclass

from journal.models import Chain, Entry


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and why."""

    partnership_id: int | None
    entry_id: int | None
    reason: str


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
