"""Forms that mend what was written down wrong, with the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.actions.corrections import FACTS
from agreements.choices import Method
from agreements.forms.agreement import LINES
from agreements.models import Agreement, Withdrawal
from core.forms import Form, ModelForm, correction_reason
from core.validators import validate_not_ahead
from members.choices import PartnerStatus
from members.models import Partner


class FactsForm(ModelForm):
    """What stands about an agreement beside its text."""

    why = correction_reason()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Agreement
        fields = FACTS
        widgets = {"legal_basis": forms.Textarea(attrs=LINES)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = Partner.objects.held_by(self.instance.partnership)
        chosen = held.filter(pk=self.instance.coordinator_id)
        self.fields["coordinator"].queryset = held.exclude(status=PartnerStatus.LEFT) | chosen
        self.initial["revision"] = self.instance.revision
        for name in FACTS:
            self.fields[name].required |= bool(self.initial.get(name)) and name in ASKED

    def _get_validation_exclusions(self):
        # The number is unique within the partnership, which stands in no field.
        return super()._get_validation_exclusions() - {"partnership"}

    def facts(self):
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in FACTS}


# What is never emptied again once it stands there.
ASKED = {"number", "theme", "legal_basis", "legal_basis_on", "coordinator", "valid_from"}


class CorrectSignatureForm(Form):
    """A signature as it was really given."""

    on = forms.DateField(label=_("Day of signing"), validators=[validate_not_ahead])
    place = forms.CharField(label=_("Place of signing"), max_length=200, required=False)
    method = forms.ChoiceField(label=_("How signed"), choices=Method.choices)
    name = forms.CharField(label=_("First name and surname"), max_length=250)
    function = forms.CharField(label=_("Function on that day"), max_length=150)
    why = correction_reason()


class CorrectWithdrawalForm(ModelForm):
    """The days of a withdrawal."""

    why = correction_reason()

    class Meta:
        model = Withdrawal
        fields = ["declared_on", "effective_on"]


class CorrectAccessionForm(Form):
    """The days of an accession that was accepted."""

    declared_on = forms.DateField(label=_("Declared on"), validators=[validate_not_ahead])
    effective_on = forms.DateField(label=_("Party from"))
    why = correction_reason()


class CorrectEndForm(Form):
    """The last day of an agreement that was terminated."""

    on = forms.DateField(label=_("Last day in force"), validators=[validate_not_ahead])
    why = correction_reason()


class CorrectEffectForm(Form):
    """The day from which the coordinator declared an agreement in force."""

    on = forms.DateField(label=_("In force since"), validators=[validate_not_ahead])
    why = correction_reason()


class WhyForm(Form):
    """Only the reason."""

    why = correction_reason()
