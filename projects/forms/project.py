"""Forms of the office."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, RowsFormSet, VersionField, rows_of
from core.templatetags.ui import measured
from core.validators import validate_not_ahead
from members.models import Partner
from projects.models import (
    FundingLine,
    Indicator,
    JobEntry,
    Milestone,
    Project,
    ProjectPartner,
    Reading,
)
from projects.rules.money import shares_of


class ProjectForm(ModelForm):
    """The basic section: what the project is, who leads it, where and when."""

    version = VersionField()
    delay_reason = forms.CharField(
        label=_("Reason of the delay"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the end is put off. Shown on the public page."),
    )

    class Meta:
        model = Project
        fields = [
            "title",
            "summary",
            "goal",
            "target_group",
            "theme",
            "principle",
            "leader",
            "communes",
            "starts_on",
            "ends_on",
            "first_year",
            "last_year",
            "delay_reason",
            "total_cost",
            "origin",
            "rank",
            "source_note",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "goal": forms.Textarea(attrs={"rows": 4}),
            "target_group": forms.Textarea(attrs={"rows": 2}),
            "communes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["leader"].queryset = Partner.objects.held_by(partnership)
        self.fields["communes"].queryset = partnership.communes
        self.fields["leader"].empty_label = _("not known yet")
        if self.instance.pk is None or not self.instance.is_started:
            del self.fields["delay_reason"]

    @property
    def columns(self):
        """The cleaned values that are columns of the project."""
        aside = {"version", "delay_reason", "communes"}
        names = [name for name in self.Meta.fields if name not in aside]
        return {name: getattr(self.instance, name) for name in names}


class ProjectRowsFormSet(RowsFormSet):
    """Rows of one project, narrowed to what its office holds."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "partner" in form.fields:
            form.fields["partner"].queryset = Partner.objects.held_by(self.instance.partnership)
        if "indicator" in form.fields:
            form.fields["indicator"].queryset = self.instance.indicators.all()


class FundingFormSet(ProjectRowsFormSet):
    def clean(self):
        """The shares given as percents must not exceed the whole."""
        super().clean()
        if any(self.errors):
            return
        left = [f.instance for f in self.forms if f.has_changed() or f.instance.pk]
        gone = {id(f.instance) for f in self.deleted_forms}
        if shares_of(line for line in left if id(line) not in gone) > 100:
            raise forms.ValidationError(_("The shares together exceed 100 %."))


class JobForm(ModelForm):
    """A number of jobs; more full-time equivalents than people are asked about."""

    sure = forms.BooleanField(
        label=_("Yes, there are more full-time equivalents than people"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self):
        data = super().clean()
        fte, number = data.get("fte"), data.get("number")
        if fte is not None and number is not None and fte > number and not data.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            words = _("%(fte)s full-time equivalents of %(number)d people: is that right?")
            self.add_error("sure", words % {"fte": measured(fte), "number": number})
        return data


def section_of(model, fields, *, form=ModelForm, formset=ProjectRowsFormSet):
    """A formset class of rows of one kind of a project."""
    return rows_of(Project, model, fields, form=form, formset=formset, most=200)


class RowsReasonForm(Form):
    """Why a milestone is put off, or why what was stored changes."""

    reason = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if section == MILESTONES:
            field.label = _("Reason of the delay")
            field.help_text = _(
                "Needed when a milestone is put off or dropped. Shown on the public page."
            )
        else:
            field.label = _("Reason of the correction")
            field.help_text = _(
                "Needed when a stored number or day changes or goes. The journal keeps both."
            )


MILESTONES, JOBS, INDICATORS = "etapy", "miejsca-pracy", "wskazniki"
# address: (name, formset class)
SECTIONS = {
    "partnerzy": (_("Partners"), section_of(ProjectPartner, ["partner", "role"])),
    "pieniadze": (
        _("Money"),
        section_of(
            FundingLine,
            ["source", "amount", "share_percent", "in_kind", "status", "note"],
            formset=FundingFormSet,
        ),
    ),
    JOBS: (
        _("Jobs"),
        section_of(
            JobEntry,
            ["kind", "number", "fte", "contract", "as_of", "confirmed_on", "evidence"],
            form=JobForm,
        ),
    ),
    MILESTONES: (_("Milestones"), section_of(Milestone, ["title", "due", "done_on", "note"])),
    INDICATORS: (
        _("Indicators"),
        section_of(Indicator, ["name", "unit", "baseline", "target"]),
    ),
}


class ReadingForm(ModelForm):
    """A new reading of one of the project's indicators."""

    class Meta:
        model = Reading
        fields = ["indicator", "on", "value"]

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = project.indicators.all()


class ReadingChangeForm(ReadingForm):
    """What a wrong reading should have been, and why."""

    gone = forms.BooleanField(label=_("Remove this reading altogether"), required=False)
    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The journal keeps it with the old value."),
    )


class StepForm(Form):
    """A change of status with its note."""

    status = forms.ChoiceField(label=_("New status"))
    on = forms.DateField(
        label=_("Day of the change"),
        initial=localdate,
        required=False,
        validators=[validate_not_ahead],
        help_text=_("The day on which it happened, today or before; empty if nobody knows it."),
    )
    text = forms.CharField(
        label=_("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happened and why. No names of private persons."),
    )
    public = forms.BooleanField(label=_("Show the note on the public page"), required=False)

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(s.value, s.label) for s in project.next_steps]

    @property
    def sent(self):
        """What `actions.step` takes: an empty day is a day that nobody knows."""
        return {**self.cleaned_data, "undated": self.cleaned_data["on"] is None}


class PublishForm(Form):
    """The consent without which nothing is published."""

    consent = forms.CharField(label=_("Who agreed to the publication, and when"), max_length=300)
    agreed = forms.BooleanField(
        label=_("The leader and the partners agree that this page is published.")
    )


class WithdrawForm(Form):
    """What visitors read instead of the page."""

    notice = forms.CharField(
        label=_("Public notice"),
        max_length=300,
        help_text=_("One sentence. Visitors will read only this."),
    )
