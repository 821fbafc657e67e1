"""What waits about projects, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, counted
from projects.choices import JobKind
from projects.models import JobCheck, ProgressReport, Project
from projects.selectors.facets import current

TITLE = gettext_lazy("Projects")


def public() -> list[Figure]:
    """Published projects and the jobs they created, from the shelf: one query.

    The list behind the number of jobs holds the projects whose jobs add up to it. Where
    nobody told of any project whether it created jobs, there is no such number.
    """
    shelf, index = current(), reverse("projects:index")
    jobs = shelf.jobs_in(shelf.all, JobKind.CREATED)
    figures = [Figure(_("projects"), len(shelf.ids), index)]
    if jobs is not None:
        figures.append(Figure(_("jobs created"), jobs, f"{index}?jobs=created"))
    return figures


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. One query."""
    rows = Project.objects.held_by(partnership)
    reports = ProgressReport.objects.held_by(partnership)
    checks = JobCheck.objects.held_by(partnership)
    index = reverse("projects:office_index")
    to_reports, to_checks = reverse("projects:office_reports"), reverse("projects:office_checks")
    return counted(
        (_("projects with a late milestone"), rows.late(), f"{index}?waiting=late"),
        (_("proposed projects to accept"), rows.to_accept(), f"{index}?waiting=to_accept"),
        (
            _("accepted projects not yet published"),
            rows.unpublished(),
            f"{index}?waiting=unpublished",
        ),
        (_("progress reports that are late"), reports.late(), f"{to_reports}?waiting=late"),
        (_("progress reports to accept"), reports.to_check(), f"{to_reports}?waiting=to_check"),
        (_("checks of jobs that are due"), checks.due(), f"{to_checks}?waiting=due"),
    )


def waiting_for(user) -> list[Figure]:
    """What this person's organisations owe as leaders of projects. One query."""
    reports = ProgressReport.objects.of_user(user).owed()
    checks = JobCheck.objects.of_user(user).due()
    mine = reverse("projects:my_index")
    return counted(
        (_("progress reports to write"), reports, f"{mine}#reports"),
        (_("jobs to confirm"), checks, f"{mine}#checks"),
    )
