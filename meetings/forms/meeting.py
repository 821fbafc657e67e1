"""Forms of a meeting: when, where, about what."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.dates import MONTHS
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from core.times import GapError, at_wall, months_after
from meetings.choices import MeetingForm as Kind
from meetings.choices import Precision
from meetings.forms.shared import one_line
from meetings.models import AgendaItem, Meeting
from members.models import Partner

GAP = _("This hour does not exist: the clocks go forward over it. Choose another one.")
LAST_MINUTE = dt.time(23, 59)
YEARS = (1990, 2100)
MOMENT = ("starts_at", "ends_at", "precision")  # columns that say when
WHEN = {"day", "from_hour", "to_hour", "last_day", "month", "year"}  # fields that say when
LEAST_ROWS = 5  # empty agenda rows that a new meeting offers


class MeetingForm(ModelForm):
    """Date and hours as people write them: a day and what the clock on the wall shows.

    Hours, day and month that nobody knows are left empty and stay unknown. A valid form has
    set begin, end and precision on its `instance`.
    """

    template_name = "meetings/form.html"

    day = forms.DateField(label=_("day"), required=False)
    from_hour = forms.TimeField(
        label=_("begins at"),
        required=False,
        help_text=_("Leave the hours empty when nobody knows them."),
    )
    to_hour = forms.TimeField(label=_("ends at"), required=False)
    last_day = forms.DateField(
        label=_("last day"),
        required=False,
        help_text=_("Only when the meeting lasts longer than a day."),
    )
    month = forms.TypedChoiceField(
        label=_("month"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not known")), *MONTHS.items()],
    )
    year = forms.IntegerField(
        label=_("year"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )

    map_url = forms.URLField(label=_("link to a map"), required=False, assume_scheme="https")
    online_url = forms.URLField(
        label=_("link for joining online"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = (
            "title",
            "kind",
            "form",
            "place",
            "address",
            "commune",
            "map_url",
            "online_url",
            "host",
            "organiser",
            "contact",
            "description",
            "capacity",
            "is_public",
        )
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}

    field_order = (
        "title",
        "kind",
        "day",
        "from_hour",
        "to_hour",
        "last_day",
        "month",
        "year",
        "form",
        "place",
        "address",
        "commune",
        "map_url",
        "online_url",
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["commune"].queryset = partnership.communes
        self.fields["commune"].empty_label = _("whole county")
        self.fields["host"].queryset = Partner.objects.held_by(partnership)
        self.fields["host"].empty_label = _("the labour office")
        self.fields["organiser"].help_text = _("When empty: %(office)s.") % {
            "office": partnership.office_name
        }
        if self.instance.pk or self.instance.starts_at:
            self.initial |= when_known(self.instance)

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def clean_place(self):
        return one_line(self.cleaned_data["place"])

    def clean_address(self):
        return one_line(self.cleaned_data["address"])

    def clean_organiser(self):
        return one_line(self.cleaned_data["organiser"])

    def clean(self):
        data = super().clean()
        if not self.errors.keys() & WHEN:
            self._read_when(data)
        remote = data.get("form") in {Kind.REMOTE, Kind.HYBRID}
        if remote and data.get("online_url", "").startswith("http://"):
            self.add_error("online_url", _("Give an address that begins with https://."))
        return data

    def _read_when(self, data):
        """Set begin, end and how exactly they are known, or say what is missing."""
        if data["day"]:
            data["precision"] = Precision.HOURS if data["from_hour"] else Precision.DAY
            found = self._of_day(data)
        else:
            data["precision"] = Precision.MONTH if data["month"] else Precision.YEAR
            found = self._of_month(data)
        if self.errors.keys() & WHEN:
            return
        starts_at, ends_at = found
        if ends_at <= starts_at:
            self.add_error("to_hour", _("The meeting ends before it begins."))
        elif data["day"] and ends_at - starts_at > dt.timedelta(days=31):
            self.add_error("last_day", _("A meeting lasts at most a month."))
        elif self._lies_ahead() and starts_at <= now() and starts_at != self.instance.starts_at:
            self.add_error("day", _("This moment lies in the past. People are invited."))
        data["starts_at"], data["ends_at"] = starts_at, ends_at
        for name in MOMENT:
            setattr(self.instance, name, data[name])

    def _of_day(self, data):
        if bool(data["from_hour"]) != bool(data["to_hour"]):
            missing = "to_hour" if data["from_hour"] else "from_hour"
            self.add_error(missing, _("Give both hours, or leave both empty."))
            return None
        if self._elsewhere(data):
            self.add_error("year", _("The day lies in another month or year. Give only one."))
        last_day = data["last_day"] or data["day"]
        return (
            self._moment("from_hour", data["day"], data["from_hour"] or dt.time.min),
            self._moment("to_hour", last_day, data["to_hour"] or LAST_MINUTE),
        )

    def _elsewhere(self, data):
        """Whether month and year, filled in beside the day, contradict it."""
        day = data["day"]
        return data["month"] not in {None, day.month} or data["year"] not in {None, day.year}

    def _of_month(self, data):
        if data["from_hour"] or data["to_hour"] or data["last_day"]:
            self.add_error("day", _("Give the first day as well."))
        elif not data["year"]:
            self.add_error("day", _("Give the day. When nobody knows it, give the year below."))
        if "day" in self.errors:
            return None
        first = dt.date(data["year"], data["month"] or 1, 1)
        last = months_after(first, 1 if data["month"] else 12) - dt.timedelta(days=1)
        return at_wall(first, dt.time.min), at_wall(last, LAST_MINUTE)

    def _lies_ahead(self):
        return self.instance.status == Meeting.Status.ANNOUNCED and not self.instance.is_over

    def _moment(self, field, day, hour):
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.add_error("day", _("Choose a year between 1990 and 2100."))
            return None
        try:
            return at_wall(day, hour)
        except GapError:
            self.add_error(field, GAP)
            return None

    def changes(self) -> dict:
        """The columns of the meeting as this form wants them."""
        names = (*self.Meta.fields, *MOMENT)
        return {name: self.cleaned_data[name] for name in names}


def when_known(meeting: Meeting) -> dict:
    """The date of `meeting` as the form's fields hold it, and no more than is known."""
    start, end = meeting.local_start, meeting.local_end
    if not meeting.has_day:
        month = start.month if meeting.precision == Precision.MONTH else None
        return {"year": start.year, "month": month}
    known = {"day": start.date()}
    if meeting.has_hours:
        known |= {"from_hour": start.time(), "to_hour": end.time()}
    if not meeting.one_day:
        known["last_day"] = end.date()
    return known


class CloneForm(Form):
    """What a new meeting takes over from an earlier one."""

    take = forms.MultipleChoiceField(
        label=_("Take over from the earlier meeting"),
        required=False,
        choices=[
            ("agenda", _("the agenda")),
            ("recipients", _("the recipients, as the register knows them today")),
            ("reminders", _("the reminder rules")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


class AgendaItemForm(ModelForm):
    class Meta:
        model = AgendaItem
        fields = ("title", "minutes", "presenter")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].validators.append(MaxValueValidator(1440))

    def clean_title(self):
        return one_line(self.cleaned_data["title"])


class BaseAgendaFormSet(forms.BaseFormSet):
    """Rows in their order; an emptied row goes away."""

    def items(self) -> list[dict]:
        """What was filled in, in order."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        names = AgendaItemForm.Meta.fields
        return [{name: data.get(name) for name in names} for data in filled]

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {
            "empty_permitted": True,
            "use_required_attribute": False,
        }


AgendaFormSet = forms.formset_factory(
    AgendaItemForm,
    formset=BaseAgendaFormSet,
    extra=0,
    max_num=60,
    validate_max=True,
    absolute_max=80,
)
