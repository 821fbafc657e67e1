"""The outbox and the journal do not know each other; here they meet."""

from django.dispatch import receiver

from journal.actions import record
from outbox.signals import office_acted


@receiver(office_acted, dispatch_uid="partnership.plugins.outbox")
def write_down(sender, *, verb, row, actor, before, after, **kwargs):
    """Keep what somebody did with a letter, a batch or an address."""
    record(verb=verb, row=row, actor=actor, before=before, after=after)
