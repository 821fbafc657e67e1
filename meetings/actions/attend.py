"""Who came."""

from django.db import transaction

from journal.actions import record
from meetings.actions.invite import frozen
from meetings.choices import MeetingStatus, Presence
from meetings.errors import FixedError
from meetings.models import Invitation, Meeting
from members.models import Person


def _check_open(meeting):
    if meeting.status not in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD}:
        raise FixedError


@transaction.atomic
def tick(*, meeting: Meeting, actor, shown: set[int], ticked: set[int]) -> int:
    """Record a page of the attendance list; return how many rows changed.

    `shown` are the invitations that the page showed as present, `ticked` those
    it shows now: only the difference is written, so two people with two copies
    of the list do not undo each other. Raises FixedError.
    """
    _check_open(meeting)
    closed = meeting.status == MeetingStatus.HELD
    gone = Presence.ABSENT if closed else Presence.NONE
    came = meeting.invitations.filter(pk__in=ticked - shown).update(presence=Presence.PRESENT)
    left = meeting.invitations.filter(pk__in=shown - ticked).update(presence=gone)
    if came or left:
        record(
            verb="attendance recorded", row=meeting, actor=actor,
            after={"present": sorted(ticked - shown), "not_present": sorted(shown - ticked)},
        )  # fmt: skip
    return came + left


@transaction.atomic
def add_guest(*, meeting: Meeting, actor, name: str, organisation: str = "") -> Invitation:
    """Somebody came who is not in the register: only name and organisation are kept.

    The same name and organisation twice is one row. Raises FixedError.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    _check_open(meeting)
    same = meeting.invitations.filter(
        person__isnull=True, name__iexact=name, organisation__iexact=organisation
    ).first()
    if same:
        return same
    row = Invitation(
        meeting=meeting, name=name, organisation=organisation, walk_in=True,
        presence=Presence.PRESENT,
    )  # fmt: skip
    row.save()
    record(verb="guest added", row=meeting, actor=actor, after={"guest": row.pk})
    return row


@transaction.atomic
def add_walk_in(*, meeting: Meeting, actor, person: Person) -> Invitation:
    """Somebody of the register came; invited or not, they are now present. Raises FixedError."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    _check_open(meeting)
    row = meeting.invitations.filter(person=person).first()
    if row is None:
        role = person.roles.today().select_related("partner__commune").first()
        row = frozen(meeting, person, role, walk_in=True)
    row.presence = Presence.PRESENT
    row.walk_in = row.invited_at is None
    row.save()
    record(verb="guest added", row=meeting, actor=actor, after={"guest": row.pk})
    return row
