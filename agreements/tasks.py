"""What the clock does with agreements."""

from celery import shared_task

from agreements import actions


@shared_task(ignore_result=True)
def turn_of_day() -> None:
    """Every night: set days arrive, ends pass."""
    actions.turn_of_day()
