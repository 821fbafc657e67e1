"""What the forms of cases and orders share."""

import uuid

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from members.models import Partner, Person


class EmployerForm(ModelForm):
    """The basic data of a case or an order at one employer.

    `once` keeps a form that is sent twice from making two rows, `version` one that was
    opened before somebody else's save from overwriting it.
    """

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["employer"].queryset = Partner.objects.held_by(partnership)
        self.fields["employer"].empty_label = _("not in the register")
        if "commune" in self.fields:
            self.fields["commune"].queryset = partnership.communes
            self.fields["commune"].empty_label = _("not known")

    def clean_once(self):
        """The form's own number; a broken one counts as a new form."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()

    def clean(self):
        data = super().clean()
        if data.get("employer"):
            data["employer_name"] = ""
        return data

    @property
    def columns(self) -> dict:
        """The cleaned values that are columns of the row."""
        return {name: getattr(self.instance, name) for name in self.Meta.fields}


class PartsFormSet(BaseInlineFormSet):
    """Rows of one case or order, narrowed to what its office holds."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Delete this row")
        if "person" in form.fields:
            form.fields["person"].queryset = Person.objects.held_by(self.instance.partnership)
            form.fields["person"].empty_label = _("function only")


class PartForm(ModelForm):
    """One row."""


def rows_of(owner, model, fields, extra=1):
    """A formset class of the rows of `owner` with `extra` empty ones below."""
    return inlineformset_factory(
        owner, model, form=PartForm, formset=PartsFormSet, fields=fields, extra=extra,
        max_num=100, absolute_max=150,
    )  # fmt: skip


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
        help_text=_("What was done and what came of it. No names of people."),
    )
    consent = forms.CharField(label=_("Who agreed to the publication, and when"), max_length=300)
