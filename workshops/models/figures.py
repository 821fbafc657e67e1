"""The figures of a diagnosis."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.validators import validate_plain
from counties.models import Territory
from workshops.models.cycle import Cycle


class DiagnosisFigure(models.Model):
    """A figure of the labour market for one commune, or for the county, with its source."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="figures")
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    name = models.CharField(_("figure"), max_length=200, validators=[validate_plain])
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["name", "-as_of", "commune__sort", "pk"]
        verbose_name = _("figure of the diagnosis")
        verbose_name_plural = _("figures of the diagnosis")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "commune", "name", "as_of"],
                name="one_figure_a_commune",
                violation_error_message=_("This figure of that day is in the sheet already."),
            ),
            models.UniqueConstraint(
                fields=["cycle", "name", "as_of"],
                condition=Q(commune__isnull=True),
                name="one_figure_a_county",
                violation_error_message=_("This figure of that day is in the sheet already."),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.value} {self.unit}"
