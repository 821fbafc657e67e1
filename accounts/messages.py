"""Where messages to people wait until they are shown."""

from django.contrib.messages import constants
from django.contrib.messages.storage.session import SessionStorage


class MessageStorage(SessionStorage):
    """Keeps messages in the session, and notes on the request that something was refused."""

    def add(self, level, message, extra_tags=""):
        if int(level) >= constants.ERROR:
            self.request.was_refused = True  # type: ignore[attr-defined]
        super().add(level, message, extra_tags)
