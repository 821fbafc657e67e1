"""What the clock asks and reminds of. Running it twice asks once."""

from django.db import transaction

from employers import letters
from employers.models import CaseStep, QuickStartOrder
from journal.actions import record
from members.letters.office import remind_of_each
from outbox.actions import queue


def remind_of_steps() -> int:
    """Tell each office once of the steps that are due soon; return how many letters go out."""
    steps = CaseStep.objects.soon_due().select_related("case__partnership", "case__employer")
    return remind_of_each(steps, letters.step_due)


def ask_who_still_works() -> int:
    """Ask the firms whose three months are over, each once; return how many were asked about."""
    due = QuickStartOrder.objects.to_answer().select_related("partnership", "employer")
    return sum(_ask(order) for order in due)


@transaction.atomic
def _ask(order):
    asked = letters.work_asked(order)
    if not asked:
        return False
    queue(asked)
    record(verb="quickstartorder asked about", row=order, after={"check_on": order.check_on})
    return True
