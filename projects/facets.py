"""The shelf of published projects: every list, count and download of `/projekty/`.

Counting what each filter would leave means a dozen passes over all rows. Here each
value of each facet is one long integer with a bit a project, so a count is an AND and
a popcount, at 300 projects as at 30,000. The integers live in the process; they are
valid as long as `stand()` says so, hence any number of processes agree. The rows of a
page are always read from the database, through `public()`.
"""

import datetime as dt
import time
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter

from django.db.models import Q

from core.text import fold, stem
from counties.models import Partnership, Territory
from projects.models import Project
from projects.stand import stand
from projects.words import Words

# Names and sectors of partners belong to another room: seen after this many seconds.
MAX_AGE = 300
FACETS = [
    "voivodeship", "county", "commune", "theme", "principle", "status", "year", "sector", "source",
    "jobs",
]  # fmt: skip
JOBS = ["planned", "created", "safeguarded"]
SORTS = ["title", "newest", "start", "jobs"]
COLUMNS = [
    "pk", "search", "partnership_id", "commune_codes", "theme", "principle", "status",
    "first_year", "last_year", "leader__sector", "sources", "jobs_planned", "jobs_created",
    "jobs_safeguarded", "published_at", "jobs_confirmed", "jobs_confirmed_on",
]  # fmt: skip
JOB_COLUMNS = {kind: COLUMNS.index(f"jobs_{kind}") for kind in [*JOBS, "confirmed"]}
FLAGS = bytes.maketrans(b"01", b"\0\1")
MOST_WORDS = 200  # remembered masks of words
_kept: dict = {}


@dataclass
class Index:
    """The published projects at one stand. Position = rank by Polish title."""

    ids: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    masks: dict[str, dict[str, int]] = field(default_factory=dict)
    # sort: (what puts flags by position into this order, the ids in this order)
    orders: dict[str, tuple] = field(default_factory=dict)
    jobs: dict[str, list[int]] = field(default_factory=dict)  # kind: number a project
    confirmed_on: list[dt.date | None] = field(default_factory=list)
    communes: dict[str, str] = field(default_factory=dict)  # code: name, in Polish order
    counties: dict[str, Partnership] = field(default_factory=dict)  # slug, in Polish order
    voivodeships: dict[str, str] = field(default_factory=dict)  # code: name, in Polish order
    _places: tuple[Words, array] | None = None  # not before the first search
    _remembered: dict[str, int] = field(default_factory=dict)  # word: the projects that have it

    @property
    def all(self) -> int:
        return (1 << len(self.ids)) - 1

    def words(self, words: str) -> int:
        """The projects in which every word occurs, Polish letters or not."""
        mask = self.all
        for word in fold(words).split()[:8]:
            mask &= self._with(stem(word))
        return mask

    def _with(self, word):
        """The projects in which one word occurs; the next page of a search asks again."""
        if self._places is None:
            words = _kept.get("words")
            if words is None or words.is_worn(len(self.ids)):
                words = _kept["words"] = Words()
            self._places = words, words.learn(self.ids, self.texts)
        if word not in self._remembered:
            if len(self._remembered) >= MOST_WORDS:
                self._remembered.clear()
            words, places = self._places
            self._remembered[word] = words.mask(word, places, len(self.ids))
        return self._remembered[word]

    def chosen(self, facet: str, values: list[str]) -> int:
        """The projects with any of `values`; all of them when nothing is chosen."""
        if not values:
            return self.all
        mask = 0
        for value in values:
            mask |= self.masks[facet].get(value, 0)
        return mask

    def jobs_in(self, mask: int, kind: str) -> int:
        """How many jobs of a kind the projects in `mask` have together."""
        return sum(compress(self.jobs[kind], self._flags(mask)))

    def confirmed_in(self, mask: int) -> tuple[int, dt.date | None]:
        """How many created jobs of the projects in `mask` are confirmed, and the last day of it."""
        flags = self._flags(mask)
        days = [day for day in compress(self.confirmed_on, flags) if day]
        return sum(compress(self.jobs["confirmed"], flags)), max(days, default=None)

    def ordered(self, mask: int, sort: str) -> list[int]:
        """The ids of the projects in `mask`, sorted."""
        order, ids = self.orders[sort]
        if mask == self.all:
            return ids
        flags = self._flags(mask)
        return list(compress(ids, flags if sort == "title" else order(flags)))

    def _flags(self, mask):
        """A byte a project: whether it is in `mask`."""
        return f"{mask:b}"[::-1].ljust(len(self.ids), "0").encode().translate(FLAGS)


def current() -> Index:
    """The index at the present stand. One query; four when it has to be built."""
    now_at = stand()
    if now_at is None:
        return _build([])
    kept = _kept.get("index")
    if kept is None or kept[0] != now_at or time.monotonic() - kept[1] > MAX_AGE:
        rows = Project.objects.public().order_by("sort", "pk").values_list(*COLUMNS)
        kept = _kept["index"] = (now_at, time.monotonic(), _build(list(rows)))
    return kept[2]


def _build(rows):
    if not rows:
        return Index(
            masks={f: {} for f in FACETS},
            orders={s: (bytes, []) for s in SORTS},
            jobs={kind: [] for kind in JOB_COLUMNS},
        )
    held = Partnership.objects.by_county().filter(pk__in={row[2] for row in rows})
    partnerships = {partnership.pk: partnership for partnership in held}
    places = {facet: defaultdict(list) for facet in FACETS}
    whole: dict[str | None, list[int]] = defaultdict(
        list
    )  # county code: the projects of the whole county
    for n, row in enumerate(rows):
        partnership = partnerships[row[2]]
        _place(places, n, row, partnership)
        if not row[3]:
            whole[partnership.county_id].append(n)
    in_whole = Q(parent__in=list(whole), level=Territory.Level.COMMUNE, abolished_on=None)
    named = Territory.objects.filter(Q(code__in=list(places["commune"])) | in_whole)
    named = named.order_by("sort", "code")
    communes = list(named.values_list("code", "name", "parent"))
    for code, _name, county in communes:
        places["commune"][code] += whole[county]
    return Index(
        ids=[row[0] for row in rows],
        texts=[row[1] for row in rows],
        masks={
            facet: {value: _mask(found, len(rows)) for value, found in values.items()}
            for facet, values in places.items()
        },
        orders=_orders(rows),
        jobs={kind: [row[place] for row in rows] for kind, place in JOB_COLUMNS.items()},
        confirmed_on=[row[COLUMNS.index("jobs_confirmed_on")] for row in rows],
        communes={code: name for code, name, _county in communes},
        counties={p.slug: p for p in partnerships.values()},
        voivodeships=_voivodeships(partnerships.values()),
    )


def _voivodeships(partnerships):
    found = {p.county.parent for p in partnerships if p.county.parent}
    return {v.pk: v.name.lower() for v in sorted(found, key=lambda v: v.sort)}


def _place(places, n, row, partnership):
    """Put project number `n` into every value it has."""
    (_pk, _search, _of, codes, theme, principle, status, first, last, sector, sources,
     planned, created, safeguarded, *_rest) = row  # fmt: skip
    places["county"][partnership.slug].append(n)
    if partnership.county.parent_id:
        places["voivodeship"][partnership.county.parent_id].append(n)
    for code in codes.split():
        places["commune"][code].append(n)
    places["theme"][theme].append(n)
    places["principle"][principle or "none"].append(n)
    places["status"][status].append(n)
    if first or last:
        for year in range(first or last, (last or first) + 1):
            places["year"][str(year)].append(n)
    if sector:
        places["sector"][sector].append(n)
    for source in sources.split():
        places["source"][source].append(n)
    jobs = zip(JOBS, (planned, created, safeguarded), strict=True)
    for kind in [kind for kind, number in jobs if number] or ["none"]:
        places["jobs"][kind].append(n)


def _orders(rows):
    every = range(len(rows))
    keys = {
        "title": None,
        "newest": lambda n: -rows[n][14].timestamp(),
        "start": lambda n: -(rows[n][7] or 0),
        "jobs": lambda n: -sum(rows[n][11:14]),
    }
    orders = {sort: sorted(every, key=key) for sort, key in keys.items()}
    return {
        # With one place `itemgetter` gives the thing itself and not a row of one.
        sort: (itemgetter(*order) if len(order) > 1 else bytes, [rows[n][0] for n in order])
        for sort, order in orders.items()
    }


def _mask(places, size):
    bits = bytearray(size // 8 + 1)
    for n in places:
        bits[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(bits, "little")
