"""The way into the office, the clock of sessions, and forms that take effect once."""

import hashlib
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import has_second_factor_proof
from accounts.models import Service, Submission
from accounts.receivers import AT_OFFICE, SEEN, STARTED
from core.access import came_from, prove_again
from core.errors import ReadOnlyError
from core.forms import SUBMISSION

OFFICE = "/biuro/"
CHOSEN = "partnership"  # session key: the partnership chosen by staff of several
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
MINUTE = 60


def office(get_response):
    """Let only staff with a second factor into the office, each into one partnership.

    Inside the office `request.service` and `request.partnership` are set. To all
    others the office does not exist (404). Staff without a second factor are
    sent to set one up; a session in which it was not given is asked for it. An
    auditor's attempt to change something is refused.
    """

    def middleware(request):
        request.service = request.partnership = None
        if (
            request.path_info.removeprefix("/en").startswith(OFFICE)
            and request.user.is_authenticated
        ):
            request.service = service_of(request)
            if request.service is None:
                raise Http404
            if not is_mfa_enabled(request.user, SECOND_FACTORS):
                return redirect("mfa_index")
            if not has_second_factor_proof(request):
                return prove_again(request, came_from(request), by_second_factor=True)
            if request.method not in {"GET", "HEAD", "OPTIONS"} and not request.service.may_change:
                raise ReadOnlyError
            request.partnership = request.service.partnership
        return get_response(request)

    return middleware


def service_of(request):
    """The service this person is doing now: the chosen one, else the first, else None."""
    services = list(
        Service.objects.filter(user=request.user, partnership__is_record=False)
        .select_related("partnership__county")
        .order_by("pk")
    )
    chosen = request.session.get(CHOSEN)
    return next(
        (s for s in services if s.partnership_id == chosen), services[0] if services else None
    )


def session_limits(get_response):
    """End sessions that are idle or old, and clear the browser after log-out.

    Limits in seconds: settings STAFF_IDLE, PARTNER_IDLE and SESSION_LIFE.
    """

    def middleware(request):
        if request.user.is_authenticated:
            if is_over(request.session):
                logout(request)
                messages.info(request, _("You were signed out for safety. Please sign in again."))
            else:
                keep_time(request.session)
        response = get_response(request)
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def is_over(session) -> bool:
    """Say whether a session has been idle or alive for too long."""
    now = time.time()
    idle = settings.STAFF_IDLE if session.get(AT_OFFICE) else settings.PARTNER_IDLE
    started = session.get(STARTED, now)
    return now - session.get(SEEN, now) > idle or now - started > settings.SESSION_LIFE


def keep_time(session) -> None:
    """Note that somebody is there; written once a minute at most."""
    now = int(time.time())
    if STARTED not in session:
        session[STARTED] = now
    if now - session.get(SEEN, 0) >= MINUTE:
        session[SEEN] = now


class SubmitOnce:
    """Lets a form that is sent twice take effect once; must be the last middleware.

    `{% submit_once %}` gives every form a token. The first POST with it is noted in the
    transaction of the act itself, so both are committed or neither is; a second one, even at
    the same moment, waits for the first and is redirected to the same page. A refused form
    leaves no note: once corrected, it may be sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not request.POST.get(SUBMISSION):
            return None
        here = request.get_full_path()
        with transaction.atomic():
            sent, is_new = Submission.objects.get_or_create(key=submission_key(request))
            if not is_new:
                return redirect(sent.location or here)
            response = view(request, *args, **kwargs)
            if not took_effect(request, response):
                sent.delete()
            elif response.url != here:
                # A page that leads to itself may hold a secret in its address.
                sent.location = response.url
                sent.save(update_fields=["location"])
        return response


def submission_key(request) -> str:
    """What a form and its content are known by: 64 hexadecimal digits."""
    found = hashlib.sha256(f"{request.user.pk}|{request.get_full_path()}".encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            found.update(repr((name, request.POST.getlist(name))).encode())
    for name, file in sorted(request.FILES.items()):
        found.update(repr((name, file.name, file.size)).encode())
    return found.hexdigest()


def took_effect(request, response) -> bool:
    """Whether an act was done: it leads on to a page, and nothing was refused on the way."""
    return 300 <= response.status_code < 400 and not getattr(request, "was_refused", False)
