"""Public profiles are proposed by partners and approved by the office; own data at once."""

import pytest
from django.urls import reverse

from journal.models import Entry
from members.actions import profiles
from members.models import Person
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import PartnerFactory

OWN = {"first_name": "Nowa", "last_name": "Osoba", "phone": "22 123 45 67", "language": "en"}


@pytest.fixture
def proposal(cast):
    """A proposed description of `cast.partner`, sent through the page."""
    form = {"name": cast.partner.name, "description": "Uczymy zawodu."}
    url = reverse("members:my_profile", args=[cast.partner.pk])
    assert client_of(cast.admin).post(url, form).status_code == 302
    cast.partner.refresh_from_db()
    return cast.partner


def decide(client, partner, **data):
    url = reverse("members:office_profile_change", args=[partner.pk])
    return client.post(url, data)


def test_a_proposal_changes_nothing_until_it_is_approved(proposal, office):
    assert proposal.proposed == {"description": "Uczymy zawodu."}
    assert proposal.description == ""
    decide(office, proposal, answer="approve", seen=profiles.fingerprint(proposal))
    proposal.refresh_from_db()
    assert (proposal.description, proposal.proposed) == ("Uczymy zawodu.", {})
    entry = Entry.objects.get(verb="profile change approved")
    assert (entry.before, entry.after) == (
        {"description": ""},
        {"description": "Uczymy zawodu."},
    )
    assert Letter.objects.filter(kind="profile_approved").count() == 1


def test_a_refused_proposal_goes_away_with_a_reason(proposal, office):
    seen = profiles.fingerprint(proposal)
    assert decide(office, proposal, answer="refuse", seen=seen).status_code == 200
    decide(office, proposal, answer="refuse", reason="Za krótko.", seen=seen)
    proposal.refresh_from_db()
    assert (proposal.description, proposal.proposed) == ("", {})
    assert "Za krótko." in Letter.objects.get(kind="profile_refused").text


def test_one_approves_what_one_has_read(cast, proposal, office):
    seen = profiles.fingerprint(proposal)
    profiles.propose(partner=proposal, actor=cast.admin, profile={"description": "Co innego."})
    decide(office, proposal, answer="approve", seen=seen)
    proposal.refresh_from_db()
    assert proposal.description == ""
    assert proposal.proposed == {"description": "Co innego."}


def test_a_proposal_touches_public_fields_only(cast):
    form = {"name": cast.partner.name, "nip": "5260001246", "status": "left", "partnership": "1"}
    url = reverse("members:my_profile", args=[cast.partner.pk])
    client_of(cast.admin).post(url, form)
    cast.partner.refresh_from_db()
    assert cast.partner.proposed == {}
    assert cast.partner.nip == ""


def test_the_office_sees_before_and_after(proposal, office):
    url = reverse("members:office_profile_change", args=[proposal.pk])
    assert "Uczymy zawodu." in office.get(url).content.decode()


def test_a_foreign_office_sees_no_proposal(cast, proposal):
    foreign = client_of(cast.foreign_officer)
    url = reverse("members:office_profile_change", args=[proposal.pk])
    assert foreign.get(url).status_code == 404
    assert list(foreign.get(reverse("members:office_profile_changes")).context["page"]) == []


def test_own_data_are_corrected_at_once_and_only_ones_own(cast):
    others = list(Person.objects.exclude(user=cast.member).order_by("pk").values())
    client_of(cast.member).post(reverse("members:my_data"), OWN)
    person = Person.objects.get(user=cast.member)
    cast.member.refresh_from_db()
    assert (str(person), person.language, person.phone) == ("Nowa Osoba", "en", "22 123 45 67")
    assert (str(cast.member), cast.member.language) == ("Nowa Osoba", "en")
    assert list(Person.objects.exclude(user=cast.member).order_by("pk").values()) == others


@pytest.mark.parametrize("bad", [{"phone": "abc"}, {"first_name": "A\x00b"}, {"language": "de"}])
def test_bad_own_data_stay_on_the_form_with_a_message(cast, bad):
    response = client_of(cast.member).post(reverse("members:my_data"), {**OWN, **bad})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(bad)


def test_invitations_stop_and_come_again(cast):
    client, url = client_of(cast.member), reverse("members:my_letters")
    client.post(url, {"stop": "1"})
    assert not Person.objects.reachable().filter(user=cast.member).exists()
    client.post(url, {"stop": "0"})
    assert Person.objects.reachable().filter(user=cast.member).exists()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_profiles_costs_the_same(office, cast, django_assert_num_queries, count):
    for partner in PartnerFactory.create_batch(count, partnership=cast.partnership):
        profiles.propose(partner=partner, actor=cast.admin, profile={"phone": "22 123 45 67"})
    url = reverse("members:office_profile_changes")
    office.get(url)
    with django_assert_num_queries(6):
        response = office.get(url)
    assert len(response.context["page"]) == count
