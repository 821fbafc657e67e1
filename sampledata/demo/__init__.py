"""The demo county: Nowy Dwór Mazowiecki, built through the real actions.

Real facts carry their source; what is made up to fill a screen says so.
"""

from django.db import transaction

from counties.models import Partnership
from sampledata.demo import (
    accounts,
    agreements,
    annual,
    clubs,
    employers,
    meetings,
    news,
    programme,
    project_reports,
    projects,
    register,
    workshops,
    workshops_choice,
)

SLUG = "nowodworski"


class RealPartnershipError(Exception):
    """The demo was to be loaded where a real office works."""


@transaction.atomic
def build() -> Partnership | None:
    """Build the whole county, or return None when it stands already.

    Raises `RealPartnershipError` where a real office works: everybody knows the passwords
    of the demo's accounts.
    """
    offices = Partnership.objects.offices()
    if any(accounts.belongs_to_demo(office) for office in offices):
        return None
    if offices:
        raise RealPartnershipError("A real partnership is here: the demo is loaded beside none.")
    partnership = register.found(SLUG)
    coordinator = accounts.office(partnership)
    partners = register.fill(partnership, coordinator)
    accounts.partner(partners, coordinator)
    agreements.sign(partnership, partners, coordinator)
    meetings.hold(partnership, partners, coordinator)
    meetings.count(partnership, coordinator)
    meetings.invite(partnership, coordinator)
    projects.follow(partnership, partners, coordinator)
    project_reports.tell(partnership, coordinator)
    cycles = workshops.revive(partnership, partners, coordinator)
    workshops_choice.choose(partners, coordinator, cycles)
    workshops.finish(cycles[1], coordinator)
    clubs.open_them(partnership, partners, coordinator)
    employers.help_firms(partnership, partners, coordinator)
    news.write(partnership, partners, coordinator)
    programme.remember()
    programme.certify(partnership, coordinator)
    annual.publish(partnership, coordinator)
    return partnership
