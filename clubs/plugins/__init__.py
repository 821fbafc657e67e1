"""What this app adds to other apps, and hears of them."""

from clubs.plugins import journal, pages

__all__ = ["journal", "pages"]
