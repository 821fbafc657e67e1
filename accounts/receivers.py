"""What has to happen when somebody logs in or out or changes the second factor."""

import time

from allauth.account.internal.flows.login import record_authentication  # noqa: TID251 - no public one
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from accounts.actions import end_sessions
from accounts.adapter import TOTP_URL
from accounts.models import Service

STARTED, SEEN, AT_OFFICE = "started", "seen", "at_office"  # keys of the session


@receiver(user_logged_in)
def begin_clock(request, user, **kwargs):
    """Note when the session began, and whether the shorter limit of staff holds."""
    request.session[STARTED] = request.session[SEEN] = int(time.time())
    request.session[AT_OFFICE] = Service.objects.filter(user=user).exists()


@receiver(user_logged_out)
def mark_log_out(request, **kwargs):
    """Let the middleware tell the browser to forget what it kept."""
    request.signed_out = True


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def end_other_sessions(request, user, authenticator, **kwargs):
    """A changed second factor ends every session but the one that changed it."""
    request.session.pop(TOTP_URL, None)
    end_sessions(user)
    update_session_auth_hash(request, user)


@receiver(authenticator_added)
def count_as_proof(request, user, authenticator, **kwargs):
    """Whoever sets up a second factor has just shown that it works."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
