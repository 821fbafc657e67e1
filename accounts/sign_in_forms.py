"""allauth's forms in our own words: no placeholder repeats a label."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _


class Plain(forms.BaseForm):
    """Mixin: fields say in their label what they want, and nothing else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


class LoginForm(Plain, AllauthLoginForm):
    """E-mail and password; the way to a new password stands below the button."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")


class ReauthenticateForm(Plain, AllauthReauthenticateForm):
    """The password once more."""
