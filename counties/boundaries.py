"""Boundaries of territories from a GeoJSON file that the operator brings."""

import json
import math
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from counties.geometry import SMALLEST_RING, joined
from counties.models import Shape, Territory

LARGEST = 300 * 1024 * 1024
# What the usual sources call the TERYT code: GUGiK's register of boundaries and its kin.
CODE_NAMES = ("terc", "teryt", "JPT_KOD_JE", "jpt_kod_je", "TERYT", "TERC", "kod_teryt", "kod")
# Both sides of a common boundary snap to the same points, so no gaps appear. About 50 m:
# less than a pixel of a county's map.
GRID = 0.0005
WEST, SOUTH, EAST, NORTH = 13.5, 48.5, 24.5, 55.5  # Poland with a margin


class BoundaryError(ValueError):
    """The file holds no boundaries that can be loaded; says why in words."""


@dataclass
class Report:
    """How many boundaries were kept and joined, unknown codes, communes without a boundary."""

    kept: int
    joined: int
    unknown: list[str]
    without: list[Territory]


def read(content: bytes, code: str = "") -> dict[str, list]:
    """The simplified polygons of each territory by its four- or six-digit code.

    `code` names the property that holds the TERYT code; without it the usual
    names are tried. Raises `BoundaryError` for anything else than GeoJSON
    polygons in degrees.
    """
    features = _features(content)
    name = code or _code_name(features)
    found: dict[str, list] = {}
    for feature in features:
        key = _key(feature["properties"].get(name), name)
        if key in found:
            raise BoundaryError(_("The code %(code)s stands in the file twice.") % {"code": key})
        found[key] = _simplified(_polygons(feature.get("geometry"), key), key)
    return found


@transaction.atomic
def load(shapes: dict[str, list]) -> Report:
    """Keep the boundaries of the territories we know; loading twice changes nothing.

    A territory that the file does not name keeps the boundary it has. A county whose own
    boundary was never loaded gets that around its communes.
    """
    levels = [Territory.Level.COUNTY, Territory.Level.COMMUNE]
    known = set(Territory.objects.current().filter(level__in=levels).values_list("pk", flat=True))
    _keep({key: polygons for key, polygons in shapes.items() if key in known})
    around = _joined({key[:4] for key in shapes if key in known and len(key) == 6})
    _keep(around, is_joined=True)
    bare = Territory.objects.current().communes().filter(shape__isnull=True)
    return Report(
        kept=sum(key in known for key in shapes),
        joined=len(around),
        unknown=sorted(set(shapes) - known),
        without=list(bare),
    )


def _keep(shapes, *, is_joined=False):
    Shape.objects.bulk_create(
        [Shape(territory_id=key, polygons=shapes[key], is_joined=is_joined) for key in shapes],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["territory"],
        update_fields=["polygons", "is_joined", "loaded_at"],
    )


def _joined(codes):
    """The boundary around the communes of each county in `codes` that has none of its own.

    More than half of its communes must have one. All of them would be too much to ask: a
    commune newer than the file lies there within the neighbour it was taken from.
    """
    counties = Territory.objects.counties().current().filter(pk__in=codes)
    bare = counties.exclude(shape__is_joined=False)
    shaped: dict[str, list] = {county: [] for county in bare.values_list("pk", flat=True)}
    missing = Counter()
    communes = Territory.objects.communes().current().filter(parent__in=list(shaped))
    for county, polygons in communes.order_by().values_list("parent", "shape__polygons"):
        if polygons:
            shaped[county].append(polygons)
        else:
            missing[county] += 1
    return {
        county: joined(polygons)
        for county, polygons in shaped.items()
        if len(polygons) > missing[county]
    }


def _features(content):
    if len(content) > LARGEST:
        raise BoundaryError(_("The file is too large."))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BoundaryError(_("The file is not JSON.")) from error
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise BoundaryError(_("The file is not a GeoJSON FeatureCollection."))
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise BoundaryError(_("The file holds no territories."))
    if not all(isinstance(f, dict) and isinstance(f.get("properties"), dict) for f in features):
        raise BoundaryError(_("A feature of the file has no properties."))
    return features


def _code_name(features):
    first = features[0]["properties"]
    for name in CODE_NAMES:
        if name in first:
            return name
    raise BoundaryError(
        _("No property holds the TERYT code. Name it with --code; there are: %(names)s.")
        % {"names": ", ".join(map(str, first)) or "–"}
    )


def _key(code, name):
    """Four or six digits: the seventh of a commune is its kind, which may change."""
    # A number may have lost its leading zero, and then nobody knows how long it was.
    if not isinstance(code, str) or not (code.isascii() and code.isdigit()):
        raise BoundaryError(
            _("The property %(name)s holds “%(code)s”, which is not a TERYT code as text.")
            % {"name": name, "code": str(code)[:40]}
        )
    if len(code) not in {4, 6, 7}:
        raise BoundaryError(
            _("The code %(code)s has neither four, six nor seven digits.") % {"code": code[:40]}
        )
    return code[:6]


def _polygons(geometry, key):
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise BoundaryError(_("The territory %(code)s has no polygon.") % {"code": key})
    parts = geometry.get("coordinates")
    return [parts] if kind == "Polygon" else parts


def _simplified(polygons, key):
    try:
        rings = [[_snapped(ring) for ring in polygon] for polygon in polygons]
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise BoundaryError(
            _("The coordinates of %(code)s are not degrees of longitude and latitude in Poland.")
            % {"code": key}
        ) from error
    kept = [[ring for ring in polygon if ring] for polygon in rings if polygon and polygon[0]]
    if not kept:
        raise BoundaryError(_("The boundary of %(code)s encloses nothing.") % {"code": key})
    return kept


def _snapped(ring):
    """The ring on the grid without repeated points; empty when nothing is left of it."""
    points = []
    for longitude, latitude, *_height in ring:
        if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
            raise ValueError
        point = [_on_grid(longitude), _on_grid(latitude)]
        if not points or points[-1] != point:
            points.append(point)
    return points if len(points) >= SMALLEST_RING and points[0] == points[-1] else []


def _on_grid(degrees):
    return round(math.floor(degrees / GRID + 0.5) * GRID, 4)
