"""Cycles of workshops, and the partners that take part in them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from core.models import Searchable, Sourced, Stamped, Stepped, status_check
from core.validators import validate_plain
from counties.models import Partnership
from members.models import HeldQuerySet, Partner
from workshops.choices import (
    CycleStatus,
)


def _number(rows, cycle, of="pk"):
    """How many of `rows` belong to a cycle, by their path to it, as a subquery of its own."""
    mine = rows.filter(**{cycle: OuterRef("pk")}).order_by().values(cycle)
    return Coalesce(Subquery(mine.annotate(number=Count(of, distinct=True)).values("number")), 0)


class CycleQuerySet(HeldQuerySet):
    def public(self):
        """The cycles that everyone may read about."""
        return self.filter(published_at__isnull=False)

    def of_user(self, user):
        """The cycles that this person's organisations are in or may join."""
        mine = Partner.objects.of_user(user)
        joined = Participation.objects.filter(cycle=OuterRef("pk"), partner__in=mine.values("pk"))
        return self.filter(
            Q(published_at__isnull=False, partnership__in=mine.values("partnership"))
            | Exists(joined)
        )

    def counted(self):
        """Adds `partner_count`, `meeting_count` and `card_count`, in one query."""
        stages = self.model._meta.get_field("stages").related_model
        cards = stages._meta.get_field("cards").related_model.objects.accepted().written()
        inside = Participation.objects.filter(left_on=None)
        tied = stages._meta.get_field("stage_meetings").related_model.objects.standing()
        return self.annotate(
            partner_count=_number(inside, "cycle"),
            meeting_count=_number(tied, "stage__cycle", "meeting"),
            card_count=_number(cards, "stage__cycle"),
        )

    def under_way(self):
        """The cycles between their first stage and their end."""
        return self.exclude(status__in=[CycleStatus.PLANNED, CycleStatus.FINISHED])


class Cycle(Searchable, Stepped, Sourced):
    """One edition of Local Economic Revival workshops of one partnership.

    The status follows the stage that was opened last; `actions.cycle` moves it.
    """

    Status = CycleStatus
    STEPS = {
        status: set(list(CycleStatus)[place + 1 :]) for place, status in enumerate(CycleStatus)
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cycles")
    name = models.CharField(_("name"), max_length=200, validators=[validate_plain])
    edition = models.CharField(
        _("edition"),
        max_length=60,
        blank=True,
        validators=[validate_plain],
        help_text=_("For example: 2026, or second edition."),
    )
    theme = models.TextField(_("theme"), max_length=2000, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cycles",
        verbose_name=_("agreement"),
    )
    partners = models.ManyToManyField(
        Partner, through="Participation", related_name="cycles", verbose_name=_("partners")
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("cycle of workshops")
        verbose_name_plural = _("cycles of workshops")
        indexes = [models.Index(fields=["partnership", "sort"], name="cycles_listed")]
        constraints = [status_check("cycle_status", CycleStatus)]

    def __str__(self):
        return f"{self.name} ({self.edition})" if self.edition else self.name

    def get_absolute_url(self):
        return reverse("workshops:detail", args=[self.pk])

    def search_text(self):
        return f"{self.name} {self.edition} {self.theme}"

    @property
    def is_public(self):
        return self.published_at is not None

    @property
    def tells_partners(self) -> bool:
        """A publication that names no partner does not say that there were none."""
        return bool(self.partner_count or not self.source_note)

    @property
    def tone(self):
        return {CycleStatus.PLANNED: "neutral", CycleStatus.FINISHED: "good"}.get(
            self.status, "info"
        )


class Participation(Stamped):
    """A partner takes part in a cycle, not only in one meeting of it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="participations")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="workshop_participations", verbose_name=_("partner")
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["partner__sort", "pk"]
        verbose_name = _("participation in a cycle")
        verbose_name_plural = _("participations in cycles")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "partner"],
                name="one_participation_a_cycle",
                violation_error_message=_("This partner takes part in the cycle already."),
            )
        ]

    def __str__(self):
        return str(self.partner)
