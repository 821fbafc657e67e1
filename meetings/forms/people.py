"""Forms about people: who is invited, what they answer, who came."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from meetings.choices import Answer, Channel
from meetings.forms.shared import one_line
from members.choices import PartnerKind, PartnerStatus, Sector


class CriteriaForm(Form):
    """Recipients by what is known of their organisations; empty means any."""

    sector = forms.MultipleChoiceField(
        label=_("sector"), choices=Sector, required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.MultipleChoiceField(
        label=_("kind of organisation"),
        choices=PartnerKind,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    commune = forms.ModelMultipleChoiceField(
        label=_("commune"),
        queryset=None,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    status = forms.MultipleChoiceField(
        label=_("status in the partnership"),
        choices=PartnerStatus,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[PartnerStatus.ADMITTED],
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = partnership.communes

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Choose at least one criterion."))
        return data


class FileForm(Form):
    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=_("People are found by the e-mail addresses in it, in whatever column."),
    )


class AnswerForm(Form):
    """What an invited person says."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Answer.YES, _("Yes, I am coming")),
            (Answer.NO, _("No, I am not coming")),
            (Answer.MAYBE, _("Maybe, I do not know yet")),
            (Answer.SUBSTITUTE, _("Somebody comes in my place")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    substitute_name = forms.CharField(
        label=_("Name of the person who comes in your place"),
        max_length=200,
        required=False,
        help_text=_("Only if somebody comes in your place."),
    )
    substitute_function = forms.CharField(
        label=_("Function of this person"), max_length=150, required=False
    )
    comment = forms.CharField(
        label=_("Comment for the organiser"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not write about health or other private matters here."),
    )

    def clean_substitute_name(self):
        return one_line(self.cleaned_data["substitute_name"])

    def clean(self):
        data = super().clean()
        nameless = not data.get("substitute_name") and "substitute_name" not in self.errors
        if data.get("answer") == Answer.SUBSTITUTE and nameless:
            self.add_error("substitute_name", _("Say who comes in your place."))
        return data


class OfficeAnswerForm(AnswerForm):
    """An answer that came to the office some other way."""

    channel = forms.ChoiceField(
        label=_("How the answer came"),
        choices=[
            (c.value, c.label)
            for c in (Channel.PHONE, Channel.LETTER, Channel.PERSON, Channel.CALENDAR)
        ],
    )
    field_order = ("channel", "answer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Answer")
        self.fields["answer"].choices = [c for c in Answer.choices if c[0] != Answer.NONE]
        self.fields["substitute_name"].label = _("Name of the substitute")
        self.fields["substitute_function"].label = _("Function of the substitute")
        self.fields["comment"].label = _("Comment")


class GuestForm(Form):
    """Somebody who came and is not in the register."""

    name = forms.CharField(label=_("First and last name"), max_length=200)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", _("not known")), *Sector.choices], required=False
    )
    commune = forms.ModelChoiceField(
        label=_("Commune"), queryset=None, required=False, empty_label=_("not known")
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = partnership.communes

    def clean_name(self):
        return one_line(self.cleaned_data["name"])

    def clean_organisation(self):
        return one_line(self.cleaned_data["organisation"])


class HoldForm(Form):
    """Closing the attendance list."""

    total = forms.IntegerField(
        label=_("People who came, without names"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Only when no list was kept, for example at older meetings."),
    )
    note = forms.CharField(label=_("Source of this number"), max_length=200, required=False)
