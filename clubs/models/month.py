"""A club's month: numbers of help given, never a person."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clubs.choices import Group, Support
from core.models import Stamped

MOST = 9999
AT_MOST = [MaxValueValidator(MOST)]


class Month(Stamped):
    """One month that a club logged; a locked one no longer changes.

    `version` counts the savings, so that two people do not overwrite each other.
    """

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="months")
    first = models.DateField(_("month"))
    volunteer_hours = models.PositiveIntegerField(
        _("hours of voluntary work"), default=0, validators=AT_MOST
    )
    room_hours = models.PositiveIntegerField(
        _("hours of rooms lent free of charge"), default=0, validators=AT_MOST
    )
    locked_at = models.DateTimeField(_("locked"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-first"]
        verbose_name = _("month of a club")
        verbose_name_plural = _("months of clubs")
        constraints = [
            models.UniqueConstraint(fields=["club", "first"], name="one_month_a_club"),
            models.CheckConstraint(condition=Q(first__day=1), name="month_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.club}, {date_format(self.first, 'F Y')}"

    @property
    def partnership(self):
        return self.club.partnership


class MonthlyCount(models.Model):
    """How often one kind of help was given in a month; zeros are not stored."""

    month = models.ForeignKey(Month, models.CASCADE, related_name="counts")
    kind = models.CharField(_("kind of help"), max_length=12, choices=Support)
    group = models.CharField(_("group"), max_length=6, choices=Group)
    number = models.PositiveIntegerField(_("number"), validators=AT_MOST)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("count of a month")
        verbose_name_plural = _("counts of months")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "kind", "group"], name="one_count_a_kind_and_group"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.get_group_display()}: {self.number}"
