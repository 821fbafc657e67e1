"""Personal links to one report or one check of jobs, for whoever leads the project."""

from core.links import opened, seal
from projects.models import JobCheck, ProgressReport

REPORT, CHECK = "projects:report", "projects:check"


def token_of_report(report: ProgressReport) -> str:
    """The secret part of the link to a report.

    The leader is in it: when another organisation takes the lead, old links open nothing.
    """
    leader = report.project.leader_id
    return seal(REPORT, report.pk, f"{report.project_id}:{leader}:{report.pk}:{report.nonce}")


def token_of_check(check: JobCheck) -> str:
    """The secret part of the link to a check of jobs."""
    return seal(CHECK, check.pk, f"{check.entry_id}:{check.pk}:{check.nonce}")


def report_of(token: str) -> ProgressReport | None:
    """The report that `token` opens, or None. One query, no write."""
    rows = ProgressReport.objects.select_related("project__partnership__county", "project__leader")
    return opened(token, rows, token_of_report)


def check_of(token: str) -> JobCheck | None:
    """The check that `token` opens, or None. One query, no write."""
    rows = JobCheck.objects.select_related(
        "entry__project__partnership__county", "entry__project__leader"
    )
    return opened(token, rows, token_of_check)
