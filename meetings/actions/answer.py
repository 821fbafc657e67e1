"""Answers: from a link, from the portal, by telephone, by letter."""

from django.db import transaction
from django.utils.timezone import now

from journal.actions import record
from journal.rules.references import about
from meetings import letters
from meetings.choices import Answer, Channel, MeetingStatus
from meetings.errors import CalledOffError, ClosedError, FullError
from meetings.models import Invitation, Meeting
from members.models import Person
from outbox.actions import cancel_about, queue

OFFICE_CHANNELS = frozenset(
    {Channel.PHONE, Channel.LETTER, Channel.PERSON, Channel.CALENDAR, Channel.STAFF}
)


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    answer: str,
    channel: str,
    actor=None,
    comment: str = "",
    substitute_name: str = "",
    substitute_function: str = "",
) -> Invitation:
    """Save what somebody answered; the last answer before the end of the meeting counts.

    The same answer again changes nothing and sends nothing. A receipt goes to
    the invited person; a reminder to the silent that still waits is taken back.
    Staff may also enter late what had come in time. Raises CalledOffError,
    ClosedError, FullError.
    """
    meeting = _open_meeting(invitation, channel)
    fresh = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    fresh.meeting = meeting
    fresh.person = invitation.person
    before = fresh.told_answer()
    fresh.answer = answer
    fresh.channel = channel
    fresh.comment = comment
    comes_other = answer == Answer.SUBSTITUTE
    fresh.substitute_name = substitute_name if comes_other else ""
    fresh.substitute_function = substitute_function if comes_other else ""
    after = fresh.told_answer()
    if after == before:
        return fresh
    _check_seats(fresh, before["answer"])
    fresh.answered_at = now()
    fresh.invited_at = fresh.invited_at or fresh.answered_at
    fresh.save()
    cancel_about(about(fresh), kinds=[letters.REMINDER], note=letters.ANSWERED)
    if fresh.email and answer != Answer.NONE:
        queue([letters.receipt(fresh, before["answer"])])
    record(
        verb="invitation answered",
        row=fresh,
        actor=actor,
        partnership=meeting.partnership,
        before=before,
        after=after,
    )
    return fresh


def _open_meeting(invitation, channel):
    """The meeting, locked where seats are counted; refuses when it takes no answers."""
    meetings = Meeting.objects.select_related("partnership")
    if invitation.meeting.capacity is not None:
        meetings = meetings.select_for_update(of=("self",))
    meeting = meetings.get(pk=invitation.meeting_id)
    if meeting.status == MeetingStatus.CANCELLED:
        raise CalledOffError
    late = channel not in OFFICE_CHANNELS or meeting.status != MeetingStatus.ANNOUNCED
    if late and not meeting.answers_open:
        raise ClosedError
    return meeting


def _check_seats(invitation, before):
    """Nobody beyond the capacity gets a yes. Runs under the meeting's lock."""
    seats = invitation.meeting.capacity
    coming = {Answer.YES, Answer.SUBSTITUTE}
    if seats is None or invitation.answer not in coming or before in coming:
        return
    taken = invitation.meeting.invitations.filter(answer__in=coming).exclude(pk=invitation.pk)
    if taken.count() >= seats:
        raise FullError


@transaction.atomic
def stop_invitations(*, person: Person, invitation: Invitation, actor=None) -> None:
    """The person objects: no further invitations, also not those that wait (GDPR, art. 21).

    The link that was used for it ends, with those of all earlier letters.
    """
    # Locked in the order in which the writing of letters locks them.
    mine = Invitation.objects.filter(person=person).select_for_update(of=("self",))
    rows = list(mine.order_by("pk"))
    fresh = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if fresh.invitations_stopped_at:
        return
    fresh.invitations_stopped_at = now()
    fresh.stops += 1
    fresh.save(update_fields=["invitations_stopped_at", "stops"])
    # Letters that are not written yet are not written any more.
    fresh.invitations.filter(letter__isnull=True, told=False).update(batch=None)
    kinds = [letters.INVITATION, letters.REMINDER, letters.AFTERWARDS]
    for row in rows:
        cancel_about(about(row), kinds=kinds, note=letters.OBJECTED)
    record(
        verb="invitations stopped",
        row=fresh,
        actor=actor,
        partnership=invitation.meeting.partnership,
        after={"stopped_by": Channel.STAFF if actor else Channel.LINK},
    )
