"""Rows of a county of our own, made before any page opens. All of it is made up."""

import datetime as dt
from types import SimpleNamespace

from allauth.mfa.totp.internal.auth import TOTP
from django.utils.timezone import now

from meetings.choices import MeetingKind
from meetings.models import Meeting
from tests.agreements.factories import make_in_force
from tests.clubs.factories import ClubFactory
from tests.factories import (
    CommuneFactory,
    CountyFactory,
    PartnerFactory,
    PartnershipFactory,
    PersonFactory,
    RoleFactory,
    ServiceFactory,
    UserFactory,
)
from tests.journeys.town import Account, Guest, Town
from tests.meetings.factories import InvitationFactory, MeetingFactory
from tests.projects.factories import ProjectFactory
from tests.workshops.factories import make_cycle

PASSWORD = "haslo-do-prob-2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECTORS = ["social", "business", "public"]
COMING = "Spotkanie w Malinowie"


def found(url, letters):
    """A partnership with an office, ten organisations, and something of everything to read."""
    county = CountyFactory(code="1499", name="powiat próbny")
    names = ["Malinowo", "Jagodowo", "Porzeczkowo"]
    communes = [
        CommuneFactory(parent=county, code=f"14990{n}", name=name)
        for n, name in enumerate(names, start=1)
    ]
    partnership = PartnershipFactory(county=county, name="Partnerstwo Lokalne Próbowo")
    office = Account("urzad@urzad.example", PASSWORD, SECRET)
    clerk = Account("nowa@urzad.example", PASSWORD)
    officer = serve(partnership, office)
    serve(partnership, clerk)
    partners = [
        PartnerFactory(
            partnership=partnership,
            sector=SECTORS[n % 3],
            commune=communes[n % 3],
            name=f"Organizacja próbna {'ABCDEFGHIJ'[n]}, {names[n % 3]}",
        )
        for n in range(10)
    ]
    guests = [employ(partner) for partner in partners]
    employ(partners[-1])  # the office has to say which of the two signs
    partner = Account("partner@firma.example", PASSWORD)
    head = Account("prezes@firma.example", PASSWORD)
    act_for(partners[1], head)
    hold_meetings(partnership, partner)
    do_business(partnership, officer, partners[0])
    return Town(
        url=url,
        office=office,
        clerk=clerk,
        partner=partner,
        head=head,
        letters=letters,
        parties=[partner.name for partner in partners],
        guests=guests[::3][:3],
        commune=names[0],
        word="malinow",
        meeting=COMING,
    )


def serve(partnership, account):
    """Somebody of the office who can sign in."""
    return ServiceFactory(user=sign_up(account), partnership=partnership).user


def act_for(partner, account):
    """Somebody who administers an organisation's page and can sign in."""
    user = sign_up(account)
    RoleFactory(partner=partner, is_admin=True, person__user=user, person__email=user.email)


def sign_up(account):
    """A user with the account's password and second factor."""
    user = UserFactory(email=account.email)
    user.set_password(account.password)
    user.save()
    if account.secret:
        TOTP.activate(user, account.secret)
    return user


def employ(partner):
    """Somebody who acts for an organisation."""
    role = RoleFactory(partner=partner)
    return Guest(str(role.person), partner.name, role.person.email)


def hold_meetings(partnership, partner):
    """A workshop of last month, and a coming meeting to which the partner is invited."""
    MeetingFactory(
        partnership=partnership,
        kind=MeetingKind.WORKSHOP,
        status=Meeting.Status.HELD,
        announced_at=now() - dt.timedelta(days=60),
        starts_at=now() - dt.timedelta(days=30),
    )
    coming = MeetingFactory(partnership=partnership, title=COMING, announced=True)
    person = PersonFactory(
        partnership=partnership, email=partner.email, first_name="Jadwiga", last_name="Próbna-Żak"
    )
    InvitationFactory(meeting=coming, person=person)


def do_business(partnership, officer, leader):
    """An agreement in force, projects that created jobs, a cycle and a club, all published."""
    town = SimpleNamespace(partnership=partnership, officer=officer, partner=leader)
    make_in_force(town, public=True, title="Porozumienie malinowskie (próbne)")
    for title, jobs in [("Sad w Malinowie (próbny)", 4), ("Młyn w Malinowie (próbny)", 7)]:
        ProjectFactory(
            partnership=partnership,
            title=title,
            leader=leader,
            public=True,
            theme="products",
            rows__jobs={"created": jobs},
        )
    make_cycle(partnership, public=True)
    ClubFactory(partnership=partnership, public=True)
