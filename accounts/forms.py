"""What a person tells when signing up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """First and last name, asked beside e-mail and password."""

    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Last name"), max_length=150)

    def signup(self, request, user):
        """Called by allauth when the account is made."""
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "last_name"])
