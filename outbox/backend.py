"""Django's e-mail interface, answered by rows of the outbox."""

import uuid

from django.core.mail.backends.base import BaseEmailBackend  # noqa: TID251
from django.utils.translation import get_language

from outbox import actions
from outbox.models import ACCOUNT, Letter


class OutboxBackend(BaseEmailBackend):
    """Store messages of libraries as letters; nothing is sent in the request."""

    def send_messages(self, email_messages):
        """Queue one single letter for every recipient; return the number of messages."""
        letters = [
            _letter(message, recipient)
            for message in email_messages
            for recipient in message.recipients()
        ]
        actions.queue(letters)
        return len(email_messages)


def _letter(message, recipient) -> Letter:
    alternatives = getattr(message, "alternatives", None) or []
    html = next((body for body, kind in alternatives if kind == "text/html"), "")
    text = message.body
    if message.content_subtype == "html":
        text, html = "", message.body
    return actions.letter(
        once=f"{ACCOUNT}:{uuid.uuid4()}",
        kind=ACCOUNT,
        # Whoever makes the message may say whose office finds it.
        partnership=getattr(message, "partnership", None),
        to_email=recipient,
        subject=" ".join(message.subject.split())[:300],
        text=text,
        html=html,
        language=(get_language() or "pl")[:2],
    )
