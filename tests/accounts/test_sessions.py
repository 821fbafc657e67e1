"""Sessions end: by idleness, by age, by log-out, by a changed password, factor or role."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.adapter import TOTP_URL
from accounts.models import Service
from tests.conftest import client_of
from tests.factories import UserFactory

PASSWORD = "zielony-rower-7"
NEW_PASSWORD = "czerwony-tramwaj-9"
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
PAGE = "/moje/dane/"


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def user(db):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user, client=None):
    client = client or Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def code_of(user, at=NOON):
    factor = Authenticator.objects.get(user=user, type="totp")
    return format_hotp_value(hotp_value(decrypt(factor.data["secret"]), int(at.timestamp()) // 30))


def is_in(client):
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(("who", "minutes"), [("coordinator", 30), ("member", 8 * 60)])
def test_an_idle_session_ends(cast, who, minutes):
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(getattr(cast, who))
        clock.shift(dt.timedelta(minutes=minutes))
        assert is_in(client)
        clock.shift(dt.timedelta(minutes=minutes, seconds=1))
        assert not is_in(client)


def test_a_busy_session_ends_after_twelve_hours(cast):
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(cast.member)
        for _ in range(6):
            clock.shift(dt.timedelta(hours=2))
            assert is_in(client)
        clock.shift(dt.timedelta(minutes=1))
        assert not is_in(client)


def test_the_session_key_changes_at_log_in(user):
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    sign_in(user, client)
    assert client.session.session_key != before


def test_log_out_clears_the_browser(user):
    client = sign_in(user)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)
    assert "Clear-Site-Data" not in Client().get(reverse("account_login"))


def test_a_get_does_not_log_out(user):
    client = sign_in(user)
    client.get(reverse("account_logout"))
    assert is_in(client)


def test_a_cookie_from_before_the_log_out_opens_nothing(user):
    client = sign_in(user)
    cookie = client.cookies["session"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["session"] = cookie
    assert not is_in(thief)


def test_a_changed_password_ends_the_other_sessions(user):
    here, elsewhere = sign_in(user), sign_in(user)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    here.post(reverse("account_change_password"), data)
    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.django_db(transaction=True)
def test_setting_up_a_second_factor_ends_the_other_sessions():
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    with time_machine.travel(NOON, tick=False):
        here, elsewhere = sign_in(user), sign_in(user)
        here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        here.get(reverse("mfa_activate_totp"))
        secret = here.session["mfa.totp.secret"]
        code = format_hotp_value(hotp_value(secret, int(NOON.timestamp()) // 30))
        response = here.post(reverse("mfa_activate_totp"), {"code": code})
        assert response.url == reverse("mfa_view_recovery_codes")
        assert TOTP_URL not in here.session
        assert is_in(here)
        assert not is_in(elsewhere)
        first = here.get(response.url).content.decode()
        again = here.get(response.url).content.decode()
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert all(code in first for code in codes)
    assert not any(code in again for code in codes)


def test_a_code_of_the_app_works_once(user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    with time_machine.travel(NOON, tick=False):
        code = code_of(user)
        first, second, third = sign_in(user), sign_in(user), sign_in(user)
        url = reverse("mfa_authenticate")
        first.post(url, {"code": code})
        second.post(url, {"code": code})
        third.post(url, {"code": f"{code[:3]} {code[3:]}"})
        assert [is_in(client) for client in (first, second, third)] == [True, False, False]


def test_a_recovery_code_works_once(user):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    clients = sign_in(user), sign_in(user)
    for client in clients:
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert [is_in(client) for client in clients] == [True, False]


def test_an_aborted_log_in_leaves_nothing_to_the_next_person(user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    other = UserFactory()
    other.set_password(PASSWORD)
    other.save()
    client = sign_in(user)
    client.post(reverse("account_logout"))
    sign_in(other, client)
    assert client.session["_auth_user_id"] == str(other.pk)
    records = client.session["account_authentication_methods"]
    assert [record["email"] for record in records] == [other.email]


@pytest.mark.parametrize("step", ["change", "end"])
def test_a_changed_role_ends_the_sessions_of_that_person(cast, step):
    coordinator, officer = client_of(cast.coordinator), client_of(cast.officer)
    assert is_in(officer)
    service = Service.objects.get(user=cast.officer)
    url = reverse(f"members:office_team_{step}", args=[service.pk])
    response = coordinator.post(url, {"kind": "auditor"})
    assert response.url == reverse("members:office_team")
    assert not is_in(officer)
    assert is_in(coordinator)


def test_a_switched_off_account_is_out_at_once(cast):
    client = client_of(cast.member)
    cast.member.is_active = False
    cast.member.save()
    assert not is_in(client)
