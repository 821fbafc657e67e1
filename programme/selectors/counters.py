"""What waits about specialists."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from programme.models import Specialist

TITLE = gettext_lazy("Programme")


def public() -> list[Figure]:
    """Nothing: the programme's figures stand on its own page, with their days and sources."""
    return []


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. One query."""
    ending = Specialist.objects.held_by(partnership).ending().count()
    url = f"{reverse('programme:office_specialists')}?validity=ending"
    return present([Figure(_("certificates that end or have ended"), ending, url)])


def waiting_for(user) -> list[Figure]:
    """Nothing: only the office keeps the register."""
    return []
