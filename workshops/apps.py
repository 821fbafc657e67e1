"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        """Tell on the pages of projects, partners and meetings what workshops had to do with them.

        And tell the journal how things of workshops are called.
        """
        import_module("workshops.chain")
        import_module("workshops.entries")
        import_module("workshops.sections")
