"""What this app adds to other apps, and hears of them."""

from members import tables
from members.plugins import journal

__all__ = ["journal", "tables"]
