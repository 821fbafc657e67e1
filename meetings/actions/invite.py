"""The list of people of a meeting, which follows the register until it is sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import now

from journal.actions import record
from journal.rules.references import about
from meetings import letters
from meetings.choices import Answer, MeetingStatus
from meetings.errors import FixedError, InvitedError
from meetings.models import Invitation, Meeting
from members.models import Person, Role
from outbox.actions import cancel_about
from outbox.models import LetterStatus


@transaction.atomic
def add(*, meeting: Meeting, actor, people: list[int], partners: dict[int, int] | None = None):
    """Put people of the register on the list, each once, also if they hold two roles.

    `people` are pks of Person of the meeting's partnership; others, and people whose
    roles have all ended, are left out. `partners` says for which partner somebody is
    invited where a criterion chose them. Returns how many are new. Raises FixedError.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status not in {MeetingStatus.DRAFT, MeetingStatus.ANNOUNCED}:
        raise FixedError
    new = add_people(meeting, people, partners)
    if new:
        record(verb="recipients added", row=meeting, actor=actor, after={"recipients": new})
    return new


def add_people(meeting, people, partners=None) -> int:
    """Without the lock and the journal: for actions that have both."""
    there = set(meeting.invitations.filter(person__isnull=False).values_list("person", flat=True))
    wanted = [pk for pk in dict.fromkeys(people) if pk not in there]
    rows = []
    for start in range(0, len(wanted), 1000):
        part = wanted[start : start + 1000]
        found = Person.objects.held_by(meeting.partnership_id).filter(pk__in=part)
        found = found.exclude(pk__in=found.no_longer_acting().values("pk"))
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


# What an invitation takes from the register.
TAKEN = ("name", "organisation", "function", "email", "sector", "commune", "partner")
KEPT = (*TAKEN, "search", "sort")  # and what lists find and order it by
WAITING = (LetterStatus.QUEUED, LetterStatus.HELD)
TOLD = ("name", "organisation", "function", "email")  # of these, what pages say


@dataclass
class Difference:
    """Somebody on the list of whom the register says something else today."""

    invitation: Invitation
    fresh: Invitation

    @property
    def words(self) -> list[tuple]:
        """The name of each fact that differs, as on the list and as in the register."""
        return [
            (Invitation._meta.get_field(name).verbose_name, before, after)  # type: ignore[union-attr]
            for name in TOLD
            if (before := getattr(self.invitation, name)) != (after := getattr(self.fresh, name))
        ]


def differences(meeting: Meeting) -> Iterator[Difference]:
    """Whom of the list, not yet invited, the register knows otherwise today. Changes nothing."""
    rows = meeting.invitations.listed().filter(person__isnull=False)
    rows = rows.exclude(pk__in=rows.no_longer_acting().values("pk")).order_by("sort", "pk")
    people = Person.objects.with_current_roles().in_bulk([row.person_id for row in rows])
    for row in rows:
        row.meeting, row.person = meeting, people[row.person_id]
        fresh = _of_today(row)
        if _differ(row, fresh, TAKEN):
            yield Difference(row, fresh)


def _of_today(row):
    """What a new invitation of the same person for the same partner would be."""
    role = _role_of(row.person, {row.person_id: row.partner_id})
    return frozen(row.meeting, row.person, role)


def _differ(row, fresh, names):
    return any(_taken(row, name) != _taken(fresh, name) for name in names)


def _taken(row, name):
    return getattr(row, f"{name}_id" if name in {"commune", "partner"} else name)


def follow_addresses(meeting: Meeting) -> None:
    """Give everyone not yet invited the e-mail address that the register has today.

    One statement, however long the list: who can be reached must be known at once. The
    rest follows when the letters are written (`follow_register`).
    """
    today = Person.objects.filter(pk=OuterRef("person"))
    rows = meeting.invitations.listed().filter(Exists(today.exclude(email=OuterRef("email"))))
    rows.update(email=Subquery(today.values("email")))


def follow_register(rows: Iterable[Invitation]) -> int:
    """Take over what the register says today of the people in `rows`; return of how many.

    Every row has its meeting, and its person with today's roles. Runs in the caller's
    transaction, under the lock of the meeting.
    """
    changed = []
    for row in rows:
        fresh = _of_today(row)
        if _differ(row, fresh, KEPT):
            for name in KEPT:
                setattr(row, name, getattr(fresh, name))
            changed.append(row)
    Invitation.objects.bulk_update(changed, KEPT)
    return len(changed)


@transaction.atomic
def follow_person(*, person: int) -> None:
    """Let letters about meetings that lie ahead follow a change of one person, by pk.

    Every invitation takes over the e-mail address, so that later letters go there. A letter
    that waits is written anew with today's name, organisation and address, without touching
    words that the office has changed; it is taken back when all roles have ended, or when
    there is no address any more.
    """
    ahead = Meeting.objects.filter(status=MeetingStatus.ANNOUNCED, ends_at__gt=now())
    rows = Invitation.objects.invited().filter(person=person, meeting__in=ahead)
    rows = rows.select_related("meeting__partnership", "meeting__host", "letter")
    rows = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        return
    known = Person.objects.with_current_roles().get(pk=person)
    ended = Person.objects.no_longer_acting().filter(pk=person).exists()
    for row in rows:
        row.person = known
        if not ended:
            _follow(row)
        elif not row.told:
            cancel_about(about(row), note=letters.ROLE_ENDED)


def _follow(row):
    fresh = _of_today(row)
    written = row.letter is not None and row.letter.status not in WAITING
    names = ("email",) if row.told or written else TAKEN
    if not _differ(row, fresh, names):
        return
    for name in names:
        setattr(row, name, getattr(fresh, name))
    row.save()
    if row.email:
        letters.renew_waiting(row)
    else:
        cancel_about(about(row), note=letters.NO_ADDRESS)


def _role_of(person, partners):
    """The role by which the person was chosen, else the latest one."""
    chosen = partners.get(person.pk)
    roles = person.current_roles
    return next((r for r in roles if r.partner_id == chosen), roles[0] if roles else None)


@transaction.atomic
def remove(*, meeting: Meeting, actor, invitations: list[int]) -> int:
    """Take people off the list before they are invited. Raises InvitedError.

    Somebody whose invitation was dropped before it went was not invited, and may be put
    on the list anew.
    """
    rows = meeting.invitations.select_for_update(of=("self",)).filter(pk__in=invitations)
    dropped = set(rows.dropped().filter(answer=Answer.NONE).values_list("pk", flat=True))
    if any(row.walk_in or (row.invited_at and row.pk not in dropped) for row in rows):
        raise InvitedError
    count = len(rows)
    meeting.invitations.filter(pk__in=[row.pk for row in rows]).delete()
    if count:
        record(verb="recipients removed", row=meeting, actor=actor, before={"recipients": count})
    return count
