"""The story of a row, for its own page."""

from django.db import models

from journal.models import Entry
from journal.rules.references import about


def history(*rows: models.Model, limit: int = 50) -> list[Entry]:
    """The newest entries about `rows`, at most `limit`; one query.

    Show them with `{% include "journal/history_card.html" with entries=… only %}`. Give it
    only rows that the reader may see: it asks nobody.
    """
    return list(Entry.objects.about(*map(about, rows))[:limit])
