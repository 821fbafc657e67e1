"""What follows from the rows of a project."""

from django.db.models import F, Sum
from django.utils.timezone import now

from core.models import Stepped
from core.times import months_after
from projects.choices import CheckStatus, JobKind
from projects.models import JobCheck, Project
from projects.models.checks import AFTER, OPEN
from projects.selectors.stand import turn

CHECKED = [JobKind.CREATED, JobKind.SAFEGUARDED]


def settle(project: Project) -> None:
    """Write the figures that a project repeats from its rows, and turn the shelf."""
    plan_checks(project)
    jobs = dict(project.job_entries.order_by().values_list("kind").annotate(sum=Sum("number")))
    sources = project.funding.order_by("source").values_list("source", flat=True).distinct()
    codes = project.communes.order_by("code").values_list("code", flat=True)
    sure = list(project.job_entries.filter(kind=JobKind.CREATED, confirmed_on__isnull=False))
    Project.objects.filter(pk=project.pk).update(
        sources=" ".join(sources),
        commune_codes=" ".join(codes),
        jobs_confirmed=sum(entry.still for entry in sure) if sure else None,
        jobs_confirmed_on=max(
            (entry.confirmed_on for entry in sure if entry.confirmed_on), default=None
        ),
        **{f"jobs_{kind}": jobs.get(kind) for kind in JobKind.values},
    )
    turn(project.partnership_id)


def plan_checks(project: Project) -> None:
    """Give each entry of jobs its checks; their days follow the day of the report."""
    waiting = JobCheck.objects.filter(entry__project=project, status__in=OPEN)
    waiting.exclude(entry__kind__in=CHECKED, entry__number__gt=0).delete()
    there = {
        (check.entry_id, check.months): check
        for check in JobCheck.objects.filter(entry__project=project)
    }
    for entry in project.job_entries.filter(kind__in=CHECKED, number__gt=0):
        for months in AFTER:
            check, due = there.get((entry.pk, months)), months_after(entry.as_of, months)
            if check is None:
                entry.checks.create(months=months, due=due, status=CheckStatus.WAITING)
            elif check.is_open and check.due != due:
                JobCheck.objects.filter(pk=check.pk).update(due=due)
    waiting.overtaken().update(status=CheckStatus.PASSED, updated_at=now())


def touch(project: Project) -> None:
    """Note a change that nobody else's form has to give way to."""
    Project.objects.filter(pk=project.pk).update(version=F("version") + 1, updated_at=now())


def held(row: Stepped):
    """The row as it is now, locked until the commit."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
