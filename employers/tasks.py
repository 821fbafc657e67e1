"""The clock of this app. The tasks may run twice."""

from celery import shared_task

from employers.actions import asking, reminding


@shared_task(ignore_result=True)
def remind_and_ask() -> None:
    """By day, every hour: steps that are due soon, firms whose three months are over.

    Requests that no firm confirmed are forgotten.
    """
    reminding.remind_of_steps()
    reminding.ask_who_still_works()
    asking.forget_unconfirmed()
