"""Reminders to the office itself: which template, and never twice for one occasion."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import models, transaction

from accounts.models import Service
from core.links import link
from counties.models import Partnership
from members.letters.readers import Reader, letter_to
from outbox.actions import queue
from outbox.models import Letter


def readers(partnership: Partnership) -> list[Reader]:
    """The coordinators of the office; the office's own address where there are none."""
    serving = Service.objects.filter(partnership=partnership, kind=Service.Kind.COORDINATOR)
    users = [one.user for one in serving.select_related("user").order_by("pk")]
    found = [Reader(user.email, str(user), user.language) for user in users if user.is_active]
    return found or [mailbox(partnership)]


def mailbox(partnership: Partnership) -> Reader:
    """The office's own address, which may be empty."""
    return Reader(partnership.office_email, partnership.office_name, settings.LANGUAGE_CODE)


def is_told(once: str) -> bool:
    """Whether a letter on the occasion `once` exists, to whomever it went."""
    return Letter.objects.filter(once__startswith=f"{once}:").exists()


def remind(
    kind: str, row: models.Model, partnership: Partnership, *, once: str, view: tuple, **words
) -> list[Letter]:
    """The letters of `kind` about `row` to the office; none if the occasion was told before.

    `view` is the name of the office's page and its arguments; the template reads `words`.
    A partnership of record has no office, so nobody is reminded.
    """
    if partnership.is_record or is_told(once):
        return []
    return [
        letter_to(
            reader,
            kind,
            row,
            partnership,
            once=reader.once(once),
            url=link(*view, language=reader.language),
            **words,
        )
        for reader in readers(partnership)
    ]


@transaction.atomic
def remind_of_each(rows: Iterable, letters: Callable) -> int:
    """Send what `letters` writes of each of `rows`; return how many letters go out."""
    written = [one for row in rows for one in letters(row)]
    queue(written)
    return len(written)
