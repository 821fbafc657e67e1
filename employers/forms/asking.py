"""The forms of a firm that asks for Quick Start without an account, and of who decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from counties.models import Partnership
from employers.models import FirmRequest
from members.models import Partner

CONTACTS = ["email", "phone"]


class AskForm(ModelForm):
    """What a firm asks for. The trap is a field that people do not see."""

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = FirmRequest
        fields = [
            "partnership",
            "organisation",
            "contact",
            *CONTACTS,
            "position",
            "wanted",
            "needed_from",
            "needs",
        ]
        widgets = {
            "needs": forms.Textarea(attrs={"rows": 4}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "contact": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offices = list(Partnership.objects.offices().by_county())
        field = self.fields["partnership"]
        field.queryset = Partnership.objects.offices()
        field.label = _("County in which people are needed")
        field.choices = [(office.pk, office.county.name) for office in offices]
        if len(offices) == 1:
            field.initial, field.widget = offices[0].pk, forms.HiddenInput()

    def shown(self):
        """The fields that people see, in their order."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def from_robot(self):
        """Whether the field that people leave empty was filled in."""
        return bool(self.cleaned_data.get("website"))


class DecideForm(Form):
    """Take a request up for a firm, or decline it with a reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("take", _("take it up: it becomes an order")), ("decline", _("decline it"))],
    )
    employer = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Firm in the register"),
        required=False,
        empty_label=_("not there yet: put it into the register as a contact"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you decline. The firm reads it in a letter."),
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = Partner.objects.held_by(asked.partnership)
        same = Partner.objects.held_by(asked.partnership).filter(name__iexact=asked.organisation)
        self.fields["employer"].initial = same.first()
