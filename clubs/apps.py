"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "clubs"

    def ready(self):
        """Say on organisations' pages what they do for clubs."""
        import_module("clubs.sections")
