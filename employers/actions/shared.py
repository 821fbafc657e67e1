"""What the verbs of cases and orders share: one version a save, and publication."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from django.db import models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from employers.errors import RefusedError
from employers.models import LayoffCase, QuickStartOrder
from journal.actions import assign, record, save_rows

Row = TypeVar("Row", LayoffCase, QuickStartOrder)


def set_columns(
    *, row: Row, version: int, fields: dict, verb: str, actor: User | None, reason: str = ""
) -> Row:
    """Set columns of `row` as of `version`; the journal keeps what changed."""
    row.claim(version)
    stored = type(row).objects.get(pk=row.pk)
    changes = assign(stored, fields)
    stored.save()
    record(verb=verb, row=stored, actor=actor, reason=reason, **changes)
    return stored


@transaction.atomic
def change_rows(
    *,
    row: Row,
    version: int,
    kept: Sequence[models.Model],
    gone: Sequence[models.Model],
    actor: User | None,
) -> None:
    """Store what hangs on a case or an order and delete `gone`, as of `version`.

    Raises `ChangedMeanwhileError`, and `RefusedError` when the row is at its end.
    """
    row.claim(version)
    if not type(row).objects.get(pk=row.pk).STEPS.get(row.status):
        raise RefusedError(_("This is closed: nothing changes any more."))
    changes = save_rows(kept, gone, leave={"case", "order"})
    record(verb=f"{row._meta.model_name} rows changed", row=row, actor=actor, **changes)


@transaction.atomic
def publish(
    *,
    row: Row,
    title: str,
    note: str,
    consent: str,
    actor: User | None,
    at: dt.datetime | None = None,
) -> None:
    """Show everyone a short note about a finished case or order.

    `consent` says who agreed. Publishing again changes the words and keeps the first
    moment. Raises `RefusedError` before the end, or without words or consent.
    """
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.status not in {"closed", "checked"}:
        raise RefusedError(_("Only what is finished can be published."))
    if not (title.strip() and note.strip() and consent.strip()):
        raise RefusedError(_("A title, a note and a consent are needed."))
    row.public_title, row.public_note = title.strip(), note.strip()
    row.consent = consent.strip()
    row.published_at = row.published_at or at or now()
    row.save()
    record(
        verb=f"{row._meta.model_name} published",
        row=row,
        actor=actor,
        reason=row.consent,
        after={"public_title": row.public_title, "public_note": row.public_note},
    )


@transaction.atomic
def withdraw_note(*, row: Row, actor: User | None) -> None:
    """Take the public note away. Doing it twice changes nothing."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.published_at is None:
        return
    row.published_at = None
    row.save()
    record(verb=f"{row._meta.model_name} unpublished", row=row, actor=actor)
