"""The programme's past as its page tells it."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from core.charts import Chart, single
from counties import maps
from counties.models import Shape, Territory
from programme.choices import Subject
from programme.models import Edition, EditionList, ProgrammeFigure
from programme.rules import number, said

# The last period whose workshops were over when the count of counties was published.
COUNTED_UNTIL = 2004


@dataclass
class Told:
    """One edition on the page: `again` names the other lists and periods of the same place."""

    edition: Edition
    again: list[str] = field(default_factory=list)

    @property
    def label(self):
        return said(self.edition.label)


@dataclass
class Printed:
    """One list: its editions in the order of print, and how many there are a period."""

    roll: EditionList
    rows: list[Told]
    periods: list[tuple[str, int]]

    @property
    def matched(self):
        return sum(row.edition.territory_id is not None for row in self.rows)

    @property
    def title(self):
        return _("Places named by: %(publisher)s") % {"publisher": self.roll}

    @property
    def chart(self) -> Chart:
        """How many places the list names in each period."""
        return single("periods", self.title, [_("Period"), _("Places")], self.periods)

    @property
    def as_of(self):
        return said(self.roll.as_of)

    @property
    def note(self):
        return said(self.roll.note)

    @property
    def meetings(self):
        return [said(content) for content in self.roll.cycle.get("content", [])]


@dataclass
class Line:
    """One published number and who said it when."""

    number: str
    as_of: str
    source: str
    ours: bool = False


def told() -> list[Printed]:
    """Every list, with repeats named as repeats. Two queries."""
    rolls = EditionList.objects.prefetch_related("editions__territory__parent")
    found = [(roll, list(roll.editions.all())) for roll in rolls]
    times = defaultdict(list)
    for _roll, editions in found:
        for edition in editions:
            times[edition.place].append(edition)
    return [
        Printed(
            roll,
            [Told(edition, _again(edition, times[edition.place])) for edition in editions],
            _periods(editions),
        )
        for roll, editions in found
    ]


def figures(lists: list[Printed]) -> list[tuple[str, list[Line]]]:
    """Each thing that was counted with every number published of it, side by side.

    Where the printed lists allow it our own count stands beside, marked as ours.
    """
    lines = defaultdict(list)
    for figure in ProgrammeFigure.objects.all():
        lines[figure.subject].append(Line(number(figure), said(figure.as_of), figure.source))
    if Subject.WORKSHOPS in lines:
        lines[Subject.WORKSHOPS] += _ours(lists)
    return [(str(subject.label), lines[subject]) for subject in Subject if subject in lines]


def county_map() -> maps.Map | None:
    """All counties, shaded by how often the lists name them; None where no named one is drawn.

    A process draws it once and again after a load, or after an hour. Two queries, four when drawn.
    """
    loaded = EditionList.objects.aggregate(at=Max("updated_at"))["at"]
    shapes = Shape.objects.filter(territory__in=Territory.objects.counties()).count()
    return _drawn(loaded, shapes, int(time.time() // 3600)) if loaded and shapes else None


@lru_cache(maxsize=1)
def _drawn(_loaded, _shapes, _hour):
    times = dict(
        Edition.objects.order_by()
        .filter(territory__isnull=False)
        .values_list("territory")
        .annotate(times=Count("pk"))
    )
    drawn = Territory.objects.counties().current().filter(shape__isnull=False)
    counties = list(drawn.select_related("shape"))
    return maps.draw(counties, times) if any(c.pk in times for c in counties) else None


def _again(edition, same):
    return [
        f"{other.when} ({other.printed_in})"
        if other.printed_in_id != edition.printed_in_id
        else str(other.when)
        for other in same
        if other.pk != edition.pk
    ]


def _periods(editions):
    """(period, number of editions), the oldest first; states in the order of print."""
    counts: dict[str, int] = defaultdict(int)
    for edition in editions:
        counts[str(edition.when)] += 1
    return (
        sorted(counts.items())
        if any(edition.period for edition in editions)
        else [*counts.items()]
    )


def _ours(lists):
    """How many different places a list names whose periods ended by `COUNTED_UNTIL`."""
    for printed in lists:
        places = {
            row.edition.place
            for row in printed.rows
            if row.edition.period and int(row.edition.period[-4:]) <= COUNTED_UNTIL
        }
        if places:
            yield Line(str(len(places)), str(COUNTED_UNTIL), str(printed.roll), ours=True)
