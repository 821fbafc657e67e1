"""Forms of the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm
from core.validators import validate_not_ahead
from counties.models import Territory
from programme import registries
from programme.models import OwnEdition, Specialist


class SpecialistForm(ModelForm):
    """Everything that the register holds of a specialist."""

    class Meta:
        model = Specialist
        fields = [
            "kind",
            "name",
            "function",
            "certificate",
            "issued_by",
            "valid_until",
            "counties",
            "consent_on",
        ]
        widgets = {"counties": forms.SelectMultiple(attrs={"size": 8})}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        counties = Territory.objects.counties().current().select_related("parent")
        self.fields["counties"].queryset = counties
        self.fields["counties"].label_from_instance = with_voivodeship
        self.fields["counties"].help_text = _("Hold Ctrl to choose several.")
        self.fields["consent_on"].validators.append(validate_not_ahead)

    @property
    def columns(self):
        """The cleaned values that are columns of the specialist."""
        return {name: v for name, v in self.cleaned_data.items() if name != "counties"}


class EditionForm(ModelForm):
    """An edition of workshops in the office's county; the cycle is one that the portal holds."""

    cycle = forms.ChoiceField(
        label=_("cycle on the portal"),
        required=False,
        help_text=_("If the portal holds this edition as a cycle; the page then leads there."),
    )

    class Meta:
        model = OwnEdition
        fields = ["period", "place", "note", "source", "cycle"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        held = [(c.about, f"{c.title} {c.when}".strip()) for c in registries.of(partnership)]
        self.fields["cycle"].choices = [("", "–"), *held]


def with_voivodeship(county):
    """A county as people tell it from its namesakes."""
    return f"{county.name} ({county.parent.name.lower()})" if county.parent else county.name
