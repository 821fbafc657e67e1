"""Who is bound by an agreement, who signs for them, and how they signed."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.choices import AccessionStatus, How, Method, SignatoryStatus
from agreements.models.agreement import Agreement, Version
from core.models import Stamped, Stepped, status_check
from core.validators import validate_not_ahead, validate_plain
from documents.models import Document
from members.choices import PartnerStatus
from members.models import Partner, Person, Role

# Organisations of the register that nobody has admitted as partners yet.
OUTSIDE = [PartnerStatus.CONTACT, PartnerStatus.APPLIED]


class PartyQuerySet(models.QuerySet):
    def on(self, day: dt.date):
        """The parties bound on `day`: derived from dates, never edited.

        The last day counts; so does the last day of the agreement itself.
        """
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=day),
            Q(agreement__valid_until__isnull=True) | Q(agreement__valid_until__gte=day),
            Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gte=day),
            since__lte=day,
        )

    def standing(self):
        """The parties that have not left yet; a day of leaving may be set already."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=localdate()))

    def to_admit(self):
        """The parties bound today that the partnership has not admitted as partners."""
        return self.on(localdate()).filter(partner__status__in=OUTSIDE)

    def with_signatories(self):
        """Prefetches `standing`: the signatories not replaced, with signature and proof."""
        standing = (
            Signatory.objects.exclude(status=SignatoryStatus.REPLACED)
            .with_mandate()
            .select_related("signature__document")
            .order_by("order", "pk")
        )
        return self.select_related("partner__commune").prefetch_related(
            models.Prefetch("signatories", standing, to_attr="standing")
        )


class Party(Stamped):
    """A partner bound by an agreement, from a day to a day."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="parties", verbose_name=_("partner")
    )
    name = models.CharField(_("name in the agreement"), max_length=300)
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.FOUNDING)
    since = models.DateField(_("party since"), null=True, editable=False)
    until = models.DateField(_("party until"), null=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                condition=Q(until__isnull=True),
                name="one_standing_party_a_partner",
                violation_error_message=_("This organisation is a party already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=False),
                name="party_ends_only_after_it_began",
                violation_error_message=_("A party cannot leave before it was bound."),
            ),
        ]

    def __str__(self):
        return self.name


class SignatoryQuerySet(models.QuerySet):
    def held_by(self, partnership):
        return self.filter(party__agreement__partnership=partnership)

    def standing(self):
        """Those who still count: everybody but the replaced."""
        return self.exclude(status=SignatoryStatus.REPLACED)

    def unsigned(self):
        return self.filter(status__in=[SignatoryStatus.EXPECTED, SignatoryStatus.ASKED])

    def with_mandate(self):
        """Adds `has_mandate`: whether the register knows the function on the day of signing."""
        roles = Role.objects.filter(
            Q(since__isnull=True) | Q(since__lte=OuterRef("signature__on")),
            Q(until__isnull=True) | Q(until__gte=OuterRef("signature__on")),
            person=OuterRef("person"),
            partner=OuterRef("party__partner"),
        )
        return self.annotate(has_mandate=Exists(roles))


class Signatory(Stepped):
    """A named person who signs for a party; name and function freeze with the signature."""

    Status = SignatoryStatus
    STEPS = {
        SignatoryStatus.EXPECTED: {SignatoryStatus.ASKED, SignatoryStatus.REPLACED},
        SignatoryStatus.ASKED: {
            SignatoryStatus.SIGNED,
            SignatoryStatus.REFUSED,
            SignatoryStatus.REPLACED,
            SignatoryStatus.EXPECTED,
        },
        SignatoryStatus.REFUSED: {SignatoryStatus.REPLACED, SignatoryStatus.ASKED},
    }

    party = models.ForeignKey(Party, models.CASCADE, related_name="signatories")
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name=_("person"),
    )
    name = models.CharField(
        _("first name and surname"), max_length=250, validators=[validate_plain]
    )
    function = models.CharField(_("function"), max_length=150, validators=[validate_plain])
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="replaces"
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [status_check("signatory_status", SignatoryStatus)]

    def __str__(self):
        return f"{self.name}, {self.function}"

    @property
    def partnership(self):
        return self.party.agreement.partnership

    @property
    def lacks_mandate(self) -> bool:
        """Signed by somebody of the register whose function does not cover that day.

        Needs `with_mandate()`.
        """
        return (
            self.status == SignatoryStatus.SIGNED
            and self.person_id is not None
            and not self.has_mandate
        )


class Signature(models.Model):
    """How one signatory signed one version. Each has its own counterpart file, if any."""

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="signature")
    method = models.CharField(_("how signed"), max_length=10, choices=Method)
    on = models.DateField(_("day of signing"))
    place = models.CharField(_("place of signing"), max_length=200, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures_shown",
        verbose_name=_("proof"),
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    version_sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self):
        return f"{self.signatory} – {self.on}"


class AccessionQuerySet(models.QuerySet):
    def waiting(self):
        """Those that the office has not decided yet."""
        return self.filter(status=AccessionStatus.FILED)

    def of_user(self, user):
        """What this person's organisations filed, the newest first, in whatever state."""
        mine = Partner.objects.of_user(user).values("pk")
        return self.filter(partner__in=mine).select_related("agreement", "partner").order_by("-pk")


class Accession(Stepped):
    """A partner's declaration to join an agreement in force."""

    Status = AccessionStatus
    STEPS = {AccessionStatus.FILED: {AccessionStatus.EFFECTIVE, AccessionStatus.REFUSED}}

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="accessions")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="accessions")
    name = models.CharField(
        _("first name and surname"), max_length=250, validators=[validate_plain]
    )
    function = models.CharField(_("function"), max_length=150, validators=[validate_plain])
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("declaration"),
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    declared_on = models.DateField(_("declared on"), validators=[validate_not_ahead])
    effective_on = models.DateField(_("party from"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    party = models.OneToOneField(
        Party, models.PROTECT, null=True, editable=False, related_name="accession"
    )

    objects = AccessionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("accession")
        verbose_name_plural = _("accessions")
        constraints = [
            status_check("accession_status", AccessionStatus),
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                condition=Q(status="filed"),
                name="one_open_accession",
                violation_error_message=_(
                    "A declaration of this organisation is waiting already."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.partner} → {self.agreement}"


class Withdrawal(Stamped):
    """A party leaves; it stays bound until the day before `effective_on`."""

    party = models.OneToOneField(Party, models.PROTECT, related_name="withdrawal")
    declared_on = models.DateField(_("declared on"), validators=[validate_not_ahead])
    effective_on = models.DateField(_("takes effect on"))
    reason = models.TextField(_("reason"), blank=True, max_length=1000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("declared_on")),
                name="withdrawal_takes_effect_after_its_declaration",
                violation_error_message=_("It cannot take effect before it was declared."),
            )
        ]

    def __str__(self):
        return f"{self.party} – {self.effective_on}"
