"""The cast: who plays in most tests."""

import time
from dataclasses import dataclass

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import translation

from accounts.models import Service, User
from counties.models import Partnership
from members.models import Partner
from tests.factories import (
    PartnerFactory,
    PartnershipFactory,
    RoleFactory,
    ServiceFactory,
    UserFactory,
)


@dataclass
class Cast:
    """Two partnerships; an office, an auditor, a partner's people, and strangers."""

    partnership: Partnership
    foreign: Partnership
    partner: Partner
    officer: User
    coordinator: User
    auditor: User
    newcomer: User  # an officer without a second factor
    member: User  # acts for `partner`
    admin: User  # administers the page of `partner`
    neighbour: User  # acts for another partner of the same partnership
    person: User  # signed in, acts for nobody
    foreign_officer: User


def client_of(user, **kwargs):
    """A test client signed in as `user`, or a passer-by when `user` is None."""
    client = Client(**kwargs)
    if user is not None:
        client.force_login(user)
        show_second_factor(client, user)
    return client


def show_second_factor(client, user):
    """Write into the session that the user's second factor, if any, was just given."""
    factor = Authenticator.objects.filter(user=user).first()
    if factor is not None:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type}
        ]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
        session.save()


def serve(partnership, kind=Service.Kind.OFFICER, second_factor=True):
    """A user who serves at the office of `partnership`."""
    user = ServiceFactory(partnership=partnership, kind=kind).user
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def acting_for(partner, is_admin=False):
    """A user who acts for `partner`."""
    user = UserFactory()
    RoleFactory(partner=partner, is_admin=is_admin, person__user=user, person__email=user.email)
    return user


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The database server is this run's own and goes as a whole: no database is dropped first."""
    return True


@pytest.fixture(autouse=True)
def _polish():
    """Every test begins in the default language, whatever an earlier one read."""
    translation.deactivate()


@pytest.fixture
def cast(db):
    partnership, foreign = PartnershipFactory.create_batch(2)
    partner, other = PartnerFactory.create_batch(2, partnership=partnership)
    return Cast(
        partnership=partnership,
        foreign=foreign,
        partner=partner,
        officer=serve(partnership),
        coordinator=serve(partnership, Service.Kind.COORDINATOR),
        auditor=serve(partnership, Service.Kind.AUDITOR),
        newcomer=serve(partnership, second_factor=False),
        member=acting_for(partner),
        admin=acting_for(partner, is_admin=True),
        neighbour=acting_for(other),
        person=UserFactory(),
        foreign_officer=serve(foreign),
    )


@pytest.fixture
def office(cast):
    """A client at the office of `cast.partnership`."""
    return client_of(cast.officer)
