"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"

    def ready(self):
        """Say on meetings' pages what was written about them."""
        import_module("news.sections")
