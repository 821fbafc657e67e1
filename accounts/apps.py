"""Starts the app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        """Listen to log-in, log-out and changes of the second factor."""
        import_module("accounts.receivers")
