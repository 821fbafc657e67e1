"""An indicator's readings as a line from the start to the target."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import cached_property

from projects.models import Indicator

# The picture, in units of which a phone shows about one a pixel.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 360, 180, 12, 12, 26, 26


@dataclass
class Line:
    """One indicator with its readings (day, value) in the order of days."""

    name: str
    unit: str
    baseline: Decimal
    target: Decimal
    readings: list[tuple[dt.date, Decimal]] = field(default_factory=list)

    def __str__(self):
        return f"{self.name} ({self.unit})"

    @property
    def last(self):
        """The newest value, or None."""
        return self.readings[-1][1] if self.readings else None

    @property
    def done(self):
        """How much of the way from the start to the target is behind, in whole percents."""
        way = self.target - self.baseline
        if self.last is None or not way:
            return None
        return round(100 * (self.last - self.baseline) / way)

    @cached_property
    def picture(self):
        """Coordinates of the line, its points and the two levels; None before the first reading."""
        if not self.readings:
            return None
        points = [
            {"x": _text(self._x(day)), "y": _text(self._y(value)), "value": value, "day": day}
            for day, value in self.readings
        ]
        return {
            "width": WIDTH,
            "height": HEIGHT,
            "left": LEFT,
            "right": WIDTH - RIGHT,
            "points": points,
            "line": " ".join(f"{p['x']},{p['y']}" for p in points),
            "baseline": _text(self._y(self.baseline)),
            "target": _text(self._y(self.target)),
            "first": self.readings[0][0],
            "until": self.readings[-1][0],
            "foot": HEIGHT - 6,
        }

    def _x(self, day):
        first, last = self.readings[0][0], self.readings[-1][0]
        if first == last:
            return WIDTH / 2
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / (last - first).days

    def _y(self, value):
        values = [self.baseline, self.target, *(v for _day, v in self.readings)]
        low, high = min(values), max(values)
        if low == high:
            return HEIGHT / 2
        return TOP + (HEIGHT - TOP - BOTTOM) * float((high - value) / (high - low))


def lines_of(project) -> list[Line]:
    """The indicators of a project with their readings, in one query."""
    rows = Indicator.objects.filter(project=project).order_by("pk", "readings__on")
    names = ["pk", "name", "unit", "baseline", "target", "readings__on", "readings__value"]
    found: dict[int, Line] = {}
    for pk, name, unit, baseline, target, day, value in rows.values_list(*names):
        line = found.setdefault(pk, Line(name, unit, baseline, target))
        if day is not None:
            line.readings.append((day, value))
    return list(found.values())


def _text(number):
    """A coordinate, written the same in every language."""
    return f"{number:.1f}"
