"""Projects and what hangs on them."""

import uuid
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Sourced, Stepped, Versioned, ordered, status_check
from core.validators import validate_plain
from counties.models import Partnership, Territory
from members.models import HeldQuerySet, Partner
from projects.choices import TONES, Principle, ProjectStatus, State, Theme
from projects.models.rows import Milestone, ProjectPartner, StatusNote

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

    def in_year(self, year: int):
        """The projects whose span, as far as it is known, covers `year`."""
        return self.alias(
            from_year=Coalesce("first_year", "last_year"),
            to_year=Coalesce("last_year", "first_year"),
        ).filter(from_year__lte=year, to_year__gte=year)

    def undated(self):
        """The projects of which not even a year is known."""
        return self.filter(first_year=None, last_year=None)

    def completed_in(self, year: int):
        """The projects that were completed in `year`."""
        return self._completed(on__year=year)

    def completed_some_day(self):
        """The completed projects of which nobody knows when they were completed."""
        dated = self._completed(on__isnull=False).order_by().values("pk")
        return self.filter(status=ProjectStatus.COMPLETED).exclude(pk__in=dated)

    def _completed(self, **known):
        noted = StatusNote.objects.filter(after=ProjectStatus.COMPLETED, **known).exclude(
            before=ProjectStatus.COMPLETED
        )
        return self.filter(status=ProjectStatus.COMPLETED, pk__in=noted.values("project"))

    def with_state(self):
        """Adds `state_now`: the same as `Project.state`, reckoned by the database. No query."""
        today = localdate()
        past = Q(ends_on__lt=today) | Q(ends_on=None, last_year__lt=today.year)
        endless = Q(ends_on=None, last_year=None, partnership__is_record=True)
        return self.annotate(
            state_now=Case(
                When(past, status__in=OPEN, then=Value(State.OVER.value)),
                When(endless, status__in=OPEN, then=Value(State.UNHEARD.value)),
                default=F("status"),
            )
        )

    def to_accept(self):
        """Proposed projects that wait for the office's word."""
        return self.filter(status=ProjectStatus.PROPOSED)

    def unpublished(self):
        """Accepted projects, or further ones, that nobody outside can read yet."""
        return self.filter(status__in=OPEN, published_at__isnull=True)


class Project(Searchable, Stepped, Versioned, Sourced):
    """An economic project of one partnership.

    `sources`, `commune_codes` and the figures of jobs repeat what stands in the
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
        Partner, through=ProjectPartner, related_name="projects", verbose_name=_("partners")
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
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    consent = models.CharField(_("consent to publication"), max_length=300, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawal = models.CharField(_("public notice"), max_length=300, editable=False)
    sources = models.CharField(max_length=200, blank=True, editable=False)
    commune_codes = models.TextField(blank=True, editable=False)
    # None where nobody has told of any: that is not the same as none.
    jobs_planned = models.PositiveIntegerField(_("jobs planned"), null=True, editable=False)
    jobs_created = models.PositiveIntegerField(_("jobs created"), null=True, editable=False)
    jobs_safeguarded = models.PositiveIntegerField(
        _("jobs safeguarded"), null=True, editable=False
    )
    jobs_confirmed = models.PositiveIntegerField(
        _("created jobs confirmed"), null=True, editable=False
    )
    jobs_confirmed_on = models.DateField(_("last confirmed on"), null=True, editable=False)

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
            models.Index(
                fields=["-published_at", "-id"],
                name="projects_newest",
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            status_check("project_status", ProjectStatus),
            ordered(
                "starts_on",
                "ends_on",
                "project_ends_after_it_starts",
                _("The project ends before it starts."),
            ),
            ordered(
                "first_year",
                "last_year",
                "project_years_in_order",
                _("The project ends before it starts."),
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
    def state(self) -> State:
        """The status; of an open project that is past, or was only read of, that nothing is known."""
        if self.status in OPEN and self._is_past:
            return State.OVER
        if self.status in OPEN and self._has_no_end and self.partnership.is_record:
            return State.UNHEARD
        return State(self.status)

    @property
    def _is_past(self):
        today = localdate()
        if self.ends_on:
            return self.ends_on < today
        return bool(self.last_year and self.last_year < today.year)

    @property
    def _has_no_end(self):
        return self.ends_on is None and self.last_year is None

    @property
    def tone(self):
        return TONES.get(self.state, "neutral")

    @property
    def is_public(self):
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_started(self):
        return self.status != ProjectStatus.PROPOSED

    @property
    def years(self):
        """The span in words: a year, two with a dash, or the one end that is known."""
        if self.first_year == self.last_year:
            return str(self.first_year or "")
        if self.first_year is None:
            return gettext("until %(year)s") % {"year": self.last_year}
        if self.last_year is None:
            return gettext("since %(year)s") % {"year": self.first_year}
        return f"{self.first_year}–{self.last_year}"

    @property
    def next_steps(self):
        """The states an arrow leads to, in the order of a project's life."""
        return [step for step in ProjectStatus if self.can_become(step)]
