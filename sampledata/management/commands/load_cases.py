"""Load real, published cases of other counties: `manage.py load_cases FILE`."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import inputs
from sampledata import cases


class Command(BaseCommand):
    help = (
        "Enter the published cases of a JSON file as partnerships of record, each with its "
        "source. Counties that an office runs here are left alone; loading twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file; - reads standard input")

    def handle(self, *args, **options):
        try:
            records = json.loads(inputs.content(options["file"]))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        if not isinstance(records, dict):
            raise CommandError(f"{options['file']}: this is not a file of cases.")
        try:
            report = cases.load(records)
        except cases.RegisterMissingError as error:
            raise CommandError(
                "Load the whole TERC register of GUS first: manage.py load_terc FILE"
            ) from error
        self.stdout.write("\n".join(lines(report)))


def lines(report):
    """The report in words."""
    yield f"partnerships of record: {len(report.entered)} new"
    for kind, (new, stood) in report.counts.items():
        yield f"{kind}: {new} new, {stood} stood already"
    if report.by_hand:
        yield f"left to their offices: {', '.join(report.by_hand)}"
    yield from (f"not entered: {reason}" for reason in report.missing)
