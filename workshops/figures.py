"""What waits in this room, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from workshops.models import Card, Cycle, Group

TITLE = gettext_lazy("Workshops")


def public() -> list[Figure]:
    """The published cycles. One query."""
    url = reverse("workshops:index")
    return [Figure(_("cycles of workshops"), Cycle.objects.public().count(), url)]


def waiting(partnership) -> list[Figure]:
    """Cards from phones and partners at which nobody has looked. One query."""
    cards = Card.objects.held_by(partnership).waiting()
    url = reverse("workshops:office_waiting")
    return present([Figure(_("cards that wait for the recorder"), cards.count(), url)])


def waiting_for(user) -> list[Figure]:
    """Cards of the groups that this person records, at which nobody has looked. One query."""
    groups = Group.objects.recorded_by(user).values("pk")
    cards = Card.objects.waiting().filter(group__in=groups)
    url = reverse("workshops:my_index")
    return present([Figure(_("cards that wait for you, the recorder"), cards.count(), url)])
