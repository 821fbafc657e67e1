"""Apps that do not know each other meet here."""

from partnership.plugins import accounts, outbox, programme

__all__ = ["accounts", "outbox", "programme"]
