"""Make the files that the pages need and the repository does not hold: the font."""

import logging
from pathlib import Path

import fontpkg_source_sans_3
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
TARGET = Path(settings.BASE_DIR) / "static" / "fonts" / "source-sans-3.woff2"
# Latin with Polish and its neighbours, then the signs that clerks really type.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
SIGNS = [ord(sign) for sign in "‐‑–—‘’‚“”„†•…‰‹›€№™←↑→↓−≈≠≤≥«»\u2009\u202f"]


class Command(BaseCommand):
    help = "Build the web font from its package, unless it stands already."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="build even if present")

    def handle(self, *args, force=False, **options):
        if TARGET.exists() and not force:
            return
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        build_font(SOURCE, TARGET)
        self.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


def build_font(source, target):
    """Write the letters we use of the font `source` as WOFF2, with the weight axis kept.

    The file appears under its name only when it is whole.
    """
    logging.getLogger("fontTools.subset").setLevel(logging.WARNING)
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
    )
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS + SIGNS)
    cutter.subset(font)
    whole = target.with_suffix(".part")
    subset.save_font(font, whole, options)
    whole.replace(target)
