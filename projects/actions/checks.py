"""Checking, months later, that reported jobs are still there."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate, now

from accounts.models import User
from core.errors import TooLateError
from journal.actions import record
from outbox.actions import queue
from projects import letters
from projects.actions.errors import TooManyError
from projects.actions.settling import held, settle
from projects.choices import CheckStatus, ProjectStatus
from projects.models import JobCheck
from projects.models.checks import OPEN


@transaction.atomic
def ask_check(*, check: JobCheck, actor: User | None = None) -> int:
    """Send the leader the question and its link; return to how many people it goes.

    A check that nobody can be asked stays as it was. Asking again sends the letter again.
    """
    check = held(check)
    if check.status not in OPEN:
        return 0
    asked = letters.of_check(check, now())
    if not asked:
        return 0
    if check.status == CheckStatus.WAITING:
        check.become(CheckStatus.ASKED, asked_at=now())
    queue(asked)
    project = check.entry.project
    record(verb="jobs asked about", row=project, actor=actor, after={"check": str(check)})
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

    Raises `TooManyError` for more than were reported, `TooLateError` when somebody
    answered before. The office may correct an answer with `correct_check`.
    """
    check = held(check)
    if still > check.entry.number:
        raise TooManyError(check.entry.number)
    check.become(
        CheckStatus.ANSWERED, still=still, way=way, remarks=remarks.strip(),
        answered_on=on or localdate(),
    )  # fmt: skip
    _confirm(check, actor, before={})


@transaction.atomic
def correct_check(
    *, check: JobCheck, still: int, way: str, remarks: str = "", actor: User | None
) -> None:
    """Put another number in the place of an answer; the first stays in the journal."""
    check = held(check)
    if check.status != CheckStatus.ANSWERED:
        raise TooLateError
    if still > check.entry.number:
        raise TooManyError(check.entry.number)
    before = {"check": str(check), "still": check.still}
    check.still, check.way, check.remarks = still, way, remarks.strip()
    check.answered_on = localdate()
    check.save(update_fields=["still", "way", "remarks", "answered_on", "updated_at"])
    _confirm(check, actor, before)


def ask_due_checks(today: dt.date, most: int) -> int:
    """Ask about the jobs whose day has come, `most` letters at a time; return how many checks."""
    JobCheck.objects.overtaken(today).update(status=CheckStatus.PASSED, updated_at=now())
    waiting = JobCheck.objects.due(today).filter(status=CheckStatus.WAITING)
    waiting = waiting.exclude(entry__project__status=ProjectStatus.PROPOSED)
    waiting = waiting.filter(entry__project__leader__in=letters.reachable())
    return sum(bool(ask_check(check=check)) for check in list(waiting[:most]))


def _confirm(check, actor, before):
    """Let the entry say what its last answered check found."""
    entry = check.entry
    last = entry.checks.filter(status=CheckStatus.ANSWERED).order_by("-due").first()
    entry.confirmed, entry.confirmed_on = last.still, last.answered_on
    entry.save(update_fields=["confirmed", "confirmed_on"])
    settle(entry.project)
    record(
        verb="jobs confirmed", row=entry.project, actor=actor, before=before,
        after={"check": str(check), "still": check.still, "way": check.way},
    )  # fmt: skip
