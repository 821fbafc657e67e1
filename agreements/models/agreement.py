"""The agreement itself and its numbered texts."""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.choices import (
    AgreementStatus,
    EffectRule,
    Level,
    PartnershipType,
    SignatoryStatus,
)
from agreements.models.templates import AgreementTemplate
from core.models import Searchable, Stepped, ordered, status_check
from core.validators import validate_plain
from counties.models import Partnership
from documents.models import Document
from members.models import HeldQuerySet, Partner

# The states of what everybody has signed.
CONCLUDED = [
    AgreementStatus.IN_FORCE,
    AgreementStatus.EXPIRED,
    AgreementStatus.TERMINATED,
    AgreementStatus.RECORD,
]
SOON = 90  # days before the end in which an agreement counts as expiring


class AgreementQuerySet(HeldQuerySet):
    def public(self):
        """What the office has put into the public register."""
        return self.filter(is_public=True)

    def of_user(self, user):
        """The agreements in which this person's organisations are parties, drafts left out."""
        mine = Partner.objects.of_user(user).values("pk")
        parties = self.model._meta.get_field("parties").related_model
        return self.exclude(status=AgreementStatus.DRAFT).filter(
            Exists(parties.objects.filter(agreement=OuterRef("pk"), partner__in=mine))
        )

    def counted(self):
        """Adds `party_count`, `expected_count` and `signed_count`, in one query."""
        standing = ~Q(parties__signatories__status=SignatoryStatus.REPLACED)
        return self.annotate(
            party_count=Count("parties", distinct=True),
            expected_count=Count("parties__signatories", filter=standing, distinct=True),
            signed_count=Count(
                "parties__signatories",
                distinct=True,
                filter=Q(parties__signatories__status=SignatoryStatus.SIGNED),
            ),
        )

    def shown_in(self, partnership):
        """What stands on the pages of a partnership: its own, and those that it joins."""
        joined = self.model.also_in.through.objects.filter(
            agreement=OuterRef("pk"), partnership=partnership
        )
        return self.filter(Q(partnership=partnership) | Exists(joined))

    def newest_first(self):
        """By the day in force; of agreements of record by the day of signing, if known."""
        return self.order_by(Coalesce("in_force_on", "stated_on").desc(nulls_last=True), "-pk")

    def in_force_at(self, day):
        """In force on `day`, whatever became of them later. The last day counts."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            in_force_on__lte=day,
        )

    def undated(self):
        """Those of which nobody knows when they came into force, or whether they ever did."""
        return self.filter(in_force_on=None, status__in=CONCLUDED)

    def with_open_remarks(self):
        """In consultation, with a remark that the office has not answered."""
        waiting = Exists(Version.objects.filter(agreement=OuterRef("pk"), remarks__verdict=""))
        return self.filter(waiting, status=AgreementStatus.CONSULTATION)

    def expiring(self, day, days=SOON):
        """In force on `day`, with an end within `days` days."""
        end = day + dt.timedelta(days=days)
        return self.filter(
            status=AgreementStatus.IN_FORCE, valid_until__gte=day, valid_until__lte=end
        )


class Agreement(Searchable, Stepped):
    """One founding act of a partnership: who binds themselves to what.

    It stands once, in the register of `partnership`; an agreement of several counties
    shows on the pages of those in `also_in` as well.
    """

    Status = AgreementStatus
    STEPS = {
        AgreementStatus.DRAFT: {
            AgreementStatus.CONSULTATION,
            AgreementStatus.SIGNING,
            AgreementStatus.RECORD,
        },
        AgreementStatus.CONSULTATION: {AgreementStatus.DRAFT, AgreementStatus.SIGNING},
        AgreementStatus.SIGNING: {AgreementStatus.IN_FORCE, AgreementStatus.CONSULTATION},
        AgreementStatus.IN_FORCE: {AgreementStatus.EXPIRED, AgreementStatus.TERMINATED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="agreements")
    template = models.ForeignKey(
        AgreementTemplate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("template"),
    )
    number = models.CharField(
        pgettext_lazy("agreement", "number"),
        max_length=60,
        blank=True,
        validators=[validate_plain],
        help_text=_("Needed before signing. Where there is none, say so in words, with the year."),
    )
    title = models.CharField(_("title"), max_length=400, validators=[validate_plain])
    theme = models.CharField(
        pgettext_lazy("agreement", "subject"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("Needed before signing."),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.COUNTY)
    partnership_type = models.CharField(
        _("type of partnership"),
        max_length=20,
        choices=PartnershipType,
        default=PartnershipType.THREE_SECTOR,
    )
    legal_basis = models.TextField(
        _("legal basis"),
        blank=True,
        max_length=2000,
        help_text=_(
            "Needed before signing. In the office's own words, with the journal of laws where "
            "there is one."
        ),
    )
    legal_basis_on = models.DateField(
        _("legal basis as of"),
        null=True,
        blank=True,
        help_text=_("Needed before signing. The day whose state of the law is meant."),
    )
    main_goal = models.TextField(_("main goal"), blank=True, max_length=2000)
    goals = models.TextField(
        _("specific goals"),
        blank=True,
        max_length=6000,
        help_text=_("One a line; they are numbered."),
    )
    principles = models.TextField(
        _("principles"), blank=True, max_length=4000, help_text=_("One a line.")
    )
    coordinator = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinated_agreements",
        verbose_name=_("coordinator"),
        help_text=_("Needed before signing: who runs the partnership day by day."),
    )
    occasion = models.CharField(
        _("occasion of signing"), max_length=300, blank=True, validators=[validate_plain]
    )
    place = models.CharField(
        _("place of signing"), max_length=200, blank=True, validators=[validate_plain]
    )
    valid_from = models.DateField(
        _("valid from"),
        null=True,
        blank=True,
        help_text=_(
            "Needed before signing. It does not come into force before this day, even if "
            "everybody has signed; if it counts from signing, give the day planned for that."
        ),
    )
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Leave empty: without an end.")
    )
    effect_rule = models.CharField(
        _("comes into force"), max_length=12, choices=EffectRule, default=EffectRule.ALL
    )
    effect_on = models.DateField(_("set day"), null=True, blank=True)
    effect_count = models.PositiveSmallIntegerField(_("set number"), null=True, blank=True)
    in_order = models.BooleanField(
        _("one after another"),
        default=False,
        help_text=_("The next signatory is asked when the one before has signed."),
    )
    in_force_on = models.DateField(_("in force since"), null=True, editable=False)
    ended_on = models.DateField(_("last day in force"), null=True, editable=False)
    end_reason = models.TextField(_("reason of the end"), blank=True, editable=False)
    also_in = models.ManyToManyField(
        Partnership,
        blank=True,
        editable=False,
        related_name="joined_agreements",
        verbose_name=_("shown also by"),
    )
    stated_on = models.DateField(_("day of signing, as published"), null=True, editable=False)
    stated_parties = models.PositiveIntegerField(
        _("number of parties, as published"), null=True, editable=False
    )
    source_note = models.CharField(
        _("source of these data"), max_length=500, blank=True, editable=False
    )
    is_public = models.BooleanField(_("in the public register"), default=False, editable=False)
    public_document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published scan"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["partnership", "status"], name="agreements_listed")]
        constraints = [
            status_check("agreement_status", AgreementStatus),
            models.UniqueConstraint(
                fields=["partnership", "number"],
                condition=~Q(number=""),
                name="one_agreement_a_number",
                violation_error_message=_("Another agreement has this number already."),
            ),
            ordered(
                "valid_from",
                "valid_until",
                "agreement_ends_after_it_begins",
                _("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=~Q(effect_rule=EffectRule.DATE) | Q(effect_on__isnull=False),
                name="agreement_has_its_set_day",
                violation_error_message=_("Give the set day on which it comes into force."),
            ),
            models.CheckConstraint(
                condition=~Q(effect_rule=EffectRule.COUNT) | Q(effect_count__gte=1),
                name="agreement_has_its_set_number",
                violation_error_message=_("Give the number of signatures that is enough."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("agreements:detail", args=[self.pk])

    def search_text(self):
        return f"{self.number} {self.title} {self.theme} {self.main_goal} {self.place}"

    def sort_text(self):
        return self.title

    @property
    def goal_list(self):
        return [line.strip() for line in self.goals.splitlines() if line.strip()]

    @property
    def principle_list(self):
        return [line.strip() for line in self.principles.splitlines() if line.strip()]

    @property
    def day(self) -> dt.date | None:
        """The day in force; of an agreement of record the day of signing, where known."""
        return self.in_force_on or self.stated_on

    @property
    def is_record(self) -> bool:
        """Known from a publication only: what became of it, nobody here can say."""
        return self.status == AgreementStatus.RECORD

    @property
    def is_editable(self) -> bool:
        """The text and the parties may change until signing begins."""
        return self.status in {AgreementStatus.DRAFT, AgreementStatus.CONSULTATION}

    @property
    def takes_signatures(self) -> bool:
        """Under “a set number” the rest may sign after it came into force."""
        return self.status in {AgreementStatus.SIGNING, AgreementStatus.IN_FORCE}

    @property
    def was_declared(self) -> bool:
        """In force because the coordinator said so, whatever became of it later."""
        return self.effect_rule == EffectRule.COORDINATOR and self.in_force_on is not None

    @property
    def ends_soon(self) -> bool:
        end, today = self.valid_until, localdate()
        in_force = self.status == AgreementStatus.IN_FORCE
        return bool(in_force and end and today <= end <= today + dt.timedelta(days=SOON))

    def final_version(self):
        """The text that is signed, or None while there is none."""
        return self.versions.filter(is_final=True).first()

    def latest_version(self):
        return self.versions.order_by("-number").first()


class FrozenTextError(TypeError):
    """A saved version cannot be saved again: write a new one."""


class Version(models.Model):
    """One numbered state of the text. Never changed once saved."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    is_final = models.BooleanField(_("final"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(is_final=True), name="one_final_version"
            ),
        ]

    def __str__(self):
        return f"{self.agreement} – {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise FrozenTextError
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)
