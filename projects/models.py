"""Projects and what hangs on them."""

import uuid
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stamped, Stepped, status_check
from core.validators import validate_plain
from counties.models import Partnership, Territory
from members.models import HeldQuerySet, Partner
from projects.choices import (
    TONES,
    Contract,
    FundingStatus,
    JobKind,
    PartnerRole,
    Principle,
    ProjectStatus,
    Source,
    Theme,
)

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]
OPEN = [ProjectStatus.ACCEPTED, ProjectStatus.PREPARING, ProjectStatus.UNDER_WAY]


class ProjectQuerySet(HeldQuerySet):
    def public(self):
        """The projects that everyone may read about."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def seen(self):
        """What has an address for everyone: the published, and the notices of the withdrawn."""
        return self.filter(published_at__isnull=False)

    def of_user(self, user):
        """The projects, published or not, that this person's organisations lead or take part in."""
        mine = Partner.objects.of_user(user).values("pk")
        taking_part = ProjectPartner.objects.filter(partner__in=mine).values("project")
        return self.filter(Q(leader__in=mine) | Q(pk__in=taking_part))

    def late(self):
        """The open projects with a milestone whose day has passed."""
        late = Milestone.objects.filter(due__lt=localdate(), done_on__isnull=True)
        return self.filter(status__in=OPEN, pk__in=late.values("project"))

    def to_accept(self):
        """Proposed projects that wait for the office's word."""
        return self.filter(status=ProjectStatus.PROPOSED)

    def unpublished(self):
        """Accepted projects, or further ones, that nobody outside can read yet."""
        return self.filter(status__in=OPEN, published_at__isnull=True)


class Project(Searchable, Stepped):
    """An economic project of one partnership.

    `sources`, `commune_codes` and the three job figures repeat what stands in the
    rows below, so that lists and exports need no joins; `actions.settle` writes them.
    """

    Status = ProjectStatus
    STEPS = {
        ProjectStatus.PROPOSED: {ProjectStatus.ACCEPTED, ProjectStatus.STOPPED},
        ProjectStatus.ACCEPTED: {ProjectStatus.PREPARING, ProjectStatus.STOPPED},
        ProjectStatus.PREPARING: {ProjectStatus.UNDER_WAY, ProjectStatus.STOPPED},
        ProjectStatus.UNDER_WAY: {ProjectStatus.COMPLETED, ProjectStatus.STOPPED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=300, validators=[validate_plain])
    summary = models.TextField(_("summary"), max_length=1000)
    goal = models.TextField(_("goal"), max_length=3000, blank=True)
    target_group = models.TextField(_("target group"), max_length=1000, blank=True)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, default=Theme.OTHER)
    principle = models.CharField(
        _("principle of renewal"), max_length=12, choices=Principle, blank=True
    )
    origin = models.CharField(
        _("origin"),
        max_length=300,
        blank=True,
        help_text=_("For example the workshop where the project was chosen."),
    )
    rank = models.CharField(
        _("place in the ranking"),
        max_length=10,
        blank=True,
        help_text=_("As it was announced, for example 4b."),
    )
    leader = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_led",
        verbose_name=_("leader"),
    )
    partners = models.ManyToManyField(
        Partner, through="ProjectPartner", related_name="projects", verbose_name=_("partners")
    )
    communes = models.ManyToManyField(
        Territory,
        blank=True,
        related_name="projects",
        verbose_name=_("communes"),
        help_text=_("Leave empty for the whole county."),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    first_year = models.PositiveSmallIntegerField(
        _("first year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("If only the year is known."),
    )
    last_year = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("If only the year is known."),
    )
    total_cost = models.DecimalField(
        _("total cost in PLN"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    source_note = models.CharField(
        _("source of these data"),
        max_length=300,
        blank=True,
        help_text=_("Shown on the public page when the data come from a publication."),
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    consent = models.CharField(_("consent to publication"), max_length=300, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawal = models.CharField(_("public notice"), max_length=300, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sources = models.CharField(max_length=200, blank=True, editable=False)
    commune_codes = models.TextField(blank=True, editable=False)
    jobs_planned = models.PositiveIntegerField(_("jobs planned"), default=0, editable=False)
    jobs_created = models.PositiveIntegerField(_("jobs created"), default=0, editable=False)
    jobs_safeguarded = models.PositiveIntegerField(
        _("jobs safeguarded"), default=0, editable=False
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(fields=["partnership", "sort"], name="projects_listed"),
            models.Index(
                fields=["sort"],
                name="projects_public",
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            status_check("project_status", ProjectStatus),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
                violation_error_message=_("The project ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                name="project_years_in_order",
                violation_error_message=_("The project ends before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:detail", args=[self.pk])

    def clean(self):
        """The years follow the exact dates where these are known."""
        if self.starts_on:
            self.first_year = self.starts_on.year
        if self.ends_on:
            self.last_year = self.ends_on.year

    def search_text(self):
        return f"{self.title} {self.summary} {self.goal} {self.target_group}"

    @property
    def tone(self):
        return TONES[self.status]

    @property
    def is_public(self):
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_started(self):
        return self.status != ProjectStatus.PROPOSED

    @property
    def jobs(self):
        return self.jobs_planned + self.jobs_created + self.jobs_safeguarded

    @property
    def years(self):
        """The span in words: a year, or from–to."""
        if self.first_year and self.last_year and self.first_year != self.last_year:
            return f"{self.first_year}–{self.last_year}"
        return str(self.first_year or self.last_year or "")

    @property
    def next_steps(self):
        """The states an arrow leads to, in the order of a project's life."""
        return [step for step in ProjectStatus if self.can_become(step)]


class ProjectPartner(models.Model):
    """A partner that takes part in a project beside the leader."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations")
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

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200, validators=[validate_plain])
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
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

    project = models.ForeignKey(Project, models.CASCADE, related_name="funding")
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

    project = models.ForeignKey(Project, models.CASCADE, related_name="job_entries")
    kind = models.CharField(_("jobs"), max_length=12, choices=JobKind)
    number = models.PositiveIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
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
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=300,
        blank=True,
        help_text=_("For the office only. No names of people employed."),
    )

    class Meta:
        ordering = ["kind", "as_of", "pk"]
        verbose_name = _("entry of jobs")
        verbose_name_plural = _("entries of jobs")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"


class Indicator(models.Model):
    """What a project measures, from where to where."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators")
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
    on = models.DateField(_("day"))
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
    """What was said at a change of status, or when the end was put off."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="notes")
    before = models.CharField(max_length=20, choices=ProjectStatus)
    after = models.CharField(max_length=20, choices=ProjectStatus)
    delayed_to = models.DateField(_("new end"), null=True, blank=True)
    text = models.TextField(_("note"), max_length=1000)
    public = models.BooleanField(_("show on the public page"), default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("note on a change")
        verbose_name_plural = _("notes on changes")

    def __str__(self):
        return f"{self.before} → {self.after}"


class Shelf(models.Model):
    """A number that changes with everything that lists of projects may show.

    One row a partnership, so that two offices never wait for each other. What a
    process has counted stays valid while the sum of all shelves is the same.
    """

    partnership = models.OneToOneField(Partnership, models.CASCADE, primary_key=True)
    stand = models.BigIntegerField(default=0)
