"""What the programme's sources tell of work with employers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from counties.models import Partnership
from employers.choices import RecordKind


class Record(models.Model):
    """One fact as its source gives it: the words are the source's, never corrected."""

    kind = models.CharField(max_length=8, choices=RecordKind)
    position = models.PositiveSmallIntegerField(default=0)
    partnership = models.ForeignKey(
        Partnership,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("The partnership of the county in which it lies, if it is one of ours."),
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    as_of = models.CharField(_("as of"), max_length=40, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["kind", "position"]
        verbose_name = _("record of the programme")
        verbose_name_plural = _("records of the programme")
        constraints = [
            models.UniqueConstraint(fields=["kind", "position"], name="one_record_a_position")
        ]

    def __str__(self):
        return self.name or self.place
