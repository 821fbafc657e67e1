"""The list of people of a meeting."""

from django.db import transaction

from journal.actions import record
from meetings.choices import MeetingStatus
from meetings.errors import FixedError, InvitedError
from meetings.models import Invitation, Meeting
from members.models import Person, Role


@transaction.atomic
def add(*, meeting: Meeting, actor, people: list[int], partners: dict[int, int] | None = None):
    """Put people of the register on the list, each once, also if they hold two roles.

    `people` are pks of Person of the meeting's partnership, others are left
    out. `partners` says for which partner somebody is invited where the choice
    was made by a criterion. Returns how many are new. Raises FixedError.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status not in {MeetingStatus.DRAFT, MeetingStatus.ANNOUNCED}:
        raise FixedError
    new = add_people(meeting, people, partners)
    if new:
        record(verb="recipients added", row=meeting, actor=actor, after={"added": new})
    return new


def add_people(meeting, people, partners=None) -> int:
    """Without the lock and the journal: for actions that have both."""
    there = set(meeting.invitations.filter(person__isnull=False).values_list("person", flat=True))
    wanted = [pk for pk in dict.fromkeys(people) if pk not in there]
    rows = []
    for start in range(0, len(wanted), 1000):
        part = wanted[start : start + 1000]
        found = Person.objects.held_by(meeting.partnership_id).filter(pk__in=part)
        rows += [
            frozen(meeting, person, _role_of(person, partners or {}))
            for person in found.with_current_roles()
        ]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def frozen(meeting: Meeting, person: Person, role: Role | None, **more) -> Invitation:
    """An unsaved invitation: the person as the register knows them now."""
    partner = role.partner if role else None
    row = Invitation(
        meeting=meeting,
        person=person,
        partner=partner,
        name=" ".join(filter(None, [person.honorific, str(person)]))[:300],
        organisation=partner.name if partner else "",
        function=role.function if role else "",
        email=person.email,
        sector=partner.sector if partner else "",
        commune=partner.commune if partner else None,
        **more,
    )
    row.fill_keys()
    return row


def _role_of(person, partners):
    """The role by which the person was chosen, else the latest one."""
    chosen = partners.get(person.pk)
    roles = person.current_roles
    return next((r for r in roles if r.partner_id == chosen), roles[0] if roles else None)


@transaction.atomic
def remove(*, meeting: Meeting, actor, invitations: list[int]) -> int:
    """Take people off the list before they are invited. Raises InvitedError."""
    rows = meeting.invitations.select_for_update(of=("self",)).filter(pk__in=invitations)
    if any(row.invited_at or row.walk_in for row in rows):
        raise InvitedError
    count = len(rows)
    meeting.invitations.filter(pk__in=[row.pk for row in rows], invited_at__isnull=True).delete()
    if count:
        record(verb="recipients removed", row=meeting, actor=actor, after={"removed": count})
    return count
