"""The stages of a cycle, the meetings held for them, and the groups at their tables."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.models import Stamped, Stepped, status_check
from core.validators import validate_plain
from meetings.choices import MeetingStatus
from meetings.models import Meeting
from workshops.choices import (
    STAGE_TONES,
    TABLE,
    TOPICS,
    Component,
    GroupKind,
    Principle,
    StageKind,
    StageStatus,
)
from workshops.models.cycle import Cycle
from workshops.rules.codes import TABLE_LENGTH, TABLE_SIGNS

ORDER = list(StageKind)


def new_code() -> str:
    """A short code that a phone can type."""
    return "".join(secrets.choice(TABLE_SIGNS) for _sign in range(TABLE_LENGTH))


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
            models.UniqueConstraint(
                fields=["cycle", "kind"],
                name="one_stage_a_kind",
                violation_error_message=_("The cycle has this stage already."),
            ),
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


class StageMeetingQuerySet(models.QuerySet):
    def standing(self):
        """The meetings that were not cancelled, each with its row."""
        return self.exclude(meeting__status=MeetingStatus.CANCELLED).select_related("meeting")


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

    objects = StageMeetingQuerySet.as_manager()

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
