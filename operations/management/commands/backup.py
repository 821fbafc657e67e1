"""Save the whole portal: `manage.py backup FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from operations import backup


class Command(BaseCommand):
    help = (
        "Write the database, the files of people and, where it is kept in DATA_DIR, the secret "
        "key into one archive with sums. The portal may run meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the new archive, for example portal.tar")

    def handle(self, *, file, **options):
        try:
            manifest = backup.save(file.resolve())
        except (OSError, backup.BackupError) as error:
            raise CommandError(str(error)) from error
        size = sum(member["size"] for member in manifest["members"].values())
        self.stdout.write(f"{file}: {len(manifest['members'])} members, {size:,} bytes")
