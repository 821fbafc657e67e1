"""The story of one row, for its own page."""

from django.db import models

from journal.actions import about
from journal.models import Entry


def history(row: models.Model, limit: int = 50) -> list[Entry]:
    """The newest entries about `row`, at most `limit`; one query.

    Show them with `{% include "journal/history.html" with entries=… only %}`. Give it
    only rows that the reader may see: it asks nobody.
    """
    return list(Entry.objects.about(about(row))[:limit])
