"""Verbs of this room."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from counties.models import Territory
from journal.actions import record
from projects.choices import JobKind, ProjectStatus
from projects.models import Project, StatusNote
from projects.money import shares_of
from projects.stand import turn


class ChangedMeanwhileError(ValueError):
    """Somebody else saved this project after the page was opened."""

    def __init__(self):
        super().__init__(
            _("Somebody else saved this project in the meantime. Compare and save again.")
        )


class NoteNeededError(ValueError):
    """A change of status, a delay and an end before time each ask for words."""

    def __init__(self, message=None):
        super().__init__(message or _("Say in a note why the status changes."))


class MixError(ValueError):
    """The shares of the sources together are more than the whole."""

    def __init__(self):
        super().__init__(_("The shares together exceed 100 %."))


class NotReadyError(ValueError):
    """The project cannot be published, or not withdrawn, in its present state."""


@transaction.atomic
def propose(
    *, project: Project, communes: Iterable[Territory] = (), actor: User | None
) -> Project:
    """Store a new project as proposed. Sending the same form twice stores it once."""
    project.status = ProjectStatus.PROPOSED
    there = Project.objects.filter(partnership=project.partnership, once=project.once).first()
    if there is not None:
        return there
    project.save()
    project.communes.set(communes)
    settle(project)
    record(verb="project proposed", row=project, actor=actor, after={"title": project.title})
    return project


@transaction.atomic
def change(
    *,
    project: Project,
    version: int,
    fields: dict,
    communes: Iterable[Territory] | None = None,
    delay_reason: str = "",
    actor: User | None,
) -> None:
    """Set columns (and communes, when given) of a project as of `version`.

    Raises `ChangedMeanwhileError` when someone saved after `version`. Putting the
    end off needs `delay_reason`, which becomes a public note.
    """
    _claim(project, version)
    stored = Project.objects.get(pk=project.pk)
    before = {name: getattr(stored, name) for name in fields}
    changed = {name for name, value in fields.items() if value != before[name]}
    delayed = _is_delay(stored, fields)
    if delayed and not delay_reason.strip():
        raise NoteNeededError(_("The end is later than before: give the reason of the delay."))
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.save()
    if communes is not None:
        stored.communes.set(communes)
    if delayed:
        stored.notes.create(
            before=stored.status,
            after=stored.status,
            delayed_to=fields["ends_on"],
            text=delay_reason,
            public=True,
        )
    settle(stored)
    record(
        verb="project changed",
        row=stored,
        actor=actor,
        reason=delay_reason,
        before={name: _word(before[name]) for name in sorted(changed)},
        after={name: _word(fields[name]) for name in sorted(changed)},
    )


@transaction.atomic
def change_rows(
    *,
    project: Project,
    version: int,
    kept: list[models.Model],
    gone: list[models.Model],
    actor: User | None,
) -> None:
    """Store the rows `kept` of a project and delete `gone`, as of `version`.

    Raises `ChangedMeanwhileError`, or `MixError` when the given shares exceed 100 %.
    """
    _claim(project, version)
    for row in gone:
        row.delete()
    for row in kept:
        row.save()
    if shares_of(project.funding.all()) > Decimal(100):
        raise MixError
    settle(project)
    record(
        verb="project rows changed",
        row=project,
        actor=actor,
        before={"gone": [f"{row._meta.model_name}: {row}" for row in gone]},
        after={"kept": [f"{row._meta.model_name}: {row}" for row in kept]},
    )


@transaction.atomic
def step(
    *, project: Project, status: str, text: str, public: bool = False, actor: User | None
) -> StatusNote:
    """Take one step, with a note; why a project stops is always public.

    Raises `NoteNeededError` without words and `WrongStepError` off the arrows.
    """
    if not text.strip():
        raise NoteNeededError
    before = project.status
    project.become(status, version=F("version") + 1)
    project.refresh_from_db(fields=["version"])
    note = project.notes.create(
        before=before,
        after=status,
        text=text.strip(),
        public=public or status == ProjectStatus.STOPPED,
    )
    settle(project)
    record(
        verb=f"project {status}",
        row=project,
        actor=actor,
        reason=note.text,
        before={"status": before},
        after={"status": status},
    )
    return note


@transaction.atomic
def publish(
    *, project: Project, consent: str, actor: User | None, at: dt.datetime | None = None
) -> None:
    """Show an accepted project to everyone, from `at` or now on.

    `consent` says who agreed to it. Publishing twice keeps the first moment.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if not project.is_started:
        raise NotReadyError(_("Only an accepted project can be published."))
    if not consent.strip():
        raise NotReadyError(_("Say who agreed to the publication."))
    if project.is_public:
        return
    _set(
        project,
        published_at=at or now(),
        consent=consent.strip(),
        withdrawn_at=None,
        withdrawal="",
    )
    record(verb="project published", row=project, actor=actor, reason=project.consent)


@transaction.atomic
def withdraw(*, project: Project, notice: str, actor: User | None) -> None:
    """Take the page away; whoever comes to its address reads only `notice`."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    if not project.is_public:
        raise NotReadyError(_("This project is not published."))
    _set(project, withdrawn_at=now(), withdrawal=notice.strip())
    record(verb="project withdrawn", row=project, actor=actor, reason=project.withdrawal)


def settle(project: Project) -> None:
    """Write the figures that a project repeats from its rows, and turn the shelf."""
    jobs = dict(project.job_entries.order_by().values_list("kind").annotate(sum=Sum("number")))
    sources = project.funding.order_by("source").values_list("source", flat=True).distinct()
    codes = project.communes.order_by("code").values_list("code", flat=True)
    Project.objects.filter(pk=project.pk).update(
        sources=" ".join(sources),
        commune_codes=" ".join(codes),
        **{f"jobs_{kind}": jobs.get(kind, 0) for kind in JobKind.values},
    )
    turn(project.partnership_id)


def _claim(project, version):
    """Take the next version, which also holds the row until the commit."""
    mine = Project.objects.filter(pk=project.pk, version=version)
    if not mine.update(version=version + 1, updated_at=now()):
        raise ChangedMeanwhileError


def _set(project, **columns):
    for name, value in columns.items():
        setattr(project, name, value)
    project.version += 1
    project.save()
    turn(project.partnership_id)


def _is_delay(stored, fields):
    new, old = fields.get("ends_on"), stored.ends_on
    return bool(stored.is_started and new and old and new > old)


def _word(value):
    return str(value) if isinstance(value, models.Model) else value
