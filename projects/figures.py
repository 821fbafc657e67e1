"""What waits about projects, and what everyone may count."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from projects.models import JobCheck, ProgressReport, Project

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
    """What the office of `partnership` has to do. Six queries."""
    rows = Project.objects.held_by(partnership)
    reports = ProgressReport.objects.held_by(partnership)
    checks = JobCheck.objects.held_by(partnership)
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
            Figure(
                _("progress reports that are late"),
                reports.late().count(),
                f"{reverse('projects:office_reports')}?waiting=late",
            ),
            Figure(
                _("progress reports to accept"),
                reports.to_check().count(),
                f"{reverse('projects:office_reports')}?waiting=to_check",
            ),
            Figure(
                _("checks of jobs that are due"),
                checks.due().count(),
                f"{reverse('projects:office_checks')}?waiting=due",
            ),
        ]
    )


def waiting_for(user) -> list[Figure]:
    """What this person's organisations owe as leaders of projects. Two queries."""
    mine = reverse("projects:my_index")
    return present(
        [
            Figure(
                _("progress reports to write"),
                ProgressReport.objects.of_user(user).owed().count(),
                f"{mine}#reports",
            ),
            Figure(
                _("jobs to confirm"),
                JobCheck.objects.of_user(user).due().count(),
                f"{mine}#checks",
            ),
        ]
    )
