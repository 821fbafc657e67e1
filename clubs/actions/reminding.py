"""Reminding the office of what ends."""

from django.db import transaction

from clubs import letters
from clubs.models import Adviser
from outbox.actions import queue


@transaction.atomic
def remind_of_trainings() -> int:
    """Tell each office once of the trainings that end soon; return how many letters go out."""
    advisers = Adviser.objects.about_to_end().select_related("club__partnership")
    found = [one for adviser in advisers for one in letters.training_ends(adviser)]
    queue(found)
    return len(found)
