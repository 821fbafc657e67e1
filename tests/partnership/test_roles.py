"""An organisation's page shows everything it does, and only what is public."""

import datetime as dt

import pytest

from clubs.choices import GiftKind
from clubs.models import Gift
from tests.agreements.factories import make_in_force
from tests.clubs.factories import ClubFactory
from tests.conftest import client_of
from tests.factories import PartnerFactory
from tests.meetings.factories import MeetingFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def titles(client, url):
    return [str(section["title"]) for section in client.get(url).context["sections"]]


@pytest.fixture
def partner(cast):
    """The cast's partner in every role there is."""
    agreement = make_in_force(cast, public=True)
    partner = agreement.parties.first().partner
    MeetingFactory(partnership=cast.partnership, announced=True, host=partner)
    ProjectFactory(partnership=cast.partnership, public=True, leader=partner)
    club = ClubFactory(partnership=cast.partnership, public=True, host=partner)
    Gift.objects.create(
        club=club,
        kind=GiftKind.FURNITURE,
        giver=partner,
        given_on=dt.date(2026, 5, 4),
        show_giver=True,
    )
    return partner


def test_the_public_page_shows_all_roles(client, partner):
    found = titles(client, partner.get_absolute_url())
    roles = {
        "Porozumienia",
        "Projekty",
        "Gospodarz spotkań",
        "Gospodarz klubów",
        "Dary dla klubów",
    }
    assert roles <= set(found)


def test_the_public_page_shows_nothing_that_is_not_public(cast, client):
    partner = PartnerFactory(partnership=cast.partnership)
    MeetingFactory(partnership=cast.partnership, announced=True, host=partner, is_public=False)
    ProjectFactory(partnership=cast.partnership, leader=partner)
    hidden = ClubFactory(partnership=cast.partnership, host=partner)
    shown = ClubFactory(partnership=cast.partnership, public=True)
    for club, agreed in [(hidden, True), (shown, False)]:
        Gift.objects.create(
            club=club,
            kind=GiftKind.FOOD,
            giver=partner,
            given_on=dt.date(2026, 5, 4),
            show_giver=agreed,
        )
    assert titles(client, partner.get_absolute_url()) == []
    office = client_of(cast.officer)
    assert len(titles(office, f"/biuro/partnerzy/{partner.pk}/")) == 4
