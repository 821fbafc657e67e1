"""What hangs on a project, stored a section at a time."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import record, rows_compared
from projects.actions.settling import settle
from projects.choices import NoteKind
from projects.errors import MixError, NoteNeededError
from projects.models import Indicator, JobEntry, Milestone, Project, Reading
from projects.rules.money import shares_of

# What was told once, and may have been read: it changes with a reason only.
FACTS: dict[type[models.Model], list[str]] = {
    JobEntry: ["kind", "number", "fte", "as_of"],
    Reading: ["indicator_id", "on", "value"],
}


@transaction.atomic
def change_rows(
    *,
    project: Project,
    version: int,
    kept: Sequence[models.Model],
    gone: Sequence[models.Model],
    reason: str = "",
    actor: User | None,
) -> None:
    """Store the rows `kept` of a project and delete `gone`, as of `version`.

    Raises `ChangedMeanwhileError`, or `MixError` when the given shares exceed 100 %.
    Correcting stored jobs and readings needs a `reason`, which the journal keeps beside the
    old values; so does putting a milestone off or dropping it once the project is accepted,
    which becomes a public note. Raises `NoteNeededError` without it.
    """
    project.claim(version)
    gone = [*_readings_of(gone), *gone]
    stored = {id(row): _stored(row) for row in [*kept, *gone] if row.pk}
    delayed, dropped = _put_off(project, kept, stored), _dropped(project, gone)
    _ask_why([*delayed, *dropped], _corrected(kept, gone, stored), reason)
    for row in gone:
        row.delete()
    for row in kept:
        _store(row, stored.get(id(row)))
    if shares_of(project.funding.all()) > Decimal(100):
        raise MixError
    for milestone in delayed:
        _note(project, milestone, milestone.due, reason)
    for milestone in dropped:
        _note(project, milestone, None, reason)
    settle(project)
    if not (kept or gone):
        return
    changes = rows_compared(
        [(stored.get(id(row)), row) for row in kept] + [(stored[id(row)], None) for row in gone],
        leave={"project"},
    )
    record(verb="project rows changed", row=project, actor=actor, reason=reason.strip(), **changes)


def _stored(row):
    """The row as it is before the change, with the names of what it refers to."""
    return type(row)._default_manager.select_related().get(pk=row.pk)


def _readings_of(gone):
    """What goes with the indicators that go."""
    return list(
        Reading.objects.filter(indicator__in=[r for r in gone if isinstance(r, Indicator)])
    )


def _store(row, before):
    """Save a row. A day of confirmation that the office sets speaks of all jobs of the entry."""
    if isinstance(row, JobEntry) and before and before.confirmed_on != row.confirmed_on:
        row.confirmed = None
    row.save()


def _put_off(project, kept, stored):
    """The milestones among `kept` that get a later day than they had, reached or not."""
    if not project.is_started:
        return []
    milestones = [row for row in kept if isinstance(row, Milestone) and id(row) in stored]
    return [row for row in milestones if row.due > stored[id(row)].due]


def _dropped(project, gone):
    """The milestones that go without having been reached."""
    if not project.is_started:
        return []
    return [row for row in gone if isinstance(row, Milestone) and row.done_on is None]


def _corrected(kept, gone, stored):
    """Whether something changes or goes that was told as a fact."""
    pairs = [(stored[id(row)], row) for row in kept if id(row) in stored]
    changed = any(
        getattr(old, name) != getattr(new, name)
        for old, new in pairs
        for name in FACTS.get(type(new), [])
    )
    unconfirmed = any(
        isinstance(new, JobEntry) and old.confirmed_on not in (None, new.confirmed_on)
        for old, new in pairs
    )
    return changed or unconfirmed or any(type(row) in FACTS for row in gone)


def _ask_why(milestones, corrected, reason):
    if reason.strip():
        return
    if milestones:
        words = _("%(milestone)s is put off or dropped: give the reason of the delay.")
        raise NoteNeededError(words % {"milestone": milestones[0].title})
    if corrected:
        raise NoteNeededError(_("What was stored changes: say why. The journal keeps both."))


def _note(project, milestone, day, reason):
    """Tell everyone that a milestone has a new day, or none where it was dropped."""
    project.notes.create(
        kind=NoteKind.MILESTONE,
        subject=milestone.title,
        before=project.status,
        after=project.status,
        delayed_to=day,
        text=reason.strip(),
        public=True,
    )
