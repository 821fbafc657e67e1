"""Forms about Quick Start orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm, VersionField, correction_reason, rows_of
from employers.actions.corrections import known
from employers.actions.orders import NEEDED
from employers.choices import OrderStatus
from employers.forms.shared import EmployerForm
from employers.models import OrderFunding, OrderTask, QuickStartOrder

REQUEST = ["place", "position", "wanted", "needs"]


class OrderForm(EmployerForm):
    """What a firm asks for, entered by the office."""

    class Meta:
        model = QuickStartOrder
        fields = ["employer", "employer_name", "commune", *REQUEST, "requested_on"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 4})}


class RequestForm(EmployerForm):
    """What a firm asks for, sent by the firm itself to the office of its county."""

    class Meta:
        model = QuickStartOrder
        fields = ["employer", *REQUEST]
        widgets = {"needs": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, partnership=partners[0].partnership, **kwargs)
        self.fields["employer"].queryset = partners
        self.fields["employer"].label = _("Your organisation")
        self.fields["employer"].required = True
        self.fields["employer"].empty_label = None

    def clean(self):
        data = super().clean()
        if firm := data.get("employer"):
            self.instance.partnership, self.instance.commune = firm.partnership, firm.commune
        return data


class TellForm(ModelForm):
    """The firm's answer after three months: a number."""

    class Meta:
        model = QuickStartOrder
        fields = ["told"]
        labels = {"told": _("How many of the people hired still work?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["told"].required = True


class CorrectForm(ModelForm):
    """What the steps of an order have written down already, to be corrected."""

    version = VersionField()
    why = correction_reason()

    class Meta:
        model = QuickStartOrder
        fields = sorted({name for names in NEEDED.values() for name in names})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = known(self.instance)
        self.fields = {name: self.fields[name] for name in [*names, "version", "why"]}
        for name in names:
            self.fields[name].required = True

    @property
    def columns(self) -> dict:
        """The cleaned values that are columns of the order."""
        return {name: self.cleaned_data[name] for name in known(self.instance)}


class NextForm(ModelForm):
    """What becomes known with the next step of an order; every field is needed."""

    class Meta:
        model = QuickStartOrder
        fields = sorted({name for names in NEEDED.values() for name in names})

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        needed = NEEDED.get(OrderStatus(step), [])
        self.fields = {name: self.fields[name] for name in needed}
        for field in self.fields.values():
            field.required = True


# address: (name, formset class)
SECTIONS = {
    "zadania": (_("Job analysis"), rows_of(QuickStartOrder, OrderTask, ["task", "test"], extra=3)),
    "finansowanie": (
        _("Money for the training"),
        rows_of(QuickStartOrder, OrderFunding, ["source", "amount", "note"]),
    ),
}
