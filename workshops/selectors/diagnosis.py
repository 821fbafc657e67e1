"""The diagnosis sheet as people read it."""

from django.utils.translation import gettext as _

from workshops.models import Cycle


def tables(cycle: Cycle) -> list[dict]:
    """The sheet as tables: one a figure and day, the communes in Polish order."""
    found: dict = {}
    for row in cycle.figures.select_related("commune"):
        table = found.setdefault(
            (row.name, row.as_of, row.source),
            {
                "name": row.name,
                "as_of": row.as_of,
                "source": row.source,
                "unit": row.unit,
                "key": row.pk,
                "rows": [],
            },
        )
        table["rows"].append((row.commune.name if row.commune else _("whole county"), row.value))
    return list(found.values())
