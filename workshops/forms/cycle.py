"""Forms of cycles, stages and groups."""

import datetime as dt
import re

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agreements.models import Agreement
from core.forms import Form, ModelForm
from core.validators import validate_not_ahead
from meetings.choices import MeetingStatus
from meetings.models import Meeting
from members.choices import PartnerStatus
from members.models import Partner
from workshops.choices import TABLE
from workshops.models import Cycle, Group, StageMeeting


class CycleForm(ModelForm):
    class Meta:
        model = Cycle
        fields = ["name", "edition", "theme", "agreement", "source_note"]
        widgets = {"theme": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["agreement"].queryset = Agreement.objects.held_by(partnership)
        self.fields["agreement"].empty_label = _("a cycle without an agreement")

    @property
    def columns(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def day_known(label):
    """A day that has come, or none where nobody knows it."""
    return forms.DateField(
        label=label,
        required=False,
        validators=[validate_not_ahead],
        help_text=_("The day on which it happened, today or before; empty if nobody knows it."),
    )


def likely_day(cycle: Cycle) -> dt.date | None:
    """Today, unless the name of the cycle tells of an earlier year: then nothing is granted."""
    today = localdate()
    years = [int(year) for year in re.findall(r"\b(?:19|20)[0-9]{2}\b", str(cycle))]
    return None if years and max(years) < today.year else today


class OpenForm(Form):
    """The opening of a stage. Against its gate only the coordinator opens it, with a reason."""

    override = forms.CharField(
        label=_("Why the stage opens although its gate is not met"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays on the pages of the stage, also on the public one."),
    )

    on = day_known(_("Day of the opening"))

    def __init__(self, *args, unmet, is_coordinator, **kwargs):
        super().__init__(*args, **kwargs)
        if not (unmet and is_coordinator):
            del self.fields["override"]


class CloseForm(Form):
    """The results of a stage, the day of its end, and its first day if that was wrong."""

    summary = forms.CharField(
        label=_("Results carried over"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What the next stage begins with. Read out as its recap, shown publicly."),
    )
    opened = day_known(_("Day of the opening"))
    on = day_known(_("Day of the closing"))


class TieForm(ModelForm):
    """A meeting held for a stage, with the number and name of its papers."""

    class Meta:
        model = StageMeeting
        fields = ["meeting", "number", "name"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.held_by(partnership).exclude(status=MeetingStatus.CANCELLED)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = _dated


class GroupForm(ModelForm):
    """A group of a stage. The recorder is named by the e-mail of an account."""

    recorder_email = forms.EmailField(
        label=_("e-mail of the recorder's account"),
        required=False,
        help_text=_(
            "Somebody of the office or of a partner. They get the page of this group only."
        ),
    )

    class Meta:
        model = Group
        fields = ["topic", "name", "leader"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        if self.instance.recorder_id:
            self.initial["recorder_email"] = self.instance.recorder.email

    def clean_recorder_email(self):
        """The account behind the address, among those of this partnership."""
        email = self.cleaned_data["recorder_email"].strip().lower()
        if not email:
            return ""
        ours = Q(services__partnership=self.partnership) | Q(people__partnership=self.partnership)
        self.instance.recorder = User.objects.filter(ours, email=email).distinct().first()
        if self.instance.recorder is None:
            raise forms.ValidationError(
                _("No account of the office or of a partner has this address.")
            )
        return email

    def clean(self):
        data = super().clean()
        if not data.get("recorder_email") and "recorder_email" not in self.errors:
            self.instance.recorder = None
        if data.get("topic") == TABLE and not data.get("name"):
            self.add_error("name", _("Name the table, or choose its topic."))
        return data


class PartnerForm(Form):
    """A partner that the office adds to a cycle."""

    partner = forms.ModelChoiceField(label=_("Partner"), queryset=Partner.objects.none())

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        inside = cycle.participations.filter(left_on=None).values("partner")
        self.fields["partner"].queryset = (
            Partner.objects.held_by(cycle.partnership)
            .filter(status=PartnerStatus.ADMITTED)
            .exclude(pk__in=inside)
        )


class JoinForm(Form):
    """Which of one's organisations joins; only those one administers."""

    partner = forms.ModelChoiceField(label=_("Organisation"), queryset=Partner.objects.none())

    def __init__(self, *args, user, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        inside = cycle.participations.filter(left_on=None).values("partner")
        mine = Partner.objects.managed_by(user).filter(
            partnership=cycle.partnership_id, status=PartnerStatus.ADMITTED
        )
        self.fields["partner"].queryset = mine.exclude(pk__in=inside)
        if mine.count() == 1:
            self.initial.setdefault("partner", mine.first())


class FiguresForm(Form):
    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=_(
            "Columns: commune (name or code, empty for the county), figure, value, unit, "
            "as of (a date), source. The first row holds their names."
        ),
    )


def _dated(meeting):
    return f"{meeting.when_machine[:10]} – {meeting.title}"
