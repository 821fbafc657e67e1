"""What this app adds to the pages of organisations and meetings."""

from django.urls import reverse
from django.utils.translation import gettext as _

import meetings.registries
import members.registries
from workshops.models import Participation, StageMeeting


@members.registries.add
def taken_part(partner, *, public):
    """The cycles of workshops that the partner is in; the public page shows published ones."""
    rows = Participation.objects.filter(partner=partner).select_related("cycle")
    if public:
        rows = rows.filter(cycle__published_at__isnull=False)
    address = "workshops:detail" if public else "workshops:office_detail"
    items = [
        {
            "text": str(row.cycle),
            "url": reverse(address, args=[row.cycle_id]),
            "note": _("left") if row.left_on else _("takes part"),
        }
        for row in rows.order_by("-cycle")
    ]
    return [{"title": _("Workshops"), "items": items}]


@meetings.registries.add
def held_for(meeting, *, public):
    """The stages of cycles for which the meeting is held."""
    rows = StageMeeting.objects.filter(meeting=meeting).select_related("stage__cycle")
    if public:
        rows = rows.filter(stage__cycle__published_at__isnull=False)
    items = [
        {
            "text": str(row.stage.cycle),
            "url": reverse("workshops:detail", args=[row.stage.cycle_id])
            if public
            else reverse("workshops:office_stage", args=[row.stage_id]),
            "note": " ".join(filter(None, [str(row.stage), row.number])),
        }
        for row in rows
    ]
    return [{"title": _("Workshops"), "items": items}]
