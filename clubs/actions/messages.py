"""Messages from the public page of a club to those who answer for it."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import now

from clubs import letters
from clubs.models import Club
from journal.actions import record
from outbox.actions import queue
from outbox.models import Letter, LetterStatus

# A message may come from somebody in a hard moment: what it said is not kept.
KEPT = dt.timedelta(days=7)
OVER = [LetterStatus.SENT, LetterStatus.BOUNCED, LetterStatus.FAILED, LetterStatus.CANCELLED]


@transaction.atomic
def write(*, club: Club, reply_to: str, text: str) -> int:
    """Hand a visitor's message to the club's leaders, or to the office if there are none.

    Returns how many letters go out. The journal tells that somebody wrote, not who or what.
    """
    written = letters.message(club, reply_to, text)
    queue(written)
    record(verb="club message passed on", row=club, after={"letters": len(written)})
    return len(written)


def forget() -> int:
    """Empty the messages that were handed over a week ago; return how many."""
    old = Letter.objects.filter(
        kind=letters.MESSAGE, status__in=OVER, updated_at__lt=now() - KEPT
    ).exclude(text="")
    return old.update(text="", html="", reply_to="")
