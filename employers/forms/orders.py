"""Forms about Quick Start orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm
from employers.actions.orders import NEEDED
from employers.choices import OrderStatus
from employers.forms.shared import EmployerForm, rows_of
from employers.models import OrderFunding, OrderTask, QuickStartOrder
from members.models import Partner

REQUEST = ["place", "position", "wanted", "needs"]


class OrderForm(EmployerForm):
    """What a firm asks for, entered by the office."""

    class Meta:
        model = QuickStartOrder
        fields = ["employer", "employer_name", "commune", *REQUEST, "requested_on"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 4})}


class RequestForm(EmployerForm):
    """What a firm asks for, sent by the firm itself."""

    class Meta:
        model = QuickStartOrder
        fields = ["employer", "commune", *REQUEST]
        widgets = {"needs": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, partner, **kwargs):
        super().__init__(*args, partnership=partner.partnership, **kwargs)
        mine = Partner.objects.of_user(user).held_by(partner.partnership)
        self.fields["employer"].queryset = mine
        self.fields["employer"].label = _("Your organisation")
        self.fields["employer"].required = True
        self.fields["employer"].empty_label = None


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
