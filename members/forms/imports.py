"""Forms of the import of people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from members.choices import PartnerKind, Sector
from members.rules.columns import FIELDS
from members.selectors.judge import Options

NAMES = {"last_name", "full_name", "reversed_name"}


class UploadForm(Form):
    """The list to read."""

    file = forms.FileField(
        label=_("file with the list"),
        allow_empty_file=True,
        help_text=_(
            "CSV or XLSX, at most 20 MB and 20,000 rows. Titles above the headings, any order "
            "of columns and Windows letters are all right. Nothing is added before you confirm."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )


class ColumnsForm(Form):
    """What each column of the list means, and what holds for all its rows."""

    header_row = forms.IntegerField(
        label=_("row with the headings"),
        min_value=0,
        max_value=100,
        help_text=_("Counted from 1; 0 when the list has no headings."),
    )
    add_partners = forms.BooleanField(
        label=_("Add organisations that are not in the register yet"), required=False
    )
    sector = forms.ChoiceField(
        label=_("sector, where the list does not say"),
        required=False,
        choices=[("", "–"), *Sector.choices],
    )
    kind = forms.ChoiceField(
        label=_("kind, where the list does not say"),
        required=False,
        choices=[("", "–"), *PartnerKind.choices],
    )
    source = forms.CharField(
        label=_("where the office has these data from"),
        max_length=200,
        required=False,
        help_text=_("Told in the first letter to each person."),
    )

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.run = run
        choices = [("", _("– left out –")), *FIELDS.items()]
        for number, heading in enumerate(run.header):
            label = heading or _("column %(number)d") % {"number": number + 1}
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=run.mapping.get(str(number), ""),
            )

    @property
    def columns(self):
        """The fields of the columns, bound."""
        return [self[f"column_{number}"] for number in range(len(self.run.header))]

    @property
    def mapping(self) -> dict[str, str]:
        """Column number to field, as chosen."""
        chosen = {
            str(n): self.cleaned_data.get(f"column_{n}", "") for n in range(len(self.run.header))
        }
        return {number: field for number, field in chosen.items() if field}

    @property
    def options(self) -> Options:
        """What holds for all rows."""
        kept = self.cleaned_data
        return Options(kept["add_partners"], kept["sector"], kept["kind"], kept["source"])

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("header_row") != self.run.header_row:
            return cleaned
        chosen = list(self.mapping.values())
        twice = {field for field in chosen if chosen.count(field) > 1}
        if twice:
            names = ", ".join(str(FIELDS[field]) for field in sorted(twice))
            raise ValidationError(_("Chosen for two columns: %(names)s."), params={"names": names})
        if not NAMES & set(chosen):
            raise ValidationError(_("Choose the column with the last names or the whole names."))
        return cleaned
