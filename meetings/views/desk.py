"""What the office's pages about one meeting share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.choices import MeetingStatus
from meetings.models import Meeting

TONES = {
    MeetingStatus.DRAFT: "neutral",
    MeetingStatus.ANNOUNCED: "info",
    MeetingStatus.HELD: "good",
    MeetingStatus.MINUTED: "good",
    MeetingStatus.CANCELLED: "bad",
}


def find(request, pk) -> Meeting:
    """A meeting of this office, or 404."""
    held = Meeting.objects.held_by(request.partnership)
    return get_object_or_404(held.select_related("partnership__county", "commune", "host"), pk=pk)


def desk(request, meeting, here, **more) -> dict:
    """The context of a page about one meeting; `here` is the name of its tab."""
    tabs = [
        ("office_detail", _("Meeting")),
        ("office_agenda", _("Agenda")),
        ("office_recipients", _("Recipients")),
        ("office_preview", _("Letter")),
        ("office_progress", _("Sending")),
        ("office_reminders", _("Reminders")),
        ("office_invitations", _("Answers")),
        ("office_attendance", _("Attendance")),
        ("office_turnout", _("Turnout")),
    ]
    items = [
        (reverse(f"meetings:{name}", args=[meeting.pk]), label, name == here)
        for name, label in tabs
    ]
    index = reverse("meetings:office_index")
    crumbs = [(reverse("office"), _("Office")), (index, _("Meetings"))]
    if here == "office_detail":
        crumbs.append((None, meeting.title))
    else:
        crumbs.append((items[0][0], meeting.title))
        crumbs.append((None, dict(tabs).get(here, more.get("crumb", ""))))
    return {
        "meeting": meeting,
        "tabs": items,
        "crumbs": crumbs,
        "tone": TONES[meeting.status],
        "may_change": request.service.may_change,
        "back": items[0][0],
        **more,
    }
