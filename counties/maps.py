"""Maps of a county's communes, drawn on the server as SVG."""

import math
from dataclasses import dataclass

from counties import geometry
from counties.models import Territory

WIDTH = 640
LETTER, LINE = 9, 40  # the room of a letter of a name, and of a number with a name below
SHADES = 4  # classes map-0 (nothing) to map-4 in counties.css


@dataclass
class Area:
    """One commune on the map and in the table beside it; `path` is empty without a shape."""

    commune: Territory
    path: str = ""
    number: int | None = None
    shade: int = 0
    url: str = ""
    x: int = 0
    y: int = 0
    is_named: bool = False  # whether the name fits below the number


@dataclass
class Map:
    """What its template draws."""

    width: int
    height: int
    areas: list[Area]
    template = "counties/map.html"


def communes_with_shapes(county: Territory) -> list[Territory]:
    """The present communes of `county` with their shapes at hand, in one query."""
    communes = Territory.objects.communes().current().filter(parent=county)
    return list(communes.select_related("shape"))


def draw(communes: list[Territory], numbers: dict | None = None, url_of=None) -> Map | None:
    """The map of `communes`, or None when none of them has a boundary.

    `numbers` (by code) are written into the communes and shade them; `url_of`
    gives the address a commune leads to.
    """
    shapes = {c.pk: c.shape.polygons for c in communes if hasattr(c, "shape")}
    if not shapes:
        return None
    project, height = geometry.projection(shapes.values(), WIDTH)
    most = max([1, *(numbers or {}).values()])
    areas = []
    for commune in communes:
        number = numbers.get(commune.pk, 0) if numbers is not None else None
        area = Area(commune, number=number, shade=shade(number or 0, most))
        area.url = url_of(commune) if url_of else ""
        if commune.pk in shapes:
            drawn = geometry.drawn(shapes[commune.pk], project)
            area.path = geometry.path(drawn)
            ring = geometry.largest(drawn)
            area.x, area.y = geometry.middle(ring)
            wide, high = geometry.size(ring)
            area.is_named = wide >= LETTER * len(commune.name) and high >= LINE
        areas.append(area)
    return Map(WIDTH, height, areas)


def shade(number: int, most: int) -> int:
    """The class of a number where `most` is the largest: 0 for nothing, 4 for the most."""
    return math.ceil(SHADES * number / most)
