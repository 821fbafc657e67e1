"""Telling the invited of a move or a cancellation, and what decisions of the office do to it.

What a person decided about one letter holds for the letters that follow from it:

- a letter on hold is followed by one on hold, with the new words;
- a letter whose words were changed is followed by one on hold, beside which the outbox
  shows those words;
- after a dropped invitation nothing follows: that person is told neither of a move nor of
  a cancellation, and gets no reminder;
- after a dropped notice to somebody who holds an invitation the next notice is on hold,
  because a wrong date in somebody's calendar is for a person to judge;
- letters of a stopped batch are followed by letters of a batch that is stopped.
"""

from django.utils.timezone import now

from journal.rules.references import about
from meetings.actions.batches import open_batch
from meetings.letters import CANCELLED, MOVED, REVOKED, TAKEN_BACK, UPDATE
from meetings.models import Meeting, Revision
from meetings.models.invitation import ON_THE_WAY
from meetings.models.revision import facts_of
from outbox.models import Batch, Letter, LetterStatus

CHUNK = 1000


def tell_of_move(meeting: Meeting, actor) -> int:
    """Open the batches of a new date or place; return how many letters follow.

    Who was told of exactly these facts already, because the meeting was moved there and
    back, gets no letter.
    """
    stopped = set(meeting.invitations.in_stopped_batches().values_list("pk", flat=True))
    _take_back(meeting, MOVED)
    follow = meeting.invitations.followed_by_letters()
    same = [one.sequence for one in meeting.revisions.all() if one.values == facts_of(meeting)]
    follow = follow.exclude(told=True, told_sequence__in=same)
    return _revise(meeting, follow, stopped, actor, UPDATE)


def tell_of_cancellation(meeting: Meeting, actor) -> int:
    """Stop what waits and tell those who were told of the meeting; return how many."""
    stopped = set(meeting.invitations.in_stopped_batches().values_list("pk", flat=True))
    _take_back(meeting, REVOKED)
    # Invitations that nobody has written yet are not written any more.
    meeting.invitations.filter(told=False, letter__isnull=True).update(batch=None)
    told = meeting.invitations.filter(told=True).exclude(email="")
    return _revise(meeting, told, stopped, actor, CANCELLED)


def keep_revision(meeting: Meeting, before: dict) -> None:
    """Remember the facts that people may have been told under the present `sequence`."""
    Revision.objects.create(meeting=meeting, sequence=meeting.sequence, facts=before)


def _take_back(meeting, note):
    """Cancel what waits, and remember to whom something has gone out and with which facts.

    A letter in a worker's hands may still arrive, so it counts as gone; the
    outbox makes no second try with it. A letter that failed is not tried again either:
    it tells what is no longer true.
    """
    gone = meeting.invitations.filter(letter__status__in=ON_THE_WAY)
    gone.update(told=True, told_sequence=meeting.sequence - 1)
    mine = Letter.objects.filter(
        batch__in=Batch.objects.filter(about=about(meeting)), kind__in=TAKEN_BACK
    )
    waiting = [LetterStatus.QUEUED, LetterStatus.HELD, LetterStatus.SENDING]
    moment = now()
    mine.filter(status__in=waiting).update(
        status=LetterStatus.CANCELLED, note=note, leased_until=None, updated_at=moment
    )
    mine.filter(status__in=[LetterStatus.FAILED, LetterStatus.SUPPRESSED]).update(
        not_after=moment, updated_at=moment
    )


def _revise(meeting, invitations, stopped, actor, kind):
    """Open the batches of a new revision; the letters are written by `prepare`."""
    numbers = set(invitations.values_list("pk", flat=True))
    for group, wait in ((numbers - stopped, False), (numbers & stopped, True)):
        if not group:
            continue
        batch = open_batch(meeting=meeting, actor=actor, kind=kind, total=len(group), stopped=wait)
        group = sorted(group)
        for start in range(0, len(group), CHUNK):
            part = meeting.invitations.filter(pk__in=group[start : start + CHUNK])
            part.update(batch=batch, letter=None)
    return len(numbers)
