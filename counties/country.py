"""The map of several counties, and the table by voivodeship that says the same.

Counties are drawn where their boundaries are loaded. Where none is, the sixteen
voivodeships stand as tiles in their known places, which needs no boundary.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.db.models import Count, Max, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from counties import geometry, maps
from counties.models import Partnership, Shape, Territory
from counties.words import told

# Above so many counties a number no longer fits into each of them, and fewer points suffice.
MANY, COARSE = 60, 360
DIGIT, LINE = 14, 26  # the room of a digit on the map
# The voivodeships from north to south, four in a row from west to east; a dot is where a
# long name may break.
SOFT_HYPHEN = "\u00ad"
PLACES = {
    "32": "zachodnio·pomorskie",
    "22": "pomorskie",
    "28": "warmińsko-mazurskie",
    "20": "podlaskie",
    "08": "lubuskie",
    "30": "wielko·polskie",
    "04": "kujawsko-pomorskie",
    "14": "mazo·wieckie",
    "02": "dolno·śląskie",
    "10": "łódzkie",
    "26": "święto·krzyskie",
    "06": "lubelskie",
    "16": "opolskie",
    "24": "śląskie",
    "12": "mało·polskie",
    "18": "pod·karpackie",
}


@dataclass(frozen=True)
class Outline:
    """A county on the sheet: its path, the middle, and how many digits fit there."""

    path: str
    x: int
    y: int
    digits: int


@dataclass(frozen=True)
class Sheet:
    """What does not change from page to page: outlines by code, borders of voivodeships."""

    width: int
    height: int
    outlines: dict[str, Outline]
    border: str


@dataclass
class Line:
    """One partnership in the table, and its county on the map."""

    partnership: Partnership
    name: str
    number: int
    url: str


@dataclass
class Voivodeship:
    """The lines of one voivodeship. Its `anchor` is where the tile leads."""

    territory: Territory | None
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.territory.name.lower() if self.territory else ""

    @property
    def anchor(self) -> str:
        return f"voivodeship-{self.territory.pk}" if self.territory else "voivodeship"

    @property
    def number(self) -> int:
        return sum(line.number for line in self.lines)

    @property
    def rows(self) -> SafeString:
        """The lines as rows of the table."""
        return format_html_join(
            "\n",
            '<tr><th scope="row">{}</th><td class="number">{}</td></tr>',
            (
                (
                    format_html('<a href="{}">{}</a>', line.url, line.name)
                    if line.url
                    else line.name,
                    line.number,
                )
                for line in self.lines
            ),
        )


@dataclass
class Tile:
    """A voivodeship in its place; without a partnership it leads nowhere."""

    name: str
    number: int = 0
    shade: int = 0
    url: str = ""


@dataclass
class Country:
    """What its template draws; without a `sheet` tiles, or the table alone."""

    groups: list[Voivodeship]
    sheet: Sheet | None
    several = True
    template = "counties/country.html"

    @cached_property
    def shown(self) -> list[tuple[Outline, str, int, str]]:
        """(outline, name, number, address) of every county that has an outline.

        A county with more than one partnership leads to its lines in the table.
        """
        outlines = self.sheet.outlines if self.sheet else {}
        found = []
        for code, lines in self._by_county.items():
            if code in outlines:
                (group, line), *others = lines
                number = sum(line.number for _group, line in lines)
                name = line.partnership.county.in_words if others else line.name
                url = f"#{group.anchor}" if others else line.url
                found.append((outlines[code], name, number, url))
        return found

    @property
    def missing(self) -> int:
        """How many counties have no outline and stand in the table only."""
        return len(self._by_county) - len(self.shown) if self.sheet else 0

    @property
    def is_dense(self) -> bool:
        """So many counties that numbers do not fit on the map and a way past it is wanted."""
        return len(self._by_county) > MANY

    @cached_property
    def most(self) -> int:
        """The number of the darkest county, or of the darkest voivodeship on tiles."""
        numbers = (
            (n for *_o, n, _url in self.shown) if self.sheet else (g.number for g in self.groups)
        )
        return max([1, *numbers])

    @property
    def areas(self) -> SafeString:
        """The counties as SVG. Printed by one loop here: hundreds cost a template too much."""
        most = self.most
        return format_html_join(
            "\n",
            '{}<path class="map-{}" d="{}"><title>{}: {}</title></path>{}',
            (
                (
                    format_html('<a href="{}">', url) if url else "",
                    maps.shade(number, most),
                    outline.path,
                    name,
                    number,
                    SafeString("</a>") if url else "",
                )
                for outline, name, number, url in self.shown
            ),
        )

    @property
    def labels(self) -> list[tuple[int, int, int]]:
        """(x, y, number) for every county in which its number fits."""
        return [
            (outline.x, outline.y, number)
            for outline, _name, number, _url in self.shown
            if len(str(number)) <= outline.digits
        ]

    @property
    def legend(self) -> list[tuple[int, str]]:
        """(class, numbers) of each colour."""
        most, found = self.most, [(0, "0")]
        for shade in range(1, maps.SHADES + 1):
            first, last = most * (shade - 1) // maps.SHADES + 1, most * shade // maps.SHADES
            if first <= last:
                found.append((shade, str(last) if first == last else f"{first}–{last}"))
        return found

    @property
    def tiles(self) -> list[Tile]:
        """All voivodeships in their places; none where a map is drawn or one holds everything."""
        held = {group.territory.pk: group for group in self.groups if group.territory}
        if self.sheet or len(held) < 2:
            return []
        most = self.most
        places = [(code, name.replace("·", SOFT_HYPHEN)) for code, name in PLACES.items()]
        return [
            Tile(
                name,
                held[code].number,
                maps.shade(held[code].number, most),
                f"#{held[code].anchor}",
            )
            if code in held
            else Tile(name)
            for code, name in places
        ]

    @cached_property
    def _by_county(self):
        found = defaultdict(list)
        for group in self.groups:
            for line in group.lines:
                found[line.partnership.county_id].append((group, line))
        return found


def draw(
    partnerships: list[Partnership], numbers: dict[int, int], url_of: Callable[[Partnership], str]
) -> Country:
    """The counties of `partnerships` (`by_county()`), with a number each by its key.

    `url_of` gives the address of the list that holds just the rows of one county, or
    nothing. One query; three after boundaries were loaded.
    """
    groups: dict[str | None, Voivodeship] = {}
    for partnership, name in zip(partnerships, told(partnerships), strict=True):
        county = partnership.county
        group = groups.setdefault(county.parent_id, Voivodeship(county.parent))
        number = numbers.get(partnership.pk, 0)
        group.lines.append(Line(partnership, name, number, url_of(partnership)))
    ordered = sorted(
        groups.values(), key=lambda group: group.territory.sort if group.territory else ""
    )
    return Country(ordered, _sheet({partnership.county_id for partnership in partnerships}))


def _sheet(codes):
    """The sheet of these counties, drawn once a process and again after boundaries were loaded."""
    shapes = Shape.objects.filter(territory__level=Territory.Level.COUNTY)
    stamp = shapes.aggregate(at=Max("loaded_at"), number=Count("pk"))
    return _drawn(frozenset(codes), *stamp.values()) if stamp["number"] else None


@lru_cache(maxsize=4)
def _drawn(codes, _loaded_at, _number):
    """None where none of the counties has a boundary. Their voivodeships are drawn around them."""
    around = Territory.objects.filter(children__in=codes).values("pk")
    found = Shape.objects.filter(Q(territory__in=codes) | Q(territory__parent__in=around))
    shapes = dict(found.values_list("territory", "polygons"))
    known = sorted(codes & shapes.keys())
    if not known:
        return None
    parts = defaultdict(list)
    for code, polygons in shapes.items():
        parts[code[:2]].append(polygons)
    border = [geometry.joined(polygons) for polygons in parts.values()]
    width = COARSE if len(codes) > MANY else maps.WIDTH
    project, height = geometry.projection(border, width)
    return Sheet(
        width,
        height,
        {code: _outline(shapes[code], project, len(codes)) for code in known},
        "".join(geometry.path(geometry.drawn(polygons, project)) for polygons in border),
    )


def _outline(polygons, project, number_of_counties):
    drawn = geometry.drawn(polygons, project)
    ring = geometry.largest(drawn)
    wide, high = geometry.size(ring)
    fits = number_of_counties <= MANY and high >= LINE
    return Outline(geometry.path(drawn), *geometry.middle(ring), wide // DIGIT if fits else 0)
