"""How an app of the portal introduces itself to the others."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule


class PluggedConfig(AppConfig):
    """An app whose `plugins` register with other apps what those show or do for it.

    They are imported once all models are there. The registries lie in the `registries`
    of the app that asks, which need not know who answers.
    """

    def ready(self):
        if module_has_submodule(self.module, "plugins"):
            import_module(f"{self.name}.plugins")
