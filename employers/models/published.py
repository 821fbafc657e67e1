"""What cases and orders have in common: a firm, a place, a public note."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stepped, Versioned
from core.validators import validate_plain
from counties.models import Partnership, Territory
from members.models import HeldQuerySet, Partner


class PublishedQuerySet(HeldQuerySet):
    def public(self):
        """The rows of which everyone may read the short note."""
        return self.filter(published_at__isnull=False)


class AtEmployer(Searchable, Stepped, Versioned):
    """Something done for one employer: a partner, or a firm known by its name only.

    Nothing of it is public but the note (`public_title`, `public_note`) that the
    office writes, and the numbers shown beside it.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="%(class)ss")
    employer = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("firm in the register"),
    )
    employer_name = models.CharField(
        _("name of the firm"),
        max_length=300,
        blank=True,
        validators=[validate_plain],
        help_text=_("Only if the firm is not in the register."),
    )
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("commune"),
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    public_title = models.CharField(
        _("public title"), max_length=200, blank=True, editable=False, validators=[validate_plain]
    )
    public_note = models.TextField(_("public note"), max_length=1000, blank=True, editable=False)
    consent = models.CharField(
        _("consent to publication"), max_length=300, blank=True, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def firm(self) -> str:
        """The employer's name."""
        return str(self.employer) if self.employer_id else self.employer_name


def named(name: str) -> models.CheckConstraint:
    """A CHECK constraint: every row says at which employer."""
    return models.CheckConstraint(
        condition=Q(employer__isnull=False) | ~Q(employer_name=""),
        name=name,
        violation_error_message=_("Choose a firm of the register or write its name."),
    )
