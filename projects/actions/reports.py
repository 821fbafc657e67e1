"""Progress reports: planned, asked for, filed, accepted or returned."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import TooLateError
from core.times import months_after
from documents.actions import store
from documents.checking import Checked
from journal.actions import record, rows_compared
from outbox.actions import queue
from projects import letters
from projects.actions.settling import held, settle
from projects.choices import Decision, JobKind, NoteKind, ReportStatus
from projects.errors import JobsQuestionError, NoteNeededError, PlanError
from projects.models import Filing, Indicator, ProgressReport, Project, Reading

DAYS = 30  # from the end of a period until its report is due
AGAIN = 14  # days for a report that was returned
MOST_PERIODS = 60
DAY = dt.timedelta(days=1)


@transaction.atomic
def plan_reports(
    *,
    project: Project,
    since: dt.date,
    until: dt.date,
    months: int,
    days: int = DAYS,
    actor: User | None,
) -> list[ProgressReport]:
    """Cut `since`–`until` into periods of so many months, each with its report.

    A report is due `days` after its period. Periods that end on a day that has a
    report already are left out, so that planning twice plans once.
    Raises `PlanError` for an end before the start and for more than 60 periods.
    """
    periods = list(_periods(since, until, months))
    if not periods:
        raise PlanError(_("The last day is before the first one."))
    if len(periods) > MOST_PERIODS:
        raise PlanError(_("At most %(most)d periods at a time.") % {"most": MOST_PERIODS})
    there = set(project.reports.values_list("until", flat=True))
    made = [
        project.reports.create(
            since=first,
            until=last,
            due=last + dt.timedelta(days=days),
            status=ReportStatus.PLANNED,
        )
        for first, last in periods
        if last not in there
    ]
    record(
        verb="reports planned",
        row=project,
        actor=actor,
        after={"progressreport": [str(report) for report in made]},
    )
    return made


@transaction.atomic
def drop_report(*, report: ProgressReport, actor: User | None) -> None:
    """Take a planned report away. Raises `TooLateError` once the leader was asked or wrote."""
    report = held(report)
    if report.status != ReportStatus.PLANNED:
        raise TooLateError
    record(
        verb="report dropped",
        row=report.project,
        actor=actor,
        before={"progressreport": str(report)},
    )
    report.delete()


@transaction.atomic
def prolong_report(
    *, report: ProgressReport, due: dt.date, reason: str, actor: User | None
) -> None:
    """Give the leader until `due`, with a reason; whoever was asked already gets a letter.

    A late report is not late any more, and is asked for once more when the new day passes.
    Raises `TooLateError` once the report is filed, `NoteNeededError` without a reason and
    `PlanError` for a day that is not later than the present one, or over.
    """
    if not reason.strip():
        raise NoteNeededError(_("Say why the day is put off."))
    report = held(report)
    if not report.is_open:
        raise TooLateError
    before = report.due
    if due <= before or due < localdate():
        raise PlanError(_("The new day must be later than the present one, and not over."))
    report.due, report.due_reason, report.reminded_at = due, reason.strip(), None
    report.save(update_fields=["due", "due_reason", "reminded_at", "updated_at"])
    if report.asked_at:
        queue(letters.of_prolonging(report, now()))
    record(
        verb="report prolonged",
        row=report.project,
        actor=actor,
        reason=report.due_reason,
        before={"progressreport": str(report), "due": before},
        after={"due": due},
    )


@transaction.atomic
def ask_report(*, report: ProgressReport, actor: User | None = None) -> int:
    """Send the leader the request and its link; return to how many people it goes.

    A report that nobody can be asked for stays as it was. Asking again sends it again.
    Raises `PlanError` while its period goes on.
    """
    report = held(report)
    _refuse_early(report)
    if not report.is_owed:
        return 0
    asked = letters.of_report(report, now())
    if not asked:
        return 0
    if report.status == ReportStatus.PLANNED:
        report.become(ReportStatus.ASKED, asked_at=now())
    else:
        ProgressReport.objects.filter(pk=report.pk).update(reminded_at=now())
    queue(asked)
    record(
        verb="report asked for",
        row=report.project,
        actor=actor,
        after={"progressreport": str(report)},
    )
    return len(asked)


@transaction.atomic
def file_report(
    *,
    report: ProgressReport,
    filing: Filing,
    readings: dict[Indicator, Decimal] | None = None,
    files: Iterable[Checked] = (),
    way: str,
    actor: User | None,
) -> Filing:
    """Hand the report in. What was handed in before stays beside it.

    Raises `TooLateError` while the office reads an earlier filing or has accepted one, and
    `PlanError` while the period of the report goes on.
    """
    report = held(report)
    _refuse_early(report)
    report.become(ReportStatus.FILED)
    filing.report, filing.way, filing.filed_by = report, way, actor
    filing.number = 1 + (report.filings.aggregate(last=Max("number"))["last"] or 0)
    filing.readings = [
        {"indicator": row.pk, "name": str(row), "value": str(value)}
        for row, value in (readings or {}).items()
    ]
    filing.save()
    partnership = report.project.partnership
    filing.documents.set(
        [store(partnership=partnership, upload=file, uploaded_by=actor) for file in files]
    )
    record(
        verb="report filed",
        row=report.project,
        actor=actor,
        after={"progressreport": str(report), "number": filing.number, "way": way},
    )
    return filing


@transaction.atomic
def file_together(
    *, parts: Iterable[tuple[ProgressReport, dict]], way: str, actor: User | None
) -> int:
    """Hand several reports of one leader in at once, all or none; return how many.

    Each part is a report and what `file_report` takes for it. Raises what that raises.
    """
    return len([file_report(report=row, way=way, actor=actor, **sent) for row, sent in parts])


@transaction.atomic
def return_report(*, report: ProgressReport, reason: str, actor: User | None) -> None:
    """Give the report back with a reason; the leader gets it with the link by letter."""
    if not reason.strip():
        raise NoteNeededError(_("Say what is to be corrected."))
    filing = _decide(report, ReportStatus.RETURNED, Decision.RETURNED, reason.strip())
    report = filing.report
    due = max(report.due, localdate() + dt.timedelta(days=AGAIN))
    ProgressReport.objects.filter(pk=report.pk).update(due=due)
    report.due = due
    queue(letters.of_return(filing, now()))
    record(
        verb="report returned",
        row=report.project,
        actor=actor,
        reason=filing.reason,
        after={"progressreport": str(report), "number": filing.number},
    )


def doubtful_jobs(report: ProgressReport, filing: Filing) -> list[str]:
    """The kinds of jobs that `filing` tells of and the office has entered itself."""
    entered = report.project.job_entries.filter(report=None, number__gt=0)
    kinds = set(entered.values_list("kind", flat=True))
    return [kind for kind, number in _jobs_of(filing) if number and kind in kinds]


@transaction.atomic
def accept_report(
    *, report: ProgressReport, more: dict[str, bool] | None = None, actor: User | None
) -> None:
    """Accept what was filed: its readings, jobs and public text become the project's own.

    `more` says of each of the `doubtful_jobs` whether the report tells of further jobs; those
    that the office entered before are not counted again. Raises `JobsQuestionError` where it
    does not say.
    """
    filing = _decide(report, ReportStatus.ACCEPTED, Decision.ACCEPTED)
    report, project = filing.report, filing.report.project
    more = more or {}
    if any(kind not in more for kind in doubtful_jobs(report, filing)):
        raise JobsQuestionError
    pairs = [_read(project, report, reading) for reading in filing.readings]
    pairs += [
        (None, _entered(project, report, kind, number))
        for kind, number in _jobs_of(filing)
        if number is not None and more.get(kind, True)
    ]
    if filing.public_text:
        project.notes.create(
            kind=NoteKind.REPORT,
            subject=str(report),
            before=project.status,
            after=project.status,
            text=filing.public_text,
            public=True,
        )
    settle(project)
    changes = rows_compared(filter(None, pairs), leave={"project"})
    told = {"progressreport": str(report), "number": filing.number}
    record(
        verb="report accepted",
        row=project,
        actor=actor,
        before=changes["before"],
        after=told | changes["after"],
    )


def _jobs_of(filing):
    """(kind, number) of the jobs that a filing may tell of."""
    return [(JobKind.CREATED, filing.created), (JobKind.SAFEGUARDED, filing.safeguarded)]


def _read(project, report, reading):
    """Store one reading of a filing; (as it was, as it is), None where its indicator is gone."""
    indicator = project.indicators.filter(pk=reading["indicator"]).first()
    if indicator is None:
        return None
    there = indicator.readings.filter(on=report.until)
    before, row = there.first(), there.first() or Reading(indicator=indicator, on=report.until)
    row.value = Decimal(reading["value"])
    row.save()
    return before, row


def _entered(project, report, kind, number):
    with override("pl"):
        evidence = gettext("progress report %(period)s") % {"period": report}
    return project.job_entries.create(
        kind=kind, number=number, as_of=report.until, evidence=evidence, report=report
    )


def ask_due_reports(today: dt.date, most: int) -> int:
    """Ask for the reports whose period is over, and once more for those that are late."""
    owed = ProgressReport.objects.owed(today).filter(project__leader__in=letters.reachable())
    fresh = owed.filter(status=ReportStatus.PLANNED)
    late = owed.filter(status=ReportStatus.ASKED, due__lt=today, reminded_at__isnull=True)
    rows = [*fresh[:most], *late[:most]][:most]
    return sum(bool(ask_report(report=report)) for report in rows)


def _refuse_early(report):
    """What has not happened yet cannot be reported."""
    if report.is_open and not report.is_owed:
        words = _("The period of this report goes on until %(day)s.")
        raise PlanError(words % {"day": date_format(report.until, "j E Y")})


def _decide(report, status, decision, reason=""):
    """Take the report's step and write the decision on its last filing."""
    report = held(report)
    report.become(status)
    filing = report.filings.first()
    filing.decision, filing.reason, filing.decided_at = decision, reason, now()
    filing.save(update_fields=["decision", "reason", "decided_at", "updated_at"])
    filing.report = report
    return filing


def _periods(since, until, months):
    first, count = since, 0
    while first <= until and count <= MOST_PERIODS:
        count += 1
        after = months_after(since, months * count)
        yield first, min(after - DAY, until)
        first = after
