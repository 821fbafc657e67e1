"""Forms of the register."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, Form, ModelForm
from core.validators import digits, validate_krs, validate_nip, validate_regon
from members.actions import register
from members.models import Partner, Person, Role
from members.selectors.similar import partners_like, people_like


class SureMixin:
    """A form that asks once more before it saves what looks like a twin.

    `twins()` gives the rows alike; the checkbox `sure` appears only with them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"] = forms.BooleanField(
            label=_("Save anyway: this is a different one"),
            required=False,
            widget=forms.HiddenInput(),
        )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("sure"):
            twins = self.twins()
            if twins:
                self.fields["sure"].widget = forms.CheckboxInput()
                names = format_html_join(
                    ", ", '<a href="{}">{}</a>', ((office_url(row), row) for row in twins[:5])
                )
                self.add_error("sure", format_html("{} {}", self.twin_question, names))
        return cleaned


def office_url(row) -> str:
    """The office page of a partner or a person."""
    name = "office_partner" if isinstance(row, Partner) else "office_person"
    return reverse(f"members:{name}", args=[row.pk])


class PartnerForm(SureMixin, ModelForm):
    """An organisation of the register. The instance carries its partnership."""

    twin_question = _("An organisation with a similar name is in this commune already:")

    nip = forms.CharField(
        label="NIP",
        required=False,
        max_length=20,
        validators=[validate_nip],
        help_text=_("Ten digits; dashes and spaces do not matter."),
    )
    regon = forms.CharField(
        label="REGON",
        required=False,
        max_length=20,
        validators=[validate_regon],
        help_text=_("Nine or fourteen digits."),
    )
    krs = forms.CharField(
        label="KRS",
        required=False,
        max_length=20,
        validators=[validate_krs],
        help_text=_("Ten digits, with the zeros at the start."),
    )

    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Partner
        fields = register.PROFILE
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = self.instance.partnership.communes
        self.fields["commune"].empty_label = _("the whole county")
        if self.instance.commune_id:
            # An abolished commune stays choosable where it stands.
            own = self.fields["commune"].queryset.model.objects.filter(pk=self.instance.commune_id)
            self.fields["commune"].queryset = (self.fields["commune"].queryset | own).distinct()

    def clean_nip(self):
        self.instance.nip = digits(self.cleaned_data["nip"])
        holder = register.holder_of_nip(self.instance)
        if holder:
            raise ValidationError(register.taken(holder), code="taken")
        return self.instance.nip

    def clean_regon(self):
        return digits(self.cleaned_data["regon"])

    def clean_krs(self):
        return digits(self.cleaned_data["krs"])

    def twins(self):
        if {"name", "commune"} & set(self.changed_data):
            self.instance.name = self.cleaned_data["name"]
            self.instance.commune = self.cleaned_data["commune"]
            return partners_like(self.instance)
        return []


class PersonForm(SureMixin, ModelForm):
    """Somebody who acts for partners. The instance carries the partnership."""

    twin_question = _("Somebody with this name or e-mail is in the register already:")

    class Meta:
        model = Person
        fields = register.CONTACT

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def twins(self):
        if {"first_name", "last_name", "email"} & set(self.changed_data):
            for name in ("first_name", "last_name", "email"):
                setattr(self.instance, name, self.cleaned_data[name])
            return people_like(self.instance)
        return []


class RoleForm(ModelForm):
    """A function from a day to a day."""

    class Meta:
        model = Role
        fields = register.TERM


class OwnedRoleForm(RoleForm):
    """Gives a function to a person who is in the register already."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("person"))

    class Meta(RoleForm.Meta):
        fields = ["person", *register.TERM]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class PersonRoleForm(RoleForm):
    """Gives a person a function at an organisation of the register."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("organisation"))

    class Meta(RoleForm.Meta):
        fields = ["partner", *register.TERM]

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners


class DatesForm(ModelForm):
    """The first and the last day of a function that stands in the register."""

    class Meta:
        model = Role
        fields = register.DATES


class EndRoleForm(Form):
    """The last day of a role."""

    until = forms.DateField(label=_("last day"), initial=localdate)


class StepForm(Form):
    """A step of an organisation in the partnership, with its day and reason."""

    status = forms.CharField(widget=forms.HiddenInput())
    on = forms.DateField(
        label=_("admitted on"),
        required=False,
        widget=DateInput,
        help_text=_("Only for an admission; today when left empty."),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
