"""Keeping files, and proving that they are still what was kept."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from documents.checking import Checked, RefusedError, check
from documents.kinds import SCANS, Kind
from documents.models import Document


class NoRoomError(RefusedError):
    """The store did not take the file: its disk is full or cannot be written."""


@transaction.atomic
def store(
    *, partnership, upload, uploaded_by, kinds: tuple[Kind, ...] = SCANS, text: str = ""
) -> Document:
    """Check `upload` (a file or what `documents.forms.UploadField` gave) and keep it.

    The file is on the disk before its row exists, so no row ever points at
    nothing. Raises `RefusedError` with the reason in words.
    """
    kept = upload if isinstance(upload, Checked) else check(upload, kinds)
    document = Document(
        partnership=partnership,
        name=kept.name,
        media_type=kept.kind.media_type,
        size=len(kept.content),
        sha256=hashlib.sha256(kept.content).hexdigest(),
        needs_text=kept.needs_text,
        signatures=kept.signatures,
        text=text,
        uploaded_by=uploaded_by,
    )
    try:
        document.file.save(kept.name, ContentFile(kept.content), save=False)
    except OSError as error:
        raise NoRoomError(
            _("The file could not be saved, and nothing was recorded. Try again later.")
        ) from error
    document.save()
    return document


def verify() -> Iterator[tuple[Document, str]]:
    """Every document whose file is missing ("missing") or differs ("changed")."""
    for document in Document.objects.order_by("pk").iterator(200):
        try:
            with document.file.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield document, "missing"
        else:
            if digest != document.sha256:
                yield document, "changed"


def sweep(older_than: dt.timedelta = dt.timedelta(days=1)) -> int:
    """Remove files to which no row points, left by a crash; return how many.

    Younger files stay: their row may be in a transaction that is not over.
    """
    root = Path(Document._meta.get_field("file").storage.path(""))
    limit, removed = (now() - older_than).timestamp(), 0
    # One folder a partnership; other apps keep files in folders with names.
    for path in root.glob("[0-9]*/*"):
        name = path.relative_to(root).as_posix()
        if path.stat().st_mtime < limit and not Document.objects.filter(file=name).exists():
            path.unlink()
            removed += 1
    return removed
