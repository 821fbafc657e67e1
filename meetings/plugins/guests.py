"""What an organisation's own page says about the meetings to which it was invited."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.choices import MeetingStatus, Presence
from meetings.models import Meeting
from members import registries

LATEST = 50


@registries.add_own
def invited(partner, *, public):
    """The latest meetings to which people were invited for `partner`, or came. One query."""
    meant = Q(invitations__partner=partner)
    asked = Count("invitations", filter=meant & Q(invitations__invited_at__isnull=False))
    came = Count("invitations", filter=meant & Q(invitations__presence=Presence.PRESENT))
    meetings = Meeting.objects.filter(invitations__partner=partner)
    meetings = meetings.defer("search").annotate(asked=asked, came=came)
    meetings = meetings.filter(Q(asked__gt=0) | Q(came__gt=0)).order_by("-starts_at", "-pk")
    items = [_item(meeting) for meeting in meetings[:LATEST]]
    return [{"title": _("Meetings: invited and present"), "items": items}]


def _item(meeting):
    shown = meeting.is_public and meeting.announced_at is not None
    return {
        "text": meeting.title,
        "url": reverse("meetings:detail", args=[meeting.pk]) if shown else "",
        "note": ", ".join(_words(meeting)),
    }


def _words(meeting):
    yield meeting.when
    if meeting.status == MeetingStatus.CANCELLED:
        yield str(meeting.get_status_display())
    if asked := meeting.asked:
        yield ngettext("%(n)d person invited", "%(n)d people invited", asked) % {"n": asked}
    if came := meeting.came:
        yield ngettext("%(n)d person came", "%(n)d people came", came) % {"n": came}
