"""The doorbell and the clock of this app. Every task may run twice."""

from celery import shared_task

from exports import actions


@shared_task
def work() -> None:
    """Make the export that waits longest, and ask for the next one."""
    actions.take_back()
    if export := actions.claim():
        actions.make(export)
        work.delay()


@shared_task
def erase() -> None:
    """Erase what may no longer be fetched."""
    actions.erase()
