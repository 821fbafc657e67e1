"""What waits in this room, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from core.figures import Figure
from workshops.models import Card, Cycle, Group

TITLE = gettext_lazy("Workshops")


def public() -> list[Figure]:
    """What the public page counts."""
    cycles = Cycle.objects.public().count()
    return [
        Figure(
            _n("cycle of workshops", "cycles of workshops", cycles),
            cycles,
            reverse("workshops:index"),
        )
    ]


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do."""
    cards = Card.objects.held_by(partnership).waiting().count()
    return [
        Figure(
            _n("card waits for the recorder", "cards wait for the recorder", cards),
            cards,
            reverse("workshops:office_waiting"),
        )
    ]


def waiting_for(user) -> list[Figure]:
    """What this person has to do on the partner's pages."""
    groups = Group.objects.recorded_by(user)
    cards = Card.objects.waiting().filter(group__in=groups.values("pk")).count()
    return [
        Figure(
            _n("card waits for you, the recorder", "cards wait for you, the recorder", cards),
            cards,
            reverse("workshops:my_index"),
        )
    ]
