"""What hangs on a project: partners, milestones, money, jobs, indicators, notes."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from core.validators import validate_not_ahead, validate_plain
from members.models import Partner
from projects.choices import (
    Contract,
    FundingStatus,
    JobKind,
    NoteKind,
    PartnerRole,
    ProjectStatus,
    Source,
)


class ProjectPartner(models.Model):
    """A partner that takes part in a project beside the leader."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="participations")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="participations", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=12, choices=PartnerRole)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner of a project")
        verbose_name_plural = _("partners of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "partner"],
                name="one_role_a_partner",
                violation_error_message=_("This partner is in the list already."),
            )
        ]

    def __str__(self):
        return f"{self.partner} – {self.get_role_display()}"


class Milestone(models.Model):
    """One stage of a project with its day."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200, validators=[validate_plain])
    due = models.DateField(_("due"))
    done_on = models.DateField(
        _("done on"), null=True, blank=True, validators=[validate_not_ahead]
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.title

    @property
    def is_late(self):
        return self.done_on is None and self.due < localdate()


class FundingLine(models.Model):
    """Money, things or work from one source. Without amount and share it is yet unknown."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="funding")
    source = models.CharField(_("source"), max_length=12, choices=Source)
    amount = models.DecimalField(
        _("amount in PLN"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    share_percent = models.DecimalField(
        _("share in %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(100))],
        help_text=_("Only when the amount is not known."),
    )
    in_kind = models.BooleanField(_("in kind"), default=False)
    status = models.CharField(
        _("state"), max_length=8, choices=FundingStatus, default=FundingStatus.PLANNED
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(share_percent__isnull=True),
                name="amount_or_share",
                violation_error_message=_("Give the amount or the share, not both."),
            )
        ]

    def __str__(self):
        return self.get_source_display()


class JobEntry(models.Model):
    """A number of jobs, and how we know."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="job_entries")
    kind = models.CharField(_("jobs"), max_length=12, choices=JobKind)
    number = models.PositiveIntegerField(
        _("number"),
        validators=[MaxValueValidator(100_000)],
        help_text=_("0 where it is known that there are none."),
    )
    fte = models.DecimalField(
        _("full-time equivalents"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    contract = models.CharField(_("contract"), max_length=12, choices=Contract, blank=True)
    as_of = models.DateField(_("as of"))
    confirmed_on = models.DateField(
        _("confirmed on"), null=True, blank=True, validators=[validate_not_ahead]
    )
    confirmed = models.PositiveIntegerField(
        _("confirmed"),
        null=True,
        editable=False,
        help_text=_("How many of them the last check found; all of them before the first."),
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=300,
        blank=True,
        help_text=_("For the office only. No names of people employed."),
    )

    report = models.ForeignKey(
        "projects.ProgressReport",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="job_entries",
        verbose_name=_("progress report"),
        help_text=_("The report that told of them; none where the office entered them."),
    )

    class Meta:
        ordering = ["kind", "as_of", "pk"]
        verbose_name = _("entry of jobs")
        verbose_name_plural = _("entries of jobs")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"

    @property
    def is_plan(self) -> bool:
        """Whether these jobs are only planned, so that there is nothing to confirm."""
        return self.kind == JobKind.PLANNED

    def clean(self):
        """Jobs that exist were counted on a day that has come; a plan is confirmed by nobody."""
        if self.as_of and not self.is_plan and self.as_of > localdate():
            raise ValidationError({"as_of": _("This day lies ahead.")})
        if self.confirmed_on and self.is_plan:
            raise ValidationError({"confirmed_on": _("A plan is not confirmed.")})
        if self.confirmed_on and self.as_of and self.confirmed_on < self.as_of:
            raise ValidationError(
                {"confirmed_on": _("They were confirmed before the day of their number.")}
            )

    @property
    def still(self) -> int | None:
        """How many of the jobs were last confirmed; None before anybody confirmed any."""
        if self.confirmed_on is None or self.is_plan:
            return None
        return self.number if self.confirmed is None else min(self.confirmed, self.number)


class Indicator(models.Model):
    """What a project measures, from where to where."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200, validators=[validate_plain])
    unit = models.CharField(_("unit"), max_length=40)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, default=0)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self):
        return f"{self.name} ({self.unit})"


class Reading(models.Model):
    """An indicator's value on a day."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="readings", verbose_name=_("indicator")
    )
    on = models.DateField(_("day"), validators=[validate_not_ahead])
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                name="one_reading_a_day",
                violation_error_message=_("There is a reading of this indicator for this day."),
            )
        ]

    def __str__(self):
        return f"{self.on}: {self.value}"


class StatusNote(Stamped):
    """What was said at a change of status, at a delay, or in a progress report.

    `subject` names the milestone that was put off, or the period of the report. `on` is
    the day it happened; of a project of record it may be unknown.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="notes")
    kind = models.CharField(
        _("what it is about"), max_length=10, choices=NoteKind, default=NoteKind.STATUS
    )
    subject = models.CharField(max_length=200, blank=True)
    on = models.DateField(_("day of the change"), null=True, default=localdate)
    before = models.CharField(max_length=20, choices=ProjectStatus)
    after = models.CharField(max_length=20, choices=ProjectStatus)
    delayed_to = models.DateField(_("new day"), null=True, blank=True)
    text = models.TextField(_("note"), max_length=1000)
    public = models.BooleanField(_("show on the public page"), default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("note on a change")
        verbose_name_plural = _("notes on changes")

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"

    @property
    def about(self):
        """What the note is about, in words."""
        if self.kind == NoteKind.STATUS:
            return str(self)
        return (
            f"{self.get_kind_display()}: {self.subject}"
            if self.subject
            else self.get_kind_display()
        )

    @property
    def is_owed(self):
        """Whether everyone is to read it: why a project stopped, or was put off."""
        if self.kind == NoteKind.STATUS:
            return self.after == ProjectStatus.STOPPED
        return self.kind in (NoteKind.END, NoteKind.MILESTONE)
