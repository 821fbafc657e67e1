"""What waits in this room, and what everyone may count."""

from django.utils.translation import gettext_lazy

from core.figures import Figure

TITLE = gettext_lazy("News")


def public() -> list[Figure]:
    """What the public page counts."""
    return []


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do."""
    return []


def waiting_for(user) -> list[Figure]:
    """What this person has to do on the partner's pages."""
    return []
