"""Opening the batch in which letters about a meeting are written and go."""

import datetime as dt
import logging

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from journal.rules.references import about
from meetings import letters
from meetings.models import Meeting
from outbox import actions as outbox
from outbox.models import Batch

log = logging.getLogger(__name__)
CHUNK = 100  # letters written in one transaction


def open_batch(*, meeting: Meeting, actor, kind: str, total: int, stopped: bool = False) -> Batch:
    """A batch of letters about `meeting`; `prepare` writes them after the commit.

    Its first letter goes after the grace period, in which it can be stopped. With
    `stopped` nothing of it goes before somebody lets it go on.
    """
    with translation.override(settings.LANGUAGE_CODE):
        title = {
            letters.INVITATION: _("Invitations: %(title)s"),
            letters.UPDATE: _("Change of date or place: %(title)s"),
            letters.CANCELLED: _("Cancellation: %(title)s"),
            letters.REMINDER: _("Reminder: %(title)s"),
        }[kind] % {"title": meeting.title}
    batch = outbox.open_batch(
        partnership=meeting.partnership,
        about=about(meeting),
        title=title,
        total=total,
        released_by=actor,
        not_before=now() + dt.timedelta(seconds=settings.BULK_GRACE),
        stopped=stopped,
    )
    if kind != letters.REMINDER:
        transaction.on_commit(lambda: notify_worker(batch.pk), robust=True)
    return batch


def notify_worker(batch_id: int) -> None:
    """Tell a worker; what it misses the sweep finds."""
    try:
        current_app.send_task("meetings.tasks.prepare", [batch_id])
    except OperationalError as error:
        log.warning("the broker is away, the sweep will write the letters: %s", error)
