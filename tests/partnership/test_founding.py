"""The first steps on a real installation."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Service
from counties.models import Partnership
from tests.factories import CountyFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "county": "1414",
    "name": "Partnerstwo próbne",
    "office": "Urząd próbny",
    "address": "ul. Próbna 1",
    "email": "pup@urzad.example",
    "coordinator": "Ona@urzad.example",
}


@pytest.fixture
def county(db):
    return CountyFactory(code="1414")


def test_an_office_is_founded_with_a_coordinator_who_asks_for_a_password(
    county, client, mailoutbox
):
    call_command("found", "probny", **WORDS)
    service = Service.objects.get()
    assert (service.kind, service.partnership.slug) == (Service.Kind.COORDINATOR, "probny")
    assert not service.user.has_usable_password()
    client.post(reverse("account_reset_password"), {"email": "ona@urzad.example"})
    assert "/konto/password/reset/key/" in mailoutbox[0].body


def test_a_county_that_is_not_in_the_register_is_refused(county):
    with pytest.raises(CommandError, match="9999"):
        call_command("found", "probny", **{**WORDS, "county": "9999"})
    assert not Partnership.objects.exists()


def test_the_same_name_twice_is_refused(county):
    call_command("found", "probny", **WORDS)
    with pytest.raises(CommandError, match="already"):
        call_command("found", "probny", **WORDS)
