"""The clock of this room. The task may run twice."""

from celery import shared_task

from clubs.actions import messages


@shared_task
def forget_messages():
    """Empty old messages of visitors."""
    messages.forget()
