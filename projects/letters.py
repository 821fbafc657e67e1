"""Letters to the leaders of projects: which template to whom, under which `once` key."""

import datetime as dt

from django.conf import settings
from django.db.models import Q, QuerySet

from core.links import link
from journal.rules.references import about
from members.letters.readers import Reader, letter_to
from members.models import Partner, Role
from outbox.models import Letter
from projects.models import Filing, JobCheck, ProgressReport, Project
from projects.selectors.links import token_of_check, token_of_report

ASKED = "report_asked"
LATE = "report_late"
RETURNED = "report_returned"
PROLONGED = "report_prolonged"
JOBS = "jobs_asked"
ANEW = {RETURNED, PROLONGED}  # each time is news; the others go once a day
MOST = 5  # letters about one thing to one organisation


def recipients(leader: Partner | None) -> list[Reader]:
    """Who writes for a leader: its administrators, else its people, else its own address."""
    if leader is None:
        return []
    roles = Role.objects.today().filter(partner=leader).exclude(person__email="")
    roles = list(roles.select_related("person").order_by("pk"))
    chosen = [role for role in roles if role.is_admin] or roles
    people = {
        role.person.email.lower(): Reader(
            role.person.email, str(role.person), role.person.language
        )
        for role in chosen
    }
    own = [Reader(leader.email, leader.name, settings.LANGUAGE_CODE)] if leader.email else []
    return list(people.values())[:MOST] or own


def reachable() -> QuerySet:
    """The partners that `recipients` finds somebody for."""
    roles = Role.objects.today().exclude(person__email="").values("partner")
    return Partner.objects.filter(Q(pk__in=roles) | ~Q(email="")).order_by().values("pk")


def of_report(report: ProgressReport, at: dt.datetime) -> list[Letter]:
    """The request for a report; the second time it says that the day has passed."""
    kind = LATE if report.is_late and report.asked_at else ASKED
    return _about_report(kind, report, at)


def of_prolonging(report: ProgressReport, at: dt.datetime) -> list[Letter]:
    """Tells the leader that there is more time, and why."""
    return _about_report(PROLONGED, report, at, reason=report.due_reason)


def of_return(filing: Filing, at: dt.datetime) -> list[Letter]:
    """Tells the leader why the report comes back."""
    return _about_report(RETURNED, filing.report, at, reason=filing.reason)


def of_check(check: JobCheck, at: dt.datetime) -> list[Letter]:
    """Asks how many of the reported jobs are still there."""
    token = token_of_check(check)
    return _letters(
        JOBS,
        check.entry.project,
        f"{about(check)}:{at.date()}",
        "projects:check",
        token,
        check=check,
        entry=check.entry,
    )


def _about_report(kind, report, at, **more):
    token = token_of_report(report)
    once = f"{about(report)}:{kind}:{at.isoformat() if kind in ANEW else at.date()}"
    return _letters(kind, report.project, once, "projects:report", token, report=report, **more)


def _letters(kind, project: Project, once, name, token, **words):
    return [
        letter_to(
            reader,
            kind,
            project,
            project.partnership,
            once=reader.once(once),
            project=project,
            url=link(name, token, language=reader.language),
            **words,
        )
        for reader in recipients(project.leader)
    ]
