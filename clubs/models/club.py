"""Clubs: where, when, who answers for them."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from clubs import rules
from clubs.choices import TONES, ClubStatus, FactKind, Group, SponsorResult, Support, Weekday
from clubs.models.month import Month
from core.models import Searchable, Sourced, Stamped, Stepped, ordered, status_check
from core.validators import validate_not_ahead, validate_phone, validate_plain
from counties.models import Partnership, Territory
from meetings.models import Meeting
from members.models import HeldQuerySet, Partner
from projects.models import Project

WARNING = dt.timedelta(days=30)  # how long before its end a training is told of


class ClubQuerySet(HeldQuerySet):
    def public(self):
        """The clubs that everyone may read about."""
        return self.filter(published_at__isnull=False)

    def open(self):
        return self.filter(status=ClubStatus.OPEN)

    def with_trained(self):
        """Annotates `trained_count`: how many advisers have a training that counts today."""
        trained = Adviser.objects.trained().filter(club=OuterRef("pk")).order_by().values("club")
        number = trained.annotate(number=Count("pk")).values("number")
        return self.annotate(trained_count=Coalesce(Subquery(number), 0))

    def of_user(self, user):
        """The clubs that this person leads."""
        return self.filter(leaders=user)

    def behind(self):
        """The open clubs with a month that is over and not logged."""
        last = rules.last_full()
        logged = (
            Month.objects.filter(
                club=OuterRef("pk"), first__gte=OuterRef("logs_from"), first__lte=last
            )
            .order_by()
            .values("club")
            .annotate(number=Count("pk"))
            .values("number")
        )
        due = (last.year - ExtractYear("logs_from")) * 12 + last.month - ExtractMonth("logs_from")
        return (
            self.open()
            .filter(logs_from__lte=last)
            .alias(logged=Coalesce(Subquery(logged), 0), due=due + 1)
            .filter(logged__lt=F("due"))
        )


class Club(Searchable, Stepped, Sourced):
    """One Peer Support Club.

    `logs_from` is the first month of which counts are expected; without it none are.
    `support` and `groups` hold values of `Support` and `Group`.
    """

    Status = ClubStatus
    STEPS = {
        ClubStatus.RECORDED: {ClubStatus.OPEN, ClubStatus.CLOSED},
        ClubStatus.OPEN: {ClubStatus.SUSPENDED, ClubStatus.CLOSED},
        ClubStatus.SUSPENDED: {ClubStatus.OPEN, ClubStatus.CLOSED},
        ClubStatus.CLOSED: {ClubStatus.OPEN},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="clubs")
    name = models.CharField(_("name"), max_length=200, validators=[validate_plain])
    host = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_clubs",
        verbose_name=_("host"),
        help_text=_("The organisation in whose rooms the club meets."),
    )
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clubs",
        verbose_name=_("commune"),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        validators=[validate_plain],
        help_text=_("The village or the building, for example: parish house, room 3."),
    )
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[validate_plain],
        help_text=_("Street, number and town. No private home."),
    )
    description = models.TextField(
        _("what the club does"),
        max_length=3000,
        blank=True,
        help_text=_("Shown to everyone. No names of people who get help."),
    )
    support = models.JSONField(_("kinds of help"), default=list, blank=True)
    groups = models.JSONField(_("groups"), default=list, blank=True)
    opened_on = models.DateField(
        _("works since"), null=True, blank=True, validators=[validate_not_ahead]
    )
    logs_from = models.DateField(
        _("months are logged from"),
        null=True,
        blank=True,
        help_text=_("Any day of the first month. Leave empty if the club keeps no counts."),
    )
    leaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="clubs_led", verbose_name=_("leaders")
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = ClubQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        indexes = [
            models.Index(fields=["partnership", "sort"], name="clubs_listed"),
            models.Index(
                fields=["sort"], name="clubs_public", condition=Q(published_at__isnull=False)
            ),
        ]
        constraints = [
            status_check("club_status", ClubStatus),
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="one_club_a_name",
                violation_error_message=_("A club with this name is in the list already."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.logs_from:
            self.logs_from = rules.first_of(self.logs_from)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("clubs:detail", args=[self.pk])

    def search_text(self):
        host = self.host.name if self.host else ""
        commune = self.commune.name if self.commune else ""
        return f"{self.name} {self.place} {self.address} {commune} {host}"

    @property
    def tone(self):
        return TONES[self.status]

    @property
    def is_public(self):
        return self.published_at is not None

    @property
    def takes_messages(self):
        """Whether somebody would answer a message from the club's page."""
        return self.status in {ClubStatus.OPEN, ClubStatus.SUSPENDED}

    @property
    def support_words(self):
        return [kind.label for kind in Support if kind in self.support]

    @property
    def group_words(self):
        return [group.label for group in Group if group in self.groups]

    @property
    def where(self):
        return ", ".join(filter(None, [self.place, self.address]))

    @property
    def next_steps(self):
        return [step for step in ClubStatus if self.can_become(step)]

    def missing_months(self) -> list[dt.date]:
        """The months that are over and not logged, the oldest first. One query."""
        if self.status != ClubStatus.OPEN or self.logs_from is None:
            return []
        logged = set(self.months.values_list("first", flat=True))
        return [m for m in rules.span(self.logs_from, rules.last_full()) if m not in logged]


class OpeningHours(models.Model):
    """When a club is open on one day of the week; a day may have several rows."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday)
    opens = models.TimeField(_("from hour"))
    closes = models.TimeField(_("to hour"))
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("For example: only in the school year."),
    )

    class Meta:
        ordering = ["weekday", "opens", "pk"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="club_closes_after_it_opens",
                violation_error_message=_("The closing hour is before the opening hour."),
            )
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


# A training is known by its day or by the day until which it is valid.
TRAINED = Q(trained_on__isnull=False) | Q(valid_until__isnull=False)


class AdviserQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The advisers of the clubs that the office of `partnership` holds."""
        return self.filter(club__partnership=partnership)

    def trained(self):
        """Those whose training counts today: it took place and has not ended."""
        return self.filter(TRAINED, Q(valid_until__isnull=True) | Q(valid_until__gte=localdate()))

    def ending(self):
        """Those whose training has ended or ends within the time of the warning."""
        return self.filter(
            valid_until__lte=localdate() + WARNING,
            club__status__in=[ClubStatus.OPEN, ClubStatus.SUSPENDED],
        )

    def about_to_end(self):
        """Those of which the office is to be reminded: not ended yet, but soon."""
        return self.ending().filter(valid_until__gte=localdate())


class Adviser(Stamped):
    """A peer counsellor who agreed to be in the office's list. Never on public pages."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="advisers")
    name = models.CharField(_("first and last name"), max_length=150, validators=[validate_plain])
    email = models.EmailField(_("e-mail for club matters"), blank=True)
    phone = models.CharField(
        _("telephone for club matters"), max_length=40, blank=True, validators=[validate_phone]
    )
    agreed_on = models.DateField(
        _("agreed on"),
        help_text=_("The day on which this person agreed to stand in this list."),
        validators=[validate_not_ahead],
    )
    trained_on = models.DateField(
        _("trained on"), null=True, blank=True, validators=[validate_not_ahead]
    )
    valid_until = models.DateField(_("training valid until"), null=True, blank=True)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("adviser")
        verbose_name_plural = _("advisers")
        constraints = [
            ordered(
                "trained_on",
                "valid_until",
                "training_valid_after_it",
                _("The training would end before it took place."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def partnership(self):
        return self.club.partnership

    @property
    def training(self):
        """The state of the training: "none", "ended", "ending" or "valid"."""
        if self.valid_until is None:
            return "valid" if self.trained_on else "none"
        if self.valid_until < localdate():
            return "ended"
        return "ending" if self.valid_until <= localdate() + WARNING else "valid"


class ClubMeeting(models.Model):
    """Ties an ordinary meeting to the club for which it was called."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="meetings")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="club_meeting")

    class Meta:
        verbose_name = _("meeting of a club")
        verbose_name_plural = _("meetings of clubs")

    def __str__(self):
        return f"{self.club}: {self.meeting}"


class SponsorProject(models.Model):
    """A project that a club wrote for sponsors."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="sponsor_projects")
    title = models.CharField(_("title"), max_length=300, validators=[validate_plain])
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    result = models.CharField(
        _("result"), max_length=10, choices=SponsorResult, default=SponsorResult.WRITTEN
    )
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project of the partnership"),
    )

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("project for sponsors")
        verbose_name_plural = _("projects for sponsors")

    def __str__(self):
        return f"{self.title} ({self.year})"


class ClubFact(models.Model):
    """One fact about a club as a publication tells it."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="facts")
    kind = models.CharField(_("fact"), max_length=15, choices=FactKind)
    text = models.CharField(_("as told"), max_length=500)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("fact about a club")
        verbose_name_plural = _("facts about clubs")
        constraints = [
            models.UniqueConstraint(fields=["club", "kind", "source"], name="one_fact_a_source")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"


class ClubClaim(models.Model):
    """What a publication tells of the clubs of a region: how many, and how many by name."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="+"
    )
    region = models.CharField(_("region"), max_length=100, unique=True)
    claimed = models.PositiveSmallIntegerField(_("clubs claimed"), null=True)
    named = models.PositiveSmallIntegerField(_("clubs named by place"), null=True)
    text = models.CharField(_("told beside it"), max_length=500, blank=True)
    as_of = models.CharField(_("as of"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("claimed number of clubs")
        verbose_name_plural = _("claimed numbers of clubs")

    def __str__(self):
        return f"{self.region}: {self.claimed if self.claimed is not None else self.text}"
