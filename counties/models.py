"""Territory from the official TERC register, and the partnerships of counties."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, SearchQuerySet, Stamped


class TerritoryQuerySet(SearchQuerySet):
    def communes(self):
        return self.filter(level=Territory.Level.COMMUNE)

    def counties(self):
        return self.filter(level=Territory.Level.COUNTY)

    def current(self):
        """What the newest loaded register still lists."""
        return self.filter(abolished_on__isnull=True)


class Territory(Searchable):
    """One voivodeship, county or commune of the TERC register (GUS).

    `code` has 2, 4 or 6 digits. The seventh digit of a commune's TERC code is its
    kind, which changes when a village becomes a town; six digits stay the same.
    """

    class Level(models.TextChoices):
        VOIVODESHIP = "voivodeship", _("voivodeship")
        COUNTY = "county", _("county")
        COMMUNE = "commune", _("commune")

    code = models.CharField(_("TERC code"), max_length=6, primary_key=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.CharField(_("level"), max_length=12, choices=Level)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=60)
    kind_digit = models.CharField(max_length=1, blank=True)
    as_of = models.DateField(_("state of the register"))
    abolished_on = models.DateField(_("abolished"), null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["sort"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self):
        return self.name

    def search_text(self):
        return f"{self.name} {self.code}{self.kind_digit}"

    @property
    def is_city(self) -> bool:
        """A city that is a county of its own; the register writes only these with a capital."""
        return self.level == self.Level.COUNTY and self.name[:1].isupper()

    @property
    def in_words(self) -> str:
        """A county as people call it: "powiat płocki", and a city by its bare name."""
        if self.level != self.Level.COUNTY or self.is_city:
            return self.name
        return gettext("%(name)s county") % {"name": self.name}


class Shape(models.Model):
    """The simplified boundary of one territory; a table of its own, so that lists stay light.

    `polygons` is GeoJSON's MultiPolygon: polygons of rings of [longitude, latitude].
    A county of which only the communes were loaded is `is_joined` from them.
    """

    territory = models.OneToOneField(
        Territory, models.CASCADE, primary_key=True, related_name="shape"
    )
    polygons = models.JSONField(_("boundary"))
    is_joined = models.BooleanField(_("joined from the communes"), default=False)
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")

    def __str__(self):
        return str(self.territory)


class TercLoad(Stamped):
    """One loading of a TERC file: what state it brought and what it changed."""

    as_of = models.DateField(_("state of the register"))
    source = models.CharField(_("file"), max_length=200, blank=True)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("loading of the TERC register")
        verbose_name_plural = _("loadings of the TERC register")

    def __str__(self):
        return f"TERC {self.as_of:%Y-%m-%d}"


class PartnershipQuerySet(models.QuerySet):
    def offices(self):
        """The partnerships that an office runs here: those not only of record."""
        return self.filter(is_record=False)

    def by_county(self):
        """In the Polish order of their counties, with county and voivodeship at hand."""
        return self.select_related("county__parent").order_by("county__sort", "county", "pk")


def with_neighbours(field="partnership"):
    """Whether the portal holds more partnerships than the one in `field`; for `annotate`."""
    return Exists(Partnership.objects.exclude(pk=OuterRef(field)))


class Partnership(Stamped):
    """One county's local partnership, run by one labour office.

    A partnership of record (`is_record`) is known from publications only: it has no
    office here, so nobody signs in to it and nothing is sent from it.
    """

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    county = models.ForeignKey(
        Territory, models.PROTECT, related_name="partnerships", verbose_name=_("county")
    )
    is_record = models.BooleanField(_("of record only"), default=False, editable=False)
    office_name = models.CharField(_("name of the office"), max_length=200, blank=True)
    office_address = models.CharField(_("address of the office"), max_length=300, blank=True)
    office_email = models.EmailField(_("e-mail of the office"), blank=True)
    office_phone = models.CharField(_("telephone of the office"), max_length=40, blank=True)
    bip_url = models.URLField(_("BIP page"), blank=True)
    purpose = models.TextField(_("what the partnership is for"), blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_record=False) | Q(office_name="", office_email=""),
                name="partnership_of_record_has_no_office",
            ),
            models.UniqueConstraint(
                fields=["county"], condition=Q(is_record=True), name="one_record_a_county"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("county", args=[self.slug])

    @property
    def communes(self):
        """The present communes of this county, in Polish order."""
        return Territory.objects.communes().current().filter(parent=self.county)
