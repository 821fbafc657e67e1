"""What this app adds to other apps, and hears of them."""

from workshops.plugins import journal, pages, provenance

__all__ = ["journal", "pages", "provenance"]
