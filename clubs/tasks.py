"""The clock of this app. A task may run twice."""

from celery import shared_task

from clubs.actions import messages, reminding


@shared_task
def forget_messages() -> None:
    """Empty old messages of visitors."""
    messages.forget()


@shared_task(ignore_result=True)
def remind_of_trainings() -> None:
    """By day, every hour: offices are told of trainings that end."""
    reminding.remind_of_trainings()
