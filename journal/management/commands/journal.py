"""`manage.py journal verify`, `manage.py journal heads` and `manage.py journal export`."""

import json

from django.core.management.base import BaseCommand, CommandError

from counties.models import Partnership
from journal.models import Entry
from journal.selectors.chains import breaks, heads, missing

FIELDS = (
    "id",
    "partnership_id",
    "at",
    "actor_id",
    "actor_name",
    "ip",
    "verb",
    "about",
    "about_name",
    "before",
    "after",
    "reason",
    "previous_hash",
    "hash",
)


class Command(BaseCommand):
    help = "Verify the chains of the journal, or export it as JSON Lines."

    def add_arguments(self, parser):
        steps = parser.add_subparsers(dest="step", required=True)
        verify = steps.add_parser(
            "verify", help="exit with 1 and name the entry where a chain broke"
        )
        verify.add_argument(
            "--head", action="append", default=[], help="a head from an earlier message or log"
        )
        steps.add_parser("heads", help="print where each chain ends, to be kept elsewhere")
        export = steps.add_parser("export", help="write one JSON object a line")
        export.add_argument("--partnership", help="only this one (its slug)")

    def handle(self, *args, step, **options):
        if step == "verify":
            self.verify(options["head"])
        elif step == "heads":
            for head in heads():
                self.stdout.write(str(head))
        else:
            self.export(options["partnership"])

    def verify(self, earlier):
        lost = missing(earlier)
        for head in lost:
            self.stderr.write(f"{head}: no entry has this hash any more")
        found = list(breaks())
        for one in found:
            where = f"entry {one.entry_id}" if one.entry_id else "the chain"
            self.stderr.write(f"partnership {one.partnership_id}: {where}: {one.reason}")
        if found or lost:
            raise CommandError("The journal has been tampered with.", returncode=1)
        self.stdout.write(f"The journal is whole: {Entry.objects.count()} entries.")

    def export(self, slug):
        entries = Entry.objects.order_by("pk")
        if slug:
            if not Partnership.objects.filter(slug=slug).exists():
                raise CommandError(f"There is no partnership {slug}.")
            entries = entries.filter(partnership__slug=slug)
        for row in entries.values(*FIELDS).iterator(chunk_size=1000):
            row["at"] = row["at"].isoformat()
            self.stdout.write(json.dumps(row, ensure_ascii=False, sort_keys=True))
