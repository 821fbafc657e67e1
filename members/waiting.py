"""What waits for a partner's person, and for the office, about joining."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from members.choices import JoinStatus
from members.models import JoinRequest, Partner


@dataclass(frozen=True)
class Item:
    """One line of a start page."""

    label: str
    count: int
    url: str


def waiting(user) -> list[Item]:
    """What waits for `user` as a partner: requests to decide, own requests. Two queries."""
    managed = Partner.objects.managed_by(user)
    asked = JoinRequest.objects.filter(status=JoinStatus.ASKED)
    to_decide, mine = asked.filter(partner__in=managed).count(), asked.filter(user=user).count()
    url = reverse("members:my_organisations")
    items = [
        Item(_("Requests of colleagues to join"), to_decide, url),
        Item(_("Your requests that wait for approval"), mine, url),
    ]
    return [item for item in items if item.count]


def waiting_for_office(partnership) -> list[Item]:
    """What waits for the office: requests to join, proposed profiles. Two queries."""
    asked = JoinRequest.objects.filter(status=JoinStatus.ASKED, partner__partnership=partnership)
    proposed = Partner.objects.held_by(partnership).exclude(proposed={})
    items = [
        Item(_("Requests to join"), asked.count(), reverse("members:office_join_requests")),
        Item(
            _("Changes of public profiles"),
            proposed.count(),
            reverse("members:office_profile_changes"),
        ),
    ]
    return [item for item in items if item.count]
