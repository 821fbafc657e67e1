"""Protocols that are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from documents.models import Document
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
