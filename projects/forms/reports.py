"""Forms about reports, checks of jobs and photos."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from documents.forms import PictureForm, UploadField
from projects.actions.reports import DAYS, doubtful_jobs
from projects.choices import JobKind
from projects.models import Filing, JobCheck, Photo

FILES = 3
EVERY = [(3, _("every three months")), (6, _("every half-year")), (12, _("every year"))]
INDICATOR = "indicator_"


class PlanForm(Form):
    """From when to when, and how often, the leader reports."""

    since = forms.DateField(label=_("First period from"))
    until = forms.DateField(label=_("Last period until"))
    months = forms.TypedChoiceField(label=_("How often"), choices=EVERY, coerce=int)
    days = forms.IntegerField(
        label=_("Days from the end of a period until its report is due"),
        min_value=1,
        max_value=180,
        initial=DAYS,
    )


class FilingForm(ModelForm):
    """What the leader hands in; the figures of each indicator are fields of their own."""

    class Meta:
        model = Filing
        fields = ["done", "created", "safeguarded", "spent", "problems", "plans", "public_text"]
        widgets = {
            "done": forms.Textarea(attrs={"rows": 5}),
            "problems": forms.Textarea(attrs={"rows": 3}),
            "plans": forms.Textarea(attrs={"rows": 3}),
            "public_text": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.indicators = {f"{INDICATOR}{row.pk}": row for row in project.indicators.all()}
        for name, row in self.indicators.items():
            self.fields[name] = forms.DecimalField(
                label=row,
                required=False,
                max_digits=14,
                decimal_places=2,
                help_text=_("The value at the end of the period."),
            )
        for number in range(1, FILES + 1):
            self.fields[f"file_{number}"] = UploadField(
                label=format_lazy(_("File {number}"), number=number), required=False
            )
        words = ["problems", "plans", "public_text"]
        self.order_fields(["done", "created", "safeguarded", *self.indicators, "spent", *words])

    @property
    def sent(self):
        """What `file_report` takes beside the report itself."""
        return {
            "filing": self.save(commit=False),
            "readings": self.readings,
            "files": self.uploads,
        }

    @property
    def readings(self):
        """The values that were given, by indicator."""
        given = {row: self.cleaned_data[name] for name, row in self.indicators.items()}
        return {row: value for row, value in given.items() if value is not None}

    @property
    def uploads(self):
        """The files that were given and passed the check."""
        given = (self.cleaned_data[f"file_{number}"] for number in range(1, FILES + 1))
        return [file for file in given if file is not None]


class AcceptForm(Form):
    """Of jobs that the office has entered too: does the report tell of further ones?"""

    def __init__(self, *args, report, filing, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = doubtful_jobs(report, filing) if filing else []
        for kind in kinds:
            entered = report.project.job_entries.filter(kind=kind, report=None)
            words = {
                "kind": JobKind(kind).label,
                "told": getattr(filing, kind),
                "entered": sum(entered.values_list("number", flat=True)),
            }
            self.fields[kind] = forms.ChoiceField(
                label=_(
                    "Jobs %(kind)s: the report tells of %(told)d, the office has entered %(entered)d."
                )
                % words,
                choices=[
                    ("more", _("These are further jobs, add them.")),
                    ("same", _("They are among those entered already, add nothing.")),
                ],
                widget=forms.RadioSelect,
            )

    @property
    def more(self):
        """What `actions.accept_report` asks: by kind, whether these are further jobs."""
        return {kind: answer == "more" for kind, answer in self.cleaned_data.items()}


class ProlongForm(Form):
    """Until when the leader has more time, and why."""

    due = forms.DateField(label=_("New day"))
    reason = forms.CharField(
        label=_("Why the day is put off"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The leader reads it in the letter and on the page of the report."),
    )


class ReturnForm(Form):
    """Why a report comes back."""

    reason = forms.CharField(
        label=_("What is to be corrected"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The leader reads it in the letter and beside the report."),
    )


class CheckForm(ModelForm):
    """How many of the reported jobs are still there."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The journal keeps it with the old number."),
    )

    class Meta:
        model = JobCheck
        fields = ["still", "remarks"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_open:
            del self.fields["reason"]
        still = self.fields["still"]
        still.required = True
        still.help_text = _("At most %(most)d were reported.") % {
            "most": self.instance.entry.number
        }


class PhotoForm(PictureForm):
    """A photo of the gallery, and whether everyone sees it."""

    class Meta:
        model = Photo
        fields = ["alternative", "caption", "credit", "public", "permission"]
