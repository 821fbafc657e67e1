"""Putting letters into the outbox, taking them back, and steering what is on its way."""

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import now
from kombu.exceptions import OperationalError

from core.errors import TooLateError
from core.secrets import conceal
from counties.models import Partnership
from outbox import lanes
from outbox.errors import AlreadyReleasedError, NoSenderError, SharedPauseError
from outbox.models import (
    Batch,
    BatchStatus,
    Decision,
    Heartbeat,
    Letter,
    LetterStatus,
    Suppression,
)
from outbox.signals import office_acted

log = logging.getLogger(__name__)


def render(template: str, context: dict, language: str) -> dict:
    """Render one letter in `language` from `templates/emails/<template>/`.

    The folder holds `subject.txt`, `text.txt` and `html.html`. Returns the
    keys `subject`, `text`, `html` and `language`, ready for `letter`. In the
    text files nothing is escaped: they must never be shown as HTML.
    """
    with translation.override(language):
        known = {"language": language, "site_url": settings.SITE_URL, **context}
        subject = render_to_string(f"emails/{template}/subject.txt", known)
        return {
            "subject": " ".join(subject.split())[:300],
            "text": render_to_string(f"emails/{template}/text.txt", known).strip() + "\n",
            "html": render_to_string(f"emails/{template}/html.html", known),
            "language": language,
        }


def letter(
    *, once: str, kind: str, to_email: str, not_before: dt.datetime | None = None, **fields
) -> Letter:
    """Build an unsaved letter with its Message-ID fixed. `fields` are columns of `Letter`.

    Give `lane=Letter.Lane.BULK` and `batch` for one of many.
    """
    return Letter(
        once=once,
        kind=kind,
        to_email=to_email,
        status=LetterStatus.QUEUED,
        message_id=f"<{uuid.uuid4()}@{settings.MAIL_DOMAIN}>",
        not_before=not_before or now(),
        **fields,
    )


def queue(letters: list[Letter]) -> None:
    """Store letters in the transaction of the change that causes them.

    A letter whose `once` key is there already is left out: calling twice sends
    once. Delivery is rung for after the commit; if that fails, the sweep finds them.
    Raises `NoSenderError` for letters of a partnership of record.
    """
    senders = {one.partnership_id for one in letters if one.partnership_id}
    if Partnership.objects.filter(pk__in=senders, is_record=True).exists():
        raise NoSenderError
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    if any(one.lane == Letter.Lane.TRANSACTIONAL for one in letters):
        _after_commit(_notify_worker)
    if any(one.lane == Letter.Lane.BULK for one in letters):
        _after_commit(_notify_bulk)


def cancel_about(about: str, *, kinds: list[str] | None = None, note: str = "") -> int:
    """Cancel every letter about a row that is not yet sent; return how many.

    `kinds` narrows it. A letter that a worker holds is cancelled too: the fence
    stops it. If the mail server is taking it at this very moment it becomes "sent"
    after all, so whoever must be told of the cancelling are those with `claims > 0`.
    """
    waiting = Letter.objects.filter(
        about=about,
        status__in=[LetterStatus.QUEUED, LetterStatus.HELD, LetterStatus.SENDING],
    )
    if kinds is not None:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(
        status=LetterStatus.CANCELLED, note=note[:500], leased_until=None, updated_at=Now()
    )


# --- Batches ---------------------------------------------------------------------


@transaction.atomic
def open_batch(
    *,
    partnership,
    about: str,
    title: str,
    total: int,
    released_by,
    not_before: dt.datetime | None = None,
    once: str | None = None,
    stopped: bool = False,
) -> Batch:
    """Open a batch that is being prepared: its letters wait for `start`.

    With `stopped` it is stopped from the beginning, until somebody lets it go on.

    `not_before` is the end of the grace period, by default BULK_GRACE seconds from
    now; give it to the letters too. With a `once` key the second of two releases
    raises `AlreadyReleasedError`, however close they come.
    """
    fields = {
        "partnership": partnership,
        "about": about,
        "title": title[:300],
        "total": total,
        "released_by": released_by,
        "not_before": not_before or now() + dt.timedelta(seconds=settings.BULK_GRACE),
        "status": BatchStatus.STOPPED if stopped else BatchStatus.PREPARING,
    }
    if once is None:
        return Batch.objects.create(**fields)
    batch, created = Batch.objects.get_or_create(once=once, defaults=fields)
    if not created:
        raise AlreadyReleasedError(batch)
    return batch


@transaction.atomic
def start(batch: Batch) -> None:
    """Let the letters of a prepared batch go, once its grace period is over.

    Raises `TooLateError` for a batch that is no longer being prepared: one that somebody
    has stopped goes on only when somebody lets it.
    """
    if batch.status != BatchStatus.PREPARING:
        raise TooLateError
    _step(batch, BatchStatus.RUNNING)
    _after_commit(_notify_bulk)


@transaction.atomic
def stop(*, batch: Batch, actor) -> None:
    """Stop a batch: nothing of it goes out after this commit but the letter in hand."""
    _step(batch, BatchStatus.STOPPED)
    _tell("letters stopped", batch, actor)


@transaction.atomic
def resume(*, batch: Batch, actor) -> None:
    """Let a stopped batch go on where it was; what was sent is not sent again."""
    _step(batch, BatchStatus.RUNNING)
    _tell("letters resumed", batch, actor)
    _after_commit(_notify_bulk)


@dataclass(frozen=True)
class Progress:
    """How far a batch is. The numbers are letters."""

    counts: dict[str, int]
    total: int

    @property
    def sent(self) -> int:
        return self._sum(LetterStatus.SENT, LetterStatus.BOUNCED)

    @property
    def waiting(self) -> int:
        return self._sum(LetterStatus.QUEUED, LetterStatus.SENDING)

    @property
    def failed(self) -> int:
        return self._sum(LetterStatus.FAILED, LetterStatus.BOUNCED)

    @property
    def left_out(self) -> int:
        return self._sum(LetterStatus.CANCELLED, LetterStatus.SUPPRESSED, LetterStatus.HELD)

    def _sum(self, *statuses):
        return sum(self.counts.get(status, 0) for status in statuses)


def progress(batch: Batch) -> Progress:
    """Count the letters of `batch` by status, in one query."""
    rows = batch.letters.order_by().values_list("status").annotate(Count("pk"))
    counts = dict(rows)
    return Progress(counts=counts, total=max(batch.total, sum(counts.values())))


def finish_batches() -> int:
    """Mark running batches that have nothing left to send as done; return how many."""
    waiting = Letter.objects.filter(
        batch=OuterRef("pk"),
        status__in=[LetterStatus.QUEUED, LetterStatus.SENDING, LetterStatus.HELD],
    )
    return Batch.objects.filter(~Exists(waiting), status=BatchStatus.RUNNING).update(
        status=BatchStatus.DONE, updated_at=Now()
    )


# --- Single letters in the hands of the office -----------------------------------


@transaction.atomic
def hold(*, letter: Letter, actor) -> None:
    """Keep a queued letter back until it is released."""
    _step(letter, LetterStatus.HELD, decision=letter.decision or Decision.HELD)
    _tell("letter held", letter, actor)


@transaction.atomic
def release(*, letter: Letter, actor) -> None:
    """Let a letter on hold go. That its words were changed is remembered."""
    decision = Decision.EDITED if letter.decision == Decision.EDITED else Decision.NONE
    _step(letter, LetterStatus.QUEUED, decision=decision)
    _tell("letter released", letter, actor)
    _notify_for(letter)


@transaction.atomic
def cancel(*, letter: Letter, actor) -> None:
    """Drop a letter that has not been sent."""
    _step(letter, LetterStatus.CANCELLED, decision=Decision.DROPPED)
    _tell("letter cancelled", letter, actor)


@transaction.atomic
def retry(*, letter: Letter, actor) -> None:
    """Queue a failed or suppressed letter again, under the same Message-ID."""
    _step(letter, LetterStatus.QUEUED, attempts=0, not_before=now(), note="")
    _tell("letter tried again", letter, actor)
    _notify_for(letter)


@transaction.atomic
def edit(*, letter: Letter, actor, subject: str, text: str) -> None:
    """Change subject and text of a letter on hold; its HTML is left out, its calendar stays.

    The journal keeps both without the secret part of personal links. Raises `TooLateError`
    when the letter is not on hold, or no longer, and for a letter about an account.
    """
    before = {"subject": letter.subject, "text": letter.text}
    after = {"subject": subject, "text": text}
    editable = Letter.objects.editable().filter(pk=letter.pk)
    if not editable.update(**after, html="", decision=Decision.EDITED, updated_at=Now()):
        raise TooLateError
    _tell("letter edited", letter, actor, before=_public(before), after=_public(after))


def _public(words):
    return {name: conceal(text) for name, text in words.items()}


def each(step, letters, actor) -> tuple[int, int]:
    """Take `step` (one of the functions above) for every letter; return (done, too late)."""
    late = 0
    for one in letters:
        try:
            step(letter=one, actor=actor)
        except TooLateError:
            late += 1
    return len(letters) - late, late


# --- Addresses that get no letters -----------------------------------------------


@transaction.atomic
def suppress(
    *,
    partnership,
    email: str,
    reason: str = Suppression.Reason.OBJECTION,
    note: str = "",
    actor=None,
) -> Suppression:
    """Send nothing but statutory letters to `email` any more; doing it twice is once."""
    row, created = Suppression.objects.get_or_create(
        partnership=partnership,
        email=email.strip().lower(),
        lifted_at=None,
        defaults={"reason": reason, "note": note[:500]},
    )
    if created:
        _tell("address suppressed", row, actor, after={"reason": reason})
    return row


@transaction.atomic
def lift(*, suppression: Suppression, actor) -> None:
    """Let an address get letters again."""
    active = Suppression.objects.filter(pk=suppression.pk, lifted_at__isnull=True)
    if not active.update(lifted_at=Now(), updated_at=Now()):
        raise TooLateError
    _tell("address freed", suppression, actor)


@transaction.atomic
def try_now(*, partnership: Partnership, actor) -> None:
    """End the pause of all letters, for instance after the mail server was mended.

    Raises `SharedPauseError` where other offices send by the same mail server.
    """
    if not alone(partnership):
        raise SharedPauseError
    lanes.resume()
    _tell("pause of letters ended", partnership, actor)
    _after_commit(_notify_worker)
    _after_commit(_notify_bulk)


def alone(partnership: Partnership) -> bool:
    """Whether no other office sends letters from this installation."""
    return not Partnership.objects.filter(is_record=False).exclude(pk=partnership.pk).exists()


def beat_heart() -> None:
    """Write down that clock and workers are alive."""
    Heartbeat.objects.update_or_create(name="clock", defaults={"at": Now()})


def notify_all() -> None:
    """Ask the workers to look for letters, now and not after a commit."""
    _notify_worker()
    _notify_bulk()


def _step(row, status, **also):
    before = row.status
    row.become(status, **also)
    row.status_before = before


def _tell(verb, row, actor, before=None, after=None):
    if hasattr(row, "status_before"):
        before, after = {"status": row.status_before}, {"status": row.status}
    office_acted.send(
        sender=type(row), verb=verb, row=row, actor=actor, before=before or {}, after=after or {}
    )


def _notify_for(letter):
    _after_commit(_notify_bulk if letter.lane == Letter.Lane.BULK else _notify_worker)


def _after_commit(notify):
    """Notify once after the commit, however many letters the transaction stores."""
    if all(entry[1] is not notify for entry in connection.run_on_commit):
        transaction.on_commit(notify, robust=True)


def _notify_worker():
    _send("outbox.tasks.deliver")


def _notify_bulk():
    _send("outbox.tasks.deliver_bulk")


def _send(task):
    try:
        current_app.send_task(task)
    except OperationalError as error:
        log.warning("the broker is away, the sweep will find the letters: %s", error)
