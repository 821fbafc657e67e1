"""The finished cases and orders that everyone may read about, in one list."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Value

from counties.models import Partnership
from employers.models import LayoffCase, QuickStartOrder

KINDS: dict[str, Any] = {"layoffs": LayoffCase, "quick_start": QuickStartOrder}


class Stories(Sequence):
    """What is published, the newest first; `kind` is one of `KINDS`, or "" for all.

    Of all partnerships together when none is given.

    Counting costs one query, a slice one more and one for each kind in it.
    """

    def __init__(self, kind: str = "", partnership: Partnership | None = None):
        chosen = {kind: KINDS[kind]} if kind in KINDS else KINDS
        parts = [_part(name, model, partnership) for name, model in chosen.items()]
        self.rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        self.rows = self.rows.order_by("-published_at", "-pk")

    def __len__(self):
        return self.rows.count()

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        found = list(self.rows[place])
        rows = {
            kind: model.objects.select_related("commune", "partnership").in_bulk(
                [pk for _at, pk, k in found if k == kind]
            )
            for kind, model in KINDS.items()
        }
        return [_story(kind, rows[kind][pk]) for _at, pk, kind in found if pk in rows[kind]]


def _part(kind, model, partnership):
    rows = model.objects.public()
    rows = rows.held_by(partnership) if partnership else rows
    rows = rows.order_by().annotate(kind=Value(kind, CharField(max_length=12)))
    return rows.values_list("published_at", "pk", "kind")


def _story(kind, row):
    """What the public page says; nothing else of a row leaves the office."""
    return {
        "kind": kind,
        "title": row.public_title,
        "note": row.public_note,
        "commune": row.commune,
        "partnership": row.partnership,
        "year": (row.closed_on if kind == "layoffs" else row.checked_on).year,
    }
