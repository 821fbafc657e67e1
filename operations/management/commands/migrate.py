"""Django's `migrate`, as the role that owns the tables; then the portal's role gets its rights."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from operations import database_roles


class Command(migrate.Command):
    def handle(self, *args, **options):
        with database_roles.owner():
            super().handle(*args, **options)
        if options["plan"]:
            return
        try:
            database_roles.grant()
        except database_roles.RoleError as error:
            raise CommandError(str(error)) from error
