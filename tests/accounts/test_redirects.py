"""`next` leads nowhere but to pages of our own."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.conftest import client_of
from tests.factories import UserFactory

PASSWORD = "zielony-rower-7"
HOST = "zly.example"
HOSTILE = [
    f"https://{HOST}",
    f"http://{HOST}",
    f"//{HOST}",
    f"///{HOST}",
    f"////{HOST}",
    f"\\\\{HOST}",
    f"/\\{HOST}",
    f"\\/{HOST}",
    f"/\\/{HOST}",
    f"//\\{HOST}",
    f"https:{HOST}",
    f"https:/{HOST}",
    f"https:///{HOST}",
    f"https:\\{HOST}",
    f"https:\\\\{HOST}",
    f"http:{HOST}",
    f"HTTPS://{HOST}",
    f"hTTp://{HOST}",
    f"ftp://{HOST}",
    f" https://{HOST}",
    f"\thttps://{HOST}",
    f"\nhttps://{HOST}",
    f"\r\nhttps://{HOST}",
    f"\x00https://{HOST}",
    f"\x01//{HOST}",
    f"\x08https://{HOST}",
    f"\x1fhttps://{HOST}",
    f"/\t/{HOST}",
    f"/\n/{HOST}",
    f"/\r/{HOST}",
    f"h\tttps://{HOST}",
    f"https\n://{HOST}",
    f"https://testserver@{HOST}",
    f"https://testserver:80@{HOST}",
    f"//testserver@{HOST}",
    f"https://testserver.{HOST}",
    f"https://{HOST}#testserver",
    f"https://{HOST}?testserver",
    f"https://{HOST}/testserver",
    f"https://{HOST}\\@testserver",
    f"https://{HOST}%00.testserver",
    f"https://testserver%2f@{HOST}",
    f"https://testserver\\.{HOST}",
    f"//{HOST}:80",
    f"//{HOST}%2f..",
    "https://[::1]",
    "//[::ffff:1.2.3.4]/",
    "http://[",
    "https://1.2.3.4",
    "//3627734734",
    "https://0x7f.1",
    f"//{HOST}/%2e%2e",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "javascript://testserver/%0aalert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:https://testserver/x",
    "file:///etc/passwd",
    f"mailto:x@{HOST}",
    f"https\uff1a//{HOST}",
    f"//{HOST}\u3002pl",
    f"https:\uff0f\uff0f{HOST}",
]


def stays_here(url):
    parts = urlsplit(url)
    return parts.netloc in {"", "testserver"} and url.startswith(("/", "http://testserver"))


def safe_path(url):
    """The address as a browser reads it: backslashes are slashes, tabs are nothing."""
    return not url.replace("\\", "/").replace("\t", "").startswith("//")


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def user(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def test_there_are_at_least_sixty_hostile_cases():
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("wanted", HOSTILE)
def test_signing_in_and_out_stays_here(user, wanted):
    client = Client()
    data = {"login": user.email, "password": PASSWORD, "next": wanted}
    entered = client.post(reverse("account_login"), data)
    left = client.post(reverse("account_logout"), {"next": wanted})
    for response in (entered, left):
        assert response.status_code == 302
        assert stays_here(response.url), response.url
        assert safe_path(response.url), response.url


@pytest.mark.parametrize("wanted", HOSTILE)
def test_pages_put_no_hostile_link_anywhere(db, wanted):
    for page in ["account_login", "account_signup", "account_reset_password"]:
        body = Client().get(reverse(page), {"next": wanted}).content.decode()
        assert 'href="javascript:' not in body.lower()
        assert f'href="https://{HOST}' not in body
        assert f'href="//{HOST}' not in body


def test_a_page_of_our_own_is_followed(user):
    data = {"login": user.email, "password": PASSWORD, "next": "/moje/dane/"}
    assert Client().post(reverse("account_login"), data).url == "/moje/dane/"


def test_reauthentication_stays_here(cast):
    cast.member.set_password(PASSWORD)
    cast.member.save()
    for wanted in HOSTILE[::6]:
        cache.clear()
        client = client_of(cast.member)
        url = reverse("account_reauthenticate")
        response = client.post(url, {"password": PASSWORD, "next": wanted})
        assert response.status_code == 302
        assert stays_here(response.url)
        assert safe_path(response.url)
