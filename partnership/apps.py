"""The roof as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "partnership"

    def ready(self):
        """Connect the rooms that do not know each other."""
        import_module("partnership.outbox_journal")
        import_module("partnership.accounts_journal")
        import_module("partnership.programme_cycles")
