"""A key's answer that no browser wrote is a wrong one, never an error of ours."""

import pytest
from django.urls import reverse

from tests.conftest import client_of

BROKEN = [
    "5",
    "[]",
    '"x"',
    "{}",
    '{"response": 5}',
    '{"id": "a", "rawId": [], "type": 7}',
    "²",
    "9" * 5000,
    "[" * 100_000,
    '{"response": {"userHandle": 5}}',
    "null",
    '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
    '"authenticatorData":"AA","signature":"AA","userHandle":"AA","attestationObject":"AA"}}',
]


@pytest.mark.parametrize("credential", BROKEN, ids=lambda text: text[:40])
def test_a_broken_passkey_signs_nobody_in(client, db, credential):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.status_code in (200, 302, 400)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", BROKEN, ids=lambda text: text[:40])
@pytest.mark.parametrize(
    "name", ["mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_reauthenticate"]
)
def test_a_broken_key_is_refused(cast, name, credential):
    client = client_of(cast.officer)
    answer = client.post(reverse(name), {"credential": credential, "name": "klucz"})
    assert answer.status_code in (200, 302, 400)
