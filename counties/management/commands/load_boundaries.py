"""Load boundaries for the maps: `manage.py load_boundaries FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import inputs
from counties import boundaries

MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Load boundaries of communes and counties from a GeoJSON file in degrees (WGS 84). "
        "The portal works without them; with them it draws maps. Load the TERC register first."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file; - reads standard input")
        parser.add_argument("--code", default="", help="the property that holds the TERYT code")

    def handle(self, *args, **options):
        try:
            shapes = boundaries.read(inputs.content(options["file"]), options["code"])
        except (OSError, boundaries.BoundaryError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(lines(boundaries.load(shapes))))


def lines(report):
    """The report in words."""
    yield f"boundaries kept: {report.kept}"
    yield f"counties joined from their communes: {report.joined}"
    yield from _listed("codes that the register does not know", report.unknown)
    without = [f"{territory.pk} {territory.name}" for territory in report.without]
    yield from _listed("communes without a boundary", without)


def _listed(title, items):
    if items:
        more = f" … and {len(items) - MOST_SHOWN} more" if len(items) > MOST_SHOWN else ""
        yield f"{title}: {len(items)}: {', '.join(items[:MOST_SHOWN])}{more}"
