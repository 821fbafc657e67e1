"""Personal links: pages that only the link in a letter opens, without signing in.

A link is derived and never stored: an HMAC over a row, a purpose and a random nonce
in the row. A later letter therefore holds the same link, and changing the nonce
revokes every link of that row (ADR 11).
"""

import base64
import hashlib
import hmac
import secrets
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from core.access import form_page, public
from core.parameters import as_number

LENGTH = 20  # bytes, 160 bits
HOUR = 3600
MOST_AN_HOUR = 30


def new_nonce() -> str:
    """What a row with personal links keeps; a new one revokes them."""
    return secrets.token_hex(8)


def seal(purpose: str, number: int, content: str) -> str:
    """The secret part of the link to row `number`, for one purpose such as "meetings:answer"."""
    made = salted_hmac(f"{purpose}:v1", content, algorithm="sha256").digest()[:LENGTH]
    return f"{number}-{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


def opened(token: str, rows, token_of):
    """The one of `rows` that `token` opens, or None. One query, no write.

    `token_of` gives the right token of a row.
    """
    number, dash, sealed = token.partition("-")
    pk = as_number(number)
    if pk is None or not (dash and sealed.isascii()):
        return None
    found = rows.filter(pk=pk).first()
    if found is None or not hmac.compare_digest(token_of(found), token):
        return None
    return found


def link(name: str, *args, language: str) -> str:
    """The full address of a page, as it stands in a letter in `language`."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)


def personal(view):
    """A page that only its own link opens, and that leaves no trace anywhere else.

    Mail gateways open every link and follow every form they find with GET, so only a
    POST may change anything. The secret in the address is the proof that a CSRF token
    would be elsewhere: there is no cookie that another site could ride on.
    """

    @public
    @csrf_exempt
    @form_page
    @wraps(view)
    def guarded(request, token):
        return confidential(view(request, token))

    return guarded


def confidential(response):
    """Keep the secret address of a page out of referrers, caches and search engines.

    Not with `no-referrer`: browsers then send `Origin: null` with every form of the page,
    also with "Sign out" in its header, and the CSRF check refuses that.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def unknown(request, instead: tuple | None = None):
    """The page of a link that opens nothing. `instead` is what else to read: (address, words)."""
    text = _(
        "The link is incomplete, or it is no longer valid. Open it once more from the letter."
    )
    return _refused(request, text, instead, status=404)


def wait(request, instead: tuple | None = None):
    """The page of a link that was used too often. `instead` as in `unknown`."""
    text = _("That was too often. Wait an hour, or answer by telephone.")
    return _refused(request, text, instead, status=429)


def too_often(purpose: str, token: str, most: int = MOST_AN_HOUR) -> bool:
    """Whether this link was used more than `most` times an hour; without the cache, never."""
    key = f"{purpose}:{hashlib.sha256(token.encode()).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:
        # The key expired between the two calls.
        return False


def _refused(request, text, instead, status):
    return render(request, "errors/link.html", {"text": text, "instead": instead}, status=status)
