"""Which projects have a word: an index of words that learns only what is new.

Looking through every text for every word takes long where there are thirty thousand of
them. Here each word of the texts knows where it stands, and a part of a word is looked
for in the list of words. What was learned stays when a project changes; the project
then gets a new slot, and the old one points nowhere.
"""

import threading
from array import array
from collections import defaultdict
from collections.abc import Sequence

SPARE = 1000  # slots that may point nowhere before everything is learned anew
BITS = bytes.maketrans(b"\0\1", b"01")


class Words:
    """Slots by word. Slots are only added, so any number of readers may look meanwhile."""

    def __init__(self):
        self._lock = threading.Lock()
        self._slots: dict[int, int] = {}  # project: its slot
        self._texts: list[str] = []  # by slot
        self._held: dict[str, list[int]] = defaultdict(list)
        self._list = "\n"

    def is_worn(self, number: int) -> bool:
        """Whether most slots point nowhere once there are `number` projects."""
        return len(self._texts) > 2 * number + SPARE

    def learn(self, ids: Sequence[int], texts: list[str]) -> array:
        """Learn the texts of projects; return for each slot its place in `ids`, or -1."""
        with self._lock:
            known = len(self._held)
            slots = [self._slot(pk, text) for pk, text in zip(ids, texts, strict=True)]
            places = array("l", [-1]) * len(self._texts)
            for place, slot in enumerate(slots):
                places[slot] = place
            if len(self._held) != known:
                self._list = "\n".join(["", *self._held, ""])
            return places

    def mask(self, part: str, places: array, size: int) -> int:
        """A bit for each of `size` places: whether a word there contains `part`."""
        flags = bytearray(size + 1)  # the last one stands for all slots that point nowhere
        words, at, last = self._list, 0, len(places)
        while (at := words.find(part, at)) >= 0:
            end = words.index("\n", at)
            for slot in self._held[words[words.rindex("\n", 0, at) + 1 : end]]:
                if slot < last:  # others were learned later
                    flags[places[slot]] = 1
            at = end
        return int(flags[size - 1 :: -1].translate(BITS), 2) if size else 0

    def _slot(self, pk, text):
        slot = self._slots.get(pk)
        if slot is None or self._texts[slot] != text:
            slot = self._slots[pk] = len(self._texts)
            self._texts.append(text)
            for word in set(text.split()):
                self._held[word].append(slot)
        return slot
