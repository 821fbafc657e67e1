"""Load the official TERC register: `manage.py load_terc FILE`."""

import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import inputs
from counties import terc
from counties.loading import load
from members.models import Partner

EXCERPT = Path(__file__).resolve().parents[3] / "counties" / "data" / "terc_demo.csv"


class Command(BaseCommand):
    help = "Load a TERC file of GUS (CSV, XML or ZIP); the next year's file updates the last one."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?", help="the file; - reads standard input")
        what.add_argument(
            "--excerpt", action="store_true", help="the two counties that the demo needs"
        )
        parser.add_argument("--as-of", type=dt.date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")

    def handle(self, *args, **options):
        path = EXCERPT if options["excerpt"] else options["file"]
        try:
            units = terc.read(inputs.content(path))
            report = load(
                units,
                as_of=options["as_of"],
                source=path.name,
                dry_run=options["dry_run"],
            )
        except (OSError, terc.TercError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(lines(report)))


def lines(report):
    """The report in words, one change a line, with the partners of abolished communes."""
    counts = ", ".join(f"{level} {number}" for level, number in report.counts.items())
    yield f"TERC {report.as_of}: {counts}; changes: {report.changes}"
    first_load = len(report.added) > sum(report.counts.values()) / 2
    if first_load:
        yield f"added: {len(report.added)}"
    else:
        yield from (f"added: {line['code']} {line['name']}" for line in report.added)
    for line in report.renamed:
        yield f"renamed: {line['code']} {line['before']} -> {line['name']}"
    for line in report.kind_changed:
        yield f"kind changed: {line['code']} {line['name']}: {line['before_kind']} -> {line['kind']}"
    for line in report.abolished:
        yield f"abolished: {line['code']} {line['name']}"
        for partner in Partner.objects.filter(commune=line["code"]):
            yield f"  partner concerned: {partner.pk} {partner.name}"
