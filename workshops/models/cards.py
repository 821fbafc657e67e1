"""Cards: what people said, and what answers what."""

import uuid

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Stepped, status_check
from core.validators import validate_not_ahead, validate_plain
from counties.models import Territory
from members.choices import Sector
from members.models import Partner
from workshops.choices import CARD_TONES, CardKind, CardSource, CardStatus, StageStatus
from workshops.models.stages import Group, Stage


class CardQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The cards of the cycles of one office."""
        return self.filter(stage__cycle__partnership=partnership)

    def of_cycle(self, cycle):
        return self.filter(stage__cycle=cycle)

    def accepted(self):
        """The cards on the board."""
        return self.filter(status=CardStatus.ACCEPTED)

    def written(self):
        """The cards that somebody wrote, without the heads made for mergers."""
        return self.filter(is_combined=False)

    def waiting(self):
        """The cards from phones and partners at which nobody has looked yet."""
        return self.filter(status=CardStatus.WAITING)

    def heads(self):
        """The cards that stand for themselves or for those merged into them."""
        return self.filter(merged_into__isnull=True)

    def numbers(self) -> dict[str, int]:
        """{"number": cards written on the board, "waiting": cards that wait}, in one query."""
        return self.order_by().aggregate(
            number=Count("pk", filter=Q(status=CardStatus.ACCEPTED, is_combined=False)),
            waiting=Count("pk", filter=Q(status=CardStatus.WAITING)),
        )

    def public(self):
        """What everyone may read: the boards of closed stages of published cycles."""
        return self.accepted().filter(
            stage__status=StageStatus.CLOSED, stage__cycle__published_at__isnull=False
        )


class Card(Stepped):
    """One thing that somebody said, in one sentence.

    A merged card points at its head and stays as it was said. `is_combined` marks a
    head that was written for a merger; it leaves the board when its last original does.
    """

    Status = CardStatus
    STEPS = {
        CardStatus.WAITING: {CardStatus.ACCEPTED, CardStatus.ASIDE},
        CardStatus.ACCEPTED: {CardStatus.ASIDE},
        CardStatus.ASIDE: {CardStatus.ACCEPTED},
    }

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="cards")
    group = models.ForeignKey(
        Group,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name=_("group"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CardKind)
    text = models.CharField(_("text"), max_length=500, validators=[validate_plain])
    author_sector = models.CharField(
        _("sector of the author"), max_length=10, choices=Sector, blank=True
    )
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name=_("organisation of the author"),
    )
    source = models.CharField(
        _("how it came"), max_length=10, choices=CardSource, default=CardSource.STAFF
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    said_on = models.DateField(
        _("day on which it was said"),
        null=True,
        blank=True,
        validators=[validate_not_ahead],
        help_text=_("Leave it empty for the day of the stage's meeting, if there was only one."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="originals",
        verbose_name=_("merged into"),
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    is_combined = models.BooleanField(default=False, editable=False)
    answers = models.ManyToManyField(
        "self",
        through="Link",
        symmetrical=False,
        related_name="answered_by",
        verbose_name=_("answers these cards"),
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        indexes = [models.Index(fields=["stage", "status", "position"], name="cards_on_board")]
        constraints = [
            status_check("card_status", CardStatus),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="card_not_merged_into_itself",
                violation_error_message=_("A card is not merged into itself."),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def partnership(self):
        return self.stage.partnership

    @property
    def tone(self):
        return CARD_TONES[self.kind]


class Link(models.Model):
    """A card answers another: an idea its need, a leak its problem. The first half of a chain."""

    from_card = models.ForeignKey(Card, models.CASCADE, related_name="links")
    to_card = models.ForeignKey(
        Card, models.CASCADE, related_name="answering_links", verbose_name=_("answers")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link between cards")
        verbose_name_plural = _("links between cards")
        constraints = [
            models.UniqueConstraint(
                fields=["from_card", "to_card"],
                name="one_link_a_pair",
                violation_error_message=_("This card answers the other one already."),
            )
        ]

    def __str__(self):
        return f"{self.from_card_id} → {self.to_card_id}"
