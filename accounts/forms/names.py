"""What a person tells when signing up."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.validators import WORDS_ONLY


class NameForm(Form):
    """First and last name, asked beside e-mail and password."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        validators=WORDS_ONLY,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        validators=WORDS_ONLY,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["first_name", "last_name", "email", "password1", "password2"]

    def signup(self, request, user):
        """Called by allauth when the account is made."""
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.language = get_language()
        user.save(update_fields=["first_name", "last_name", "language"])
