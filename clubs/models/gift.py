"""Gifts in kind."""

import uuid
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clubs.choices import GiftKind, Thanks
from core.models import Stamped
from core.validators import validate_not_ahead, validate_plain
from members.models import Partner


class GiftQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The gifts to the clubs that the office of `partnership` holds."""
        return self.filter(club__partnership=partnership)

    def of_user(self, user):
        """The gifts to the clubs that this person leads."""
        return self.filter(club__leaders=user)

    def to_thank(self):
        """The gifts of partners whom nobody has thanked yet."""
        return self.filter(giver__isnull=False, thanked_at__isnull=True)


class Gift(Stamped):
    """Something given to a club, by a partner or by a giver told in words.

    `given_on` is empty only for a gift that a publication tells of without a day.
    """

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="gifts")
    kind = models.CharField(_("kind of gift"), max_length=10, choices=GiftKind)
    what = models.CharField(
        _("what was given"), max_length=200, blank=True, validators=[validate_plain]
    )
    quantity = models.PositiveIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    value = models.DecimalField(
        _("estimated value in PLN"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    giver = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="club_gifts",
        verbose_name=_("giver from the register"),
    )
    giver_words = models.CharField(
        _("giver in words"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("For example: sponsors (not named). No name of a private person."),
    )
    given_on = models.DateField(_("given on"), null=True, validators=[validate_not_ahead])
    show_giver = models.BooleanField(
        _("The giver agrees to be named on the club's public page"), default=False
    )
    source_note = models.CharField(max_length=300, blank=True, editable=False)
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    thanked_at = models.DateTimeField(_("thanked"), null=True, editable=False)
    thanked_by = models.CharField(max_length=5, choices=Thanks, blank=True, editable=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name = _("gift in kind")
        verbose_name_plural = _("gifts in kind")

    def __str__(self):
        return f"{self.get_kind_display()} – {self.club}"

    def get_absolute_url(self):
        return reverse("clubs:office_gift", args=[self.pk])

    @property
    def partnership(self):
        return self.club.partnership

    @property
    def things(self):
        """What was given, in words for a list."""
        words = self.what or str(self.get_kind_display())
        return f"{self.quantity} × {words}" if self.quantity > 1 else words

    @property
    def giver_name(self):
        return self.giver.name if self.giver else self.giver_words
