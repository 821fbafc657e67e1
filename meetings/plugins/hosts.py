"""What an organisation's page says about the meetings that it hosts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.choices import MeetingStatus
from meetings.models import Meeting
from members import registries

LATEST = 10


@registries.add
def hosted(partner, *, public):
    """The latest meetings at the partner's; the public page shows public ones."""
    meetings = Meeting.objects.public() if public else Meeting.objects.all()
    meetings = meetings.filter(host=partner).exclude(status=MeetingStatus.CANCELLED)
    address = "meetings:detail" if public else "meetings:office_detail"
    items = [
        {
            "text": meeting.title,
            "url": reverse(address, args=[meeting.pk]),
            "note": meeting.day_in_words,
        }
        for meeting in meetings.order_by("-starts_at", "-pk")[:LATEST]
    ]
    return [{"title": _("Host of meetings"), "items": items}]
