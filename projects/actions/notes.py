"""What was told of a project wrongly: notes on changes, changes that never were, words of consent."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import assign, record, rows_compared
from projects.actions.settling import held, settle, touch
from projects.choices import NoteKind, ProjectStatus
from projects.errors import DayError, NotReadyError
from projects.models import Project, StatusNote


@transaction.atomic
def correct_note(
    *,
    note: StatusNote,
    on: dt.date | None,
    text: str,
    public: bool,
    reason: str,
    actor: User | None,
) -> None:
    """Correct the day, the words or the publicity of a note; the journal keeps both, and `reason`.

    Why a project stopped, and every delay, stays public whatever `public` says. Raises
    `DayError` for a day that lies ahead, or outside the changes before and after this one.
    """
    project = held(note.project)
    stored = StatusNote.objects.get(pk=note.pk)
    if on:
        _check_day(stored, on)
    fields = {"on": on, "text": text.strip(), "public": public or stored.is_owed}
    before = StatusNote.objects.get(pk=note.pk)
    if not assign(stored, fields)["after"]:
        return
    stored.save()
    settle(project)
    touch(project)
    changes = rows_compared([(before, stored)], leave={"project", "created_at", "updated_at"})
    record(verb="project note corrected", row=project, actor=actor, reason=reason, **changes)


@transaction.atomic
def take_back(*, note: StatusNote, reason: str, actor: User | None) -> None:
    """Undo the last change of status, which never was: the project is what it was before.

    Raises `NotReadyError` for any other note, and while the page of a project is public
    that would be only proposed again.
    """
    project = held(note.project)
    last = project.notes.filter(kind=NoteKind.STATUS).first()
    if last is None or last.pk != note.pk or project.status != last.after:
        raise NotReadyError(_("Only the last change of status can be taken back."))
    if project.is_public and last.before == ProjectStatus.PROPOSED:
        raise NotReadyError(_("Withdraw the public page first: a proposed project has none."))
    status = {"status": last.before, "version": F("version") + 1, "updated_at": now()}
    Project.objects.filter(pk=project.pk).update(**status)
    last.delete()
    settle(project)
    record(
        verb="project status taken back",
        row=project,
        actor=actor,
        reason=reason,
        before={"status": last.after, "on": last.on},
        after={"status": last.before},
    )


@transaction.atomic
def correct_publication(
    *, project: Project, consent: str, notice: str = "", reason: str, actor: User | None
) -> None:
    """Correct who agreed to the publication, and of a withdrawn page what visitors read.

    Raises `NotReadyError` before the first publication, and for empty words.
    """
    project = held(project)
    if project.published_at is None:
        raise NotReadyError(_("This project is not published."))
    fields = {"consent": consent.strip()}
    if project.withdrawn_at:
        fields["withdrawal"] = notice.strip()
    if not all(fields.values()):
        raise NotReadyError(_("These words may not be empty."))
    changes = assign(project, fields)
    if not changes["after"]:
        return
    project.version += 1
    project.save()
    settle(project)
    record(
        verb="project publication corrected", row=project, actor=actor, reason=reason, **changes
    )


def _check_day(note, on):
    """A note keeps its place among the changes of status: no day ahead, and none out of order."""
    if on > localdate():
        raise DayError(_("This day lies ahead."))
    if note.kind != NoteKind.STATUS:
        return
    others = note.project.notes.filter(kind=NoteKind.STATUS, on__isnull=False)
    last = others.filter(pk__lt=note.pk).order_by("-on").first()
    if last and on < last.on:
        words = _("The change before this one happened on %(day)s.")
        raise DayError(words % {"day": date_format(last.on, "j E Y")})
    following = others.filter(pk__gt=note.pk).order_by("on").first()
    if following and on > following.on:
        words = _("The change after this one happened on %(day)s.")
        raise DayError(words % {"day": date_format(following.on, "j E Y")})
