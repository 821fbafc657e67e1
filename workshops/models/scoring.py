"""How the proposals of a cycle are scored: criteria, sheets, scores and recusals."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Stamped, Stepped, status_check
from core.validators import validate_plain
from members.choices import Sector
from workshops.choices import RUN_TONES, ScoringStatus, TieRule
from workshops.models.choice import Proposal
from workshops.models.cycle import Cycle

BEST = 5  # the highest value of a criterion; the lowest is 1


class ScoringQuerySet(models.QuerySet):
    def held_by(self, partnership):
        return self.filter(cycle__partnership=partnership)


class Scoring(Stepped):
    """How the proposals of one cycle are scored. Its criteria stand still from the first sheet on."""

    Status = ScoringStatus
    STEPS = {
        ScoringStatus.DRAFT: {ScoringStatus.OPEN},
        ScoringStatus.OPEN: {ScoringStatus.CLOSED},
        ScoringStatus.CLOSED: {ScoringStatus.OPEN},
    }

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="scoring")
    ties = models.CharField(
        _("when results are equal"), max_length=8, choices=TieRule, default=TieRule.SHARED
    )

    objects = ScoringQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoring")
        verbose_name_plural = _("scorings")
        constraints = [status_check("scoring_status", ScoringStatus)]

    def __str__(self):
        return str(self.cycle)

    @property
    def partnership(self):
        return self.cycle.partnership

    @property
    def tone(self):
        return RUN_TONES[self.status]

    @property
    def is_locked(self) -> bool:
        """Whether a sheet says anything, a score or a recusal: then no criterion changes any more."""
        told = Score.objects.filter(scorer__scoring=self).values("pk")
        left = Recusal.objects.filter(scorer__scoring=self).values("pk")
        return told.union(left).exists()


class Criterion(models.Model):
    """One thing that counts, and how much."""

    scoring = models.ForeignKey(Scoring, models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=200, validators=[validate_plain])
    hint = models.CharField(_("what to look at"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How many times it counts."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["scoring", "title"],
                name="one_criterion_a_title",
                violation_error_message=_("This criterion is in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1),
                name="criterion_weighs",
                violation_error_message=_("A criterion weighs at least one."),
            ),
        ]

    def __str__(self):
        return self.title


class Scorer(Stamped):
    """One sheet of scores: of a partner's person, or of a paper that the office types in."""

    scoring = models.ForeignKey(Scoring, models.CASCADE, related_name="scorers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    label = models.CharField(
        _("sheet"),
        max_length=100,
        validators=[validate_plain],
        help_text=_("A number or a letter, not a person's name."),
    )
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sheet of scores")
        verbose_name_plural = _("sheets of scores")
        constraints = [
            models.UniqueConstraint(
                fields=["scoring", "label"],
                name="one_sheet_a_label",
                violation_error_message=_("There is a sheet with this name already."),
            ),
            models.UniqueConstraint(
                fields=["scoring", "user"],
                condition=Q(user__isnull=False),
                name="one_sheet_a_person",
                violation_error_message=_("This person has a sheet already."),
            ),
        ]

    def __str__(self):
        return self.label


class Score(models.Model):
    """What one sheet gives one proposal under one criterion."""

    scorer = models.ForeignKey(Scorer, models.CASCADE, related_name="scores")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("score"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["scorer", "proposal", "criterion"],
                name="one_score_each",
                violation_error_message=_("This sheet scores the proposal already."),
            ),
            models.CheckConstraint(
                condition=Q(value__range=(1, BEST)),
                name="score_in_range",
                violation_error_message=_("Scores go from 1 to 5."),
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value}"


class Recusal(Stamped):
    """Why one sheet says nothing about one proposal."""

    scorer = models.ForeignKey(Scorer, models.CASCADE, related_name="recusals")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="recusals")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(
                fields=["scorer", "proposal"],
                name="one_recusal_each",
                violation_error_message=_("This sheet leaves the proposal out already."),
            )
        ]

    def __str__(self):
        return self.reason
