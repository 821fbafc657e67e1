"""Care of the stored files."""

from django.core.management.base import BaseCommand, CommandError

from documents import actions


class Command(BaseCommand):
    help = "verify: every row has its file and hash. sweep: remove files without a row."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify", "sweep"])

    def handle(self, *, what, **options):
        if what == "sweep":
            self.stdout.write(f"{actions.sweep()} files removed")
            return
        faults = list(actions.verify())
        for document, finding in faults:
            self.stderr.write(f"{document.pk}\t{finding}\t{document.file.name}")
        if faults:
            raise CommandError(f"{len(faults)} documents are not as they were stored")
        self.stdout.write("all files are as they were stored")
