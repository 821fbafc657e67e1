"""Forms for everyone."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from counties.filters import county_choices
from counties.models import Partnership
from employers.selectors.stories import KINDS


class IndexForm(Form):
    """Whose figures and stories: of one county, or of all. A word it does not know asks for all."""

    county = forms.ChoiceField(label=_("county"), required=False)
    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in KINDS], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counties = county_choices()
        self.asks_county = len(counties) > 1
        self.fields["county"].choices = [("", pgettext_lazy("filter", "all")), *counties]
        self.full_clean()

    @property
    def partnership(self) -> Partnership | None:
        slug = self.cleaned_data.get("county")
        return Partnership.objects.get(slug=slug) if slug and self.asks_county else None

    @property
    def wanted(self) -> str:
        """The kind of stories; empty for all."""
        return self.cleaned_data.get("kind", "")
