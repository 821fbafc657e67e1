"""What would follow from a change: shown before anything is saved."""

from dataclasses import dataclass

from meetings import letters
from meetings.models import Invitation, Meeting, ReminderRule
from meetings.models.invitation import ON_THE_WAY
from outbox.models import Batch


@dataclass
class Outlook:
    """How many letters would follow, and one of them as a real person would get it.

    `going` leave after the grace period, `waiting` are on hold or in a stopped batch by an
    earlier decision of the office; `dropped` people get none for the same reason, and
    `without_mail` people were invited and must be told otherwise.
    """

    going: int = 0
    waiting: int = 0
    dropped: int = 0
    without_mail: int = 0
    person: Invitation | None = None
    letter: dict | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody would get anything, now or later."""
        return not (self.going or self.waiting)


def of_move(meeting: Meeting, changes: dict) -> Outlook:
    """The letters that follow when `changes` are saved. `meeting` is as the database has it."""
    after = meeting.with_changes(changes)
    return _outlook(meeting, meeting.invitations.followed_by_letters(), after, letters.UPDATE)


def of_cancellation(meeting: Meeting, reason: str) -> Outlook:
    """The letters that follow when the meeting is called off for `reason`."""
    after = meeting.with_changes({"cancel_reason": reason})
    told = meeting.invitations.told_of_it().exclude(email="")
    return _outlook(meeting, told, after, letters.CANCELLED)


def of_reminder(rule: ReminderRule) -> Outlook:
    """Whom the rule would remind if it were due now."""
    people = rule.recipients()
    kind = letters.REMINDER if rule.side == rule.Side.BEFORE else letters.AFTERWARDS
    found = Outlook(going=people.count())
    anybody = rule.meeting.invitations.filter(person__isnull=False)
    person = people.select_related("person").first() or anybody.select_related("person").first()
    return _with_letter(found, person, rule.meeting, kind, note=rule.note)


def _outlook(meeting, people, after, kind):
    rows = people.values_list("letter__status", "letter__decision", "batch__status")
    waiting = [_waits(*row) for row in rows]
    found = Outlook(
        going=waiting.count(False),
        waiting=waiting.count(True),
        dropped=meeting.invitations.invited().dropped().count(),
        without_mail=meeting.invitations.reached().filter(email="").count(),
    )
    people = people.select_related("person", "letter")
    person = people.told_of_it().first() or people.first()
    if person is None:
        return found
    if kind == letters.CANCELLED or person.told or _is_gone(person):
        known = meeting if _is_gone(person) else letters.known_to(person, meeting)
        return _with_letter(
            found, person, after, kind, changes=lambda: letters.changes(known, after)
        )
    return _with_letter(found, person, after, letters.INVITATION)


def _waits(status, decision, batch):
    """Whether an earlier decision of the office keeps the next letter back."""
    if status in ON_THE_WAY:
        return False
    return bool(decision) or batch == Batch.Status.STOPPED


def _is_gone(invitation):
    return invitation.letter is not None and invitation.letter.status in ON_THE_WAY


def _with_letter(found, person, meeting, kind, **more):
    if person is not None:
        person.meeting = meeting
        found.person = person
        found.letter = letters.content(kind, person, example=True, **more)
    return found
