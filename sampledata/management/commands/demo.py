"""Load the demo county: `manage.py demo`; `--accounts` prints who may sign in."""

from django.core.management.base import BaseCommand, CommandError

from sampledata import demo
from sampledata.demo import accounts


class Command(BaseCommand):
    help = "Load the demo county, or print its accounts."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args, **options):
        if options["accounts"]:
            return self.print_accounts()
        try:
            built = demo.build()
        except demo.RealPartnershipError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The demo county {'is built' if built else 'stands already'}.")
        return None

    def print_accounts(self):
        self.stdout.write(f"  Demo accounts, password {accounts.PASSWORD}")
        for account in accounts.ALL:
            factor = " + second factor" if account.second_factor else ""
            self.stdout.write(f"    {account.what:<22} {account.email}{factor}")
        self.stdout.write(
            f"  Second factor: the code now is {accounts.code()}; for later codes add the key"
            f"\n  {accounts.SECRET} to an authenticator app, or run: manage.py demo --accounts"
        )
