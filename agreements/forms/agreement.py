"""Forms of agreements."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.actions.texts import FIELDS
from agreements.choices import Method
from agreements.models import Agreement, AgreementTemplate, Withdrawal
from core.forms import Form, ModelForm
from core.validators import validate_not_ahead, validate_plain
from documents.forms import UploadField
from documents.models import Document
from members.choices import PartnerStatus
from members.models import Partner, Role

LINES = {"rows": 5}


class AgreementForm(ModelForm):
    """The agreement's data and its text; `revision` says on top of what one writes."""

    text = forms.CharField(
        label=_("Text of the agreement"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 24}),
    )
    note = forms.CharField(
        label=_("What changed in the text"),
        max_length=300,
        required=False,
        help_text=_("Shown in the list of versions."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    template = forms.ModelChoiceField(
        AgreementTemplate.objects.none(), widget=forms.HiddenInput, required=False
    )

    class Meta:
        model = Agreement
        fields = FIELDS
        widgets = {
            name: forms.Textarea(attrs=LINES)
            for name in ("legal_basis", "main_goal", "goals", "principles")
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        held = Partner.objects.held_by(partnership).exclude(status=PartnerStatus.LEFT)
        self.fields["coordinator"].queryset = held
        templates = AgreementTemplate.objects.held_by(partnership)
        self.fields["template"].queryset = templates
        if self.instance.pk:
            self.initial["revision"] = self.instance.revision
        else:
            del self.fields["note"]

    def _get_validation_exclusions(self):
        # The number is unique within the partnership, which stands in no field.
        return super()._get_validation_exclusions() - {"partnership"}

    def clean(self):
        cleaned = super().clean()
        rule = cleaned.get("effect_rule")
        if rule == "date" and not cleaned.get("effect_on"):
            self.add_error("effect_on", _("Give the set day on which it comes into force."))
        if rule == "count" and not cleaned.get("effect_count"):
            self.add_error("effect_count", _("Give the number of signatures that is enough."))
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("The last day is before the first one."))
        return cleaned

    def validate_constraints(self):
        """The form's own messages stand beside their fields; the rest is the number."""
        if not self.errors:
            super().validate_constraints()

    def agreement_fields(self):
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class TemplateForm(ModelForm):
    """A template of the office."""

    class Meta:
        model = AgreementTemplate
        fields = ["title", "main_goal", "goals", "principles", "text"]
        widgets = {
            "main_goal": forms.Textarea(attrs=LINES),
            "goals": forms.Textarea(attrs=LINES),
            "principles": forms.Textarea(attrs=LINES),
            "text": forms.Textarea(attrs={"rows": 20}),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"partnership"}


class PartiesForm(Form):
    """Several parties at once, from the register."""

    partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(),
        label=_("Organisations"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever has exactly one function in the register today becomes its signatory."
        ),
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        held = Partner.objects.held_by(agreement.partnership)
        self.fields["partners"].queryset = held.exclude(status=PartnerStatus.LEFT).exclude(
            parties__agreement=agreement
        )


class RoleChoice(forms.ModelChoiceField):
    def label_from_instance(self, role):
        function = role.function or _("no function")
        return f"{role.person} – {function}"


class SignatoryForm(Form):
    """Somebody from the register, or a name and a function written down."""

    role = RoleChoice(
        Role.objects.none(),
        label=_("From the register"),
        required=False,
        empty_label=_("somebody else"),
    )
    name = forms.CharField(
        label=_("First name and surname"),
        max_length=250,
        required=False,
        help_text=_("Leave empty to take it from the register."),
    )
    function = forms.CharField(
        label=_("Function"),
        max_length=150,
        required=False,
        help_text=_("Leave empty to take it from the register."),
    )

    def __init__(self, *args, party, **kwargs):
        super().__init__(*args, **kwargs)
        roles = Role.objects.today().filter(partner=party.partner)
        self.fields["role"].queryset = roles.select_related("person")

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        cleaned["person"] = role.person if role else None
        for name, kept in (
            ("name", role and str(role.person)),
            ("function", role and role.function),
        ):
            cleaned[name] = cleaned.get(name) or kept or ""
            if not cleaned[name] and name not in self.errors:
                self.add_error(name, _("Write it here or choose somebody from the register."))
        return cleaned

    def signatory_fields(self):
        return {name: self.cleaned_data[name] for name in ("person", "name", "function")}


class ReplaceForm(SignatoryForm):
    reason = forms.CharField(
        label=_("Reason or mandate"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example a power of attorney and its date."),
    )


class SignForm(Form):
    """Signatures of one day at one place: one scan for all, or one for each."""

    on = forms.DateField(label=_("Day of signing"))
    place = forms.CharField(label=_("Place of signing"), max_length=200, required=False)
    method = forms.ChoiceField(label=_("How signed"), choices=Method.choices)
    scan = UploadField(label=_("One scan for all chosen"), required=False)

    def __init__(self, *args, seats, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        for pk, seat in self.seats.items():
            self.fields[f"sign_{pk}"] = forms.BooleanField(
                label=f"{seat.name} – {seat.party}", required=False, initial=pk in chosen
            )
            self.fields[f"function_{pk}"] = forms.CharField(
                label=_("Function on that day"),
                max_length=150,
                initial=seat.function,
                required=False,
                validators=[validate_plain],
            )
            self.fields[f"scan_{pk}"] = UploadField(label=_("Own scan"), required=False)

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > localdate():
            raise forms.ValidationError(_("The day of signing has not come yet."))
        return day

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(f"sign_{pk}") for pk in self.seats):
            raise forms.ValidationError(_("Choose at least one signatory."))
        return cleaned

    def shared_fields(self):
        return [self[name] for name in ("on", "place", "method", "scan")]

    def rows(self):
        """(checkbox, function, scan) of each signatory."""
        return [
            (self[f"sign_{pk}"], self[f"function_{pk}"], self[f"scan_{pk}"]) for pk in self.seats
        ]

    def chosen(self):
        """(signatory, function, own scan or None) of those ticked."""
        return [
            (seat, self.cleaned_data[f"function_{pk}"], self.cleaned_data.get(f"scan_{pk}"))
            for pk, seat in self.seats.items()
            if self.cleaned_data.get(f"sign_{pk}")
        ]


class ProofForm(Form):
    """The file that shows a signature."""

    scan = UploadField(label=_("Scan or signed file"))


class DayReasonForm(Form):
    """A day, today or before, and why."""

    on = forms.DateField(label=_("Day"), initial=localdate, validators=[validate_not_ahead])
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishForm(Form):
    """Which scan goes with the public page, and its text."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Scan to publish"),
        required=False,
        empty_label=_("none: only the text"),
    )
    text = forms.CharField(
        label=_("Text of the scan"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Needed when the scan is only a picture, so that everybody can read it."),
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        shown = Document.objects.filter(signatures_shown__signatory__party__agreement=agreement)
        self.fields["document"].queryset = shown.distinct()


class WithdrawalForm(ModelForm):
    """A party leaves."""

    class Meta:
        model = Withdrawal
        fields = ["declared_on", "effective_on", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}


class AccessionForm(Form):
    """A declaration to join."""

    name = forms.CharField(label=_("First name and surname of the signatory"), max_length=250)
    function = forms.CharField(label=_("Function"), max_length=150)
    declared_on = forms.DateField(
        label=_("Day of the declaration"), initial=localdate, validators=[validate_not_ahead]
    )
    document = UploadField(label=_("Signed declaration"), required=False)


class OfficeAccessionForm(AccessionForm):
    """A declaration that came on paper."""

    field_order = ["partner", "name", "function", "declared_on", "document"]
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Organisation"))

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        held = Partner.objects.held_by(agreement.partnership)
        self.fields["partner"].queryset = held.exclude(status=PartnerStatus.LEFT).exclude(
            pk__in=agreement.parties.standing().values("partner")
        )


class DecideForm(Form):
    """Accept a declaration from a day, or refuse it with a reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("accept", _("accept")), ("refuse", _("refuse"))],
    )
    effective_on = forms.DateField(
        label=_("Party from"), required=False, help_text=_("Needed when you accept.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you refuse."),
    )


class DayForm(Form):
    """Any day."""

    day = forms.DateField(label=_("Day"))
