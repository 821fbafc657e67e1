"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Add to organisations' pages, hear of changes in the register, name things in the journal."""
        import_module("meetings.entries")
        import_module("meetings.hosts")
        import_module("meetings.guests")
        import_module("meetings.register")
