"""What waits for the office, and the figures of the home page. Each with its list."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.models import Project


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the address of the list behind it."""

    value: int
    label: str
    url: str


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do; what is at zero is left out."""
    rows = Project.objects.held_by(partnership)
    index = reverse("projects:office_index")
    found = [
        Figure(rows.late().count(), _("projects with a late milestone"), f"{index}?waiting=late"),
        Figure(
            rows.to_accept().count(), _("proposed projects to accept"),
            f"{index}?waiting=to_accept",
        ),
        Figure(
            rows.unpublished().count(), _("accepted projects not yet published"),
            f"{index}?waiting=unpublished",
        ),
    ]  # fmt: skip
    return [figure for figure in found if figure.value]


def figures(partnership=None) -> list[Figure]:
    """What everyone may read, of one partnership or of all: projects and jobs. One query.

    The list behind the number of jobs holds the projects whose jobs add up to it.
    """
    rows = Project.objects.public()
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    sums = rows.aggregate(
        projects=Count("pk"), completed=Count("pk", filter=Q(status="completed")),
        created=Sum("jobs_created", default=0), safeguarded=Sum("jobs_safeguarded", default=0),
    )  # fmt: skip
    index = reverse("projects:index")
    county = f"&county={partnership.slug}" if partnership is not None else ""
    return [
        Figure(sums["projects"], _("published projects"), f"{index}?{county.lstrip('&')}"),
        Figure(sums["completed"], _("completed projects"), f"{index}?status=completed{county}"),
        Figure(sums["created"], _("jobs created"), f"{index}?jobs=created{county}"),
        Figure(sums["safeguarded"], _("jobs safeguarded"), f"{index}?jobs=safeguarded{county}"),
    ]
