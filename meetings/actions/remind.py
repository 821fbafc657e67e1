"""Reminders: planned by rules, fired once, never late."""

from contextlib import suppress

from django.db import transaction
from django.db.models.functions import Now
from django.utils.timezone import now

from core.errors import TooLateError
from journal.actions import record
from meetings import letters
from meetings.actions.send import CHUNK, open_batch
from meetings.choices import MeetingStatus, RunStatus
from meetings.errors import FixedError
from meetings.models import Meeting, ReminderRule, ReminderRun
from outbox.actions import queue, start
from outbox.models import Batch

BEFORE = ReminderRule.Side.BEFORE


@transaction.atomic
def set_rule(*, rule: ReminderRule, actor) -> ReminderRule:
    """Add or change a rule and plan its reminder. Raises FixedError."""
    if rule.meeting.status == MeetingStatus.CANCELLED:
        raise FixedError
    rule.save()
    plan_reminders(meeting=rule.meeting)
    record(
        verb="reminder rule set", row=rule, actor=actor, partnership=rule.meeting.partnership,
        after={"side": rule.side, "days": rule.days, "hour": rule.hour, "to": rule.audience},
    )  # fmt: skip
    return rule


@transaction.atomic
def drop_rule(*, rule: ReminderRule, actor) -> None:
    """Switch a rule off for good; what it has sent stays in the books."""
    rule.enabled = False
    rule.save(update_fields=["enabled", "updated_at"])
    plan_reminders(meeting=rule.meeting)
    record(
        verb="reminder rule dropped", row=rule, actor=actor, partnership=rule.meeting.partnership
    )


def plan_reminders(*, meeting: Meeting) -> None:
    """Make the waiting reminders agree with the meeting's date, state and rules.

    One that waits for a date that is no longer true disappears; one whose moment
    has passed already is written down as missed. Runs in the caller's transaction.
    """
    alive = meeting.status in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD}
    for rule in meeting.reminder_rules.all():
        rule.meeting = meeting
        runs = ReminderRun.objects.filter(rule=rule)
        due = rule.due_at
        wanted = (
            rule.enabled
            and alive
            and (rule.side != BEFORE or meeting.status == MeetingStatus.ANNOUNCED)
        )
        stale = runs.filter(status=RunStatus.WAITING)
        (stale.exclude(due_at=due) if wanted else stale).delete()
        runs.filter(status=RunStatus.RUNNING).exclude(due_at=due).update(
            status=RunStatus.CANCELLED, updated_at=now()
        )
        if wanted:
            late = rule.valid_until <= now()
            runs.get_or_create(
                due_at=due,
                defaults={
                    "rule": rule,
                    "status": RunStatus.MISSED if late else RunStatus.WAITING,
                },
            )


def due_runs() -> list[int]:
    """The reminders whose hour has come, by the clock of the database."""
    due = ReminderRun.objects.filter(
        status__in=[RunStatus.WAITING, RunStatus.RUNNING], due_at__lte=Now()
    )
    return list(due.values_list("pk", flat=True))


def fire(*, run_id: int) -> int:
    """Take one step with a due reminder: start it, write some letters, or end it.

    Two sweepers at once, or one twice, write each letter once: the run's row is
    the lock and its cursor says who is next. Returns how many letters were
    written; 0 means that nothing is left to do.
    """
    meeting_id = ReminderRun.objects.values_list("rule__meeting", flat=True).get(pk=run_id)
    with transaction.atomic():
        # The meeting first, as everywhere, so that nobody waits in a circle.
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("partnership", "host")
            .prefetch_related("agenda")
            .get(pk=meeting_id)
        )
        run = (
            ReminderRun.objects.select_for_update(of=("self",))
            .select_related("rule", "batch")
            .filter(pk=run_id, status__in=[RunStatus.WAITING, RunStatus.RUNNING])
            .first()
        )
        if run is None:
            return 0
        run.rule.meeting = meeting
        if not _still_wanted(run, meeting):
            return 0
        if run.status == RunStatus.WAITING:
            _start(run, meeting)
        return _write(run, meeting)


def _still_wanted(run, meeting):
    """End the run when it is late or the meeting is off; say whether it goes on."""
    if now() > run.rule.valid_until:
        late = RunStatus.MISSED if run.status == RunStatus.WAITING else RunStatus.DONE
        run.become(late)
        _finish(run)
        return False
    if meeting.status not in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD}:
        run.become(RunStatus.CANCELLED)
        _finish(run)
        return False
    return True


def _start(run, meeting):
    total = run.rule.recipients().count()
    if not total:
        run.become(RunStatus.RUNNING)
        return
    batch = open_batch(meeting=meeting, actor=None, kind=letters.REMINDER, total=total)
    run.become(RunStatus.RUNNING, batch=batch)


def _write(run, meeting):
    todo = run.rule.recipients().filter(pk__gt=run.cursor).order_by("pk")
    chunk = list(todo.select_related("person")[:CHUNK])
    if not chunk:
        run.become(RunStatus.DONE)
        _finish(run)
        return 0
    for invitation in chunk:
        invitation.meeting = meeting
    moulds: dict = {}  # as long as the meeting is locked
    queue([letters.reminder(invitation, run, moulds) for invitation in chunk])
    run.cursor = chunk[-1].pk
    run.count += len(chunk)
    run.save(update_fields=["cursor", "count", "updated_at"])
    return len(chunk)


def _finish(run):
    """The batch holds what was really written; its letters may go."""
    if run.batch_id:
        Batch.objects.filter(pk=run.batch_id).update(total=run.count)
        with suppress(TooLateError):
            start(run.batch)
    record(
        verb="reminder fired", row=run, partnership=run.rule.meeting.partnership,
        after={"status": run.status, "letters": run.count},
    )  # fmt: skip
