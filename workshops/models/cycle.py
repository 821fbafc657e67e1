"""Cycles of workshops: their stages, meetings, groups and the partners that take part."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from core.models import Searchable, Stamped, Stepped, status_check
from core.validators import validate_plain
from counties.models import Partnership, Territory
from meetings.models import Meeting
from members.models import HeldQuerySet, Partner
from workshops.choices import (
    STAGE_TONES,
    TABLE,
    TOPICS,
    Component,
    CycleStatus,
    GroupKind,
    Principle,
    StageKind,
    StageStatus,
)

# Letters and digits that nobody mixes up on paper or by ear.
CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 6
ORDER = list(StageKind)


def new_code() -> str:
    """A short code that a phone can type."""
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


def _number(rows, cycle, of="pk"):
    """How many of `rows` belong to a cycle, by their path to it, as a subquery of its own."""
    mine = rows.filter(**{cycle: OuterRef("pk")}).order_by().values(cycle)
    return Coalesce(Subquery(mine.annotate(number=Count(of, distinct=True)).values("number")), 0)


class CycleQuerySet(HeldQuerySet):
    def public(self):
        """The cycles that everyone may read about."""
        return self.filter(published_at__isnull=False)

    def of_user(self, user):
        """The cycles that this person's organisations are in or may join."""
        mine = Partner.objects.of_user(user)
        joined = Participation.objects.filter(cycle=OuterRef("pk"), partner__in=mine.values("pk"))
        return self.filter(
            Q(published_at__isnull=False, partnership__in=mine.values("partnership"))
            | Exists(joined)
        )

    def counted(self):
        """Adds `partner_count`, `meeting_count` and `card_count`, in one query."""
        cards = Stage._meta.get_field("cards").related_model.objects.accepted().written()
        inside = Participation.objects.filter(left_on=None)
        return self.annotate(
            partner_count=_number(inside, "cycle"),
            meeting_count=_number(StageMeeting.objects.all(), "stage__cycle", "meeting"),
            card_count=_number(cards, "stage__cycle"),
        )

    def under_way(self):
        """The cycles between their first stage and their end."""
        return self.exclude(status__in=[CycleStatus.PLANNED, CycleStatus.FINISHED])


class Cycle(Searchable, Stepped):
    """One edition of Local Economic Revival workshops of one partnership.

    The status follows the stage that was opened last; `actions.cycle` moves it.
    """

    Status = CycleStatus
    STEPS = {
        status: set(list(CycleStatus)[place + 1 :]) for place, status in enumerate(CycleStatus)
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cycles")
    name = models.CharField(_("name"), max_length=200, validators=[validate_plain])
    edition = models.CharField(
        _("edition"),
        max_length=60,
        blank=True,
        validators=[validate_plain],
        help_text=_("For example: 2026, or second edition."),
    )
    theme = models.TextField(_("theme"), max_length=2000, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cycles",
        verbose_name=_("agreement"),
    )
    partners = models.ManyToManyField(
        Partner, through="Participation", related_name="cycles", verbose_name=_("partners")
    )
    source_note = models.CharField(
        _("source of these data"),
        max_length=300,
        blank=True,
        help_text=_("Shown on the public page when the data come from a publication."),
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("cycle of workshops")
        verbose_name_plural = _("cycles of workshops")
        indexes = [models.Index(fields=["partnership", "sort"], name="cycles_listed")]
        constraints = [status_check("cycle_status", CycleStatus)]

    def __str__(self):
        return f"{self.name} ({self.edition})" if self.edition else self.name

    def get_absolute_url(self):
        return reverse("workshops:detail", args=[self.pk])

    def search_text(self):
        return f"{self.name} {self.edition} {self.theme}"

    @property
    def is_public(self):
        return self.published_at is not None

    @property
    def tone(self):
        return {CycleStatus.PLANNED: "neutral", CycleStatus.FINISHED: "good"}.get(
            self.status, "info"
        )


class Participation(Stamped):
    """A partner takes part in a cycle, not only in one meeting of it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="participations")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="workshop_participations", verbose_name=_("partner")
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["partner__sort", "pk"]
        verbose_name = _("participation in a cycle")
        verbose_name_plural = _("participations in cycles")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "partner"], name="one_participation_a_cycle")
        ]

    def __str__(self):
        return str(self.partner)


class StageQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The stages of the cycles of one office."""
        return self.filter(cycle__partnership=partnership)

    def open(self):
        return self.filter(status=StageStatus.OPEN)

    def closed(self):
        return self.filter(status=StageStatus.CLOSED)


class Stage(Stepped):
    """One step of the method in one cycle. `place` is its number, from 0 to 6.

    `unmet` keeps in words what the gate still asked for when the coordinator opened
    the stage against it, `override_reason` why that was right.
    """

    Status = StageStatus
    STEPS = {
        StageStatus.PLANNED: {StageStatus.OPEN},
        StageStatus.OPEN: {StageStatus.CLOSED},
        StageStatus.CLOSED: {StageStatus.OPEN},
    }

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="stages")
    kind = models.CharField(_("stage"), max_length=10, choices=StageKind)
    place = models.PositiveSmallIntegerField(editable=False)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    summary = models.TextField(
        _("results carried over"),
        max_length=6000,
        blank=True,
        help_text=_("What the next stage begins with. Read out as its recap."),
    )
    override_reason = models.TextField(_("opened against its gate because"), blank=True)
    unmet = models.JSONField(_("what the gate asked for"), default=list, blank=True)
    meetings = models.ManyToManyField(Meeting, through="StageMeeting", related_name="stages")

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "place"]
        verbose_name = _("stage of a cycle")
        verbose_name_plural = _("stages of cycles")
        constraints = [
            status_check("stage_status", StageStatus),
            models.UniqueConstraint(fields=["cycle", "kind"], name="one_stage_a_kind"),
        ]

    def __str__(self):
        return self.get_kind_display()

    def save(self, *args, **kwargs):
        self.place = ORDER.index(self.kind)
        super().save(*args, **kwargs)

    @property
    def partnership(self):
        return self.cycle.partnership

    @property
    def tone(self):
        return STAGE_TONES[self.status]

    @property
    def is_planned(self):
        return self.status == StageStatus.PLANNED

    @property
    def is_open(self):
        return self.status == StageStatus.OPEN

    @property
    def is_closed(self):
        return self.status == StageStatus.CLOSED


class StageMeeting(models.Model):
    """A meeting held for a stage, under the name and number that its papers gave it."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="stage_meetings")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="stage_meetings", verbose_name=_("meeting")
    )
    number = models.CharField(
        _("number"),
        max_length=20,
        blank=True,
        validators=[validate_plain],
        help_text=_("As on the papers, for example II."),
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("For example: conference II, workshop A."),
    )

    class Meta:
        ordering = ["meeting__starts_at", "pk"]
        verbose_name = _("meeting of a stage")
        verbose_name_plural = _("meetings of stages")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "meeting"],
                name="one_meeting_a_stage",
                violation_error_message=_("This meeting belongs to this stage already."),
            )
        ]

    def __str__(self):
        return " ".join(part for part in [self.number, self.name or str(self.meeting)] if part)


class GroupQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The groups of the cycles of one office."""
        return self.filter(stage__cycle__partnership=partnership)

    def recorded_by(self, user):
        """The groups that name this person as their recorder."""
        return self.filter(recorder=user)

    def with_code(self, code):
        """The group of an open stage that a phone reaches with `code`."""
        return self.filter(code=code.strip().lower(), stage__status=StageStatus.OPEN)


class Group(Stamped):
    """People at one table of a stage, with a topic: a component, a principle, or none."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="groups")
    topic = models.CharField(_("topic"), max_length=16, choices=TOPICS, default=TABLE)
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("When empty, the group is called by its topic."),
    )
    leader = models.CharField(
        _("group leader"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("A function and an organisation, not a private person."),
    )
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="recorded_groups",
        verbose_name=_("recorder"),
    )
    code = models.CharField(
        _("code"), max_length=12, unique=True, default=new_code, editable=False
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self):
        return self.name or capfirst(self.get_topic_display())

    @property
    def partnership(self):
        return self.stage.partnership

    @property
    def kind(self):
        """component, principle or table."""
        if self.topic in Component.values:
            return GroupKind.COMPONENT
        return GroupKind.PRINCIPLE if self.topic in Principle.values else GroupKind.TABLE

    @property
    def principle(self):
        """The principle of renewal, or an empty string."""
        return self.topic if self.topic in Principle.values else ""


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
                fields=["cycle", "commune", "name", "as_of"], name="one_figure_a_commune"
            ),
            models.UniqueConstraint(
                fields=["cycle", "name", "as_of"],
                condition=Q(commune__isnull=True),
                name="one_figure_a_county",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.value} {self.unit}"
