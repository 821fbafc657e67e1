"""What a meeting decided, point by point, its photos, and protocols that are kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from core.validators import validate_plain
from documents.models import Document, Picture
from workshops.models.stages import StageMeeting


class Protocol(Stamped):
    """The protocol of one meeting of a stage as it stood when the stage was closed.

    A stage that is closed once more gets a further row; the last one counts.
    """

    stage_meeting = models.ForeignKey(StageMeeting, models.CASCADE, related_name="protocols")
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="protocols", verbose_name=_("document")
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")

    def __str__(self):
        return str(self.stage_meeting)


class Decision(Stamped):
    """One thing that a meeting decided, under the point of the agenda at which it did.

    `point` keeps the words of the agenda as they were; it is empty for what was decided
    outside of any point.
    """

    stage_meeting = models.ForeignKey(StageMeeting, models.CASCADE, related_name="decisions")
    point = models.CharField(_("point of the agenda"), max_length=300, blank=True)
    text = models.TextField(
        _("decision"), max_length=1000, help_text=_("What was decided, without names of people.")
    )
    responsible = models.CharField(
        _("who does it"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("A function and an organisation, not a private person."),
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField(_("votes in favour"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)

    class Meta:
        ordering = ["stage_meeting", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return self.text[:80]


class ProtocolPhoto(Picture):
    """A photo of a meeting of a stage that the office puts into its protocol."""

    stage_meeting = models.ForeignKey(StageMeeting, models.CASCADE, related_name="photos")

    class Meta:
        ordering = ["stage_meeting", "pk"]
        verbose_name = _("photo of a protocol")
        verbose_name_plural = _("photos of protocols")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alternative="") & ~Q(permission=""),
                name="protocol_photo_is_described_and_permitted",
                violation_error_message=_(
                    "Describe what the photo shows, and say who agreed to it."
                ),
            ),
        ]
