"""The doorbell and the clock of the outbox."""

from celery import shared_task


@shared_task
def deliver():
    """Send what waits."""


@shared_task
def sweep():
    """Find what was forgotten and send it."""


@shared_task
def tick():
    """Leave a sign that worker and beat are alive."""
