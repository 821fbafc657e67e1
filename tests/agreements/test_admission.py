"""A party that signed is offered admission as a partner."""

import pytest
from django.urls import reverse

from agreements import actions
from journal.models import Entry
from members.choices import PartnerStatus
from members.models import Partner
from tests.agreements.factories import DAY, make_draft, make_in_force, sign_all
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    """In force, with two parties that stand in the register as contacts only."""
    agreement = make_draft(cast, 2)
    outside = Partner.objects.filter(parties__agreement=agreement)
    outside.update(status=PartnerStatus.CONTACT)
    actions.open_signing(agreement=agreement, actor=cast.officer)
    sign_all(agreement, cast)
    return agreement


def page(agreement):
    return reverse("agreements:office_detail", args=[agreement.pk])


def admit(agreement, *party):
    name = "agreements:office_admit_party" if party else "agreements:office_admit"
    return reverse(name, args=[agreement.pk, *party])


def test_the_page_offers_it_and_one_press_admits_all_from_the_day_they_were_bound(
    cast, office, agreement
):
    assert len(office.get(page(agreement)).context["to_admit"]) == 2
    for _twice in range(2):
        assert office.post(admit(agreement)).url == page(agreement)
    partners = Partner.objects.filter(parties__agreement=agreement)
    assert {(one.status, one.admitted_on) for one in partners} == {("admitted", DAY)}
    assert Entry.objects.filter(verb="partner admitted").count() == 2
    assert not office.get(page(agreement)).context["to_admit"]
    actions.publish(agreement=agreement, actor=cast.officer)
    told = client_of(None).get(agreement.get_absolute_url()).content.decode()
    for partner in partners:
        assert f'href="{partner.get_absolute_url()}"' in told


def test_one_party_is_admitted_and_the_other_waits(office, agreement):
    first, second = agreement.parties.all()
    office.post(admit(agreement, first.pk))
    assert [party.pk for party in agreement.parties.to_admit()] == [second.pk]


def test_nobody_is_offered_whom_the_office_suspended_or_who_has_not_signed(cast, office):
    drafted = make_draft(cast, 2)
    Partner.objects.filter(parties__agreement=drafted).update(status=PartnerStatus.CONTACT)
    assert not drafted.parties.to_admit()
    agreement = make_in_force(cast, 1)
    Partner.objects.filter(parties__agreement=agreement).update(status=PartnerStatus.SUSPENDED)
    office.post(admit(agreement))
    assert Partner.objects.get(parties__agreement=agreement).status == PartnerStatus.SUSPENDED


def test_a_party_that_is_no_partner_has_no_link_on_the_public_page(cast, agreement):
    actions.publish(agreement=agreement, actor=cast.officer)
    told = client_of(None).get(agreement.get_absolute_url()).content.decode()
    assert agreement.parties.first().name in told
    assert agreement.parties.first().partner.get_absolute_url() not in told
