"""The programme's past as its page tells it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from counties import maps
from counties.models import Territory
from programme.choices import Subject
from programme.models import Edition, EditionList, ProgrammeFigure
from programme.words import number, said

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
    def as_of(self):
        return said(self.roll.as_of)

    @property
    def note(self):
        return said(self.roll.note)

    @property
    def source(self):
        return publication(self.roll)

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
    publishers = {printed.roll.source: printed.source for printed in lists}
    lines = defaultdict(list)
    for figure in ProgrammeFigure.objects.all():
        source = publishers.get(figure.source, figure.source)
        lines[figure.subject].append(Line(number(figure), said(figure.as_of), source))
    if Subject.WORKSHOPS in lines:
        lines[Subject.WORKSHOPS] += _ours(lists)
    return [(subject.label, lines[subject]) for subject in Subject if subject in lines]


def county_map(lists: list[Printed]):
    """All counties, shaded by how often the lists name them; None without boundaries."""
    times = defaultdict(int)
    for printed in lists:
        for row in printed.rows:
            if row.edition.territory_id:
                times[row.edition.territory_id] += 1
    counties = Territory.objects.counties().current().filter(shape__isnull=False)
    return maps.draw(list(counties.select_related("shape")), times) if times else None


def publication(roll: EditionList) -> str:
    """The source as people can look it up: the name of a text file means nothing to them."""
    if not roll.source.endswith(".txt"):
        return roll.source
    return _("%(publisher)s, its own web page") % {"publisher": roll}


def _again(edition, same):
    return [
        f"{other.when} ({other.printed_in})" if other.printed_in_id != edition.printed_in_id
        else str(other.when)
        for other in same
        if other.pk != edition.pk
    ]  # fmt: skip


def _periods(editions):
    """(period, number of editions), the oldest first."""
    counts: dict[str, int] = defaultdict(int)
    for edition in editions:
        counts[str(edition.when)] += 1
    return sorted(counts.items())


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
