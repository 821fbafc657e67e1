from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "agreements"

    def ready(self):
        from agreements import entries, sections  # noqa: F401, PLC0415 - models come first
