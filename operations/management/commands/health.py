"""The health page on the command line, for containers and for people without a browser."""

from django.core.management import BaseCommand, CommandError

from operations.health import DOWN, parts


class Command(BaseCommand):
    help = "Say which parts of the portal work; fail when one that was asked for does not."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("part", nargs="*", help="database broker worker beat mail (all)")

    def handle(self, part, **options):
        found = parts()
        asked = part or list(found)
        for name in asked:
            self.stdout.write(f"{name}: {found[name]}")
        if any(found[name] == DOWN for name in asked):
            raise CommandError("Not everything works.")
