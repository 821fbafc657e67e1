"""What this app adds to other apps, and hears of them."""

from news.plugins import pages

__all__ = ["pages"]
