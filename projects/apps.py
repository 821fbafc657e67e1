"""This room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        """Say on organisations' pages what they do in projects."""
        import_module("projects.sections")
