"""Organisations in the register."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stepped, status_check
from core.validators import (
    validate_krs,
    validate_nip,
    validate_phone,
    validate_plain,
    validate_regon,
)
from counties.models import Partnership, Territory
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models.held import HeldQuerySet
from members.models.people import Role


class PartnerQuerySet(HeldQuerySet):
    def public(self):
        """The partners that everyone may read about."""
        return self.filter(status=PartnerStatus.ADMITTED)

    def with_people_count(self):
        """Annotates `people_count`: how many people hold a role there today."""
        held = Role.objects.today().filter(partner=OuterRef("pk")).order_by().values("partner")
        count = held.annotate(number=models.Count("person", distinct=True)).values("number")
        return self.annotate(people_count=Coalesce(Subquery(count), 0))

    def of_user(self, user):
        """The partners for which this person holds a role today."""
        return self.filter(pk__in=Role.objects.today().filter(person__user=user).values("partner"))

    def managed_by(self, user):
        """The partners that this person may administer today."""
        mine = Role.objects.today().filter(person__user=user, is_admin=True)
        return self.filter(pk__in=mine.values("partner"))


class Partner(Searchable, Stepped):
    """An organisation in one partnership's register."""

    Status = PartnerStatus
    STEPS = {
        PartnerStatus.CONTACT: {PartnerStatus.APPLIED, PartnerStatus.ADMITTED},
        PartnerStatus.APPLIED: {PartnerStatus.ADMITTED, PartnerStatus.CONTACT},
        PartnerStatus.ADMITTED: {PartnerStatus.SUSPENDED, PartnerStatus.LEFT},
        PartnerStatus.SUSPENDED: {PartnerStatus.ADMITTED, PartnerStatus.LEFT},
        PartnerStatus.LEFT: {PartnerStatus.APPLIED, PartnerStatus.ADMITTED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="partners")
    name = models.CharField(_("name"), max_length=300, validators=[validate_plain])
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=PartnerKind)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("commune"),
        help_text=_("Leave empty for a body of the whole county."),
    )
    nip = models.CharField("NIP", max_length=10, blank=True, validators=[validate_nip])
    regon = models.CharField("REGON", max_length=14, blank=True, validators=[validate_regon])
    krs = models.CharField("KRS", max_length=10, blank=True, validators=[validate_krs])
    address = models.CharField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validate_phone]
    )
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("public description"), blank=True, max_length=3000)
    shows_contact = models.BooleanField(
        _("everyone may read address, e-mail and telephone"),
        default=False,
        help_text=_("Without it they are seen by the organisation and the office only."),
    )
    proposed = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Changes of the public profile that wait for the office."),
    )
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        indexes = [models.Index(fields=["partnership", "status", "sort"], name="partners_listed")]
        constraints = [
            status_check("partner_status", PartnerStatus),
            models.UniqueConstraint(
                fields=["partnership", "nip"],
                condition=~Q(nip=""),
                name="one_partner_a_nip",
                violation_error_message=_(
                    "An organisation with this NIP is in the register already."
                ),
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("members:detail", args=[self.pk])

    @property
    def tone(self):
        """How the badge of the status looks."""
        tones = {PartnerStatus.ADMITTED: "good", PartnerStatus.APPLIED: "info"}
        return tones.get(self.status, "warn" if self.status == "suspended" else "neutral")

    def search_text(self):
        return f"{self.name} {self.short_name} {self.nip} {self.regon} {self.krs} {self.address}"

    def sort_text(self):
        return self.name
