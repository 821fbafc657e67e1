"""Seeds of second factors are encrypted where they are kept, with a key that stands elsewhere."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings

from tests.factories import UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def user(db):
    return UserFactory()


def code():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_no_seed_is_stored_readable(user):
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    stored = "".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))
    assert SECRET not in stored
    seeds = [row.data["seed"] for row in Authenticator.objects.filter(type="recovery_codes")]
    assert all(get_adapter().decrypt(seed) not in stored for seed in seeds)
    assert not any(one in stored for one in codes)


def test_a_code_still_opens_the_door(user):
    assert TOTP.activate(user, SECRET).validate_code(code())


def test_a_new_key_is_put_before_the_old_one_and_both_decrypt(user, settings):
    TOTP.activate(user, SECRET)
    settings.ENCRYPTION_KEYS = ["a new key", *settings.ENCRYPTION_KEYS]
    factor = Authenticator.objects.get()
    assert factor.wrap().validate_code(code())
    assert get_adapter().decrypt(get_adapter().encrypt("x")) == "x"


def test_a_lost_key_lets_nobody_in_and_says_so_in_the_log(user, settings, caplog):
    TOTP.activate(user, SECRET)
    settings.ENCRYPTION_KEYS = ["another key"]
    assert not Authenticator.objects.get().wrap().validate_code(code())
    assert "ENCRYPTION_KEYS" in caplog.text


def test_the_key_stands_outside_of_what_a_backup_holds():
    kept = settings.DATA_DIR / "encryption_key"
    assert [kept.read_text()] == settings.ENCRYPTION_KEYS
    assert kept.stat().st_mode & 0o077 == 0
