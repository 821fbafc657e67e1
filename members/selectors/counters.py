"""What waits in the register, for the office and for partners, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, counted
from members.choices import JoinStatus
from members.models import Application, ColleagueInvitation, JoinRequest, Partner, TeamInvitation
from members.selectors.invitations import waiting_for as waiting_invitations
from members.selectors.links import token_of

PAGES = {ColleagueInvitation: "members:my_colleague", TeamInvitation: "members:my_team"}
TITLE = gettext_lazy("Partners and people")


def public() -> list[Figure]:
    """The partners that everyone may read about."""
    partners = Partner.objects.public()
    return [Figure(_("partners"), partners.count(), reverse("members:index"))]


def waiting(partnership) -> list[Figure]:
    """What waits for the office: requests to join, proposed profiles. One query."""
    asked = JoinRequest.objects.filter(status=JoinStatus.ASKED, partner__partnership=partnership)
    reported = Application.objects.held_by(partnership).filter(status=JoinStatus.ASKED)
    proposed = Partner.objects.held_by(partnership).exclude(proposed={})
    return counted(
        (_("organisations that want to join"), reported, reverse("members:office_join_requests")),
        (_("requests to join"), asked, reverse("members:office_join_requests")),
        (_("changes of public profiles"), proposed, reverse("members:office_profile_changes")),
    )


def invitations(user) -> list[Figure]:
    """What `user` is invited to take on and may accept, one figure each. Two queries."""
    return [
        Figure(_words(one), 1, reverse(PAGES[type(one)], args=[token_of(one)]))
        for one in waiting_invitations(user)
    ]


def _words(invitation):
    if isinstance(invitation, ColleagueInvitation):
        return _("invitation to act for %(name)s") % {"name": invitation.partner.name}
    office = invitation.partnership.office_name
    return _("invitation to the team of the office: %(name)s") % {"name": office}


def waiting_for(user) -> list[Figure]:
    """What waits for `user` as a partner: requests to decide, own requests. One query."""
    managed = Partner.objects.managed_by(user).values("pk")
    asked = JoinRequest.objects.filter(status=JoinStatus.ASKED)
    reported = Application.objects.filter(status=JoinStatus.ASKED, user=user)
    url = reverse("members:my_organisations")
    return counted(
        (_("requests of colleagues to join"), asked.filter(partner__in=managed), url),
        (_("your requests that wait for approval"), asked.filter(user=user), url),
        (_("organisations you reported to the office"), reported, url),
    )
