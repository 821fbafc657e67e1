"""Changes of the second factor stand in the journal of the office that the account serves."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Service
from journal.models import Entry
from tests.accounts.test_sessions import (
    NOON,
    PASSWORD,
    clean_cache,  # noqa: F401 - a fixture
    sign_in,
)
from tests.conftest import client_of
from tests.factories import PartnershipFactory, UserFactory


def person():
    """Somebody with a password who serves nowhere yet."""
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def serving(*partnerships):
    """Somebody with a password and a service at each of `partnerships`."""
    user = person()
    for partnership in partnerships:
        Service.objects.create(user=user, partnership=partnership, kind="officer")
    return user


def verbs(partnership):
    """What the journal of `partnership` tells, the oldest first."""
    return list(entries(partnership).order_by("pk").values_list("verb", flat=True))


def entries(partnership):
    """The journal of `partnership`."""
    return Entry.objects.filter(partnership=partnership)


def factor_verbs(partnership):
    """The same without coming and going."""
    return [verb for verb in verbs(partnership) if not verb.startswith("signed ")]


def tell(signal, user, kind, **more):
    """What allauth says of a factor of `kind`, with the address of a request."""
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user, request.session = user, sign_in(user).session
    factor = Authenticator(user=user, type=kind, data={})
    signal.send(sender=Authenticator, request=request, user=user, authenticator=factor, **more)


@pytest.mark.django_db(transaction=True)
def test_an_app_and_the_codes_made_seen_and_used_are_written_down(mailbox):
    partnership = PartnershipFactory()
    user = serving(partnership)
    with time_machine.travel(NOON, tick=False):
        client = sign_in(user)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.get(reverse("mfa_activate_totp"))
        secret = client.session["mfa.totp.secret"]
        code = format_hotp_value(hotp_value(secret, int(NOON.timestamp()) // 30))
        response = client.post(reverse("mfa_activate_totp"), {"code": code})
        for _twice in range(2):
            client.get(response.url)
        codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
        other = sign_in(user)
        other.post(reverse("mfa_authenticate"), {"code": codes.get_unused_codes()[0]})
        client.post(reverse("mfa_generate_recovery_codes"))
        client.post(reverse("mfa_deactivate_totp"))
    told = factor_verbs(partnership)
    assert set(told[:2]) == {"authenticator app added", "recovery codes made"}
    assert told[2:] == [
        "recovery codes seen",
        "recovery code used",
        "recovery codes made",
        "authenticator app removed",
        "recovery codes removed",
    ]
    assert not Entry.objects.exclude(partnership=partnership).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signal", "verb"),
    [(authenticator_added, "passkey added"), (authenticator_removed, "passkey removed")],
)
def test_passkeys_are_written_down_with_who_and_from_where(signal, verb):
    partnership = PartnershipFactory()
    user = serving(partnership)
    tell(signal, user, "webauthn")
    entry = Entry.objects.get(partnership=partnership, verb=verb)
    assert (entry.actor, entry.about, entry.ip) == (user, f"accounts.user:{user.pk}", "192.0.2.0")
    assert (entry.before, entry.after) == ({}, {})


@pytest.mark.django_db
def test_each_office_of_the_account_reads_it_and_no_other(cast):
    user = serving(cast.partnership, cast.foreign)
    tell(authenticator_added, user, "webauthn")
    assert factor_verbs(cast.partnership) == factor_verbs(cast.foreign) == ["passkey added"]
    page = client_of(cast.coordinator).get(reverse("journal:office_index")).content.decode()
    assert "dodanie klucza dostępu" in page
    assert verbs(PartnershipFactory()) == []


@pytest.mark.django_db
def test_of_an_account_without_an_office_the_portal_itself_keeps_it():
    tell(authenticator_added, person(), "totp")
    assert factor_verbs(None) == ["authenticator app added"]


@pytest.mark.django_db
def test_the_daily_use_of_an_app_is_no_entry_and_no_secret_is_kept():
    partnership = PartnershipFactory()
    user = serving(partnership)
    tell(authenticator_used, user, "totp", reauthenticated=False, passwordless=False)
    assert factor_verbs(partnership) == []
    codes = RecoveryCodes.activate(user)
    codes.mark_as_viewed()
    entry = entries(partnership).get(verb="recovery codes seen")
    assert (entry.before, entry.after) == ({}, {})


@pytest.mark.django_db
def test_signing_in_failing_and_signing_out_stand_in_the_journal():
    partnership = PartnershipFactory()
    user = serving(partnership)
    place = Client(REMOTE_ADDR="192.0.2.77")
    wrong = {"login": user.email, "password": "zle-haslo-zle"}
    place.post(reverse("account_login"), wrong)
    sign_in(user, place)
    place.post(reverse("account_logout"))
    assert verbs(partnership) == ["sign-in failed", "signed in", "signed out"]
    failed, done, _out = Entry.objects.order_by("pk")
    assert (failed.actor, failed.about_name, failed.ip) == (None, str(user), "192.0.2.0")
    assert done.actor == user


@pytest.mark.django_db
def test_of_a_wrong_address_the_journal_keeps_the_place_alone():
    data = {"login": "moje-haslo-w-zlym-polu@x.example", "password": "zle-haslo-zle"}
    Client(REMOTE_ADDR="192.0.2.77").post(reverse("account_login"), data)
    entry = Entry.objects.get()
    assert (entry.verb, entry.ip, entry.partnership) == ("sign-in failed", "192.0.2.0", None)
    assert "moje-haslo" not in f"{entry.about} {entry.about_name} {entry.after}"


@pytest.mark.django_db
def test_a_wrong_code_stands_in_the_journal():
    partnership = PartnershipFactory()
    user = serving(partnership)
    TOTP.activate(user, generate_totp_secret())
    client = sign_in(user)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert verbs(partnership)[-1] == "code refused"
