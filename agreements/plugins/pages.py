"""What an organisation's page says about its agreements."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.models import Party
from members import registries


@registries.add
def signed(partner, *, public):
    """The agreements that bind the partner today, or for the office those it is in at all."""
    parties = Party.objects.filter(partner=partner).select_related("agreement")
    page = "agreements:office_detail"
    if public:
        parties = parties.on(localdate()).filter(agreement__is_public=True)
        page = "agreements:detail"
    items = [
        {
            "text": party.agreement.title,
            "url": reverse(page, args=[party.agreement_id]),
            "note": _("party since %(day)s") % {"day": date_format(party.since)}
            if party.since
            else party.agreement.get_status_display(),
        }
        for party in parties
    ]
    return [{"title": _("Agreements"), "items": items}]
