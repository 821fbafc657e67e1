"""Personal links of invitations; each opens one door of one invitation."""

from core.links import link, opened, seal
from meetings.models import Invitation

__all__ = ["ANSWER", "STOP", "invitation_of", "link", "token_for"]

ANSWER = "answer"
STOP = "stop"


def token_for(invitation: Invitation, purpose: str = ANSWER) -> str:
    """The secret part of a personal link for one purpose."""
    content = f"{invitation.meeting_id}:{invitation.pk}:{invitation.nonce}"
    return seal(f"meetings:{purpose}", invitation.pk, content)


def invitation_of(token: str, purpose: str = ANSWER) -> Invitation | None:
    """The invitation that `token` opens for `purpose`, or None. One query, no write."""
    rows = Invitation.objects.select_related(
        "meeting__partnership__county", "meeting__host", "meeting__commune", "person"
    )
    return opened(token, rows, lambda row: token_for(row, purpose))
