"""Held meetings of which nobody has written."""

from meetings.models import Meeting


def unwritten(partnership):
    """The public meetings of `partnership` that were held and have no article, not even a draft."""
    held = Meeting.objects.held_by(partnership).took_place().filter(is_public=True)
    return held.filter(articles__isnull=True).order_by("-starts_at", "-pk")
