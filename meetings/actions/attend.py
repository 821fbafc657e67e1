"""Who came."""

from django.db import transaction

from journal.actions import record
from meetings.actions.invite import frozen
from meetings.choices import MeetingStatus, Presence
from meetings.errors import FixedError, NotYetError
from meetings.models import Invitation, Meeting
from members.models import Person


def _open(meeting):
    """The meeting, locked, from its first day on: also one that is entered afterwards.

    Raises FixedError, NotYetError.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not meeting.keeps_attendance:
        over = meeting.has_begun or meeting.status == MeetingStatus.CANCELLED
        raise FixedError if over else NotYetError
    return meeting


@transaction.atomic
def tick(*, meeting: Meeting, actor, shown: set[int], ticked: set[int]) -> int:
    """Record a page of the attendance list; return how many rows changed.

    `shown` are the invitations that the page showed as present, `ticked` those
    it shows now: only the difference is written, so two people with two copies
    of the list do not undo each other. Raises FixedError, NotYetError.
    """
    meeting = _open(meeting)
    return _mark(meeting, actor, ticked - shown, came=True) + _mark(
        meeting, actor, shown - ticked, came=False
    )


def _mark(meeting, actor, rows, *, came):
    """Write down that these people came, or that they did not; return how many rows changed."""
    missing = Presence.ABSENT if meeting.status == MeetingStatus.HELD else Presence.NONE
    presence = Presence.PRESENT if came else missing
    changed = meeting.invitations.filter(pk__in=rows)
    changed = list((changed.exclude if came else changed.filter)(presence=Presence.PRESENT))
    meeting.invitations.filter(pk__in=[row.pk for row in changed]).update(presence=presence)
    for row in changed:
        record(
            verb="attendance recorded",
            row=row,
            actor=actor,
            partnership=meeting.partnership,
            before={"presence": row.presence},
            after={"presence": presence},
        )
    return len(changed)


@transaction.atomic
def add_guest(
    *, meeting: Meeting, actor, name: str, organisation: str = "", sector: str = "", commune=None
) -> Invitation:
    """Somebody came who is not in the register: only what is asked for here is kept.

    The same name and organisation twice is one row. Raises FixedError, NotYetError.
    """
    meeting = _open(meeting)
    same = meeting.invitations.filter(
        person__isnull=True, name__iexact=name, organisation__iexact=organisation
    ).first()
    row = same or Invitation(
        meeting=meeting,
        name=name,
        organisation=organisation,
        sector=sector,
        commune=commune,
        walk_in=True,
    )
    return _came(row, meeting, actor)


@transaction.atomic
def add_walk_in(*, meeting: Meeting, actor, person: Person) -> Invitation:
    """Somebody of the register came; invited or not, they are now present.

    Raises FixedError, NotYetError.
    """
    meeting = _open(meeting)
    row = meeting.invitations.filter(person=person).first()
    if row is None:
        role = person.roles.today().select_related("partner__commune").first()
        row = frozen(meeting, person, role, walk_in=True)
    return _came(row, meeting, actor)


@transaction.atomic
def remove_guest(*, meeting: Meeting, actor, guest: Invitation) -> None:
    """Take somebody off whom `add_guest` or `add_walk_in` put on the list by mistake.

    Twice is harmless. Raises FixedError, NotYetError.
    """
    meeting = _open(meeting)
    row = meeting.invitations.filter(pk=guest.pk, walk_in=True, invited_at=None).first()
    if row is None:
        return
    record(
        verb="guest removed",
        row=row,
        actor=actor,
        partnership=meeting.partnership,
        before={"name": row.name, "organisation": row.organisation},
    )
    row.delete()


def _came(row, meeting, actor):
    if row.presence == Presence.PRESENT:
        return row
    before = {"presence": row.presence} if row.pk else {}
    row.presence = Presence.PRESENT
    row.save()
    record(
        verb="attendance recorded" if before else "guest added",
        row=row,
        actor=actor,
        partnership=meeting.partnership,
        before=before,
        after={"presence": row.presence},
    )
    return row
