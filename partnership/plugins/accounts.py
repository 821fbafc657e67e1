"""Accounts and the journal do not know each other; here log-ins and second factors are kept."""

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.access import address_of
from accounts.models import Service, User
from counties.models import Partnership
from journal.actions import record

Type = Authenticator.Type
ADDED = {
    Type.TOTP: "authenticator app added",
    Type.WEBAUTHN: "passkey added",
    Type.RECOVERY_CODES: "recovery codes made",
}
REMOVED = {
    Type.TOTP: "authenticator app removed",
    Type.WEBAUTHN: "passkey removed",
    Type.RECOVERY_CODES: "recovery codes removed",
}


@receiver(authenticator_added, dispatch_uid="partnership.factor_added")
@receiver(authenticator_reset, dispatch_uid="partnership.factor_reset")
def note_added(request, user, authenticator, **kwargs):
    """A second factor was added, or new recovery codes replaced the old ones."""
    _note(ADDED[authenticator.type], user, ip=address_of(request))


@receiver(authenticator_removed, dispatch_uid="partnership.factor_removed")
def note_removed(request, user, authenticator, **kwargs):
    """A second factor was removed; recovery codes go with the last one."""
    _note(REMOVED[authenticator.type], user, ip=address_of(request))


@receiver(authenticator_used, dispatch_uid="partnership.factor_used")
def note_used(request, user, authenticator, **kwargs):
    """A recovery code was used. The daily use of an app or a passkey is no news."""
    if authenticator.type == Type.RECOVERY_CODES:
        _note("recovery code used", user, ip=address_of(request))


@receiver(post_save, sender=Authenticator, dispatch_uid="partnership.codes_seen")
def note_seen(instance, update_fields, **kwargs):
    """Recovery codes were shown, which happens once; allauth marks it and sends no signal."""
    if (
        instance.type == Type.RECOVERY_CODES
        and update_fields == {"data"}
        and instance.data.get("viewed_at")
    ):
        _note("recovery codes seen", instance.user)


@receiver(user_logged_in, dispatch_uid="partnership.signed_in")
def note_sign_in(request, user, **kwargs):
    """Somebody signed in, with every factor asked for."""
    _note("signed in", user, ip=address_of(request))


@receiver(user_logged_out, dispatch_uid="partnership.signed_out")
def note_sign_out(request, user, **kwargs):
    """Somebody signed out, or was signed out after a pause."""
    if user is not None:
        _note("signed out", user, ip=address_of(request))


@receiver(user_login_failed, dispatch_uid="partnership.sign_in_failed")
def note_failure(credentials, request=None, **kwargs):
    """A wrong password. Of an unknown address only the place is kept, not what was typed."""
    email = str(credentials.get("email", "")).strip().lower()
    user = User.objects.filter(email=email).first() or User()
    _note("sign-in failed", user, by_user=False, ip=address_of(request) if request else None)


@receiver(authentication_failed, dispatch_uid="partnership.code_refused")
def note_wrong_code(request, user, **kwargs):
    """A wrong code of the second factor, after the right password."""
    _note("code refused", user, by_user=False, ip=address_of(request))


def _note(verb, user, *, by_user=True, ip=None):
    """Write it into the journal of each office of `user`; of none into the portal's own."""
    services = Service.objects.filter(user_id=user.pk).select_related("partnership").order_by("pk")
    offices: list[Partnership | None] = [service.partnership for service in services]
    for partnership in offices or [None]:
        record(
            verb=verb, row=user, actor=user if by_user else None, partnership=partnership, ip=ip
        )
