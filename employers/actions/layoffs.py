"""Verbs of lay-off cases."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from employers.actions.shared import set_columns
from employers.choices import CaseStatus, StepKind
from employers.errors import RefusedError, SumError
from employers.models import CaseMeeting, CaseStep, LayoffCase, Reading
from employers.rules import schedule
from journal.actions import assign, record
from meetings.actions.plan import create
from meetings.models import Meeting


@transaction.atomic
def notify(*, case: LayoffCase, actor: User | None) -> LayoffCase:
    """Store a new case with its due steps. One with the same `once` is stored once."""
    case.status = CaseStatus.NOTIFIED
    there = LayoffCase.objects.filter(partnership=case.partnership, once=case.once).first()
    if there is not None:
        return there
    case.save()
    plan_steps(case)
    record(
        verb="layoffcase notified",
        row=case,
        actor=actor,
        after={"planned": case.planned, "notified_on": case.notified_on},
    )
    return case


@transaction.atomic
def change(
    *, case: LayoffCase, version: int, fields: dict, actor: User | None, reason: str = ""
) -> None:
    """Set columns of a case as of `version`; steps not done yet get their new days.

    Raises `ChangedMeanwhileError`, and `RefusedError` when the case is over and no
    `reason` of the correction is given, or for a day to come.
    """
    is_open = locked(case).is_open
    if not (is_open or reason.strip()):
        raise RefusedError(_("This case is over: say why it is corrected."))
    for name in ("notified_on", "agreed_on"):
        if (fields.get(name) or localdate()) > localdate():
            raise RefusedError(_("This day has not come yet."))
    stored = set_columns(
        row=case,
        version=version,
        fields=fields,
        verb="layoffcase changed",
        actor=actor,
        reason=reason.strip(),
    )
    if is_open:
        plan_steps(stored)


def plan_steps(case: LayoffCase) -> None:
    """Give every step that is not done the day on which it is due."""
    for kind, due_on in schedule.due_days(case.notified_on, case.ends_on).items():
        step, _made = case.steps.get_or_create(kind=kind, defaults={"due_on": due_on})
        if step.done_on is None and step.due_on != due_on:
            step.due_on = due_on
            step.save(update_fields=["due_on"])


@transaction.atomic
def note_step(
    *,
    step: CaseStep,
    done_on: dt.date | None,
    responsible: str,
    note: str,
    actor: User | None,
) -> None:
    """Write down who answers for a step, what was settled, and when it was done."""
    case = locked(step.case)
    if not case.is_open:
        raise RefusedError(_("This case is over."))
    if done_on is not None and done_on > localdate():
        raise RefusedError(_("This day has not come yet."))
    before = {"done_on": step.done_on, "responsible": step.responsible, "note": step.note}
    step.done_on, step.responsible, step.note = done_on, responsible, note
    step.save()
    if done_on is None:
        plan_steps(case)
    record(
        verb="layoffcase step noted",
        row=case,
        actor=actor,
        before={"kind": step.kind, **before},
        after={
            "kind": step.kind,
            "done_on": done_on,
            "responsible": responsible,
            "note": note,
        },
    )


@transaction.atomic
def step(*, case: LayoffCase, status: str, reason: str = "", actor: User | None) -> None:
    """Form the team, begin the help, or cancel the case.

    A team out of balance and a cancellation need a `reason`. Help in a monitored
    lay-off begins after the agreement with the office, with its way of financing (art.
    217 of the 2025 Act). Raises `RefusedError`, and `WrongStepError` off the arrows.
    """
    if status == CaseStatus.CLOSED:
        raise RefusedError(_("A case is closed with the numbers of its outcome."))
    before, reason = case.status, reason.strip()
    _check_step(locked(case), status, reason)
    also = {"end_reason": reason} if status == CaseStatus.CANCELLED else {}
    case.become(status, version=F("version") + 1, **also)
    if status == CaseStatus.TEAM_FORMED:
        case.steps.filter(kind=StepKind.TEAM, done_on=None).update(done_on=localdate())
    record(
        verb=f"layoffcase {status}",
        row=case,
        actor=actor,
        reason=reason,
        before={"status": before},
        after={"status": status},
    )


def _check_step(case, status, reason):
    if status == CaseStatus.TEAM_FORMED and not case.parity.holds and not reason:
        raise RefusedError(_("The team is not in balance. Complete it, or say why it works so."))
    agreed = case.agreed_on and case.financing
    if status == CaseStatus.HELP and case.monitoring.monitored and not agreed:
        raise RefusedError(
            _("A monitored lay-off: first enter the agreement with the office and who pays.")
        )
    if status == CaseStatus.CANCELLED and not reason:
        raise RefusedError(_("Say why the case is cancelled."))


@transaction.atomic
def read(*, case: LayoffCase, on: dt.date, numbers: dict[str, int], actor: User | None) -> Reading:
    """Write down where the people of an open case stand on a day.

    `numbers` are the columns of `Reading`. The same day again corrects it. Raises
    `RefusedError` for a day to come, `SumError` when more are counted than covered.
    """
    if not locked(case).is_open:
        raise RefusedError(_("This case is over."))
    reading, before = _reading(case, on, numbers)
    if reading.rest < 0:
        raise SumError(reading.covered, reading.together)
    reading.save()
    record(
        verb="layoffcase numbers read",
        row=case,
        actor=actor,
        before=before,
        after={"on": on, **numbers},
    )
    return reading


@transaction.atomic
def close(*, case: LayoffCase, on: dt.date, numbers: dict[str, int], actor: User | None) -> None:
    """Close a case with the numbers of its outcome, in which everyone covered is found.

    Raises `RefusedError`, `SumError`, and `WrongStepError` when help is not under way.
    """
    locked(case)
    outcome, _before = _reading(case, on, numbers)
    if case.readings.filter(on__gt=on).exists():
        raise RefusedError(_("There are newer numbers: the outcome cannot be older."))
    if outcome.rest != 0:
        raise SumError(outcome.covered, outcome.together)
    case.become(CaseStatus.CLOSED, version=F("version") + 1, closed_on=on)
    outcome.final = True
    outcome.save()
    case.steps.filter(kind=StepKind.CLOSING, done_on=None).update(done_on=on)
    record(
        verb="layoffcase closed",
        row=case,
        actor=actor,
        before={"status": CaseStatus.HELP},
        after={"status": CaseStatus.CLOSED, "on": on, **numbers},
    )


def _reading(case, on, numbers):
    """The numbers of a day, not stored yet, and what stood there before."""
    check_day(case, on)
    there = case.readings.filter(on=on).first()
    reading = there or Reading(case=case, on=on)
    changes = assign(reading, numbers)
    return reading, changes["before"] if there else {}


def check_day(case: LayoffCase, on: dt.date) -> None:
    """Refuse numbers as of a day that has not come or is before the notice."""
    if on > localdate():
        raise RefusedError(_("This day has not come yet."))
    if on < case.notified_on:
        raise RefusedError(_("This day is before the notice."))


@transaction.atomic
def plan_meeting(*, case: LayoffCase, meeting: Meeting, actor: User | None) -> CaseMeeting:
    """Make `meeting`, an unsaved one, a draft that is not public, tied to the case."""
    meeting.is_public = False
    return tie(case=case, meeting=create(actor=actor, meeting=meeting), actor=actor)


@transaction.atomic
def tie(*, case: LayoffCase, meeting: Meeting, actor: User | None) -> CaseMeeting:
    """Say that a meeting of the same office is one of this case's team. Twice ties once."""
    if not locked(case).is_open:
        raise RefusedError(_("This case is over."))
    there = CaseMeeting.objects.filter(meeting=meeting).first()
    if there is not None:
        if there.case_id != case.pk:
            raise RefusedError(_("This meeting belongs to another case."))
        return there
    tied = CaseMeeting.objects.create(case=case, meeting=meeting)
    record(verb="layoffcase meeting tied", row=case, actor=actor, after={"meeting": str(meeting)})
    return tied


def locked(case: LayoffCase) -> LayoffCase:
    """The case as it is now, kept from changing until the transaction ends."""
    return LayoffCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
