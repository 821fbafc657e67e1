"""What the clock does for accounts."""

from celery import shared_task

from accounts import actions


@shared_task
def forget_submissions() -> None:
    """Delete the notes of forms that were sent long ago."""
    actions.forget_old_submissions()
