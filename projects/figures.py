"""What waits about projects, and what everyone may count."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from projects.models import Project

TITLE = gettext_lazy("Projects")


def public() -> list[Figure]:
    """Published projects and the jobs they created. One query.

    The list behind the number of jobs holds the projects whose jobs add up to it.
    """
    sums = Project.objects.public().aggregate(
        projects=Count("pk"), created=Sum("jobs_created", default=0)
    )
    index = reverse("projects:index")
    return [
        Figure(_("projects"), sums["projects"], index),
        Figure(_("jobs created"), sums["created"], f"{index}?jobs=created"),
    ]


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. Three queries."""
    rows = Project.objects.held_by(partnership)
    index = reverse("projects:office_index")
    return present(
        [
            Figure(
                _("projects with a late milestone"), rows.late().count(), f"{index}?waiting=late"
            ),
            Figure(
                _("proposed projects to accept"),
                rows.to_accept().count(),
                f"{index}?waiting=to_accept",
            ),
            Figure(
                _("accepted projects not yet published"),
                rows.unpublished().count(),
                f"{index}?waiting=unpublished",
            ),
        ]
    )
