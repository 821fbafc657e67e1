"""Forms of reminders."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm
from meetings.errors import PlannedError
from meetings.models import ReminderRule


class RuleForm(ModelForm):
    """A reminder of one meeting, which `instance` names."""

    class Meta:
        model = ReminderRule
        fields = ("side", "days", "hour", "audience", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        data = super().clean()
        if data.get("side") == ReminderRule.Side.BEFORE and data.get("audience") == "attended":
            self.add_error("audience", _("Who came is known only after the meeting."))
        if not self.errors:
            self._check_moment(data)
        return data

    def _check_moment(self, data):
        meeting = self.instance.meeting
        rule = ReminderRule(meeting=meeting, **data)
        if reason := rule.no_moment:
            raise ValidationError(reason)
        if rule.valid_until <= now():
            raise ValidationError(_("The moment of this reminder has passed: it would not go."))
        moment = {name: data[name] for name in ("side", "days", "hour", "audience")}
        if meeting.reminder_rules.filter(enabled=True, **moment).exists():
            raise ValidationError(PlannedError.message)
