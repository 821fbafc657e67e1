"""Reminders to the office itself: which template, and never twice for one occasion."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Service
from counties.models import Partnership
from journal.actions import about
from outbox.actions import draw, letter
from outbox.models import Letter


@dataclass(frozen=True)
class Reader:
    """Somebody at the office, or the office's own address."""

    email: str
    name: str
    language: str


def readers(partnership: Partnership) -> list[Reader]:
    """The coordinators of the office; the office's own address where there are none."""
    serving = Service.objects.filter(partnership=partnership, kind=Service.Kind.COORDINATOR)
    users = [one.user for one in serving.select_related("user").order_by("pk")]
    found = [Reader(user.email, str(user), user.language) for user in users if user.is_active]
    own = Reader(partnership.office_email, partnership.office_name, settings.LANGUAGE_CODE)
    return found or [own]


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
    return [_letter(kind, row, partnership, once, view, words, to) for to in readers(partnership)]


def _letter(kind, row, partnership, once, view, words, to):
    with override(to.language):
        url = settings.SITE_URL + reverse(view[0], args=view[1:])
    context = {"partnership": partnership, "url": url, "language": to.language, **words}
    return letter(
        once=f"{once}:{to.email}"[:200],
        kind=kind,
        to_email=to.email,
        to_name=to.name[:200],
        about=about(row),
        statutory=True,
        partnership=partnership,
        reply_to=partnership.office_email,
        **draw(kind, context, to.language),
    )
