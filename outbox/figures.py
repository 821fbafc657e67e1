"""What waits for the office in the outbox."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, counted
from outbox.models import Letter

TITLE = gettext_lazy("Letters")


def waiting(partnership) -> list[Figure]:
    """Letters that did not get through and letters that somebody holds. One query."""
    letters = Letter.objects.filter(partnership=partnership)
    index = reverse("outbox:office_index")
    return counted(
        *(
            (label, letters.filter(status=status), f"{index}?status={status}")
            for label, status in [
                (_("letters that failed"), Letter.Status.FAILED),
                (_("letters on hold"), Letter.Status.HELD),
            ]
        )
    )
