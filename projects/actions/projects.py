"""A project as a whole: proposed, changed, led through its states, published."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from counties.models import Territory
from journal.actions import assign, record
from projects.actions.settling import settle
from projects.choices import NoteKind, ProjectStatus
from projects.errors import DayError, NoteNeededError, NotReadyError
from projects.models import Project, StatusNote
from projects.selectors.stand import turn


@transaction.atomic
def propose(
    *, project: Project, communes: Iterable[Territory] = (), actor: User | None
) -> Project:
    """Store a new project as proposed. One with the same `once` is stored once."""
    project.status = ProjectStatus.PROPOSED
    there = Project.objects.filter(partnership=project.partnership, once=project.once).first()
    if there is not None:
        return there
    project.clean()
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
    end off, or leaving it open, needs `delay_reason`, which becomes a public note.
    """
    project.claim(version)
    stored = Project.objects.get(pk=project.pk)
    end = _last_day(stored)
    changes = assign(stored, fields)
    stored.clean()
    delayed = stored.is_started and end is not None and _last_day(stored, dt.date.max) > end
    if delayed and not delay_reason.strip():
        raise NoteNeededError(
            _("The end is later than before, or open: give the reason of the delay.")
        )
    stored.save()
    if communes is not None:
        _set_communes(stored, communes, changes)
    if delayed:
        stored.notes.create(
            kind=NoteKind.END,
            subject="" if stored.ends_on else str(stored.last_year or ""),
            before=stored.status,
            after=stored.status,
            delayed_to=stored.ends_on,
            text=delay_reason,
            public=True,
        )
    settle(stored)
    record(verb="project changed", row=stored, actor=actor, reason=delay_reason, **changes)


@transaction.atomic
def step(
    *,
    project: Project,
    status: str,
    text: str,
    public: bool = False,
    on: dt.date | None = None,
    undated: bool = False,
    actor: User | None,
) -> StatusNote:
    """Take one step, with a note; why a project stops is always public.

    It happened `on` a day, today if none is said, or on a day that nobody knows (`undated`).

    Raises `NoteNeededError` without words, `WrongStepError` off the arrows and
    `DayError` for a day that lies ahead, or before the change that came before.
    """
    if not text.strip():
        raise NoteNeededError
    if on and not undated:
        _refuse_day(project, on)
    before = project.status
    project.become(status, version=F("version") + 1)
    project.refresh_from_db(fields=["version"])
    note = project.notes.create(
        before=before,
        after=status,
        text=text.strip(),
        public=public or status == ProjectStatus.STOPPED,
        on=None if undated else on or localdate(),
    )
    settle(project)
    record(
        verb=f"project {status}",
        row=project,
        actor=actor,
        reason=note.text,
        before={"status": before},
        after={"status": status, "on": note.on},
    )
    return note


def _refuse_day(project, on):
    if on > localdate():
        raise DayError(_("This day lies ahead."))
    changes = project.notes.filter(kind=NoteKind.STATUS, on__isnull=False)
    last = changes.order_by("-on").values_list("on", flat=True).first()
    if last and on < last:
        words = _("The change before this one happened on %(day)s.")
        raise DayError(words % {"day": date_format(last, "j E Y")})


@transaction.atomic
def publish(
    *, project: Project, consent: str, actor: User | None, at: dt.datetime | None = None
) -> None:
    """Show an accepted project to everyone, from `at` or now on.

    `consent` says who agreed to it. Publishing twice keeps the first moment; raises
    `NotReadyError` where the second time names another consent.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if not project.is_started:
        raise NotReadyError(_("Only an accepted project can be published."))
    if not consent.strip():
        raise NotReadyError(_("Say who agreed to the publication."))
    if project.is_public and project.consent == consent.strip():
        return
    if project.is_public:
        raise NotReadyError(
            _("This page is public already. Another consent is entered by correcting its words.")
        )
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


def _set(project, **columns):
    for name, value in columns.items():
        setattr(project, name, value)
    project.version += 1
    project.save()
    turn(project.partnership_id)


def _set_communes(project, communes, changes):
    before, after = (
        sorted(commune.name for commune in rows) for rows in (project.communes.all(), communes)
    )
    project.communes.set(communes)
    if before != after:
        changes["before"]["communes"], changes["after"]["communes"] = before, after


def _last_day(project, unknown=None):
    """The latest day on which the project may end, to compare with; `unknown` where open."""
    if project.ends_on:
        return project.ends_on
    return dt.date(project.last_year, 12, 31) if project.last_year else unknown
