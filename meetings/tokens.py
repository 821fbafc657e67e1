"""Personal links: derived, never stored; each opens one door of one invitation.

A letter is rendered once, but a reminder weeks later needs the same link, so the
link is an HMAC over the invitation, the purpose and a random nonce in the row.
Changing the nonce revokes every link of that invitation.
"""

import base64
import hmac

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from meetings.models import Invitation

ANSWER = "answer"
STOP = "stop"
LENGTH = 20  # bytes, 160 bits


def token_for(invitation: Invitation, purpose: str = ANSWER) -> str:
    """The secret part of a personal link for one purpose."""
    content = f"{invitation.meeting_id}:{invitation.pk}:{invitation.nonce}"
    seal = salted_hmac(f"meetings:{purpose}:v1", content, algorithm="sha256").digest()[:LENGTH]
    return f"{invitation.pk}-{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"


def invitation_of(token: str, purpose: str = ANSWER) -> Invitation | None:
    """The invitation that `token` opens for `purpose`, or None. One query, no write."""
    number, dash, seal = token.partition("-")
    if not (dash and seal.isascii() and number.isascii() and number.isdigit()):
        return None
    if len(number) > 18:
        return None
    found = (
        Invitation.objects.filter(pk=int(number))
        .select_related(
            "meeting__partnership__county", "meeting__host", "meeting__commune", "person"
        )
        .first()
    )
    if found is None or not hmac.compare_digest(token_for(found, purpose), token):
        return None
    return found


def link(name: str, token: str, language: str) -> str:
    """The full address of a personal page, in the language of the letter."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=[token])
