"""allauth's forms in our own words: no placeholder repeats a label."""

import uuid

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import attempt, take_back
from accounts.models import User


class Plain(forms.BaseForm):
    """Mixin: fields say in their label what they want, and nothing else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


class Counted(forms.BaseForm):
    """Mixin: wrong codes count by account and place, in the database."""

    user: User

    def clean_code(self):
        adapter = get_account_adapter()
        who = {"account": f"code of {self.user.pk}", "ip": adapter.get_client_ip(context.request)}
        if not attempt(**who):
            raise adapter.validation_error("too_many_login_attempts")
        code = super().clean_code()  # type: ignore[misc]
        take_back(**who)
        return code


class CodeForm(Counted, AuthenticateForm):
    """The code of the second factor, at log-in."""


class CodeAgainForm(Counted, MFAReauthenticateForm):
    """The code of the second factor once more."""


class SignupForm(AllauthSignupForm):
    """Makes an account; for an address that has one already it takes the same time."""

    def try_save(self, request):
        if self.account_already_exists:
            self._make_and_forget(request)
        return super().try_save(request)

    def _make_and_forget(self, request):
        """Do all the work of a new account, so that no clock tells who has one."""
        email = self.cleaned_data["email"]
        with transaction.atomic():
            self.account_already_exists = False
            self.cleaned_data["email"] = f"{uuid.uuid4().hex}@example.invalid"
            self.save(request)
            transaction.set_rollback(True)
        self.account_already_exists = True
        self.cleaned_data["email"] = email


class LoginForm(Plain, AllauthLoginForm):
    """E-mail and password; the way to a new password stands below the button."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")


class ReauthenticateForm(Plain, AllauthReauthenticateForm):
    """The password once more."""


# What a reader meets in a credential that no browser wrote: a number, a list, half of one.
BROKEN = (AttributeError, LookupError, TypeError, ValueError)


class CredentialField(forms.JSONField):
    """JSON of any depth and with numbers of any length, which the reader may refuse."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error


class AnyCredential(forms.BaseForm):
    """Mixin: a credential that is none is a wrong one. allauth expects a JSON object."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self):
        above = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        return _worded(above)

    def clean(self):
        return _worded(super().clean)


def _worded(clean):
    try:
        return clean()
    except BROKEN as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddKeyForm(AnyCredential, AddWebAuthnForm):
    """A new key or passkey."""


class AuthenticateKeyForm(AnyCredential, AuthenticateWebAuthnForm):
    """A key as the second factor."""


class LoginKeyForm(AnyCredential, LoginWebAuthnForm):
    """A passkey instead of a password."""


class ReauthenticateKeyForm(AnyCredential, ReauthenticateWebAuthnForm):
    """The key once more."""
