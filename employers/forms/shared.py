"""What the forms of cases and orders share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, VersionField, correction_reason
from members.models import Partner


class EmployerForm(ModelForm):
    """The basic data of a case or an order at one employer.

    `corrects`: the row has gone on, so that a change needs its reason.
    """

    version = VersionField()

    def __init__(self, *args, partnership, corrects=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        if corrects:
            self.fields["why"] = correction_reason()
        self.fields["employer"].queryset = Partner.objects.held_by(partnership)
        self.fields["employer"].empty_label = _("not in the register")
        if "commune" in self.fields:
            self.fields["commune"].queryset = partnership.communes
            self.fields["commune"].empty_label = _("not known")

    def clean(self):
        data = super().clean()
        if data.get("employer"):
            data["employer_name"] = ""
        return data

    @property
    def columns(self) -> dict:
        """The cleaned values that are columns of the row."""
        return {name: getattr(self.instance, name) for name in self.Meta.fields}


class PublishForm(Form):
    """The words that everyone will read, and the consent to them."""

    title = forms.CharField(
        label=_("Public title"),
        max_length=200,
        help_text=_("For example: furniture works in the commune of Nasielsk."),
    )
    note = forms.CharField(
        label=_("Short note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "What was done and what came of it. No names of people and no number of people "
            "from 1 to 4."
        ),
    )
    consent = forms.CharField(label=_("Who agreed to the publication, and when"), max_length=300)
