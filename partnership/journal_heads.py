"""Where the journal ends is told outside of the database every night: to the log and by mail."""

import logging

from django.db import transaction
from django.utils.timezone import localdate

from core.links import link
from counties.models import Partnership
from journal.selectors.chains import Head, heads
from members.letters import office
from members.letters.readers import letter_to
from outbox.actions import queue
from outbox.models import Letter

logger = logging.getLogger(__name__)
KIND = "journal_head"


@transaction.atomic
def tell_heads() -> int:
    """Log the heads of all chains and write each to its office; return how many letters go out.

    Each head is told once, so a journal in which nothing happened is silent, and a second
    run of the same night adds nothing.
    """
    letters = []
    for head in heads():
        logger.info("journal %s", head)
        letters += _letters(head)
    queue(letters)
    return len(letters)


def _letters(head: Head) -> list[Letter]:
    once = f"{KIND}:{head.partnership_id}:{head.hash}"
    offices = Partnership.objects.filter(is_record=False)
    partnership = offices.filter(pk=head.partnership_id).first() if head.partnership_id else None
    if partnership is None or office.is_told(once):
        return []
    return [
        letter_to(
            reader,
            KIND,
            partnership,
            partnership,
            once=reader.once(once),
            head=head,
            day=localdate(),
            url=link("journal:office_index", language=reader.language),
        )
        for reader in _readers(partnership)
    ]


def _readers(partnership):
    """The office's mailbox, which outlives people; without one its coordinators."""
    if partnership.office_email:
        return [office.mailbox(partnership)]
    return office.readers(partnership)
