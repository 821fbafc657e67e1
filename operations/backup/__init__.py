"""The whole portal in one archive, and back: the database and the files of people.

The archive is a tar file. Its last member is the manifest, which names every other one
with size and SHA-256: an archive that was cut off has none and is refused.
"""

import datetime as dt
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.timezone import now

from accounts.models import User
from counties.models import Partnership
from documents.actions import verify
from journal.selectors.chains import breaks
from operations.backup import databases
from operations.backup.archive import DATABASE, FILES, KEYS, BackupError, Reading, Writing
from operations.database_roles import owner
from outbox import lanes

HELD = "restored from a backup of {}: letters may have been sent since"
# Until somebody releases the mail: longer than any restore takes to look through.
HOLD = dt.timedelta(days=3650)


@dataclass(frozen=True)
class Restored:
    """What came back: when it was saved, and what of it does not hold."""

    made_at: str
    files: int
    kept: Path | None  # where the files lie that were there before
    faults: list[str]


def save(target: Path) -> dict:
    """Write the archive `target`, readable by its owner only; give its manifest.

    The database first: files are stored before their rows and never rewritten, so every
    file that a saved row names is found afterwards. Raises `BackupError`; then no archive
    is left behind.
    """
    with Writing(target) as archive:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            dump = Path(folder) / DATABASE
            databases.of(connection).dump(dump)
            archive.add(DATABASE, dump)
        for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
            if path.is_file() and path.suffix != ".part":
                archive.add(f"{FILES}/{path.relative_to(settings.MEDIA_ROOT)}", path)
        for name in KEYS:
            if (key := settings.DATA_DIR / name).exists():
                archive.add(name, key)
        return archive.finish(
            made_at=now().isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        )


def restore(source: Path, *, replace: bool = False) -> Restored:
    """Put the portal back as the archive `source` holds it, and hold all mail.

    Every sum is checked before anything is touched. Refuses, with `BackupError`, an archive
    that does not hold, one of another engine or of a newer portal, and, unless `replace`, a
    portal in which there is something. Files that were there are moved aside, not deleted.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (
        Reading(source) as archive,
        tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as folder,
        owner(),  # in an empty database there is no other role yet
    ):
        manifest = archive.checked()
        _refuse_foreign(manifest)
        if not replace and not is_empty():
            raise BackupError(
                "There is something in this portal. With --replace it gives way to the backup."
            )
        found = Path(folder)
        archive.unpack(found)
        connection.close()
        databases.of(connection).load(found / DATABASE)
        kept = _put_files(found)
    call_command("migrate", interactive=False, verbosity=0)
    lanes.pause(HELD.format(manifest["made_at"]), HOLD)
    files = sum(name.startswith(f"{FILES}/") for name in manifest["members"])
    return Restored(manifest["made_at"], files, kept, list(_faults()))


def is_empty() -> bool:
    """Whether nobody and nothing is in this portal yet; its tables may be there."""
    try:
        if Partnership.objects.exists() or User.objects.exists():
            return False
    except DatabaseError:  # no tables yet
        connection.close()
    return not any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


def _refuse_foreign(manifest):
    if manifest["engine"] != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest['engine']}, this portal runs on {connection.vendor}."
        )
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [".".join(name) for name in manifest["migrations"] if tuple(name) not in known]
    if unknown:
        raise BackupError(f"The backup is of another version of the portal: {unknown[0]}.")


def _put_files(found):
    """Put the unpacked files in their place; give the folder to which older ones were moved."""
    media, kept = Path(settings.MEDIA_ROOT), None
    if media.exists() and any(media.iterdir()):
        kept = media.with_name(f"{media.name}.before-{now():%Y%m%d-%H%M%S}")
        media.rename(kept)
    shutil.rmtree(media, ignore_errors=True)
    (found / FILES).mkdir(exist_ok=True)
    (found / FILES).rename(media)
    for name in KEYS:
        if (found / name).exists():
            (found / name).replace(settings.DATA_DIR / name)
    if not os.environ.get("JOURNAL_KEY"):
        # What was loaded at the start is the key of the portal that gave way.
        settings.JOURNAL_KEY = (settings.DATA_DIR / "journal_key").read_text()
    return kept


def _faults():
    for broken in breaks():
        yield f"journal of partnership {broken.partnership_id}: {broken.reason}"
    for document, finding in verify():
        yield f"document {document.pk}: {finding}"
