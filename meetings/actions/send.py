"""Releasing letters in batches, and writing them bit by bit."""

import datetime as dt
from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from core.errors import TooLateError
from journal.actions import record
from journal.rules.references import about
from meetings import letters
from meetings.actions.batches import CHUNK, open_batch
from meetings.actions.invite import follow_addresses, follow_register
from meetings.actions.plan import announce, locked
from meetings.choices import MeetingStatus
from meetings.errors import FixedError, NobodyError, NoHoursError, PastError
from meetings.models import Invitation, Meeting, ReminderRun
from members.models import Person
from outbox import actions as outbox
from outbox.models import Batch, Letter, LetterStatus

# After so long nothing is written any more, whatever became of the letter's row.
FORGOTTEN_AFTER = dt.timedelta(days=7)


@transaction.atomic
def release(*, meeting: Meeting, actor) -> Batch:
    """Send invitations to everyone on the list who has none yet.

    A draft is announced by it. However often and by however many people it is
    clicked, each person is released once: the meeting's row is the lock. The list
    follows the register until the letters are written. Raises NobodyError, PastError, NoHoursError,
    FixedError, IncompleteError.
    """
    fresh = locked(meeting)
    if not fresh.has_hours:
        raise NoHoursError
    if fresh.status == MeetingStatus.DRAFT:
        fresh = announce(meeting=fresh, actor=actor)
    if fresh.status != MeetingStatus.ANNOUNCED:
        raise FixedError
    if fresh.starts_at <= now():
        raise PastError
    follow_addresses(fresh)
    waiting = fresh.invitations.sendable()
    total = waiting.count()
    if not total:
        raise NobodyError
    batch = open_batch(meeting=fresh, actor=actor, kind=letters.INVITATION, total=total)
    waiting.update(batch=batch, invited_at=now())
    record(
        verb="invitations released",
        row=fresh,
        actor=actor,
        after={"letters": total},
    )
    return batch


def write_letters(*, batch: Batch) -> int:
    """Write the next letters of a batch, at most CHUNK; return how many were looked at.

    The meeting is locked meanwhile: a move or a cancellation comes either before
    (and these letters tell the new data) or after (and takes them back).
    """
    with transaction.atomic():
        meeting = _meeting_of(batch)
        chunk = list(_unwritten(batch)[:CHUNK])
        if not chunk:
            _ready(batch)
            return 0
        register = Person.objects.with_current_roles().select_for_update(of=("self",))
        register = register.order_by("pk")
        people = register.in_bulk([invitation.person_id for invitation in chunk])
        for invitation in chunk:
            invitation.meeting = meeting
            invitation.person = people[invitation.person_id]
        ended = set(
            Person.objects.filter(pk__in=people).no_longer_acting().values_list("pk", flat=True)
        )
        _follow(meeting, [one for one in chunk if not one.told and one.person_id not in ended])
        willing = [one for one in chunk if one.email and _may_hear(one, ended)]
        templates: dict = {}  # as long as the meeting is locked
        earlier = letters.latest_about(willing, letters.REVISIONS)
        written = [
            letters.following(
                letters.of_revision(invitation, batch, templates), earlier.get(about(invitation))
            )
            for invitation in willing
        ]
        outbox.queue(written)
        stored = dict(
            Letter.objects.filter(once__in=[one.once for one in written]).values_list("once", "pk")
        )
        for invitation in chunk:
            invitation.letter_id = stored.get(letters.once(invitation))
            invitation.batch = batch if invitation.letter_id else None
        Invitation.objects.bulk_update(chunk, ["letter", "batch"])
        return len(chunk)


def _follow(meeting, chunk):
    if changed := follow_register(chunk):
        record(
            verb="recipients followed the register",
            row=meeting,
            actor=None,
            after={"followed_register": changed},
        )


def _may_hear(invitation, ended):
    """Who was told before hears of a change in any case; others may object or leave meanwhile."""
    person = invitation.person
    return invitation.told or not (person.invitations_stopped_at or person.pk in ended)


def _meeting_of(batch):
    pk = int(batch.about.rpartition(":")[2])
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("partnership", "host", "commune")
        .prefetch_related("agenda")
        .get(pk=pk)
    )


def _unwritten(batch):
    """Locked, and the people after them, so that an objection is heard in time."""
    return (
        Invitation.objects.waiting_letters()
        .filter(batch=batch, person__isnull=False)
        .exclude(batch__status=Batch.Status.STOPPED)
        .select_for_update(of=("self",))
        .order_by("pk")
    )


def _ready(batch):
    """All is written: the letters may go, unless somebody has stopped them."""
    with suppress(TooLateError):
        outbox.start(batch)


def unfinished() -> list[Batch]:
    """The batches whose letters are not all written, because a worker died on the way."""
    waits = Exists(Invitation.objects.waiting_letters().filter(batch=OuterRef("pk")))
    # The letters of a reminder are written by its run, which also starts them.
    reminds = Exists(ReminderRun.objects.filter(batch=OuterRef("pk")))
    mine = Batch.objects.filter(
        about__startswith=f"{Meeting._meta.label_lower}:",
        created_at__gte=now() - FORGOTTEN_AFTER,
    ).alias(waits=waits, reminds=reminds)
    return list(
        mine.exclude(status=Batch.Status.STOPPED).filter(
            Q(waits=True) | Q(status=Batch.Status.PREPARING, reminds=False)
        )
    )


def note_told() -> int:
    """Remember who has received the information on data processing (GDPR, art. 14).

    It stands in every first letter, and counts once that letter has really gone.
    """
    told = Person.objects.filter(
        notified_at__isnull=True, invitations__letter__status=LetterStatus.SENT
    ).values("pk")
    return Person.objects.filter(pk__in=told).update(notified_at=now())


@transaction.atomic
def try_out(*, invitation: Invitation, actor) -> None:
    """Send the officer the letter that this person would get, without working links."""
    outbox.queue([letters.trial(invitation, actor, now())])
    record(verb="test letter sent", row=invitation.meeting, actor=actor)
