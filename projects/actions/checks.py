"""Checking, months later, that reported jobs are still there."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import TooLateError
from journal.actions import record, rows_compared
from outbox.actions import queue
from projects import letters
from projects.actions.settling import held, settle
from projects.choices import CheckStatus, ProjectStatus
from projects.errors import DayError, NoteNeededError, TooManyError
from projects.models import JobCheck
from projects.models.checks import OPEN


@transaction.atomic
def ask_check(*, check: JobCheck, actor: User | None = None) -> int:
    """Send the leader the question and its link; return to how many people it goes.

    A check that nobody can be asked stays as it was. Asking again sends the letter again.
    Raises `DayError` before the day of the check.
    """
    check = held(check)
    if check.status not in OPEN:
        return 0
    _refuse_early(check)
    asked = letters.of_check(check, now())
    if not asked:
        return 0
    if check.status == CheckStatus.WAITING:
        check.become(CheckStatus.ASKED, asked_at=now())
    queue(asked)
    project = check.entry.project
    record(
        verb="jobs asked about",
        row=project,
        actor=actor,
        after={f"jobcheck:{check.pk}.months": check.months},
    )
    return len(asked)


@transaction.atomic
def answer_check(
    *,
    check: JobCheck,
    still: int,
    way: str,
    remarks: str = "",
    on: dt.date | None = None,
    actor: User | None,
) -> None:
    """Store that `still` of the reported jobs are there; this is what the public page then says.

    Raises `TooManyError` for more than were reported, `DayError` before the day of the
    check, `TooLateError` when somebody answered before. The office may correct an answer
    with `correct_check`.
    """
    check = held(check)
    before = held(check)
    if check.is_open:
        _refuse_early(check)
    if still > check.entry.number:
        raise TooManyError(check.entry.number)
    check.become(
        CheckStatus.ANSWERED,
        still=still,
        way=way,
        remarks=remarks.strip(),
        answered_on=on or localdate(),
    )
    _confirm(check, actor, before)


@transaction.atomic
def correct_check(
    *, check: JobCheck, still: int, way: str, reason: str, remarks: str = "", actor: User | None
) -> None:
    """Put another number in the place of an answer, with a reason; both stay in the journal.

    The day of the answer stays: it is the number that was wrong.
    Raises `NoteNeededError` without a reason, `TooManyError` for more than were reported and
    `TooLateError` where nobody has answered.
    """
    if not reason.strip():
        raise NoteNeededError(_("What was stored changes: say why. The journal keeps both."))
    check = held(check)
    before = held(check)
    if check.status != CheckStatus.ANSWERED:
        raise TooLateError
    if still > check.entry.number:
        raise TooManyError(check.entry.number)
    check.still, check.way, check.remarks = still, way, remarks.strip()
    check.save(update_fields=["still", "way", "remarks", "updated_at"])
    _confirm(check, actor, before, reason)


def ask_due_checks(today: dt.date, most: int) -> int:
    """Ask about the jobs whose day has come, `most` letters at a time; return how many checks."""
    JobCheck.objects.overtaken(today).update(status=CheckStatus.PASSED, updated_at=now())
    waiting = JobCheck.objects.due(today).filter(status=CheckStatus.WAITING)
    waiting = waiting.exclude(entry__project__status=ProjectStatus.PROPOSED)
    waiting = waiting.filter(entry__project__leader__in=letters.reachable())
    return sum(bool(ask_check(check=check)) for check in list(waiting[:most]))


def _refuse_early(check):
    """Nobody knows today whether the jobs will be there."""
    if check.due > localdate():
        words = _("The jobs are checked on %(day)s or later.")
        raise DayError(words % {"day": date_format(check.due, "j E Y")})


def _confirm(check, actor, before, reason=""):
    """Let the entry say what its last answered check found."""
    entry = check.entry
    last = entry.checks.filter(status=CheckStatus.ANSWERED).order_by("-due").first()
    entry.confirmed, entry.confirmed_on = last.still, last.answered_on
    entry.save(update_fields=["confirmed", "confirmed_on"])
    settle(entry.project)
    leave = {"entry", "nonce", "status", "due", "created_at", "updated_at", "asked_at"}
    changes = rows_compared([(before, check)], leave=leave)
    record(verb="jobs confirmed", row=entry.project, actor=actor, reason=reason.strip(), **changes)
