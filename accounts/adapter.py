"""How allauth behaves in this house."""

import base64
import hashlib
import logging
import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext, override

from accounts.actions import attempt, take_back
from accounts.models import Service, User
from core.secrets import links_are_live
from counties.models import Partnership

TRY_OUT_LINK = "try_out_link"  # session key
TOTP_URL = "totp_url"  # session key: what the square code says while an app is being set up
SEED = 20  # bytes
logger = logging.getLogger(__name__)

# The address in a letter's context that its button leads to.
LINKS = ("activate_url", "password_reset_url", "signup_url")


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by e-mail, counted in the database; letters in the reader's language."""

    def pre_authenticate(self, request, **credentials):
        """Refuse when too many wrong passwords were tried, even with an emptied cache."""
        if not attempt(**self._who(request, credentials)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            take_back(**self._who(request, credentials))
        return user

    def is_safe_url(self, url):
        """Only paths of our own; also for what no address parser can read."""
        hosts = {self.request.get_host()}
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, hosts)

    def format_email_subject(self, subject):
        """Subjects speak for themselves; no prefix with a host name."""
        return subject

    def send_mail(self, template_prefix, email, context):
        """Send in the language of the account, or of the page when there is none."""
        user = context.get("user") or User.objects.filter(email=email).first()
        with override(user.language if user else get_language()):
            super().send_mail(template_prefix, email, context)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Put the letter's words into our frame, as text and HTML, with one button."""
        link = next((context[name] for name in LINKS if context.get(name)), "")
        context = {
            **context,
            "link": on_this_site(link),
            "site_url": settings.SITE_URL,
            "language": get_language(),
        }
        words = render_to_string(f"{template_prefix}_message.txt", context)
        context["paragraphs"] = [" ".join(p.split()) for p in words.split("\n\n") if p.strip()]
        context["heading"] = render_to_string(f"{template_prefix}_subject.txt", context).strip()
        if links_are_live():  # nothing is sent: the next page offers the link instead
            self.request.session[TRY_OUT_LINK] = context["link"]
        message = super().render_mail("account/email/frame", email, context, headers)
        message.partnership = office_of(context.get("user"))
        return message

    def _who(self, request, credentials):
        return {"account": credentials.get("email", ""), "ip": self.get_client_ip(request)}


class MFAAdapter(DefaultMFAAdapter):
    """The second factor, whose seeds are encrypted where they are kept."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The key is gone. A seed that nobody knows lets nobody in, least of all an empty one.
            logger.error("A second factor cannot be decrypted: compare ENCRYPTION_KEYS.")
            return base64.b32encode(secrets.token_bytes(SEED)).decode()

    def build_totp_svg(self, url):
        """Keep `url` for the square code, which is an image of its own (`accounts:totp_square`).

        allauth would put it into the page as a data: address, which our CSP forbids.
        """
        self.request.session[TOTP_URL] = url
        return ""

    def generate_authenticator_name(self, user, type):  # noqa: A002 (allauth's name)
        return gettext("My passkey")


def office_of(user) -> Partnership | None:
    """The partnership whose office finds the letters about the account of `user`, if any.

    The one that the account serves, else the only one that has an office here.
    """
    served = Service.objects.filter(user=user).select_related("partnership").first()
    if served:
        return served.partnership
    offices = Partnership.objects.filter(is_record=False)[:2]
    return offices[0] if len(offices) == 1 else None


def _cipher():
    """The keys of ENCRYPTION_KEYS, whatever their length, as Fernet wants them."""
    keys = (hashlib.sha256(key.encode()).digest() for key in settings.ENCRYPTION_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def on_this_site(url: str) -> str:
    """`url` on the configured address, whatever Host header the request carried."""
    if not url:
        return ""
    return f"{settings.SITE_URL}{urlsplit(url).path}"
