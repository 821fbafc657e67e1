"""The office's team: coordinators manage it, freshly proven; the last one stays."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Service
from journal.models import Entry
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


def test_a_coordinator_adds_somebody_by_the_address_of_an_account(cast):
    coordinator = client_of(cast.coordinator)
    data = {"email": cast.person.email.upper(), "kind": "auditor"}
    assert coordinator.post(reverse(f"{TEAM}_add"), data).status_code == 302
    service = Service.objects.get(user=cast.person)
    assert (service.partnership, service.kind) == (cast.partnership, "auditor")
    assert Entry.objects.get().verb == "service begun"


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_one_cannot_be_added_twice(cast, who):
    data = {"email": getattr(cast, who).email, "kind": "officer"}
    response = client_of(cast.coordinator).post(reverse(f"{TEAM}_add"), data)
    assert response.context["form"].errors["email"]


def test_an_unconfirmed_address_is_nobody(cast):
    cast.person.emailaddress_set.update(verified=False)
    data = {"email": cast.person.email, "kind": "officer"}
    response = client_of(cast.coordinator).post(reverse(f"{TEAM}_add"), data)
    assert response.context["form"].errors["email"]


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
    headers = {"referer": f"http://testserver{url}"}
    response = coordinator.post(url, {"kind": "auditor"}, headers=headers)
    assert response.status_code == 302
    assert f"next={url.replace('/', '%2F')}" in response.url
    service.refresh_from_db()
    assert service.kind == "officer"


def test_a_hostile_referrer_is_not_followed(cast):
    coordinator = long_ago(client_of(cast.coordinator))
    service = Service.objects.get(user=cast.officer)
    url = reverse(f"{TEAM}_end", args=[service.pk])
    response = coordinator.post(url, headers={"referer": "https://zly.example/x"})
    assert response.url.endswith("next=%2Fstart%2F")


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
    coordinator = client_of(cast.coordinator)
    coordinator.get(reverse(TEAM))
    with django_assert_num_queries(5):
        coordinator.get(reverse(TEAM))
    assert Client().get(reverse(TEAM)).status_code == 302
