"""Who may come in, and to do what. A page is closed unless marked here."""

import time
from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

UNSENT = "unsent"  # session key: the form that waits for a proof

# A page for everyone. All other pages ask people to sign in.
public = login_not_required

# A page that people read and, filled in, send back. Every other method gets a 405.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def takes_files(view):
    """Mark a page where somebody without an account may hand in files."""
    view.takes_files = True
    return view


def fresh_login(view):
    """Let in only whoever proved who they are within the last five minutes.

    Others are asked for password, code or passkey and come back to where they
    were. A form that was sent is kept meanwhile and not sent behind their back:
    they press its button once more (`accounts:resume`). For lists with people, mass
    mail, merging and changes of roles.
    """
    return _guarded(view, lambda request: True)


def fresh_act(field: str = ""):
    """The same for a page that everyone may open: only sending its form requires a fresh login.

    With `field`, only forms that contain it, such as "confirm", require one.
    """

    def asks(request):
        return request.method == "POST" and (not field or field in request.POST)

    return lambda view: _guarded(view, asks)


def _guarded(view, asks):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not asks(request) or is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep_unsent(request)
            return prove_again(request, reverse("accounts:resume"))
        messages.info(request, _("Please confirm that it is you."))
        return prove_again(request, request.get_full_path())

    wrapper.asks_for_fresh_login = True  # type: ignore[attr-defined]
    return wrapper


def keep_unsent(request) -> None:
    """Keep a form that was sent until its sender has proved who they are."""
    request.session[UNSENT] = {
        "address": request.get_full_path(),
        "fields": [(name, one) for name, values in request.POST.lists() for one in values],
        "back": came_from(request),
    }


def is_fresh(request) -> bool:
    """Say whether this person gave a password, code or passkey in the last five minutes."""
    records = get_authentication_records(request, request.user)
    if not records:
        return False
    return time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def prove_again(request, url, by_second_factor=False):
    """Send the person to the page that asks for a proof, and from there to `url`."""
    request.was_refused = True
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if by_second_factor:
        methods = [m for m in methods if m["id"].startswith("mfa_")]
    where = methods[0]["url"] if methods else reverse("account_login")
    return redirect(f"{where}?{urlencode({'next': url})}")


def came_from(request) -> str:
    """The page to come back to: this one if it was read, else the one with the form."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referrer = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        parts = urlsplit(referrer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse("start")
