"""Reminders: planned by rules, fired once, never late."""

from contextlib import suppress

from django.db import transaction
from django.db.models.functions import Now
from django.utils.timezone import now

from core.errors import TooLateError
from journal.actions import record
from journal.rules.references import about
from meetings import letters
from meetings.actions.batches import CHUNK, open_batch
from meetings.choices import MeetingStatus, RunStatus
from meetings.errors import FixedError, MomentError, PlannedError, SpentError
from meetings.models import Meeting, ReminderRule, ReminderRun
from outbox.actions import queue, start
from outbox.models import Batch, Decision, Letter, LetterStatus

BEFORE = ReminderRule.Side.BEFORE


@transaction.atomic
def set_rule(*, rule: ReminderRule, actor) -> ReminderRule:
    """Add a rule, or switch the same one on again, and plan its reminder.

    Raises FixedError; MomentError where no moment can be reckoned; PlannedError where the
    same rule is switched on; SpentError where letters of its present moment have been
    written before.
    """
    rule.meeting = meeting = _locked(rule.meeting_id)
    if meeting.status == MeetingStatus.CANCELLED:
        raise FixedError
    if reason := rule.no_moment:
        raise MomentError(reason)
    same = meeting.reminder_rules.filter(
        side=rule.side, days=rule.days, hour=rule.hour, audience=rule.audience
    )
    if earlier := same.exclude(pk=rule.pk).first():
        rule = _switched_on(earlier, rule.note)
    rule.save()
    plan_reminders(meeting=meeting)
    record(
        verb="reminder rule set",
        row=rule,
        actor=actor,
        partnership=meeting.partnership,
        after={"side": rule.side, "days": rule.days, "hour": rule.hour, "audience": rule.audience},
    )
    return rule


def _switched_on(rule, note):
    """The rule that was switched off, ready to be planned once more."""
    if rule.enabled:
        raise PlannedError
    runs = rule.runs.filter(due_at=rule.due_at)
    if runs.filter(count__gt=0).exists():
        raise SpentError
    runs.exclude(status=RunStatus.MISSED).delete()
    rule.enabled, rule.note = True, note
    return rule


@transaction.atomic
def drop_rule(*, rule: ReminderRule, actor) -> None:
    """Switch a rule off for good; letters that wait are taken back, what went is kept."""
    meeting = _locked(rule.meeting_id)
    rule.enabled = False
    rule.save(update_fields=["enabled", "updated_at"])
    plan_reminders(meeting=meeting)
    Letter.objects.filter(
        batch__in=rule.runs.filter(batch__isnull=False).values("batch"),
        status__in=[LetterStatus.QUEUED, LetterStatus.HELD, LetterStatus.SENDING],
    ).update(
        status=LetterStatus.CANCELLED,
        note=letters.SWITCHED_OFF,
        leased_until=None,
        updated_at=now(),
    )
    record(verb="reminder rule dropped", row=rule, actor=actor, partnership=meeting.partnership)


def plan_reminders(*, meeting: Meeting) -> None:
    """Make the waiting reminders agree with the meeting's date, state and rules.

    One that waits for a date that is no longer true, or no longer known, disappears; one
    whose moment has passed already is written down as missed. Runs in the caller's transaction.
    """
    alive = meeting.status in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD}
    for rule in meeting.reminder_rules.all():
        rule.meeting = meeting
        runs = ReminderRun.objects.filter(rule=rule)
        due = rule.due_at
        wanted = (
            rule.enabled
            and alive
            and not rule.no_moment
            and (rule.side != BEFORE or meeting.status == MeetingStatus.ANNOUNCED)
        )
        stale = runs.filter(status=RunStatus.WAITING)
        (stale.exclude(due_at=due) if wanted else stale).delete()
        running = runs.filter(status=RunStatus.RUNNING)
        (running.exclude(due_at=due) if wanted else running).update(
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
        meeting = _locked(meeting_id)
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


def _locked(meeting_id):
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("partnership", "host")
        .prefetch_related("agenda")
        .get(pk=meeting_id)
    )


def _still_wanted(run, meeting):
    """End the run when it is late or the meeting is off; say whether it goes on."""
    if now() > run.rule.valid_until:
        late = RunStatus.MISSED if run.status == RunStatus.WAITING else RunStatus.DONE
        run.become(late)
        _finish(run)
        return False
    alive = meeting.status in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD}
    if run.rule.no_moment or not alive:
        run.become(RunStatus.CANCELLED)
        _finish(run)
        return False
    return True


def _start(run, meeting):
    total = run.rule.recipients().count()
    if not total:
        run.become(RunStatus.RUNNING)
        return
    # Somebody stopped this reminder before the meeting was moved: it stays stopped.
    stopped = run.rule.runs.filter(batch__status=Batch.Status.STOPPED).exists()
    batch = open_batch(
        meeting=meeting, actor=None, kind=letters.REMINDER, total=total, stopped=stopped
    )
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
    earlier = letters.latest_about(
        chunk, [letters.REMINDER, letters.AFTERWARDS], batch__in=run.rule.runs.values("batch")
    )
    written = list(_letters(run, chunk, earlier))
    queue(written)
    run.cursor = chunk[-1].pk
    run.count += len(written)
    run.save(update_fields=["cursor", "count", "updated_at"])
    return len(chunk)


def _letters(run, chunk, earlier):
    """The letters of this run; the office's decisions about those of an earlier date hold."""
    templates: dict = {}  # as long as the meeting is locked
    for invitation in chunk:
        before = earlier.get(about(invitation))
        if before is None or before.decision != Decision.DROPPED:
            yield letters.following(letters.reminder(invitation, run, templates), before)


def _finish(run):
    """The batch holds what was really written; its letters may go."""
    if run.batch_id:
        Batch.objects.filter(pk=run.batch_id).update(total=run.count)
        with suppress(TooLateError):
            start(run.batch)
    record(
        verb="reminder fired",
        row=run,
        partnership=run.rule.meeting.partnership,
        after={"status": run.status, "letters": run.count},
    )
