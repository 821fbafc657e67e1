"""Personal links of invitations; each opens one page of one invitation."""

from django.utils.crypto import constant_time_compare

from core.links import link, opened, seal
from meetings.models import Invitation

__all__ = ["ANSWER", "STOP", "invitation_of", "invitation_of_used_stop", "link", "token_for"]

ANSWER = "answer"
STOP = "stop"


def token_for(invitation: Invitation, purpose: str = ANSWER) -> str:
    """The secret part of a personal link for one purpose.

    A link for stopping invitations ends with its use: it counts how often the person
    has used one.
    """
    return _token(invitation, purpose, invitation.person.stops if invitation.person else 0)


def _token(invitation, purpose, stops):
    content = f"{invitation.meeting_id}:{invitation.pk}:{invitation.nonce}"
    if purpose == STOP:
        content = f"{content}:{stops}"
    return seal(f"meetings:{purpose}", invitation.pk, content)


def invitation_of(token: str, purpose: str = ANSWER) -> Invitation | None:
    """The invitation that `token` opens for `purpose`, or None. One query, no write."""
    return opened(token, _rows(), lambda row: token_for(row, purpose))


def invitation_of_used_stop(token: str) -> Invitation | None:
    """The invitation whose link for stopping invitations has been used, or None."""

    def used(row):
        earlier = (_token(row, STOP, stops) for stops in range(row.person.stops))
        return next((one for one in earlier if constant_time_compare(one, token)), "")

    return opened(token, _rows().filter(person__isnull=False), used)


def _rows():
    return Invitation.objects.select_related(
        "meeting__partnership__county", "meeting__host", "meeting__commune", "person"
    )
