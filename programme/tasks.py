"""The clock of this app. The task may run twice."""

from celery import shared_task

from programme import actions


@shared_task(ignore_result=True)
def remind_of_certificates() -> None:
    """By day, every hour: offices are told of certificates that end."""
    actions.remind_of_certificates()
