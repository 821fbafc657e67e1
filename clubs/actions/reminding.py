"""Reminding the office of what ends."""

from clubs import letters
from clubs.models import Adviser
from members.letters.office import remind_of_each


def remind_of_trainings() -> int:
    """Tell each office once of the trainings that end soon; return how many letters go out."""
    advisers = Adviser.objects.about_to_end().select_related("club__partnership")
    return remind_of_each(advisers, letters.training_ends)
