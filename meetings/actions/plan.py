"""Making meetings, changing them, calling them off, closing them."""

from django.db import transaction
from django.utils.timezone import now

from journal.actions import about, record
from meetings.actions.remind import plan_reminders
from meetings.actions.send import open_batch
from meetings.choices import MeetingForm, MeetingStatus, Presence
from meetings.errors import (
    FixedError,
    IncompleteError,
    NoHoursError,
    NotYetError,
    PastError,
)
from meetings.letters import CANCELLED, TAKEN_BACK, UPDATE
from meetings.models import AgendaItem, Meeting, ReminderRule
from outbox.models import Batch, Letter, LetterStatus

# What people must be told of at once when it changes.
TOLD_OF = ("starts_at", "ends_at", "precision", "place", "address", "form", "online_url")
WORDS = (
    "title", "kind", "form", "starts_at", "ends_at", "precision", "place", "address", "commune",
    "map_url", "online_url", "host", "organiser", "contact", "description", "capacity", "is_public",
)  # fmt: skip


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, kept from changing until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=meeting.pk)
    )


@transaction.atomic
def create(
    *, actor, meeting: Meeting, source: Meeting | None = None, take: frozenset[str] = frozenset()
) -> Meeting:
    """Store a new meeting as a draft.

    From `source`, an earlier meeting of the same partnership, it takes what
    `take` names: "agenda", "recipients", "reminders".
    """
    meeting.status = MeetingStatus.DRAFT
    meeting.save()
    if source is not None:
        if "agenda" in take:
            _copy_agenda(source, meeting)
        if "reminders" in take:
            _copy_rules(source, meeting)
        if "recipients" in take:
            _copy_recipients(source, meeting)
    record(verb="meeting created", row=meeting, actor=actor, after=_words(meeting))
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, actor, changes: dict) -> bool:
    """Change a meeting's words; tell the invited when date, hour or place move.

    A move raises the sequence once, takes back what is still queued and gives
    every invited person one letter with the new data; reminders are planned
    anew. What is over is corrected without telling anybody, also once its list is
    closed. Returns whether letters go out. Raises FixedError, PastError,
    NotYetError, NoHoursError.
    """
    fresh = locked(meeting)
    if not fresh.may_change:
        raise FixedError
    was_over = fresh.is_over
    before = _words(fresh)
    moved = any(
        getattr(fresh, name) != changes.get(name, getattr(fresh, name)) for name in TOLD_OF
    )
    for name, value in changes.items():
        setattr(fresh, name, value)
    if fresh.status == MeetingStatus.HELD and not fresh.has_begun:
        raise NotYetError
    corrected = was_over and fresh.is_over
    announced = fresh.status == MeetingStatus.ANNOUNCED and not corrected
    if announced and moved:
        if fresh.starts_at <= now():
            raise PastError
        if not fresh.has_hours and fresh.invitations.invited().exists():
            raise NoHoursError
        fresh.sequence += 1
    fresh.save()
    told = announced and moved and _tell_of_move(fresh, actor)
    plan_reminders(meeting=fresh)
    after = _words(fresh)
    changed = {name for name in after if after[name] != before[name]}
    record(
        verb="meeting moved" if announced and moved else "meeting changed",
        row=fresh,
        actor=actor,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return told


@transaction.atomic
def announce(*, meeting: Meeting, actor) -> Meeting:
    """Make the meeting known: it enters the calendar and takes answers.

    Raises PastError, IncompleteError, WrongStepError.
    """
    fresh = locked(meeting)
    _announce(fresh)
    record(verb="meeting announced", row=fresh, actor=actor)
    return fresh


def _announce(meeting):
    if meeting.starts_at <= now():
        raise PastError
    if not (meeting.online_url if meeting.form == MeetingForm.REMOTE else meeting.place):
        raise IncompleteError
    meeting.become(MeetingStatus.ANNOUNCED, announced_at=now())
    plan_reminders(meeting=meeting)


@transaction.atomic
def cancel(*, meeting: Meeting, actor, reason: str) -> int:
    """Call the meeting off.

    Queued invitations and reminders stop; everyone to whom a letter has gone
    gets exactly one cancellation. Returns how many. Raises WrongStepError.
    """
    fresh = locked(meeting)
    fresh.become(MeetingStatus.CANCELLED, cancel_reason=reason, sequence=fresh.sequence + 1)
    _take_back(fresh, "cancelled")
    # Invitations that nobody has written yet are not written any more.
    fresh.invitations.filter(told=False, letter__isnull=True).update(batch=None)
    plan_reminders(meeting=fresh)
    told = fresh.invitations.filter(told=True).exclude(email="")
    count = _revise(fresh, told, actor, CANCELLED)
    record(verb="meeting cancelled", row=fresh, actor=actor, reason=reason, after={"told": count})
    return count


@transaction.atomic
def hold(*, meeting: Meeting, actor, total: int | None = None, note: str = "") -> Meeting:
    """Close the attendance list: who was not ticked is absent.

    `total` counts people who came without names (older meetings). Raises
    NotYetError, WrongStepError.
    """
    fresh = locked(meeting)
    if fresh.starts_at > now():
        raise NotYetError
    also = {} if total is None else {"attendance_total": total, "attendance_note": note}
    if fresh.announced_at is None:
        # A meeting of the past, entered afterwards, was public in its time.
        also["announced_at"] = fresh.starts_at
    fresh.become(MeetingStatus.HELD, **also)
    fresh.invitations.invited().filter(presence=Presence.NONE).update(presence=Presence.ABSENT)
    plan_reminders(meeting=fresh)
    came = fresh.invitations.filter(presence=Presence.PRESENT).count()
    record(verb="meeting held", row=fresh, actor=actor, after={"came": came, "total": total})
    return fresh


@transaction.atomic
def set_agenda(*, meeting: Meeting, actor, items: list[dict]) -> None:
    """Replace the agenda by `items` (title, minutes, presenter), in this order."""
    fresh = locked(meeting)
    if fresh.status == MeetingStatus.CANCELLED:
        raise FixedError
    before = list(fresh.agenda.values_list("title", flat=True))
    fresh.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=fresh, order=number, **item)
        for number, item in enumerate(items, start=1)
    )
    after = [item["title"] for item in items]
    record(
        verb="agenda changed", row=fresh, actor=actor,
        before={"agenda": before}, after={"agenda": after},
    )  # fmt: skip


def _tell_of_move(meeting, actor):
    _take_back(meeting, "moved")
    released = meeting.invitations.invited().filter(batch__isnull=False)
    # Who objected before the first letter went out gets none.
    released = released.exclude(told=False, person__invitations_stopped_at__isnull=False)
    return bool(_revise(meeting, released, actor, UPDATE))


def _take_back(meeting, note):
    """Cancel what waits, and remember to whom something has gone out.

    A letter in a worker's hands may still arrive, so it counts as gone; the
    outbox makes no second try with it.
    """
    on_the_way = [LetterStatus.SENDING, LetterStatus.SENT]
    meeting.invitations.filter(letter__status__in=on_the_way).update(told=True)
    waiting = [LetterStatus.QUEUED, LetterStatus.HELD, LetterStatus.SENDING]
    Letter.objects.filter(
        batch__in=Batch.objects.filter(about=about(meeting)),
        kind__in=TAKEN_BACK,
        status__in=waiting,
    ).update(status=LetterStatus.CANCELLED, note=note, leased_until=None, updated_at=now())


def _revise(meeting, invitations, actor, kind):
    """Open the batch of a new revision; the letters are written by `prepare`."""
    count = invitations.count()
    if count:
        batch = open_batch(meeting=meeting, actor=actor, kind=kind, total=count)
        invitations.update(batch=batch, letter=None)
    return count


def _words(meeting):
    """The meeting's columns as the journal keeps them."""
    values = {name: getattr(meeting, name) for name in WORDS}
    for name in ("commune", "host"):
        values[name] = str(values[name] or "")
    return values


def _copy_agenda(source, meeting):
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, order=item.order, title=item.title, minutes=item.minutes,
            presenter=item.presenter,
        )
        for item in source.agenda.all()
    )  # fmt: skip


def _copy_rules(source, meeting):
    ReminderRule.objects.bulk_create(
        ReminderRule(
            meeting=meeting, side=rule.side, days=rule.days, hour=rule.hour,
            audience=rule.audience, note=rule.note, enabled=rule.enabled,
        )
        for rule in source.reminder_rules.all()
    )  # fmt: skip


def _copy_recipients(source, meeting):
    """The same people, as they stand in the register today."""
    from meetings.actions.invite import add_people  # noqa: PLC0415

    people = source.invitations.filter(person__isnull=False).values_list("person", flat=True)
    add_people(meeting, list(people))
