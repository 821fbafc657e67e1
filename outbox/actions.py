"""Putting letters into the outbox, and taking them back."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import now

from outbox.models import Batch, Letter


def draw(template: str, context: dict, language: str) -> dict:
    """Render one letter in `language` from `templates/emails/<template>/`.

    The folder holds `subject.txt`, `text.txt` and `html.html`. Returns the
    keys `subject`, `text`, `html` and `language`, ready for `queue`.
    """
    with translation.override(language):
        subject = render_to_string(f"emails/{template}/subject.txt", context)
        return {
            "subject": " ".join(subject.split()),
            "text": render_to_string(f"emails/{template}/text.txt", context).strip() + "\n",
            "html": render_to_string(f"emails/{template}/html.html", context),
            "language": language,
        }


def letter(*, once: str, kind: str, to_email: str, not_before: dt.datetime | None = None, **fields) -> Letter:
    """Build an unsaved letter with its Message-ID fixed. `fields` are columns of `Letter`."""
    return Letter(
        once=once,
        kind=kind,
        to_email=to_email,
        status=Letter.Status.QUEUED,
        message_id=f"<{uuid.uuid4()}@{settings.MAIL_DOMAIN}>",
        not_before=not_before or now(),
        **fields,
    )


def queue(letters: list[Letter]) -> None:
    """Store letters in the transaction of the change that causes them.

    A letter whose `once` key is there already is left out: calling twice sends
    once. Delivery is poked after the commit; if that fails, the sweep finds them.
    """
    from outbox.tasks import deliver

    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    transaction.on_commit(lambda: deliver.delay(), robust=True)


def cancel_about(about: str, *, kinds: list[str] | None = None, note: str = "") -> int:
    """Cancel every letter about a row that is not yet sent; return how many.

    `kinds` narrows it. A worker that is just sending one of them finishes it.
    """
    waiting = Letter.objects.filter(
        about=about, status__in=[Letter.Status.QUEUED, Letter.Status.HELD]
    )
    if kinds is not None:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(status=Letter.Status.CANCELLED, note=note, updated_at=now())
