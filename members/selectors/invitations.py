"""Which invitations wait for whom."""

from accounts.models import User
from members.models import ColleagueInvitation, TeamInvitation
from members.models.joining import Invitation


def waiting_for(user: User) -> list[Invitation]:
    """The invitations that `user` may accept. One query for each kind."""
    colleagues = ColleagueInvitation.objects.open().to(user).select_related("partner")
    teams = TeamInvitation.objects.open().to(user).select_related("partnership")
    return [*colleagues, *teams]


def is_addressed_to(invitation: Invitation, user: User) -> bool:
    """Say whether the invited address is a confirmed address of `user`."""
    return type(invitation).objects.filter(pk=invitation.pk).to(user).exists()
