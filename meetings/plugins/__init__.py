"""What this app adds to other apps, and hears of them."""

from meetings.plugins import guests, hosts, journal, register

__all__ = ["guests", "hosts", "journal", "register"]
