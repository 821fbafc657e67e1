"""Rapid Response: lay-off cases with their steps, team, meetings and numbers."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Stamped, ordered, status_check
from core.validators import validate_not_ahead, validate_plain
from employers.choices import CASE_TONES, OPEN_CASES, CaseStatus, Financing, Side, StepKind
from employers.models.published import AtEmployer, PublishedQuerySet, named
from employers.rules import duties
from meetings.models import Meeting
from members.models import Person

PEOPLE = [MinValueValidator(1), MaxValueValidator(100_000)]
AT_MOST = [MaxValueValidator(100_000)]
REMINDER = dt.timedelta(days=2)  # how long before a step is due the office gets a letter


class LayoffCaseQuerySet(PublishedQuerySet):
    def open(self):
        """The cases in which something is still to be done."""
        return self.filter(status__in=OPEN_CASES)

    def overdue(self):
        """The open cases with a step whose day has passed."""
        late = CaseStep.objects.filter(due_on__lt=localdate(), done_on__isnull=True)
        return self.open().filter(pk__in=late.values("case"))


class LayoffCase(AtEmployer):
    """A lay-off at one employer, from its notice to the numbers of its outcome.

    People who lose their jobs are numbers here, never rows.
    """

    Status = CaseStatus
    STEPS = {
        CaseStatus.NOTIFIED: {CaseStatus.TEAM_FORMED, CaseStatus.CANCELLED},
        CaseStatus.TEAM_FORMED: {CaseStatus.HELP, CaseStatus.CANCELLED},
        CaseStatus.HELP: {CaseStatus.CLOSED, CaseStatus.CANCELLED},
    }

    notified_on = models.DateField(_("day of the notice"))
    planned = models.PositiveIntegerField(_("people to be laid off"), validators=PEOPLE)
    starts_on = models.DateField(_("first lay-offs"), null=True, blank=True)
    ends_on = models.DateField(_("last lay-offs"), null=True, blank=True)
    most = models.PositiveIntegerField(
        _("most people in any three months"),
        null=True,
        blank=True,
        validators=PEOPLE,
        help_text=_("Only if the lay-offs last longer than three months."),
    )
    reason = models.TextField(_("reason given by the employer"), max_length=1000, blank=True)
    agreed_on = models.DateField(
        _("agreement with the office signed on"),
        null=True,
        blank=True,
        validators=[validate_not_ahead],
    )
    financing = models.CharField(
        _("who pays for the help"), max_length=12, choices=Financing, blank=True
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    objects = LayoffCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-notified_on", "-pk"]
        verbose_name = _("lay-off case")
        verbose_name_plural = _("lay-off cases")
        indexes = [models.Index(fields=["partnership", "-notified_on"], name="layoffs_listed")]
        constraints = [
            status_check("layoff_status", CaseStatus),
            named("layoff_at_an_employer"),
            ordered(
                "starts_on",
                "ends_on",
                "layoffs_end_after_they_start",
                _("The last lay-offs come before the first ones."),
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__lte=F("planned")),
                name="layoffs_most_of_planned",
                violation_error_message=_(
                    "In three months there cannot be more people than are to be laid off in all."
                ),
            ),
        ]

    def __str__(self):
        return self.firm

    def get_absolute_url(self):
        return reverse("employers:office_case", args=[self.pk])

    def search_text(self):
        return f"{self.firm} {self.reason}"

    @property
    def tone(self):
        return CASE_TONES[self.status]

    @property
    def is_open(self):
        return self.status in OPEN_CASES

    @property
    def monitoring(self) -> duties.Verdict:
        """Whether this is a monitored lay-off, reckoned from the numbers and the period."""
        return duties.monitoring(self.planned, self.starts_on, self.ends_on, self.most)

    @property
    def parity(self) -> duties.Parity:
        return duties.parity(member.side for member in self.team.all())

    @property
    def first_open_step(self):
        """The step that is due next; from `steps` at hand, without a query of its own."""
        return next((step for step in self.steps.all() if step.done_on is None), None)

    @property
    def next_steps(self):
        """The states an arrow leads to, in the order of a case's life."""
        return [step for step in CaseStatus if self.can_become(step)]


class CaseStepQuerySet(models.QuerySet):
    def soon_due(self):
        """What is still to be done in open cases within the next days, today included."""
        today = localdate()
        return self.filter(
            case__status__in=OPEN_CASES,
            done_on__isnull=True,
            due_on__range=(today, today + REMINDER),
        )


class CaseStep(models.Model):
    """One thing to do in a case, with the day by which it is due (`schedule.due_days`)."""

    case = models.ForeignKey(LayoffCase, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=StepKind)
    due_on = models.DateField(_("due"))
    done_on = models.DateField(
        pgettext_lazy("step", "done on"), null=True, blank=True, validators=[validate_not_ahead]
    )
    responsible = models.CharField(
        _("responsible"),
        max_length=150,
        blank=True,
        validators=[validate_plain],
        help_text=_("A unit or a function of the office."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("What was settled. No names of people who lose their jobs."),
    )

    objects = CaseStepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="one_step_a_kind")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def days_late(self) -> int:
        """How many days ago the step was due; zero when it is done or not yet due."""
        late = (localdate() - self.due_on).days if self.done_on is None else 0
        return max(late, 0)

    @property
    def is_overdue(self):
        return self.days_late > 0


class TeamMember(models.Model):
    """A seat in the adjustment team: a side and a function.

    A name stands here only as a business contact of the register; on the workers'
    side the function is enough.
    """

    case = models.ForeignKey(LayoffCase, models.CASCADE, related_name="team")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    function = models.CharField(_("function"), max_length=150, validators=[validate_plain])
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True, validators=[validate_plain]
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="team_seats",
        verbose_name=_("contact in the register"),
        help_text=_("Only if this side wants to be named. The function is enough."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member of an adjustment team")
        verbose_name_plural = _("members of adjustment teams")

    def __str__(self):
        return ", ".join(filter(None, [self.function, self.organisation]))


class CaseMeeting(models.Model):
    """A meeting of the adjustment team: an ordinary meeting, tied to its case."""

    case = models.ForeignKey(LayoffCase, models.CASCADE, related_name="case_meetings")
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="layoff", verbose_name=_("meeting")
    )

    class Meta:
        ordering = ["meeting__starts_at", "pk"]
        verbose_name = _("meeting of an adjustment team")
        verbose_name_plural = _("meetings of adjustment teams")

    def __str__(self):
        return str(self.meeting)


ACCOUNTED = F("training") + F("employed") + F("retired") + F("looking") + F("other")


class Reading(Stamped):
    """Where the people of a case stand on one day, as numbers: each counted once."""

    PARTS = ("training", "employed", "retired", "looking", "other")

    case = models.ForeignKey(LayoffCase, models.CASCADE, related_name="readings")
    on = models.DateField(_("as of"))
    covered = models.PositiveIntegerField(_("people covered by help"), validators=AT_MOST)
    training = models.PositiveIntegerField(_("in training"), default=0, validators=AT_MOST)
    employed = models.PositiveIntegerField(_("in new jobs"), default=0, validators=AT_MOST)
    retired = models.PositiveIntegerField(_("retired"), default=0, validators=AT_MOST)
    looking = models.PositiveIntegerField(
        _("still looking for work"), default=0, validators=AT_MOST
    )
    other = models.PositiveIntegerField(_("other"), default=0, validators=AT_MOST)
    final = models.BooleanField(_("outcome"), default=False, editable=False)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("numbers of a case")
        verbose_name_plural = _("numbers of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"],
                name="one_case_reading_a_day",
                violation_error_message=_("There are numbers for this day already."),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(final=True), name="one_outcome_a_case"
            ),
            models.CheckConstraint(
                condition=Q(covered__gte=ACCOUNTED),
                name="no_more_than_covered",
                violation_error_message=_("Together there are more people than are covered."),
            ),
            models.CheckConstraint(
                condition=Q(final=False) | Q(covered=ACCOUNTED),
                name="outcome_adds_up",
                violation_error_message=_("The numbers of the outcome do not add up."),
            ),
        ]

    def __str__(self):
        return f"{self.on}: {self.covered}"

    @property
    def together(self) -> int:
        """How many of those covered are accounted for."""
        return sum(getattr(self, part) for part in self.PARTS)

    @property
    def rest(self) -> int:
        """Of how many nobody has said yet where they are."""
        return self.covered - self.together
