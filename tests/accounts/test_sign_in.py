"""Signing up and in: nobody learns who has an account, nobody guesses for long."""

import datetime as dt
import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import attempt
from accounts.models import Attempts, User
from outbox.models import Letter
from tests.accounts.test_sessions import code_of
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.factories import UserFactory

PASSWORD = "zielony-rower-7"
NAMES = {"first_name": "Próbna", "last_name": "Osoba"}


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def known(db):
    user = UserFactory(email="znana@poczta.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def masked(response, email):
    """The page without what differs by nature: the token and the typed address."""
    body = response.content.decode().replace(email, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", body)
    return re.sub(r'"x-csrftoken": "[^"]+"', "TOKEN", body)


def sign_up(client, email):
    data = {**NAMES, "email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(reverse("account_signup"), data)


def sign_in(client, email, password=PASSWORD, **headers):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data, **headers)


def key_in(letter):
    return re.search(r"https?://\S+", letter.body)[0].partition("//")[2].partition("/")[2]


SIGN_UP = {
    "account_signup": {**NAMES, "password1": PASSWORD, "password2": PASSWORD},
    "account_reset_password": {},
}


@pytest.mark.parametrize("page", SIGN_UP)
def test_the_answer_is_the_same_for_known_and_unknown_addresses(known, mailoutbox, page):
    answers = []
    for email in [known.email, "obca@poczta.example"]:
        client = Client()
        response = client.post(reverse(page), {**SIGN_UP[page], "email": email})
        landed = client.get(response.url)
        answers.append((response.status_code, response.url, masked(landed, email)))
    assert answers[0] == answers[1]
    assert len(mailoutbox) == 2


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(known):
    pages = []
    for email in [known.email, "obca@poczta.example"]:
        response = sign_in(Client(), email, "zly-haslo-zly")
        pages.append((response.status_code, masked(response, email)))
    assert pages[0] == pages[1]
    assert pages[0][0] == HTTPStatus.OK


def test_a_person_signs_up_confirms_by_a_button_and_signs_in(db, mailoutbox):
    client = Client()
    assert sign_up(client, "nowa@poczta.example").url == reverse("account_email_verification_sent")
    user = User.objects.get(email="nowa@poczta.example")
    assert user.get_full_name() == "Próbna Osoba"
    assert sign_in(Client(), user.email).url == reverse("account_email_verification_sent")
    address = f"/{key_in(mailoutbox[0])}"
    assert client.get(address).status_code == HTTPStatus.OK
    assert not EmailAddress.objects.get(user=user).verified
    client.post(address)
    assert EmailAddress.objects.get(user=user).verified
    assert sign_in(Client(), user.email).url == reverse("start")


def test_links_in_letters_never_follow_the_host_header(known, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://portal.example"
    url = reverse("account_reset_password")
    Client().post(url, {"email": known.email}, headers={"host": "zly.example"})
    assert "https://portal.example/konto/" in mailoutbox[0].body
    assert "zly.example" not in mailoutbox[0].body + mailoutbox[0].alternatives[0].content


def test_a_strange_host_is_refused(db):
    response = Client().get(reverse("account_login"), headers={"host": "zly.example"})
    assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(("language", "word"), [("pl", "hasło"), ("en", "password")])
def test_letters_speak_the_language_of_the_account(known, mailoutbox, language, word):
    User.objects.update(language=language)
    Client().post(reverse("account_reset_password"), {"email": known.email})
    assert word in mailoutbox[0].subject.lower()
    assert word in mailoutbox[0].body


@pytest.mark.parametrize("email", ["znana@poczta.example", "nowa@poczta.example"])
def test_a_sign_up_hashes_one_password_whether_the_address_is_known_or_not(
    known, email, monkeypatch
):
    """Hashing takes most of the time, and a quicker answer would tell who has an account."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args)
    )
    assert sign_up(Client(), email).status_code == HTTPStatus.FOUND
    assert len(hashed) == 1


def test_letter_about_an_account_says_why_it_came_and_names_no_empty_office(known, mailoutbox):
    Client().post(reverse("account_reset_password"), {"email": known.email})
    (letter,) = mailoutbox
    for words in (letter.body, letter.alternatives[0][0]):
        assert "ktoś wpisał ten adres w portalu" in words
        assert "wśród swoich kontaktów" not in words
    assert not re.search(r"^,", letter.body, re.MULTILINE)


def test_sign_up_does_the_same_work_for_a_known_address_and_keeps_nothing_of_it(known, mailoutbox):
    """Rows cost time, too."""
    written = {}
    for email in [known.email, "nowa@poczta.example"]:
        with CaptureQueriesContext(connection) as captured:
            sign_up(Client(), email)
        words = [query["sql"].split()[:3] for query in captured]
        written[email] = [found for found in words if found[0] in {"INSERT", "UPDATE"}]
    assert written[known.email] == written["nowa@poczta.example"]
    assert set(User.objects.values_list("email", flat=True)) == set(written)
    assert EmailAddress.objects.count() == 2
    assert [message.to for message in mailoutbox] == [[email] for email in written]


def test_the_sixth_wrong_password_in_five_minutes_is_not_tried(known):
    for _ in range(5):
        sign_in(Client(), known.email, "zle-haslo-zle")
    cache.clear()  # the cache is emptied, the pause goes on
    response = sign_in(Client(), known.email)
    assert response.status_code == HTTPStatus.OK
    assert "_auth_user_id" not in response.client.session


def test_wrong_passwords_from_one_place_keep_nobody_out_elsewhere(known):
    for _ in range(9):
        sign_in(Client(), known.email, "zle-haslo-zle")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, known.email).status_code == HTTPStatus.FOUND
    colleague = UserFactory()
    colleague.set_password(PASSWORD)
    colleague.save()
    assert sign_in(Client(), colleague.email).status_code == HTTPStatus.FOUND


def test_wrong_codes_from_one_place_keep_nobody_out_elsewhere(known):
    TOTP.activate(known, generate_totp_secret())
    stranger, owner = Client(), Client(REMOTE_ADDR="192.0.2.7")
    for client in (stranger, owner):
        sign_in(client, known.email)
    for _ in range(9):
        stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
    for client, entered in ((stranger, False), (owner, True)):
        client.post(reverse("mfa_authenticate"), {"code": code_of(known, dt.datetime.now(dt.UTC))})
        assert ("_auth_user_id" in client.session) == entered


def test_a_right_password_does_not_count(known):
    for _ in range(7):
        assert sign_in(Client(), known.email).status_code == HTTPStatus.FOUND
    assert all(row.moments == [] for row in Attempts.objects.all())


def test_a_right_password_does_not_wipe_the_wrong_ones_of_a_place(known):
    sign_in(Client(), "ktos@poczta.example", "zle-haslo-zle")
    sign_in(Client(), known.email)
    # The place, the account, and the account at this place.
    assert sum(len(row.moments) for row in Attempts.objects.all()) == 3


def test_a_forged_forwarding_header_changes_nothing(db):
    for number in range(12):
        email = f"osoba{number}@poczta.example"
        sign_in(Client(), email, "zle-haslo-zle", headers={"x-forwarded-for": f"10.0.0.{number}"})
    places = [row for row in Attempts.objects.all() if len(row.moments) > 1]
    assert [len(row.moments) for row in places] == [10]


@crowded
def test_the_limit_is_exact_for_many_at_once():
    def one(number):
        return attempt(account="cel@poczta.example", ip="10.0.0.1")

    one(0)
    assert sum(at_once(one, range(24), hands=8)) == 4


def test_too_many_letters_for_one_address_get_a_429(known):
    url = reverse("account_reset_password")
    codes = [Client().post(url, {"email": known.email}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]
    assert "<h1>" in Client().post(url, {"email": known.email}).content.decode()


def test_in_the_try_out_who_signs_up_gets_in_from_the_screen(db, settings):
    settings.DEMO, settings.MAIL_URL = True, ""
    client = Client()
    page = client.get(sign_up(client, "nowa@poczta.example").url)
    link = re.search(r'href="[^"]*(/konto/confirm-email/[^"]+)"', page.content.decode())[1]
    assert client.post(link).status_code == HTTPStatus.FOUND
    assert EmailAddress.objects.get(email="nowa@poczta.example").verified


@pytest.mark.parametrize(("demo", "mail"), [(False, ""), (True, "smtp://mail.example")])
def test_where_mail_goes_out_no_link_stands_on_the_screen(db, settings, demo, mail):
    settings.DEMO, settings.MAIL_URL = demo, mail
    client = Client()
    page = client.get(sign_up(client, "nowa@poczta.example").url)
    assert not re.search(r'/konto/confirm-email/[^"]', page.content.decode())


def test_letters_about_accounts_are_found_by_the_only_office(cast, settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    sign_up(Client(), "nowa@poczta.example")
    assert Letter.objects.get().partnership is None  # two offices: nobody knows whose
    cast.foreign.__class__.objects.filter(pk=cast.foreign.pk).update(
        is_record=True, office_name="", office_email=""
    )
    sign_up(Client(), "inna@poczta.example")
    assert Letter.objects.get(to_email="inna@poczta.example").partnership == cast.partnership
    page = client_of(cast.officer).get(reverse("outbox:office_index")).content.decode()
    assert "inna@poczta.example" in page


def test_letter_about_the_account_of_an_officer_is_found_by_that_office(cast, settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    Client().post(reverse("account_reset_password"), {"email": cast.officer.email})
    letter = Letter.objects.get()
    assert letter.partnership == cast.partnership
    page = client_of(cast.officer).get(reverse("outbox:office_letter", args=[letter.pk]))
    assert re.search(r"/konto/password/reset/key/\*\*\*", page.content.decode())
