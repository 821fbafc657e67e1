"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Say on organisations' pages which meetings they host and were invited to."""
        import_module("meetings.hosts")
        import_module("meetings.guests")
