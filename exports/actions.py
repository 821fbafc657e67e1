"""Asking for an export, making it, stopping it, fetching it, erasing it."""

import datetime as dt
import logging
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext_noop as _

from accounts.models import User
from core.exports import WRITERS
from core.models import WrongStepError
from counties.models import Partnership
from exports.models import LIFE, Export, ExportStatus
from exports.tables import BadFilterError, Table, table_of
from journal.actions import record

log = logging.getLogger(__name__)

CHUNK = 500  # rows from one sign of life to the next
LEASE = dt.timedelta(minutes=2)  # without a sign of life the worker is taken for dead
TRIES = 3

NO_ROOM = _("The file could not be saved. Try again later.")
GONE = _("What the filter names is no longer there. Go back to the list and filter it anew.")
FAULT = _("Something went wrong on our side, and the error has been noted. Try again.")
BROKE_OFF = _("The work broke off three times. Try again later, or take fewer rows at once.")


class LostError(Exception):
    """The export was stopped, or has passed to another worker."""


@transaction.atomic
def ask(
    *, table: Table, partnership: Partnership, actor: User, query: dict, form: str, total: int
) -> Export:
    """Let `table`, narrowed by `query`, wait to be written as `form` ("csv" or "xlsx")."""
    return Export.objects.create(
        status=ExportStatus.WAITING,
        partnership=partnership,
        asked_by=actor,
        table=table.key,
        query=query,
        format=form,
        language=translation.get_language(),
        total=total,
    )


def stop(*, export: Export) -> None:
    """Give it up; a worker that is at it notices within some hundred rows. `WrongStepError`."""
    export.become(ExportStatus.STOPPED, finished_at=now())


def try_again(*, export: Export) -> None:
    """Let a stopped or failed export wait once more, from its first row. `WrongStepError`."""
    if export.moves:
        raise WrongStepError(f"{export.status} already")
    export.become(ExportStatus.WAITING, finished_at=None, claims=0, done=0, note="")


def note_taken(
    *, table: Table, partnership: Partnership, actor: User, query: dict, form: str, rows: int
) -> None:
    """Note in the journal who takes what, by which filter, and how many rows."""
    record(
        verb=table.verb,
        row=partnership,
        actor=actor,
        partnership=partnership,
        after={"rows": rows, "format": form, "filter": query},
    )


def take_back() -> None:
    """Let the exports of dead workers wait again; the third death is the last."""
    for export in Export.objects.abandoned():
        with suppress(WrongStepError):
            if export.claims < TRIES:
                export.become(ExportStatus.WAITING)
            else:
                export.become(ExportStatus.FAILED, finished_at=now(), note=BROKE_OFF)


def claim() -> Export | None:
    """Take up the export that waits longest; None when none does."""
    waiting = Export.objects.filter(status=ExportStatus.WAITING).order_by("updated_at", "pk")
    while export := waiting.select_related("partnership__county").first():
        with suppress(WrongStepError):  # another worker took it
            export.become(
                ExportStatus.RUNNING,
                claims=export.claims + 1,
                leased_until=now() + LEASE,
                done=0,
            )
            return export
    return None


def make(export: Export) -> None:
    """Write the file of a claimed export; when that fails, keep the reason in words."""
    try:
        with tempfile.TemporaryFile() as file:
            with translation.override(export.language):
                write(export, file)
            keep(export, file)
    except LostError:
        log.info("export %s was stopped or passed on", export.pk)
    except BadFilterError:
        fail(export, GONE)
    except OSError:
        log.exception("export %s could not be saved", export.pk)
        fail(export, NO_ROOM)
    except Exception:
        log.exception("export %s failed", export.pk)
        fail(export, FAULT)


def write(export: Export, file: IO[bytes]) -> None:
    """Write the whole table into `file`, some hundred rows at a time.

    Only the keys of its rows are held in memory, eight bytes each. Reading all of it
    through one cursor would hold a snapshot, in which SQLite lets nobody write: not
    even us the progress.
    """
    table = table_of(export.table)
    if table is None:
        raise LookupError(export.table)
    rows = table.rows(export.partnership, export.query)
    keys = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=2000))
    export.total = len(keys)
    hold(export)
    WRITERS[export.format](file, table.header(), counted(export, table, rows, keys))


def counted(export: Export, table: Table, rows: QuerySet, keys: array) -> Iterator[list]:
    """The lines of the table, with a sign of life after each chunk. Raises `LostError`."""
    for chunk in chunks(keys):
        for line in table.lines(rows.filter(pk__in=chunk)):
            export.done += 1
            yield line
        hold(export)


def chunks(keys: array) -> Iterable[array]:
    """`keys` some hundred at a time; equal ones, which stand together, are not parted."""
    start = 0
    while start < len(keys):
        end = min(start + CHUNK, len(keys))
        while end < len(keys) and keys[end] == keys[end - 1]:
            end += 1
        yield keys[start:end]
        start = end


def hold(export: Export) -> None:
    """Save the progress and prolong the lease. Raises `LostError` when it is not ours."""
    ours = Export.objects.filter(pk=export.pk, claims=export.claims, status=ExportStatus.RUNNING)
    progress = {"done": export.done, "total": max(export.done, export.total)}
    if not ours.update(**progress, leased_until=now() + LEASE):
        raise LostError


def keep(export: Export, file: IO[bytes]) -> None:
    """Store the written file privately and finish. Raises `LostError`, and then keeps nothing."""
    hold(export)
    export.file.save("export", File(file), save=False)
    try:
        export.become(
            ExportStatus.DONE, finished_at=now(), total=export.done, file=export.file.name
        )
    except WrongStepError as error:
        export.file.delete(save=False)
        raise LostError from error


def fail(export: Export, note: str) -> None:
    """Note why it failed, unless it was stopped or passed on meanwhile."""
    with suppress(LostError, WrongStepError):
        hold(export)
        export.become(ExportStatus.FAILED, finished_at=now(), note=note)


def erase() -> None:
    """Erase exports that are over, and files that a crash left without a row."""
    for export in Export.objects.over():
        export.file.delete(save=False)
        export.delete()
    root = Path(Export._meta.get_field("file").storage.path("exports"))
    limit = (now() - 2 * LIFE).timestamp()
    for path in root.glob("*/*"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
