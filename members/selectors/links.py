"""Personal links to invitations: of a colleague, and to the team of an office."""

from core.links import opened, seal
from members.models import ColleagueInvitation, TeamInvitation
from members.models.joining import Invitation


def token_of(invitation: Invitation) -> str:
    """The secret part of the link to an invitation; of another address it is another one."""
    purpose = f"members:{invitation._meta.model_name}"
    return seal(purpose, invitation.pk, f"{invitation.email}:{invitation.nonce}")


def colleague_of(token: str) -> ColleagueInvitation | None:
    """The invitation of a colleague that `token` opens, in whatever state. One query."""
    rows = ColleagueInvitation.objects.select_related("partner__partnership__county")
    return opened(token, rows, token_of)


def team_of(token: str) -> TeamInvitation | None:
    """The invitation to a team that `token` opens, in whatever state. One query."""
    return opened(token, TeamInvitation.objects.select_related("partnership__county"), token_of)
