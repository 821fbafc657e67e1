"""How the journal refers to rows."""

from django.db import models


def about(row: models.Model) -> str:
    """The name by which journal and outbox refer to any row: `app.model:pk`."""
    return f"{row._meta.label_lower}:{row.pk}"
