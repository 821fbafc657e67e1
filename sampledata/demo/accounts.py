"""The demo's accounts. Everyone may know their passwords: never use them for real."""

import base64
import time
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from accounts.models import Service, User
from counties.models import Partnership
from members.actions import joining

PASSWORD = "partnerstwo-lokalne"  # noqa: S105 - a demo's password is printed on purpose
SECRET = "PARTNERSTWOLOKALNEDEMO2345ABCDEF"  # noqa: S105 - so is its second factor


@dataclass(frozen=True)
class Account:
    """One line of what the start of the demo prints."""

    what: str
    email: str
    second_factor: bool


OFFICE = Account("urząd (koordynator)", "biuro@demo.example", True)
AUDITOR = Account("audytor", "audytor@demo.example", True)
PARTNER = Account("partner", "partner@demo.example", False)
CLUB = Account("lider klubu", "klub@demo.example", False)
ALL = [OFFICE, PARTNER, AUDITOR, CLUB]


def office(partnership) -> User:
    """Make the coordinator and the auditor; return the coordinator."""
    coordinator = _user(OFFICE, "Konto", "Urzędu")
    Service.objects.create(
        user=coordinator, partnership=partnership, kind=Service.Kind.COORDINATOR
    )
    auditor = _user(AUDITOR, "Konto", "Audytora")
    Service.objects.create(user=auditor, partnership=partnership, kind=Service.Kind.AUDITOR)
    return coordinator


def belongs_to_demo(partnership: Partnership) -> bool:
    """Return whether the demo's own office account serves `partnership`, whatever its name."""
    return Service.objects.filter(partnership=partnership, user__email=OFFICE.email).exists()


def partner(partners, coordinator) -> User:
    """Make the partner's account, which asked to join and was approved."""
    user = _user(PARTNER, "Konto", "Partnera")
    asked = joining.ask(
        user=user,
        partner=partners["Stowarzyszenie Przykładowe „Nad Wkrą”"],
        function="członek zarządu (konto próbne)",
        message="Prośba przykładowa.",
    )
    joining.approve(request=asked, actor=coordinator, is_admin=True)
    return user


def club_leader() -> User:
    """Make the account that leads a club and nothing else."""
    return _user(CLUB, "Konto", "Klubu")


def code() -> str:
    """The second factor of the demo's office accounts at this moment."""
    digits, seconds = 6, 30  # what authenticator apps take for granted
    app = TOTP(base64.b32decode(SECRET), digits, SHA1(), seconds)  # noqa: S303 - so says RFC 6238
    return app.generate(int(time.time())).decode()


def _user(account, first_name, last_name):
    user = User.objects.create_user(
        account.email, PASSWORD, first_name=first_name, last_name=last_name
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if account.second_factor:
        seed = get_adapter().encrypt(SECRET)
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": seed}
        )
    return user
