"""Put the portal back from a backup: `manage.py restore FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from operations import backup
from outbox import lanes


class Command(BaseCommand):
    help = (
        "Check an archive of `manage.py backup` and put the portal back as it holds it. Stop "
        "the processes of the portal first. All mail is held until --release-mail."
    )
    requires_system_checks = []  # they would ask a database that may not be there yet

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?", help="the archive")
        what.add_argument(
            "--release-mail", action="store_true", help="let the mail go after a restore"
        )
        parser.add_argument(
            "--replace", action="store_true", help="even if there is something in this portal"
        )

    def handle(self, *, file, replace, release_mail, **options):
        if release_mail:
            lanes.resume()
            self.stdout.write("The mail goes out again.")
            return
        try:
            restored = backup.restore(file.resolve(), replace=replace)
        except (OSError, backup.BackupError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(told(restored)))
        if restored.faults:
            raise CommandError(
                "The backup was restored, but not all of it holds:\n" + "\n".join(restored.faults)
            )


def told(restored):
    """What was restored, in words."""
    yield f"restored as of {restored.made_at}: the database and {restored.files} files"
    if restored.kept:
        yield f"the files that were here before lie in {restored.kept}"
    yield "All mail is held: look through the outbox, then `manage.py restore --release-mail`."
