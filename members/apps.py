from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self):
        from members import entries, tables  # noqa: F401, PLC0415 - models are not loaded before
