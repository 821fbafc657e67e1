"""What the clock asks of the portal as a whole."""

from celery import shared_task

from partnership import journal_heads


@shared_task(ignore_result=True)
def tell_journal_heads():
    """Every night, before the backup: tell where the journal ends."""
    journal_heads.tell_heads()
