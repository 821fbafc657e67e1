"""Which addresses are pages, who opens them, and what must stand before they open."""

import time

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import override
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from core.access import UNSENT
from members.actions import invitations, profiles
from members.selectors.links import token_of
from outbox import actions as outbox
from outbox.models import Letter
from tests.agreements.factories import make_in_force
from tests.conftest import client_of
from tests.factories import UserFactory


def with_reason(addresses, reason):
    return dict.fromkeys(addresses.split(), reason)


POST_ONLY, FILE, ONWARD = "only answers POST", "a file, not a page", "always leads elsewhere"
NOT_PAGES = {
    **with_reason(
        """agreements:office_ask_again agreements:office_consult agreements:office_final
        agreements:office_admit agreements:office_admit_party employers:office_order_take_up
        agreements:office_open_signing agreements:office_party_remove
        agreements:office_ready_templates agreements:office_reopen
        agreements:office_signatory_remove meetings:office_announce meetings:office_guest
        meetings:office_guest_remove meetings:office_tick
        meetings:office_reminder_drop meetings:office_remove meetings:office_resume
        clubs:office_publish clubs:office_lock
        meetings:office_stop meetings:office_test meetings:office_walk_in members:my_letters
        members:my_role members:my_withdraw members:office_import_confirm
        members:office_import_drop members:office_import_proceed members:office_partner_step
        members:office_partners_export members:office_people_export members:office_team_end
        members:office_team_withdraw
        exports:office_stop exports:office_again
        outbox:office_cancel outbox:office_hold outbox:office_lift outbox:office_release
        outbox:office_resume outbox:office_retry outbox:office_selected outbox:office_stop
        outbox:office_try_now projects:office_check_ask projects:office_photo_remove
        projects:office_report_accept projects:office_report_ask projects:office_report_drop
        office_report_prepare office_report_publish
        office_report_withdraw workshops:office_publish workshops:office_leave
        news:office_photo_earlier news:office_photo_later
        workshops:office_untie workshops:office_group_drop workshops:office_card_split
        workshops:office_card_shift workshops:my_card_split workshops:my_card_shift
        workshops:office_codes_void workshops:office_decide
        workshops:office_make_project workshops:office_scoring_announce
        workshops:office_scoring_step workshops:office_sheet_add
        workshops:office_vote_announce workshops:office_protocol_photo_drop""",
        POST_ONLY,
    ),
    **with_reason(
        """agreements:office_accession_file agreements:office_file agreements:office_parties_csv
        employers:office_case_sheet exports:office_file
        clubs:office_totals_csv clubs:office_thanks
        agreements:office_sheet agreements:scan meetings:feed meetings:single
        news:feed news:photo news:thumbnail news:office_photo_file news:office_thumbnail
        members:office_import_faulty projects:download projects:my_photo projects:my_report_file
        projects:office_photo projects:office_report_file projects:photo accounts:totp_square
        mfa_download_recovery_codes health_json report_pdf report_docx report_json office_report_pdf
        office_report_docx office_report_json workshops:office_protocol
        workshops:office_protocol_kept workshops:office_protocol_photo workshops:office_codes_sheet
        favicon""",
        FILE,
    ),
    "start": ONWARD,
    "mfa_login_webauthn": "answers the log-in page's script; without it leads to the log-in page",
    "account_confirm_login_code": "log-in by code is not offered; leads to the log-in page",
}
# The same thing seen from two sides, or the same question asked in several ways.
SHARED = [
    {"account_email_verification_sent", "account_reset_password_done"},
    {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"},
    {"agreements:detail", "agreements:my_detail"},
    {"members:office_import", "members:office_import_columns"},
    {"employers:office_case_meeting", "employers:office_case_meeting_add"},
    {"employers:my_order_tell", "employers:work"},
    {"projects:office_report", "projects:office_report_return"},
    {"projects:my_reports", "projects:reports"},
    {"workshops:detail", "workshops:my_detail"},
    {"workshops:index", "workshops:my_index"},
    {"workshops:proposal", "workshops:my_proposal"},
]
# Shown as the recipient sees it: in its own language, under its own subject.
LETTERS = {"meetings:office_preview_html"}
OFFICE_LISTS = [
    "agreements:office_index",
    "agreements:office_templates",
    "clubs:office_index",
    "clubs:office_advisers",
    "clubs:office_gifts",
    "clubs:office_grid",
    "employers:office_cases",
    "exports:office_index",
    "employers:office_orders",
    "journal:office_index",
    "meetings:office_index",
    "members:office_imports",
    "members:office_join_requests",
    "members:office_people",
    "members:office_profile_changes",
    "outbox:office_index",
    "outbox:office_suppressed",
    "projects:office_checks",
    "projects:office_index",
    "projects:office_reports",
    "workshops:office_index",
    "news:office_index",
    "news:office_meetings",
    "programme:office_specialists",
]
ROLES = ["passer-by", "admin", "member", "officer", "coordinator", "person"]
ROLES += ["foreign_officer"]
LIKELY = {":office_": "officer", ":my_": "admin"}  # asked first
ANSWERS = {"health": {200, 503}}  # in tests no worker runs, and the page says so


def names(patterns, prefix=""):
    """Every named address of the resolver, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def groups(found, size=14):
    """The pages among the names, in order, a few at a time: each shares one world."""
    pages = sorted(set(found) - set(NOT_PAGES))
    return [pages[start : start + size] for start in range(0, len(pages), size)]


class Visitors:
    """A client for every role; those who were signed in have just shown who they are."""

    def __init__(self, world):
        self.world, cast = world, world.cast
        users = {role: getattr(cast, role, None) for role in ROLES}
        users |= {"keyholder": keyholder(), "keyless": keyless()}
        self.stage = {**stage(cast), **passkey_of(users["keyholder"])}
        self.clients = {role: fresh(user) for role, user in users.items()}
        self.clients["halfway"] = halfway(users["keyholder"])
        self.clients["interrupted"] = interrupted(cast.officer)

    def address(self, name, language="pl"):
        """One's own thing at this address."""
        with override(language):
            if name in self.stage:
                return reverse(name, kwargs=self.stage[name])
            return self.world.addresses(name)[0][1]

    def who_opens(self, name):
        """The first role that gets a page there."""
        role = self.role_at(name)
        assert role, f"Nobody opens {name}, and NOT_PAGES does not say why."
        return role

    def role_at(self, name):
        """The first role that gets a page there, or None."""
        likely = [role for part, role in LIKELY.items() if part in name]
        for role in [*likely, *self.clients]:
            response = self.clients[role].get(self.address(name))
            if response.streaming:
                b"".join(response)  # a file stays open until it is read
            is_page = response.get("Content-Type", "").startswith("text/html")
            if is_page and response.status_code in ANSWERS.get(name, {200}):
                return role
        return None

    def cookies(self, role, url):
        """The session of this role for a browser."""
        return [
            {"name": name, "value": cookie.value, "url": url}
            for name, cookie in self.clients[role].cookies.items()
        ]


def fresh(user):
    """A client who has shown the password this minute, and the second factor if there is one."""
    client = client_of(user)
    if user is not None:
        session = client.session
        kept = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        given = {"method": "password", "at": time.time(), "email": user.email}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [*kept, {**given, "reauthenticated": True}]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
        session.save()
    return client


def halfway(user):
    """A client whose password was right and whose second factor is still asked for."""
    client = Client()
    login = {"login": user.email, "password": "Próbne hasło 1"}
    assert client.post(reverse("account_login"), login).url == reverse("mfa_authenticate")
    return client


def interrupted(user):
    """A client who was asked for the password before a form could be sent."""
    client = fresh(user)
    session = client.session
    session[UNSENT] = {
        "address": reverse("outbox:office_selected"),
        "fields": [("step", "release")],
        "back": reverse("outbox:office_index"),
    }
    session.save()
    return client


def keyholder():
    """A user with a code generator, recovery codes and a passkey."""
    user = UserFactory()
    user.set_password("Próbne hasło 1")
    user.save()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    key = AttestedCredentialData.create(bytes(16), b"klucz", public)
    made = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG(0x45), 0, key)
    answer = {
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"","origin":""}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
    }
    key_id = websafe_encode(b"klucz")
    credential = {"id": key_id, "rawId": key_id, "type": "public-key", "response": answer}
    Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Klucz próbny", "credential": credential}
    )
    return user


def stage(cast):
    """The arguments of pages that want more than the world has, made here."""
    agreement = make_in_force(cast, public=True)
    outbox.queue(
        [
            outbox.letter(
                once="page",
                kind="próbny",
                to_email="c@b.example",
                subject="Próba",
                text="Próba",
                partnership=cast.partnership,
            )
        ]
    )
    held = Letter.objects.get(once="page")
    outbox.hold(letter=held, actor=cast.officer)
    profiles.propose(partner=cast.partner, actor=cast.admin, profile={"name": "Inna próbna"})
    invited = invitations.invite(
        partner=cast.partner, actor=cast.admin, email=cast.person.email, function="prezes"
    )
    key = EmailConfirmationHMAC(cast.person.emailaddress_set.get()).key
    return {
        "agreements:my_accede": {"pk": agreement.pk, "partner": cast.partner.pk},
        "outbox:office_edit": {"pk": held.pk},
        "members:office_profile_change": {"pk": cast.partner.pk},
        "members:my_colleague": {"token": token_of(invited)},
        "account_confirm_email": {"key": key},
    }


def keyless():
    """A user who has no password yet."""
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    return user


def passkey_of(user):
    """The arguments of the pages about this user's passkey."""
    pk = Authenticator.objects.get(user=user, type="webauthn").pk
    return {name: {"pk": pk} for name in ["mfa_edit_webauthn", "mfa_remove_webauthn"]}


def more_pages(visitors):
    """Pages in another state than the one that the world's rows are in: (role, path)."""
    cast = visitors.world.cast
    pair = {
        "uidb36": user_pk_to_url_str(cast.person),
        "key": default_token_generator.make_token(cast.person),
    }
    return [
        ("passer-by", reverse("account_reset_password_from_key", kwargs=pair)),
        ("passer-by", reverse("account_confirm_email", kwargs={"key": "nonsense"})),
        ("passer-by", reverse("search") + "?q=próbna"),
        ("officer", reverse("search") + "?q=próbna"),
        ("coordinator", reverse("office")),
        ("person", reverse("mine")),
        ("person", reverse("members:my_organisations")),
        ("person", reverse("meetings:my_index")),
        ("person", reverse("agreements:my_index")),
        *(("foreign_officer", reverse(name)) for name in OFFICE_LISTS),
        *((role, "/nie-ma/") for role in ["passer-by", "admin", "officer"]),
    ]
