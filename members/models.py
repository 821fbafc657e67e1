"""Partners and their people."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, SearchQuerySet, Stamped, Stepped, status_check
from core.validators import (
    validate_krs,
    validate_nip,
    validate_phone,
    validate_plain,
    validate_regon,
)
from counties.models import Partnership, Territory
from members.choices import (
    ColleagueStatus,
    ImportStatus,
    JoinStatus,
    PartnerKind,
    PartnerStatus,
    Sector,
    Verdict,
)


class HeldQuerySet(SearchQuerySet):
    """Rows that belong to one partnership each."""

    def held_by(self, partnership):
        """What the office of `partnership` holds. Give it `request.partnership`."""
        return self.filter(partnership=partnership)


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


class PersonQuerySet(HeldQuerySet):
    def reachable(self):
        """The people who may be invited by e-mail."""
        return self.exclude(email="").filter(invitations_stopped_at__isnull=True)

    def acting_for(self, *, sectors=(), kinds=(), communes=(), statuses=(), partners=()):
        """The people with a role today at a partner with these properties.

        Each person comes once, also with two roles. `acts_for` tells the partner
        (its pk) for which they are meant: of those that fit, the one whose role
        was entered first. Empty means any; partners that left count only when
        `statuses` or `partners` ask for them.
        """
        wanted = Role.objects.today()
        wanted = wanted.filter(partner__sector__in=sectors) if sectors else wanted
        wanted = wanted.filter(partner__kind__in=kinds) if kinds else wanted
        wanted = wanted.filter(partner__commune__in=communes) if communes else wanted
        wanted = wanted.filter(partner__in=partners) if partners else wanted
        if statuses:
            wanted = wanted.filter(partner__status__in=statuses)
        elif not partners:
            wanted = wanted.exclude(partner__status=PartnerStatus.LEFT)
        first = wanted.filter(person=OuterRef("pk")).order_by("pk").values("partner")[:1]
        return self.filter(pk__in=wanted.values("person")).annotate(acts_for=Subquery(first))

    def with_current_roles(self):
        """Prefetches `current_roles`: the roles held today, with their partners."""
        roles = Role.objects.today().select_related("partner__commune")
        return self.prefetch_related(models.Prefetch("roles", roles, to_attr="current_roles"))


class Person(Searchable, Stamped):
    """Somebody who acts for partners. Business contact data only."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    first_name = models.CharField(_("first name"), max_length=100, validators=[validate_plain])
    last_name = models.CharField(_("last name"), max_length=150, validators=[validate_plain])
    honorific = models.CharField(_("form of address"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validate_phone]
    )
    language = models.CharField(
        _("language of letters"),
        max_length=2,
        default="pl",
        choices=[("pl", "polski"), ("en", "English")],
    )
    source = models.CharField(
        _("source of the data"),
        max_length=200,
        blank=True,
        help_text=_("Where the office has this person's data from; told in the first letter."),
    )
    notified_at = models.DateTimeField(_("told of the processing"), null=True, blank=True)
    invitations_stopped_at = models.DateTimeField(_("invitations stopped"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["partnership", "sort"], name="people_listed"),
            models.Index(fields=["partnership", "email"], name="people_by_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"],
                condition=Q(user__isnull=False),
                name="one_person_a_user",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self):
        return reverse("members:office_person", args=[self.pk])

    def search_text(self):
        return f"{self.first_name} {self.last_name} {self.email} {self.phone}"

    def sort_text(self):
        return f"{self.last_name} {self.first_name}"


class RoleQuerySet(models.QuerySet):
    def on(self, day):
        """The roles held on `day`."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )

    def today(self):
        return self.on(localdate())


class Role(Stamped):
    """A person's function at a partner, from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="roles")
    function = models.CharField(_("function"), max_length=150, blank=True)
    is_admin = models.BooleanField(_("administers the organisation's page"), default=False)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=models.F("since")),
                name="role_ends_after_it_begins",
                violation_error_message=_("The last day is before the first one."),
            )
        ]

    def __str__(self):
        return f"{self.person} – {self.function or self.partner}"

    @property
    def has_ended(self):
        """Whether the last day of this role is over."""
        return self.until is not None and self.until < localdate()


class JoinRequest(Stepped):
    """A signed-in person asks to act for a partner."""

    Status = JoinStatus
    STEPS = {JoinStatus.ASKED: {JoinStatus.APPROVED, JoinStatus.REFUSED}}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests"
    )
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="join_requests")
    function = models.CharField(_("function"), max_length=150)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            status_check("join_request_status", JoinStatus),
            models.UniqueConstraint(
                fields=["user", "partner"],
                condition=Q(status="asked"),
                name="one_open_join_request",
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.partner}"


class ColleagueQuerySet(models.QuerySet):
    def open(self):
        """The invitations that may still be accepted."""
        return self.filter(status=ColleagueStatus.OPEN, expires_at__gt=now())


class ColleagueInvitation(Stepped):
    """An organisation's administrator invites a colleague by e-mail.

    Only the hash of the token is kept; the token itself stands in the letter.
    """

    Status = ColleagueStatus
    STEPS = {ColleagueStatus.OPEN: {ColleagueStatus.ACCEPTED, ColleagueStatus.WITHDRAWN}}

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="colleague_invitations")
    email = models.EmailField(_("e-mail"))
    function = models.CharField(_("function"), max_length=150, validators=[validate_plain])
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ColleagueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        constraints = [status_check("colleague_invitation_status", ColleagueStatus)]

    def __str__(self):
        return f"{self.email} → {self.partner}"


def import_path(run, filename):
    """A random place below the private files; the given name stays in the row."""
    return f"imports/{run.partnership_id}/{uuid.uuid4().hex}"


class ImportRun(Stepped):
    """One file of people on its way into the register: uploaded, mapped, checked, confirmed."""

    Status = ImportStatus
    STEPS = {
        ImportStatus.UPLOADED: {ImportStatus.CHECKING, ImportStatus.DROPPED},
        ImportStatus.CHECKING: {ImportStatus.CHECKED, ImportStatus.UPLOADED, ImportStatus.DROPPED},
        ImportStatus.CHECKED: {
            ImportStatus.CHECKING, ImportStatus.RUNNING, ImportStatus.DROPPED,
        },
        ImportStatus.RUNNING: {ImportStatus.DONE},
    }  # fmt: skip

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="import_runs")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    file = models.FileField(_("file"), upload_to=import_path, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    header_row = models.PositiveSmallIntegerField(_("row with the headings"), default=1)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    source = models.CharField(_("source of the data"), max_length=200, blank=True)
    add_partners = models.BooleanField(default=False)
    default_sector = models.CharField(max_length=10, choices=Sector, blank=True)
    default_kind = models.CharField(max_length=30, choices=PartnerKind, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of people")
        verbose_name_plural = _("imports of people")
        constraints = [status_check("import_run_status", ImportStatus)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:office_import", args=[self.pk])

    def counted(self) -> dict:
        """How many rows of each verdict there are. One query."""
        found = self.rows.order_by().values_list("verdict").annotate(number=models.Count("pk"))
        return dict.fromkeys(Verdict.values, 0) | dict(found)


class ImportRow(models.Model):
    """One line of an imported file: its cells, what they mean, and the verdict."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=Verdict)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_import_row_a_line")
        ]
        indexes = [models.Index(fields=["run", "verdict", "number"], name="import_rows_listed")]

    def __str__(self):
        return f"{self.run} {self.number}"

    @property
    def tone(self):
        """How the badge of the verdict looks."""
        return {Verdict.FAULTY: "bad", Verdict.DUPLICATE: "neutral"}.get(self.verdict, "good")
