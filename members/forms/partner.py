"""Forms of the partner's own pages, and of what the office decides about them."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Service
from core.filters import FilterSet, WordsFilter
from core.forms import Form, ModelForm
from core.validators import WORDS_ONLY, digits, validate_nip, validate_phone
from members.actions.profiles import PUBLIC_FIELDS
from members.choices import JoinStatus
from members.models import Application, ColleagueInvitation, JoinRequest, Partner, TeamInvitation


class SearchForm(Form):
    """Words from the name of an organisation."""

    q = forms.CharField(label=_("Name of the organisation"), min_length=3, max_length=100)


class AskForm(ModelForm):
    """As what one acts for the organisation, and a word to who decides."""

    class Meta:
        model = JoinRequest
        fields = ["function", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "function": _("For example: head, secretary, employee."),
            "message": _("So that they know who you are. Optional."),
        }


class ApplyForm(ModelForm):
    """An organisation that is not in the register yet, and as what one acts for it.

    The partnership is asked for only where there are several.
    """

    nip = forms.CharField(
        label="NIP",
        required=False,
        max_length=20,
        validators=[validate_nip],
        help_text=_("Ten digits; dashes and spaces do not matter."),
    )

    class Meta:
        model = Application
        fields = ["partnership", "name", "nip", "kind", "function", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "function": _("For example: head, secretary, employee."),
            "message": _("For example what the organisation does and why it wants to join."),
        }

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        choice = self.fields["partnership"]
        choice.queryset = partnerships
        if len(partnerships) == 1:
            choice.initial, choice.disabled = partnerships[0], True
            choice.widget = forms.HiddenInput()

    def clean_nip(self):
        return digits(self.cleaned_data["nip"])


class InviteForm(ModelForm):
    """Whom to invite, and as what."""

    class Meta:
        model = ColleagueInvitation
        fields = ["email", "function"]


class ProfileForm(ModelForm):
    """The public profile; what differs waits for the office."""

    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Partner
        fields = PUBLIC_FIELDS
        widgets = {"description": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, instance, **kwargs):
        kwargs["initial"] = {**instance.proposed, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)


class OwnDataForm(Form):
    """One's own name, telephone and language."""

    first_name = forms.CharField(label=_("First name"), max_length=100, validators=WORDS_ONLY)
    last_name = forms.CharField(label=_("Last name"), max_length=150, validators=WORDS_ONLY)
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, validators=[validate_phone]
    )
    language = forms.ChoiceField(
        label=_("Language of letters"), choices=[("pl", "polski"), ("en", "English")]
    )


class DecisionForm(Form):
    """Yes or no to a request; a no needs a reason, which the person reads."""

    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a refusal. It goes into the letter."),
    )

    def clean(self):
        values = super().clean()
        if values.get("answer") == "refuse" and not values.get("reason"):
            self.add_error("reason", _("Say why you refuse."))
        return values


class RefusalForm(Form):
    """Why an organisation is not taken into the register."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It goes into the letter."),
    )


class OfficeDecisionForm(DecisionForm):
    """The office may also name the first administrator of an organisation."""

    is_admin = forms.BooleanField(
        label=_("Also let this person administer the organisation's page"), required=False
    )
    field_order = ["answer", "is_admin", "reason"]


class ProfileDecisionForm(DecisionForm):
    """A decision on the proposal that was shown, not on a later one."""

    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)


class TeamForm(ModelForm):
    """Whom to invite to the office's team, and as what."""

    class Meta:
        model = TeamInvitation
        fields = ["email", "kind"]


class KindForm(Form):
    """What somebody does at the office."""

    kind = forms.ChoiceField(label=_("Role"), choices=Service.Kind.choices)


class JoinRequestFilter(FilterSet):
    """Requests to join by status and by name of the organisation."""

    q = WordsFilter(label=_("Name of the organisation"), method="by_partner")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=JoinStatus.choices)

    def by_partner(self, rows, name, words):
        return rows.filter(partner__in=Partner.objects.found_by(words))


class ProfileChangeFilter(FilterSet):
    """Proposed profiles by name of the organisation."""

    q = WordsFilter(label=_("Name of the organisation"))
