"""What hangs on a project, stored a section at a time."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import record
from projects.actions.errors import MixError, NoteNeededError
from projects.actions.settling import settle
from projects.choices import NoteKind
from projects.models import JobEntry, Milestone, Project
from projects.money import shares_of


@transaction.atomic
def change_rows(
    *,
    project: Project,
    version: int,
    kept: Sequence[models.Model],
    gone: Sequence[models.Model],
    delay_reason: str = "",
    actor: User | None,
) -> None:
    """Store the rows `kept` of a project and delete `gone`, as of `version`.

    Raises `ChangedMeanwhileError`, or `MixError` when the given shares exceed 100 %.
    Putting a milestone off needs `delay_reason`, which becomes a public note.
    """
    project.claim(version)
    delayed = _put_off(project, kept)
    if delayed and not delay_reason.strip():
        raise NoteNeededError(
            _("%(milestone)s is later than before: give the reason of the delay.")
            % {"milestone": delayed[0].title}
        )
    for row in gone:
        row.delete()
    for row in kept:
        _store(row)
    if shares_of(project.funding.all()) > Decimal(100):
        raise MixError
    for milestone in delayed:
        _note(project, milestone, delay_reason)
    settle(project)
    if not (kept or gone):
        return
    record(
        verb="project rows changed",
        row=project,
        actor=actor,
        reason=delay_reason,
        before={"gone": [f"{row._meta.model_name}: {row}" for row in gone]},
        after={"kept": [f"{row._meta.model_name}: {row}" for row in kept]},
    )


def _store(row):
    """Save a row. A day of confirmation that the office sets speaks of all jobs of the entry."""
    if isinstance(row, JobEntry) and row.pk:
        before = JobEntry.objects.get(pk=row.pk)
        if before.confirmed_on != row.confirmed_on:
            row.confirmed = None
    row.save()


def _put_off(project, kept):
    """The milestones among `kept` that were not reached and get a later day."""
    if not project.is_started:
        return []
    days = dict(project.milestones.filter(done_on__isnull=True).values_list("pk", "due"))
    rows = [row for row in kept if isinstance(row, Milestone) and row.pk in days]
    return [row for row in rows if row.due > days[row.pk]]


def _note(project, milestone, reason):
    project.notes.create(
        kind=NoteKind.MILESTONE, subject=milestone.title, before=project.status,
        after=project.status, delayed_to=milestone.due, text=reason.strip(), public=True,
    )  # fmt: skip
