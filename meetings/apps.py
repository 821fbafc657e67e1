"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Add to organisations' pages, and hear of changes in the register of people."""
        import_module("meetings.hosts")
        import_module("meetings.guests")
        import_module("meetings.register")
