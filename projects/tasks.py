"""What the clock does with projects."""

from celery import shared_task

from projects import actions


@shared_task(ignore_result=True)
def ask_what_is_due():
    """By day, every hour: leaders are asked for reports and about jobs."""
    actions.ask_what_is_due()
