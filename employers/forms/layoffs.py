"""Forms about lay-off cases."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, RowsFormSet, correction_reason, rows_of
from employers.choices import CaseStatus, Side
from employers.forms.shared import EmployerForm
from employers.models import CaseStep, LayoffCase, Reading, TeamMember
from employers.rules.duties import LEAST_A_SIDE
from meetings.choices import MeetingKind
from meetings.forms.meeting import MeetingForm
from meetings.models import Meeting
from members.models import Person


class CaseForm(EmployerForm):
    """What the employer announced, and what was agreed with the office."""

    class Meta:
        model = LayoffCase
        fields = [
            "employer",
            "employer_name",
            "commune",
            "notified_on",
            "planned",
            "starts_on",
            "ends_on",
            "most",
            "reason",
            "agreed_on",
            "financing",
        ]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def clean_notified_on(self):
        day = self.cleaned_data["notified_on"]
        if day.year < 1990 or day > localdate():
            raise forms.ValidationError(_("Give the day on which the office was told."))
        return day


NEW_TEAM = [*[Side.MANAGEMENT] * LEAST_A_SIDE, *[Side.WORKERS] * LEAST_A_SIDE, Side.CHAIR]


class TeamRowsFormSet(RowsFormSet):
    """The people of a team, narrowed to those whom its office holds.

    A new team offers the least that is in balance; rows without a function are not kept.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.team.exists():
            self.extra = len(NEW_TEAM)
            self.initial_extra = [{"side": side} for side in NEW_TEAM]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["person"].queryset = Person.objects.held_by(self.instance.partnership)
        form.fields["person"].empty_label = _("function only")


TeamFormSet = rows_of(
    LayoffCase,
    TeamMember,
    ["side", "function", "organisation", "person"],
    formset=TeamRowsFormSet,
    extra=2,
)


class StepForm(ModelForm):
    """When a step was done, who answers for it, and what was settled."""

    class Meta:
        model = CaseStep
        fields = ["done_on", "responsible", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class StatusForm(Form):
    """The next state of a case; closing has a form of its own."""

    status = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the team is not in balance and when the case is cancelled."),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            (step.value, step.label) for step in case.next_steps if step != CaseStatus.CLOSED
        ]


class ReadingForm(ModelForm):
    """Where the people of a case stand on a day. Numbers only."""

    class Meta:
        model = Reading
        fields = ["on", "covered", *Reading.PARTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = localdate

    @property
    def numbers(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ["covered", *Reading.PARTS]}


class CorrectReadingForm(ReadingForm):
    """The same, to correct numbers that stand there."""

    why = correction_reason()


class NewMeetingForm(MeetingForm):
    """A meeting of the team: as any other, but never public."""

    class Meta(MeetingForm.Meta):
        exclude = ("kind", "is_public")


class TieForm(Form):
    """One of the office's meetings of adjustment teams that has no case yet."""

    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none())

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.held_by(partnership).filter(
            kind=MeetingKind.ADJUSTMENT, layoff__isnull=True
        )
