"""Editions that offices entered themselves, and cycles held on the portal, as one list."""

from dataclasses import dataclass

from counties.models import Partnership
from programme import registries
from programme.models import OwnEdition


@dataclass(frozen=True)
class Line:
    """One edition on the page: entered by an office, held on the portal, or both."""

    partnership: Partnership
    period: str
    place: str
    note: str = ""
    source: str = ""
    cycle: registries.HeldCycle | None = None

    @property
    def county(self):
        return self.partnership.county


def told() -> list[Line]:
    """Every edition once, by county and period: a cycle that an edition names stands with it.

    Two queries for any number.
    """
    held = {cycle.about: cycle for cycle in registries.public()}
    rows = OwnEdition.objects.select_related("partnership__county__parent")
    lines = [
        Line(row.partnership, row.period, row.place, row.note, row.source, held.get(row.cycle))
        for row in rows
    ]
    named = {row.cycle for row in rows}
    lines += [
        Line(cycle.partnership, cycle.when, cycle.title, cycle=cycle)
        for about, cycle in held.items()
        if about not in named
    ]
    return sorted(lines, key=lambda line: (line.county.name, line.period, line.place))
