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
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import itemgetter

from django.db.models import Q

from core.text import parts
from counties.models import Partnership, Territory
from projects.models import Project
from projects.selectors.stand import stand
from projects.selectors.words import Words

# Names and sectors of partners belong to another app: seen after this many seconds.
MAX_AGE = 300
FACETS = [
    "voivodeship",
    "county",
    "commune",
    "theme",
    "principle",
    "status",
    "year",
    "sector",
    "source",
    "jobs",
]
JOBS = ["planned", "created", "safeguarded"]
SORTS = ["title", "newest", "start", "jobs"]
# Texts and moments are read when they are asked for: they cost more than all of this.
COLUMNS = [
    "pk",
    "partnership_id",
    "commune_codes",
    "theme",
    "principle",
    "state_now",
    "first_year",
    "last_year",
    "leader__sector",
    "sources",
    "jobs_planned",
    "jobs_created",
    "jobs_safeguarded",
    "jobs_confirmed",
    "jobs_confirmed_on",
]
FLAGS = bytes.maketrans(b"01", b"\0\1")
BYTE = 256
MOST_WORDS = 200  # remembered masks of words
_kept: dict = {}


class Masks(dict):
    """For each facet its values, each with a mask; made when the facet is first asked for."""

    def __init__(self, make):
        super().__init__()
        self._make = make

    def __missing__(self, facet):
        made = self[facet] = self._make(facet)
        return made


@dataclass
class Index:
    """The published projects at one stand. Position = rank by Polish title."""

    columns: dict[str, tuple] = field(default_factory=lambda: dict.fromkeys(COLUMNS, ()))
    partnerships: dict[int, Partnership] = field(default_factory=dict)  # in Polish order
    # sort: (what puts flags by position into this order, the ids in this order)
    _orders: dict[str, tuple] = field(default_factory=dict)
    _places: tuple[Words, array] | None = None  # not before the first search
    _remembered: dict[str, int] = field(default_factory=dict)  # word: the projects that have it

    def __post_init__(self):
        self.masks = Masks(self._masks_of)

    @property
    def ids(self) -> tuple[int, ...]:
        return self.columns["pk"]

    @cached_property
    def communes(self) -> dict[str, str]:
        """The name of each commune of the counties by its code, in Polish order. One query."""
        return {code: name for code, name, *_rest in self._communes}

    @cached_property
    def counties(self) -> dict[str, Partnership]:
        """The partnerships with projects by their slugs, in Polish order."""
        return {partnership.slug: partnership for partnership in self.partnerships.values()}

    @cached_property
    def voivodeships(self) -> dict[str, str]:
        """The name of each voivodeship with projects by its code, in Polish order."""
        found = {p.county.parent for p in self.partnerships.values() if p.county.parent}
        return {v.pk: v.name.lower() for v in sorted(found, key=lambda v: v.sort)}

    @property
    def all(self) -> int:
        return (1 << len(self.ids)) - 1

    def words(self, words: str) -> int:
        """The projects in which every word occurs, Polish letters or not."""
        mask = self.all
        for part in parts(words):
            mask &= self._with(part)
        return mask

    def _with(self, word):
        """The projects in which one part of a word occurs; the next page of a search asks again."""
        if self._places is None:
            words = _kept.get("words")
            if words is None or words.is_worn(len(self.ids)):
                words = _kept["words"] = Words()
            self._places = words, words.learn(self.ids, _texts(self.ids))
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

    def jobs_in(self, mask: int, kind: str) -> int | None:
        """How many jobs of a kind the projects in `mask` have together, as far as it is known.

        None where nothing is known of any of them.
        """
        known = self._known(mask, kind)
        return sum(known) if known else None

    def jobs_unknown(self, mask: int, kind: str) -> int:
        """Of how many projects in `mask` nobody has told the jobs of a kind."""
        return mask.bit_count() - len(self._known(mask, kind))

    def _known(self, mask, kind):
        numbers = compress(self.columns[f"jobs_{kind}"], self._flags(mask))
        return [number for number in numbers if number is not None]

    def confirmed_in(self, mask: int) -> tuple[int | None, dt.date | None]:
        """How many created jobs of the projects in `mask` are confirmed, and the last day of it.

        None where nobody has checked any.
        """
        days = compress(self.columns["jobs_confirmed_on"], self._flags(mask))
        return self.jobs_in(mask, "confirmed"), max(filter(None, days), default=None)

    def ordered(self, mask: int, sort: str) -> list[int]:
        """The ids of the projects in `mask`, sorted."""
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        order, ids = self._orders[sort]
        if mask == self.all:
            return ids
        flags = self._flags(mask)
        return list(compress(ids, flags if sort == "title" else order(flags)))

    def _order(self, sort):
        if sort == "title":
            return None, list(self.ids)
        if sort == "newest":
            keys = _ranks(self.ids)
        elif sort == "start":
            keys = [-(year or 0) for year in self.columns["first_year"]]
        else:
            jobs = (self.columns[f"jobs_{kind}"] for kind in JOBS)
            keys = [_most_first(*numbers) for numbers in zip(*jobs, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        # With one place `itemgetter` gives the thing itself and not a row of one.
        put = itemgetter(*order) if len(order) > 1 else bytes
        return put, [self.ids[n] for n in order]

    def _flags(self, mask):
        """A byte a project: whether it is in `mask`."""
        return f"{mask:b}"[::-1].ljust(len(self.ids), "0").encode().translate(FLAGS)

    def _masks_of(self, facet):
        masks = _masks(facet, self.columns, self.partnerships)
        if facet == "commune":
            for code, _name, county, gone in self._communes:
                if county in self._whole and not gone:
                    masks[code] |= self._whole[county]
        return dict(masks)

    @cached_property
    def _whole(self):
        """County code: a mask of its projects that name no commune and so are in each."""
        of = zip(self.columns["partnership_id"], self.columns["commune_codes"], strict=True)
        places = defaultdict(list)
        for place, (partnership, codes) in enumerate(of):
            if not codes:
                places[self.partnerships[partnership].county_id].append(place)
        return {county: _mask(found) for county, found in places.items()}

    @cached_property
    def _communes(self):
        """(code, name, code of the county, whether it is gone) of every commune here."""
        counties = {partnership.county_id for partnership in self.partnerships.values()}
        rows = Territory.objects.communes().filter(parent__in=counties).order_by("sort", "code")
        gone = Q(abolished_on__isnull=False)
        return list(rows.values_list("code", "name", "parent", gone))


def current() -> Index:
    """The index at the present stand. One query; three when it has to be built.

    Then the first look at communes, the first search and the first sorting by day cost one
    more each.
    """
    now_at = stand()
    if now_at is None:
        return Index()
    kept = _kept.get("index")
    if kept is None or kept[0] != now_at or time.monotonic() - kept[1] > MAX_AGE:
        rows = Project.objects.public().with_state().order_by("sort", "pk").values_list(*COLUMNS)
        kept = _kept["index"] = (now_at, time.monotonic(), _build(list(rows)))
    return kept[2]


def _texts(ids):
    """The words of each project; of one that went away meanwhile none."""
    texts = dict(Project.objects.public().values_list("pk", "search"))
    return [texts.get(pk, "") for pk in ids]


def _ranks(ids):
    """The place of each project by the day of publication, newest first."""
    newest = Project.objects.public().order_by("-published_at").values_list("pk", flat=True)
    ranks = {pk: rank for rank, pk in enumerate(newest)}
    return [ranks.get(pk, len(ranks)) for pk in ids]


def _build(rows):
    if not rows:
        return Index()
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    held = Partnership.objects.by_county().filter(pk__in=set(columns["partnership_id"]))
    return Index(columns, {partnership.pk: partnership for partnership in held})


def _masks(facet, columns, partnerships):
    """The values of a facet, each with a mask of the projects that have it."""
    readers: dict[str, tuple[list[str], Callable]] = {
        "voivodeship": (["partnership_id"], lambda pk: [partnerships[pk].county.parent_id]),
        "county": (["partnership_id"], lambda pk: [partnerships[pk].slug]),
        "commune": (["commune_codes"], str.split),
        "theme": (["theme"], lambda theme: [theme]),
        "principle": (["principle"], lambda principle: [principle or "none"]),
        "status": (["state_now"], lambda state: [state]),
        "year": (["first_year", "last_year"], _years),
        "sector": (["leader__sector"], lambda sector: [sector]),
        "source": (["sources"], str.split),
        "jobs": ([f"jobs_{kind}" for kind in JOBS], _kinds),
    }
    names, values_of = readers[facet]
    masks = defaultdict(int)
    for content, mask in _alike(list(zip(*(columns[name] for name in names), strict=True))):
        for value in filter(None, values_of(*content)):
            masks[value] |= mask
    return masks


def _alike(contents):
    """(content, mask of the projects with it): thousands of projects share a few contents."""
    numbers = {content: number for number, content in enumerate(dict.fromkeys(contents))}
    if len(numbers) > BYTE:
        places = defaultdict(list)
        for place, content in enumerate(contents):
            places[content].append(place)
        return [(content, _mask(found)) for content, found in places.items()]
    row = bytes(map(numbers.__getitem__, reversed(contents)))
    return [
        (content, int(row.translate(bytes(b"01"[n == number] for n in range(BYTE))), 2))
        for content, number in numbers.items()
    ]


def _years(first, last):
    if not (first or last):
        return ["none"]
    return [str(year) for year in range(first or last, (last or first) + 1)]


def _kinds(*numbers):
    """The kinds of jobs there are; "none" where there are known to be none, else "unknown"."""
    there = [kind for kind, number in zip(JOBS, numbers, strict=True) if number]
    return there or ["unknown" if set(numbers) == {None} else "none"]


def _most_first(planned, created, safeguarded):
    """Jobs that exist count before jobs that are planned, and these are not added to them."""
    return -(created or 0) - (safeguarded or 0), -(planned or 0)


def _mask(places):
    bits = bytearray(places[-1] // 8 + 1)
    for n in places:
        bits[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(bits, "little")
