"""Making meetings, changing them, calling them off, closing them."""

from django.db import transaction
from django.utils.timezone import now

from journal.actions import record
from meetings.actions.remind import plan_reminders
from meetings.actions.tell import keep_revision, tell_of_cancellation, tell_of_move
from meetings.choices import MeetingForm, MeetingStatus, Presence
from meetings.errors import (
    FixedError,
    IncompleteError,
    NoHoursError,
    NotYetError,
    PastError,
)
from meetings.models import AgendaItem, Meeting, ReminderRule
from meetings.models.revision import facts_of

WORDS = (
    "title",
    "kind",
    "form",
    "starts_at",
    "ends_at",
    "precision",
    "place",
    "address",
    "commune",
    "map_url",
    "online_url",
    "host",
    "organiser",
    "contact",
    "description",
    "capacity",
    "is_public",
)


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


def is_move(meeting: Meeting, changes: dict) -> bool:
    """Whether `changes` of an announced meeting are such as people must be told of.

    What is over and stays over is corrected without telling anybody.
    """
    after = meeting.with_changes(changes)
    corrected = meeting.is_over and after.is_over
    moved = facts_of(after) != facts_of(meeting) and not corrected
    return moved and meeting.status == MeetingStatus.ANNOUNCED


@transaction.atomic
def change(*, meeting: Meeting, actor, changes: dict) -> int:
    """Change a meeting's words; tell the invited when date, hour or place move.

    A move raises the sequence once, takes back what is still queued and gives
    every invited person one letter with the old and the new data; `meetings.actions.tell`
    says which decisions of the office hold for it. Reminders are planned anew. What is
    over is corrected without telling anybody, also once its list is closed. Returns how
    many letters follow. Raises FixedError, PastError, NotYetError, NoHoursError.
    """
    fresh = locked(meeting)
    if not fresh.may_change:
        raise FixedError
    before, facts, moved = _words(fresh), facts_of(fresh), is_move(fresh, changes)
    for name, value in changes.items():
        setattr(fresh, name, value)
    if fresh.status == MeetingStatus.HELD and not fresh.has_begun:
        raise NotYetError
    if moved:
        if fresh.starts_at <= now():
            raise PastError
        if not fresh.has_hours and fresh.invitations.invited().exists():
            raise NoHoursError
        keep_revision(fresh, facts)
        fresh.sequence += 1
    fresh.save()
    told = tell_of_move(fresh, actor) if moved else 0
    plan_reminders(meeting=fresh)
    after = _words(fresh)
    changed = {name for name in after if after[name] != before[name]}
    record(
        verb="meeting moved" if moved else "meeting changed",
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
    gets exactly one cancellation, subject to what the office decided about earlier
    letters (`meetings.actions.tell`). Returns how many. Raises WrongStepError.
    """
    fresh = locked(meeting)
    keep_revision(fresh, facts_of(fresh))
    fresh.become(MeetingStatus.CANCELLED, cancel_reason=reason, sequence=fresh.sequence + 1)
    count = tell_of_cancellation(fresh, actor)
    plan_reminders(meeting=fresh)
    record(
        verb="meeting cancelled", row=fresh, actor=actor, reason=reason, after={"letters": count}
    )
    return count


@transaction.atomic
def hold(*, meeting: Meeting, actor, total: int | None = None, note: str = "") -> Meeting:
    """Close the attendance list: who was not ticked is absent.

    `total` counts people who came without names (older meetings). Raises
    NotYetError, WrongStepError.
    """
    fresh = locked(meeting)
    if not fresh.has_begun or (fresh.has_hours and fresh.starts_at > now()):
        raise NotYetError
    also = {} if total is None else {"attendance_total": total, "attendance_note": note}
    if fresh.announced_at is None:
        # A meeting of the past, entered afterwards, was public in its time.
        also["announced_at"] = fresh.starts_at
    fresh.become(MeetingStatus.HELD, **also)
    fresh.invitations.invited().filter(presence=Presence.NONE).update(presence=Presence.ABSENT)
    plan_reminders(meeting=fresh)
    came = fresh.invitations.filter(presence=Presence.PRESENT).count()
    record(
        verb="meeting held",
        row=fresh,
        actor=actor,
        after={"came": came, "attendance_total": total},
    )
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
        verb="agenda changed",
        row=fresh,
        actor=actor,
        before={"agenda": before},
        after={"agenda": after},
    )


def _words(meeting):
    """The meeting's columns as the journal keeps them, its date as exactly as it is known."""
    values = {name: getattr(meeting, name) for name in WORDS}
    if not meeting.has_hours:
        values |= {"starts_at": meeting.when_machine, "ends_at": meeting.end_machine}
    for name in ("commune", "host"):
        values[name] = str(values[name] or "")
    return values


def _copy_agenda(source, meeting):
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            order=item.order,
            title=item.title,
            minutes=item.minutes,
            presenter=item.presenter,
        )
        for item in source.agenda.all()
    )


def _copy_rules(source, meeting):
    ReminderRule.objects.bulk_create(
        ReminderRule(
            meeting=meeting,
            side=rule.side,
            days=rule.days,
            hour=rule.hour,
            audience=rule.audience,
            note=rule.note,
            enabled=rule.enabled,
        )
        for rule in source.reminder_rules.all()
    )


def _copy_recipients(source, meeting):
    """The same people, as they stand in the register today."""
    from meetings.actions.invite import add_people  # noqa: PLC0415

    people = source.invitations.filter(person__isnull=False).values_list("person", flat=True)
    add_people(meeting, list(people))
