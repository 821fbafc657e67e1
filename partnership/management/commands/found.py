"""Found a partnership and name its first coordinator: `manage.py found --help`."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Service, User
from counties.models import Partnership, Territory
from journal.actions import record


class Command(BaseCommand):
    help = (
        "Found the partnership of a county and name its first coordinator, who then asks for a "
        "password at the log-in page and sets up a second factor. Load the register first "
        "(load_terc)."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="short name in addresses, for example nowodworski")
        parser.add_argument("--county", required=True, help="TERC code of the county, 4 digits")
        parser.add_argument("--name", required=True, help="name of the partnership")
        parser.add_argument("--office", required=True, help="name of the labour office")
        parser.add_argument("--address", required=True, help="address of the office")
        parser.add_argument("--email", required=True, help="e-mail of the office, for replies")
        parser.add_argument("--phone", default="", help="telephone of the office")
        parser.add_argument("--bip", default="", help="address of the office's BIP page")
        parser.add_argument("--coordinator", required=True, help="e-mail of the coordinator")

    @transaction.atomic
    def handle(self, *args, **options):
        counties = Territory.objects.counties().current()
        county = counties.filter(code=options["county"]).first()
        if county is None:
            raise CommandError(f"No county has the TERC code {options['county']}.")
        if Partnership.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"A partnership is called {options['slug']} already.")
        partnership = Partnership.objects.create(
            slug=options["slug"],
            county=county,
            name=options["name"],
            office_name=options["office"],
            office_address=options["address"],
            office_email=options["email"],
            office_phone=options["phone"],
            bip_url=options["bip"],
        )
        coordinator = user_with(options["coordinator"].strip().lower())
        Service.objects.create(
            user=coordinator, partnership=partnership, kind=Service.Kind.COORDINATOR
        )
        record(
            verb="partnership founded",
            row=partnership,
            partnership=partnership,
            after={"coordinator": coordinator.email},
        )
        self.stdout.write(f"{partnership} is founded; {coordinator.email} coordinates it.")


def user_with(email):
    """The account of `email`; a new one has no password until its owner asks for one."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    user.emailaddress_set.update_or_create(
        email=email, defaults={"verified": True, "primary": True}
    )
    return user
