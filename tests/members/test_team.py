"""The office's team: coordinators manage it, freshly proven; the last one stays."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import Service
from journal.models import Entry
from members.actions import invitations
from members.models import TeamInvitation
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import ServiceFactory

TEAM = "members:office_team"


def long_ago(client):
    """Make the last proof of `client` six minutes old."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 360
    session.save()
    return client


def invite(cast, email, kind="auditor"):
    """What the coordinator reads after inviting `email`."""
    data = {"email": email, "kind": kind}
    coordinator = client_of(cast.coordinator)
    return coordinator.post(reverse(f"{TEAM}_invite"), data, follow=True)


def link_to(email):
    text = Letter.objects.get(kind="team_invited", to_email=email).text
    return re.search(r"/z/zespol/\S+", text)[0]


def test_an_invited_person_serves_once_they_accept_by_the_button(cast):
    invite(cast, cast.person.email.upper())
    person, url = client_of(cast.person), link_to(cast.person.email)
    assert person.get(url).status_code == 200
    assert not Service.objects.filter(user=cast.person).exists()
    assert person.post(url).url == reverse("office")
    service = Service.objects.get(user=cast.person)
    assert (service.partnership, service.kind) == (cast.partnership, "auditor")
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["invited to the team", "service begun"]


def test_an_officer_of_another_office_notices_nothing_until_they_accept(cast):
    theirs = client_of(cast.foreign_officer)
    invite(cast, cast.foreign_officer.email)
    assert theirs.get(reverse("office")).status_code == 200
    assert Service.objects.filter(user=cast.foreign_officer).count() == 1
    elsewhere = client_of(cast.foreign_officer)
    theirs.post(link_to(cast.foreign_officer.email))
    assert Service.objects.filter(user=cast.foreign_officer).count() == 2
    assert theirs.get(reverse("office")).status_code == 200, "the session that accepted goes on"
    assert elsewhere.get(reverse("office")).status_code == 302, "the others have ended"


@pytest.mark.parametrize("who", ["person", "foreign_officer", "unconfirmed", "nobody"])
def test_known_and_unknown_addresses_read_the_same(cast, who):
    addresses = {"nobody": "nikt@poczta.example", "unconfirmed": cast.neighbour.email}
    cast.neighbour.emailaddress_set.update(verified=False)
    email = addresses.get(who) or getattr(cast, who).email
    page = invite(cast, email)
    assert [str(message) for message in page.context["messages"]] == [
        "Zaproszenie zostało wysłane. Osoba wejdzie do zespołu, gdy je przyjmie."
    ]
    assert [one.email for one in page.context["invitations"]] == [email]
    assert Letter.objects.filter(to_email=email, kind="team_invited").count() == 1


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_whom_the_list_shows_cannot_be_invited(cast, who):
    page = invite(cast, getattr(cast, who).email)
    assert page.context["form"].errors
    assert not Letter.objects.exists()


def test_whoever_serves_under_another_address_accepts_nothing_twice(cast):
    cast.officer.emailaddress_set.create(email="inny@poczta.example", verified=True)
    invite(cast, "inny@poczta.example")
    client_of(cast.officer).post(link_to("inny@poczta.example"))
    assert Service.objects.get(user=cast.officer).kind == "officer"


@pytest.mark.parametrize("end", ["withdraw", "expire", "decline"])
def test_an_invitation_that_is_over_opens_nothing(cast, end):
    invite(cast, cast.person.email)
    url, invitation = link_to(cast.person.email), TeamInvitation.objects.get()
    if end == "withdraw":
        address = reverse(f"{TEAM}_withdraw", args=[invitation.pk])
        client_of(cast.coordinator).post(address)
        assert Letter.objects.get(kind="team_invited").status == Letter.Status.CANCELLED
    elif end == "expire":
        TeamInvitation.objects.update(expires_at=now())
    else:
        client_of(cast.person).post(url, {"answer": "decline"})
    page = client_of(cast.person).post(url)
    assert "nie jest już ważne" in page.content.decode()
    assert not Service.objects.filter(user=cast.person).exists()


def test_somebody_else_cannot_accept(cast):
    invite(cast, cast.person.email)
    client_of(cast.neighbour).post(link_to(cast.person.email))
    assert not Service.objects.filter(user=cast.neighbour).exists()


def test_an_unanswered_invitation_is_listed_until_it_is_withdrawn(cast):
    invite(cast, cast.person.email)
    TeamInvitation.objects.update(expires_at=now())
    coordinator = client_of(cast.coordinator)
    assert "wygasło" in coordinator.get(reverse(TEAM)).content.decode()
    pk = TeamInvitation.objects.get().pk
    assert (
        client_of(cast.foreign_officer).post(reverse(f"{TEAM}_withdraw", args=[pk])).status_code
        == 404
    )
    coordinator.post(reverse(f"{TEAM}_withdraw", args=[pk]))
    assert not coordinator.get(reverse(TEAM)).context["invitations"]


@pytest.mark.parametrize("who", ["officer", "member", "foreign_officer"])
def test_to_others_the_team_page_does_not_exist(cast, who):
    client = client_of(getattr(cast, who))
    service = Service.objects.get(user=cast.officer)
    assert client.get(reverse(TEAM)).status_code == 404
    assert client.post(reverse(f"{TEAM}_end", args=[service.pk])).status_code == 404


@pytest.mark.parametrize("data", [{"step": "end"}, {"kind": "officer"}])
def test_the_last_coordinator_stays(cast, data):
    service = Service.objects.get(user=cast.coordinator)
    step = data.get("step", "change")
    client_of(cast.coordinator).post(reverse(f"{TEAM}_{step}", args=[service.pk]), data)
    service.refresh_from_db()
    assert service.kind == "coordinator"


def test_a_foreign_service_is_out_of_reach(cast):
    foreign = Service.objects.get(user=cast.foreign_officer)
    response = client_of(cast.coordinator).post(reverse(f"{TEAM}_end", args=[foreign.pk]))
    assert response.status_code == 404
    assert Service.objects.filter(pk=foreign.pk).exists()


def test_a_change_needs_a_fresh_proof_and_is_not_sent_behind_ones_back(cast):
    coordinator = long_ago(client_of(cast.coordinator))
    service = Service.objects.get(user=cast.officer)
    url = reverse(f"{TEAM}_change", args=[service.pk])
    response = coordinator.post(url, {"kind": "auditor"})
    assert response.status_code == 302
    assert response.url.endswith("next=%2Fkonto%2Fdokoncz%2F")
    assert coordinator.session["unsent"]["fields"] == [["kind", "auditor"]]
    service.refresh_from_db()
    assert service.kind == "officer"


def test_a_hostile_referrer_is_not_followed(cast):
    coordinator = long_ago(client_of(cast.coordinator))
    service = Service.objects.get(user=cast.officer)
    url = reverse(f"{TEAM}_end", args=[service.pk])
    coordinator.post(url, headers={"referer": "https://zly.example/x"})
    assert coordinator.session["unsent"]["back"] == reverse("start")


def test_an_ended_service_closes_the_office(cast):
    officer = client_of(cast.officer)
    service = Service.objects.get(user=cast.officer)
    client_of(cast.coordinator).post(reverse(f"{TEAM}_end", args=[service.pk]))
    cast.officer.refresh_from_db()
    fresh = client_of(cast.officer)
    assert fresh.get("/biuro/prosby/").status_code == 404
    assert officer.get("/biuro/prosby/").status_code == 302


@pytest.mark.parametrize("count", [1, 4])
def test_the_team_page_costs_the_same(cast, django_assert_num_queries, count):
    ServiceFactory.create_batch(count, partnership=cast.partnership)
    for number in range(count):
        invitations.invite_to_team(
            partnership=cast.partnership,
            actor=cast.coordinator,
            kind="officer",
            email=f"nowa{number}@poczta.example",
        )
    coordinator = client_of(cast.coordinator)
    coordinator.get(reverse(TEAM))
    with django_assert_num_queries(6):
        coordinator.get(reverse(TEAM))
    assert Client().get(reverse(TEAM)).status_code == 302
