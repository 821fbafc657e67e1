"""What an organisation's page says about clubs."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clubs.models import Club, Gift
from members import registries


@registries.add
def hosted(partner, *, public):
    """The clubs that meet in the partner's rooms; the public page shows published ones."""
    clubs = Club.objects.public() if public else Club.objects.all()
    items = [
        {"text": club.name, "url": _page(club, public), "note": club.get_status_display()}
        for club in clubs.filter(host=partner)
    ]
    return [{"title": _("Host of clubs"), "items": items}]


@registries.add
def gave(partner, *, public):
    """What the partner gave to clubs; the public page shows what it agreed to be named for."""
    gifts = Gift.objects.filter(giver=partner).select_related("club")
    if public:
        gifts = gifts.filter(show_giver=True, club__published_at__isnull=False)
    items = [
        {
            "text": gift.things,
            "url": _page(gift.club, public),
            "note": ", ".join(filter(None, [gift.club.name, _day(gift)])),
        }
        for gift in gifts
    ]
    return [{"title": _("Gifts to clubs"), "items": items}]


def _day(gift):
    return date_format(gift.given_on) if gift.given_on else ""


def _page(club, public):
    return reverse("clubs:detail" if public else "clubs:office_detail", args=[club.pk])
