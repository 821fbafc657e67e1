"""Cycles and their stages: beginning, opening, carrying results over, taking part."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import WrongStepError
from journal.actions import assign, record
from meetings.choices import MeetingStatus
from meetings.models import Meeting
from members.choices import PartnerStatus
from members.models import Partner
from workshops.actions import protocol
from workshops.choices import STAGE_TOPICS, TABLE, CycleStatus, StageKind, StageStatus
from workshops.errors import (
    AlreadyInError,
    CancelledMeetingError,
    CardsWaitError,
    DayError,
    FinishedError,
    GateError,
    GroupUsedError,
    NotAdmittedError,
    SummaryNeededError,
)
from workshops.models import Cycle, Group, Participation, Stage, StageMeeting
from workshops.selectors.gates import stand_of

# Where everybody sits together unless the office makes tables.
TOGETHER = [StageKind.OPENING, StageKind.CHOICE, StageKind.CLOSING, StageKind.FOLLOW_UP]


@transaction.atomic
def begin(*, cycle: Cycle, actor: User | None) -> Cycle:
    """Store a new cycle with its seven stages and the groups that the method asks for."""
    cycle.status = CycleStatus.PLANNED
    cycle.save()
    for kind in StageKind:
        stage = Stage(cycle=cycle, kind=kind, status=StageStatus.PLANNED)
        stage.save()
        for topic in STAGE_TOPICS.get(kind, []):
            Group.objects.create(stage=stage, topic=topic)
        if kind in TOGETHER:
            Group.objects.create(stage=stage, topic=TABLE, name=_("All together"))
    record(verb="cycle created", row=cycle, actor=actor, after={"name": str(cycle)})
    return cycle


@transaction.atomic
def change(*, cycle: Cycle, fields: dict, actor: User | None) -> None:
    """Set columns of a cycle."""
    stored = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    changes = assign(stored, fields)
    stored.save()
    record(verb="cycle changed", row=stored, actor=actor, **changes)


@transaction.atomic
def publish(*, cycle: Cycle, shown: bool, actor: User | None) -> None:
    """Show the cycle to everyone, or take it off the public pages. Twice is once."""
    stored = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if stored.is_public == shown:
        return
    stored.published_at = now() if shown else None
    stored.save(update_fields=["published_at", "updated_at"])
    record(verb="cycle published" if shown else "cycle unpublished", row=stored, actor=actor)


@transaction.atomic
def open_stage(
    *,
    stage: Stage,
    actor: User | None,
    override: str = "",
    is_coordinator: bool = False,
    on: dt.date | None = None,
    undated: bool = False,
) -> Stage:
    """Open a planned stage, today or on the day `on`, or on one that nobody knows (`undated`).

    Raises `GateError` when its gate is not met, unless the coordinator gives the reason
    `override`, which stays on the stage's pages. Raises `WrongStepError` for the second
    of two clicks.
    """
    cycle = _locked(stage)
    _check(stage, StageStatus.PLANNED)
    unmet = stand_of(cycle).unmet(stage.kind)
    reason = override.strip() if is_coordinator else ""
    if unmet and not reason:
        raise GateError(unmet)
    stage.become(
        StageStatus.OPEN,
        opened_on=None if undated else on or localdate(),
        unmet=unmet,
        override_reason=reason if unmet else "",
    )
    if cycle.can_become(stage.kind):
        cycle.become(stage.kind)
    record(
        verb="stage opened",
        row=stage,
        actor=actor,
        reason=stage.override_reason,
        after={"unmet": unmet} if unmet else None,
    )
    return stage


@transaction.atomic
def close_stage(
    *,
    stage: Stage,
    summary: str,
    actor: User | None,
    on: dt.date | None = None,
    undated: bool = False,
    opened: dt.date | None = None,
    opened_undated: bool = False,
) -> Stage:
    """Close an open stage with the results that the next one begins with.

    It is closed today or on the day `on`, or on one that nobody knows (`undated`); `opened`
    corrects the day of its opening, `opened_undated` says that nobody knows it. Its board
    stands still from now on, and is public when the cycle is; the protocols of its meetings
    are kept. Raises `SummaryNeededError`, `CardsWaitError`, `DayError`, `WrongStepError`.
    """
    cycle = _locked(stage)
    if not summary.strip():
        raise SummaryNeededError
    if stage.cards.waiting().exists():
        raise CardsWaitError
    day = None if undated else on or localdate()
    first = None if opened_undated else opened or stage.opened_on
    if day and first and day < first:
        raise DayError
    before: dict[str, Any] = {"summary": stage.summary} if stage.summary else {}
    after: dict[str, Any] = {"summary": summary.strip(), "closed_on": day}
    if first != stage.opened_on:
        before["opened_on"], after["opened_on"] = stage.opened_on, first
    stage.become(StageStatus.CLOSED, opened_on=first, closed_on=day, summary=summary.strip())
    if stage.kind == StageKind.FOLLOW_UP and cycle.can_become(CycleStatus.FINISHED):
        cycle.become(CycleStatus.FINISHED)
    protocol.keep(stage=stage, actor=actor)
    record(verb="stage closed", row=stage, actor=actor, before=before, after=after)
    return stage


@transaction.atomic
def reopen_stage(*, stage: Stage, reason: str, actor: User | None) -> Stage:
    """Open a closed stage again, for forgotten cards. Its summary stays to be corrected."""
    _locked(stage)
    _check(stage, StageStatus.CLOSED)
    stage.become(StageStatus.OPEN, closed_on=None)
    record(verb="stage reopened", row=stage, actor=actor, reason=reason.strip())
    return stage


@transaction.atomic
def finish(*, cycle: Cycle, reason: str, actor: User | None) -> None:
    """End a cycle before its last stage, with the reason why.

    Stages that nobody opened stay as they are. Raises `WrongStepError` for an ended one.
    """
    cycle.become(CycleStatus.FINISHED)
    record(verb="cycle finished", row=cycle, actor=actor, reason=reason.strip())


@transaction.atomic
def tie(
    *, stage: Stage, meeting: Meeting, number: str = "", name: str = "", actor: User | None
) -> StageMeeting:
    """Say that `meeting` is held for `stage`, under its own number and name.

    A meeting may serve several stages, a stage several meetings. The same pair again
    changes number and name. Raises `CancelledMeetingError`.
    """
    if meeting.status == MeetingStatus.CANCELLED:
        raise CancelledMeetingError
    row = StageMeeting.objects.filter(stage=stage, meeting=meeting).first()
    before = _tied(row) if row else {}
    row = row or StageMeeting(stage=stage, meeting=meeting)
    row.number, row.name = number, name
    row.save()
    record(verb="meeting tied", row=stage, actor=actor, before=before, after=_tied(row))
    return row


@transaction.atomic
def untie(*, row: StageMeeting, actor: User | None) -> None:
    """Take a meeting off a stage; the meeting itself stays."""
    stage = row.stage
    record(verb="meeting untied", row=stage, actor=actor, before=_tied(row))
    row.delete()


@transaction.atomic
def join(
    *, cycle: Cycle, partner: Partner, actor: User | None, on: dt.date | None = None
) -> Participation:
    """Let a partner take part in the whole cycle; who left may come back.

    Raises `AlreadyInError`, `NotAdmittedError`, `FinishedError`.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if cycle.status == CycleStatus.FINISHED and on is None:
        raise FinishedError
    if partner.status != PartnerStatus.ADMITTED or partner.partnership_id != cycle.partnership_id:
        raise NotAdmittedError
    row = cycle.participations.filter(partner=partner).first()
    if row is not None and row.left_on is None:
        raise AlreadyInError
    row = row or Participation(cycle=cycle, partner=partner)
    row.joined_on, row.left_on, row.by_user = on or localdate(), None, actor
    row.save()
    record(verb="partner joined a cycle", row=cycle, actor=actor, after={"partner": str(partner)})
    return row


@transaction.atomic
def leave(*, row: Participation, actor: User | None) -> None:
    """A partner takes part no longer; that it did stays written."""
    if row.left_on is None:
        row.left_on = localdate()
        row.save(update_fields=["left_on", "updated_at"])
        record(
            verb="partner left a cycle",
            row=row.cycle,
            actor=actor,
            before={"partner": str(row.partner)},
        )


@transaction.atomic
def keep_group(*, group: Group, actor: User | None) -> Group:
    """Store a new or changed group of a stage."""
    stored = Group.objects.filter(pk=group.pk).select_related("recorder").first()
    group.save()
    record(
        verb="group changed" if stored else "group added",
        row=group,
        actor=actor,
        before=_group(stored) if stored else None,
        after=_group(group),
    )
    return group


@transaction.atomic
def drop_group(*, group: Group, actor: User | None) -> None:
    """Remove a group without cards. Raises `GroupUsedError`."""
    if group.cards.exists():
        raise GroupUsedError
    record(verb="group removed", row=group, actor=actor, before={"name": str(group)})
    group.delete()


def _group(group):
    return {
        "topic": group.topic,
        "name": group.name,
        "leader": group.leader,
        "recorder": str(group.recorder or ""),
    }


def _tied(row):
    return {"meeting": str(row.meeting), "number": row.number, "name": row.name}


def _locked(stage):
    """The cycle of a stage, kept from changing until the transaction ends."""
    return Cycle.objects.select_for_update(of=("self",)).get(pk=stage.cycle_id)


def _check(stage, status):
    """A first opening and a second one are different verbs on the same arrow."""
    if stage.status != status:
        raise WrongStepError(f"{stage.status}, not {status}")
