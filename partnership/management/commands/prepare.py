"""Everything between an installed portal and its first page."""

import hashlib
import sys

from django.conf import settings
from django.core.management import BaseCommand, call_command, get_commands

from counties.models import Partnership


class Command(BaseCommand):
    help = "Build the pages' files, bring the database up to date, and load the demo where empty."

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-static", action="store_true", help="the pages' files are built already"
        )

    def handle(self, *, no_static, verbosity, **options):
        if not no_static:
            self.build_static()
        call_command("migrate", interactive=False, verbosity=verbosity)
        if settings.DEMO and not Partnership.objects.exists() and "demo" in get_commands():
            self.stdout.write("Loading the demo county …")
            call_command("demo")

    def build_static(self):
        """Collect style sheets, scripts and the font, unless they are as they were."""
        kept = settings.STATIC_ROOT / ".made-from"
        if kept.exists() and kept.read_text() == self.sources():
            return
        call_command("build_assets", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        kept.write_text(self.sources())

    def sources(self):
        """A name for the present state of everything that goes into the pages' files."""
        lock = settings.BASE_DIR / "uv.lock"
        found = [lock, *sorted(settings.STATICFILES_DIRS[0].rglob("*"))]
        states = [(str(path), path.stat().st_mtime_ns) for path in found if path.is_file()]
        return hashlib.sha256(repr((sys.version, states)).encode()).hexdigest()
