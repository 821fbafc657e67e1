"""Rings of points: projected, joined, and written as SVG. Knows no database."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

MARGIN = 4
TALLEST = 0.85  # height of a picture to its width
SMALLEST_RING = 4  # points; the last is the first again


def projection(shapes: Iterable, width: int) -> tuple[Callable, int]:
    """A function from a ring in degrees to one in whole pixels, and the height of the picture.

    What is taller than wide stands in the middle: a high picture would be shrunk to fit a
    screen, and its numbers with it.
    """
    points = [p for polygons in shapes for polygon in polygons for ring in polygon for p in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * shrink, north - south
    scale = (width - 2 * MARGIN) / max(wide, high / TALLEST)
    left = (width - wide * scale) / 2

    def project(ring):
        points = [
            (round(left + (x - west) * shrink * scale), round(MARGIN + (north - y) * scale))
            for x, y in ring
        ]
        return _straightened(points)

    return project, round(high * scale) + 2 * MARGIN


def _straightened(ring):
    """The ring without the points that change nothing.

    On a map of the whole country many points fall on one pixel or on one line.
    """
    kept = ring[:1]
    for point in ring[1:]:
        if point == kept[-1]:
            continue
        if len(kept) > 1 and _is_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _is_line(a, b, c):
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def drawn(polygons: list, project: Callable) -> list:
    """The polygons in pixels."""
    return [[project(ring) for ring in polygon] for polygon in polygons]


def path(polygons: list) -> str:
    """Polygons in pixels as the `d` of an SVG path."""
    return "".join(_closed(ring) for polygon in polygons for ring in polygon)


def _closed(ring):
    """A closed ring as SVG: its first point, then the way from each point to the next.

    Steps are shorter to write than places, which counts on a map of the whole country.
    """
    if len(ring) < SMALLEST_RING:
        return ""
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring[:-1]))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z"


def largest(polygons: list) -> list:
    """The outer ring of the largest polygon: where a number is written."""
    return max((polygon[0] for polygon in polygons), key=lambda ring: abs(sum(_cross(ring))))


def size(ring: list) -> tuple[int, int]:
    """How wide and how high a ring is."""
    wide, high = (max(axis) - min(axis) for axis in zip(*ring, strict=True))
    return wide, high


def middle(ring: list) -> tuple[int, int]:
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


def joined(shapes: Iterable) -> list:
    """The polygons around all `shapes` together: the sides that two of them share are left out.

    Every ring becomes a polygon of its own; filled by the even-odd rule, holes stay holes.
    """
    after = defaultdict(list)
    for (start, end), times in _outer_sides(shapes).items():
        after[start] += [end] * times
    rings = []
    for start in list(after):
        while after[start]:
            ring = [start]
            while len(ring) == 1 or ring[-1] != start:
                ring.append(after[ring[-1]].pop())
            rings.append([[list(point) for point in ring]])
    return rings


def _outer_sides(shapes):
    """The sides that no neighbour goes along in the other direction, each with how often."""
    sides: Counter = Counter()
    for ring in (ring for polygons in shapes for polygon in polygons for ring in polygon):
        for a, b in pairwise(map(tuple, ring)):
            if sides[b, a]:
                sides[b, a] -= 1
            else:
                sides[a, b] += 1
    return +sides
