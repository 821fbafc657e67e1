"""The office opens to staff with a second factor, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import address_of
from accounts.adapter import TOTP_URL
from accounts.models import Service
from tests.accounts.test_sessions import PASSWORD, sign_in
from tests.conftest import client_of
from tests.factories import PartnershipFactory, ServiceFactory

OFFICE_PAGE = "/biuro/prosby/"


def test_staff_with_a_second_factor_comes_in(office):
    assert office.get(OFFICE_PAGE).status_code == 200


@pytest.mark.parametrize(("prefix", "words"), [("", "drugi składnik"), ("/en", "second factor")])
def test_staff_without_a_second_factor_gets_enrolment_only(cast, prefix, words):
    newcomer = client_of(cast.newcomer)
    response = newcomer.get(prefix + OFFICE_PAGE)
    assert response.status_code == 302
    assert response.url == f"{prefix}/konto/2fa/"
    assert words in newcomer.get(response.url).content.decode().lower()


def test_a_session_without_the_second_factor_is_asked_for_it(cast):
    client = Client()
    client.force_login(cast.officer)
    response = client.get(OFFICE_PAGE)
    assert response.status_code == 302
    assert response.url == f"{reverse('mfa_reauthenticate')}?next=%2Fbiuro%2Fprosby%2F"


@pytest.mark.parametrize("who", ["member", "admin", "person"])
def test_for_everybody_else_the_office_does_not_exist(cast, who):
    assert client_of(getattr(cast, who)).get(OFFICE_PAGE).status_code == 404


def test_a_passer_by_is_asked_to_sign_in(db):
    response = Client().get(OFFICE_PAGE)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_recovery_codes_alone_are_no_second_factor(cast):
    cast.newcomer.authenticator_set.create(type="recovery_codes", data={"seed": "x"})
    response = client_of(cast.newcomer).get(OFFICE_PAGE)
    assert response.status_code == 302


def test_one_chooses_between_offices(cast):
    second = ServiceFactory(user=cast.officer, partnership=PartnershipFactory())
    client = client_of(cast.officer)
    url = reverse("accounts:choose_office")
    assert client.get(OFFICE_PAGE).wsgi_request.partnership == cast.partnership
    assert client.post(url, {"service": second.pk}).status_code == 302
    assert client.get(OFFICE_PAGE).wsgi_request.partnership == second.partnership


@pytest.mark.parametrize("wanted", ["", "x", "0", "99999999999999999999999"])
def test_one_cannot_choose_an_office_where_one_does_not_serve(cast, wanted):
    client = client_of(cast.officer)
    foreign = Service.objects.get(user=cast.foreign_officer)
    url = reverse("accounts:choose_office")
    assert client.post(url, {"service": wanted}).status_code == 404
    assert client.post(url, {"service": foreign.pk}).status_code == 404


def test_square_code_is_an_image_of_our_own_while_an_app_is_set_up(cast):
    square = reverse("accounts:totp_square")
    cast.newcomer.set_password(PASSWORD)
    cast.newcomer.save()
    client = sign_in(cast.newcomer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(square).status_code == 404
    page = client.get(reverse("mfa_activate_totp"))
    assert square in page.content.decode()
    assert "data:image" not in page.content.decode()
    assert page.context["form"].secret in client.session[TOTP_URL]
    response = client.get(square)
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_address_of_ipv6_is_that_of_the_subscriber(rf, address, counted):
    assert address_of(rf.get("/", REMOTE_ADDR=address)) == counted
