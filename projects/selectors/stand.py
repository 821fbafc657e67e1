"""The stand: a number that changes with everything that lists of projects may show."""

import random

from django.db.models import F, Sum

from projects.models import Shelf


def turn(partnership_id: int) -> None:
    """Tell every process that something public of this partnership may have changed.

    The steps are random, so that a stand never comes back.
    """
    Shelf.objects.get_or_create(partnership_id=partnership_id)
    ahead = random.randrange(1, 2**31)  # noqa: S311 - not a secret
    Shelf.objects.filter(partnership_id=partnership_id).update(stand=F("stand") + ahead)


def stand() -> int | None:
    """The present stand of all shelves together; None before the first project."""
    return Shelf.objects.aggregate(sum=Sum("stand"))["sum"]
