"""Maps of a county's communes, drawn on the server as SVG."""

import math
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count

from counties.models import Partnership, Territory

WIDTH = 640
MARGIN = 4
SHADES = 4  # classes map-0 (nothing) to map-4 in counties.css
# No county has more communes; a longer list means several counties.
MOST_COMMUNES = 40
SMALLEST_RING = 4  # points; the last is the first again


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


@dataclass
class Map:
    """What `counties/map.html` draws."""

    width: int
    height: int
    areas: list[Area]


def communes_with_shapes(county=None) -> list[Territory]:
    """The present communes of `county` with their shapes at hand, in one query.

    Without `county` that of the portal's partnership; empty when there are several.
    """
    counties = [county.pk] if county else Partnership.objects.order_by().values("county")
    communes = Territory.objects.communes().current().filter(parent__in=counties)
    found = list(communes.select_related("shape")[: MOST_COMMUNES + 1])
    return found if len({commune.parent_id for commune in found}) == 1 else []


def of_list(request, rows) -> Map | None:
    """How many of `rows` (a QuerySet with a `commune`) lie in which commune.

    Each commune leads to the same list narrowed to it. None where no boundary is loaded.
    """
    communes = communes_with_shapes()
    if not any(hasattr(commune, "shape") for commune in communes):
        return None
    counted = rows.order_by().values_list("commune")
    numbers = dict(counted.annotate(number=Count("pk", distinct=True)))
    rest = request.GET.copy()
    rest.pop("page", None)

    def address(commune):
        rest["commune"] = commune.pk
        return f"?{rest.urlencode()}"

    return draw(communes, numbers, address)


def draw(communes: list[Territory], numbers: dict | None = None, url_of=None) -> Map | None:
    """The map of `communes`, or None when none of them has a boundary.

    `numbers` (by code) are written into the communes and shade them; `url_of`
    gives the address a commune leads to.
    """
    shapes = {c.pk: c.shape.polygons for c in communes if hasattr(c, "shape")}
    if not shapes:
        return None
    project, height = _projection(shapes.values())
    most = max([1, *(numbers or {}).values()])
    areas = []
    for commune in communes:
        number = numbers.get(commune.pk, 0) if numbers is not None else None
        area = Area(commune, number=number, shade=math.ceil(SHADES * (number or 0) / most))
        area.url = url_of(commune) if url_of else ""
        if commune.pk in shapes:
            drawn = [[project(ring) for ring in polygon] for polygon in shapes[commune.pk]]
            area.path = "".join(_path(ring) for polygon in drawn for ring in polygon)
            area.x, area.y = _middle(max((polygon[0] for polygon in drawn), key=_size))
        areas.append(area)
    return Map(WIDTH, height, areas)


def _projection(shapes):
    """A function from degrees to pixels, and the height of the picture."""
    points = [p for polygons in shapes for polygon in polygons for ring in polygon for p in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    shrink = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * shrink, (north - south) / 2)

    def project(ring):
        points = [
            (round(MARGIN + (x - west) * shrink * scale), round(MARGIN + (north - y) * scale))
            for x, y in ring
        ]
        # On a map of the whole country many points of a boundary fall on one pixel.
        return points[:1] + [point for last, point in pairwise(points) if point != last]

    return project, round((north - south) * scale) + 2 * MARGIN


def _path(ring):
    """A closed ring as SVG: its first point, then the way from each point to the next.

    Steps are shorter to write than places, which counts on a map of the whole country.
    """
    if len(ring) < SMALLEST_RING:
        return ""
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring[:-1]))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z"


def _size(ring):
    """Twice the signed area of a closed ring, without the sign."""
    return abs(sum(_cross(ring)))


def _middle(ring):
    """The centre of gravity of a closed ring, in whole pixels."""
    crosses = _cross(ring)
    total = sum(crosses)
    if not total:
        return ring[0]
    pairs = list(pairwise(ring))
    return tuple(
        round(sum((a[i] + b[i]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / 3 / total)
        for i in (0, 1)
    )


def _cross(ring):
    return [a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)]
