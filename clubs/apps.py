"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "clubs"

    def ready(self):
        """Say on organisations' pages what they do for clubs, and in the journal how it is called."""
        import_module("clubs.entries")
        import_module("clubs.sections")
