"""When whom to remind, and what became of it."""

import datetime as dt

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.models import Stamped, Stepped, status_check
from core.times import days_before
from meetings.choices import COMING, Answer, Audience, Presence, RunStatus
from meetings.models.meeting import Meeting
from outbox.models import Batch

# Nobody is reminded in the last half hour, nor a day later than planned.
LAST_CALL = dt.timedelta(minutes=30)
PATIENCE = dt.timedelta(hours=24)


class ReminderRule(Stamped):
    """So many days before or after the meeting, at an hour of the wall clock, to whom."""

    class Side(models.TextChoices):
        BEFORE = "before", _("before the meeting")
        AFTER = "after", _("after the meeting")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reminder_rules")
    side = models.CharField(_("before or after"), max_length=6, choices=Side, default=Side.BEFORE)
    days = models.PositiveSmallIntegerField(_("days"), validators=[MaxValueValidator(90)])
    hour = models.TimeField(_("at"), default=dt.time(9, 0))
    audience = models.CharField(_("to whom"), max_length=10, choices=Audience)
    note = models.TextField(_("additional text"), blank=True, max_length=1000)
    enabled = models.BooleanField(_("switched on"), default=True)

    class Meta:
        ordering = ["-side", "-days", "hour", "pk"]
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "side", "days", "hour", "audience"],
                name="one_rule_a_moment",
                violation_error_message=_("This reminder is planned already."),
            )
        ]

    def __str__(self):
        if self.side == self.Side.BEFORE:
            words = ngettext("%(days)s day before", "%(days)s days before", self.days)
        else:
            words = ngettext("%(days)s day after", "%(days)s days after", self.days)
        return words % {"days": self.days}

    @property
    def due_at(self) -> dt.datetime:
        """The moment by the wall clock in Warsaw, whatever the clocks do in between."""
        if self.side == self.Side.BEFORE:
            return days_before(self.meeting.starts_at, self.days, self.hour)
        return days_before(self.meeting.ends_at, -self.days, self.hour)

    @property
    def no_moment(self) -> str:
        """Why no moment can be reckoned for this reminder, in words; empty where one can."""
        meeting = self.meeting
        if not meeting.has_day:
            return gettext("The day of this meeting is not known, so a reminder cannot be timed.")
        if not meeting.has_hours and not self.days:
            return gettext("The hours of this meeting are not known: choose at least one day.")
        if self.side == self.Side.BEFORE and self.due_at >= meeting.starts_at - LAST_CALL:
            return gettext("Nobody is reminded in the last half hour: choose an earlier moment.")
        if self.side == self.Side.AFTER and self.due_at < meeting.ends_at:
            return gettext("The meeting is not over then: choose a later moment.")
        return ""

    @property
    def valid_until(self) -> dt.datetime:
        """After this moment the reminder is reported as missed instead of sent."""
        latest = self.due_at + PATIENCE
        if self.side == self.Side.BEFORE:
            return min(latest, self.meeting.starts_at - LAST_CALL)
        return latest

    def recipients(self):
        """The invitations that this rule speaks to, as they stand now.

        Before the meeting nobody is reminded of an invitation that was never sent, be it
        that it waits, is on hold, was dropped or has failed.
        """
        invited = self.meeting.invitations.filter(
            person__invitations_stopped_at__isnull=True
        ).exclude(email="")
        if self.audience == Audience.ATTENDED:
            return invited.filter(presence=Presence.PRESENT)
        answers = {
            Audience.SILENT: [Answer.NONE],
            Audience.ACCEPTED: COMING,
            Audience.MAYBE: [Answer.MAYBE],
            Audience.DECLINED: [Answer.NO],
        }[Audience(self.audience)]
        return invited.reached().filter(answer__in=answers)


class ReminderRun(Stepped):
    """One firing of a rule for one date of the meeting. `cursor` is the last invitation done."""

    Status = RunStatus
    STEPS = {
        RunStatus.WAITING: {RunStatus.RUNNING, RunStatus.MISSED, RunStatus.CANCELLED},
        RunStatus.RUNNING: {RunStatus.DONE, RunStatus.CANCELLED},
    }

    rule = models.ForeignKey(ReminderRule, models.CASCADE, related_name="runs")
    due_at = models.DateTimeField(_("planned for"))
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="+")
    cursor = models.BigIntegerField(default=0)
    count = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(status__in=["waiting", "running"]),
                name="reminders_due",
            )
        ]
        constraints = [
            status_check("reminder_run_status", RunStatus),
            models.UniqueConstraint(fields=["rule", "due_at"], name="one_run_a_moment"),
        ]

    def __str__(self):
        return f"{self.rule} – {self.due_at:%Y-%m-%d %H:%M}"
