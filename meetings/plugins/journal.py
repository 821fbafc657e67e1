"""What the journal calls things of meetings that no column is named after."""

from django.utils.translation import gettext_lazy as _

from journal.rules import labels
from meetings.choices import Channel

labels.NAMES.update(
    {
        "agenda": _("agenda"),
        "came": _("people ticked as present"),
        "followed_register": _("recipients changed by the register"),
        "recipients": _("recipients"),
        "stopped_by": _("how this came"),
    }
)
labels.SAID["stopped_by"] = lambda value: str(dict(Channel.choices).get(value, value))
