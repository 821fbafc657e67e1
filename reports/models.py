"""What was reported, as it stood on that day."""

import datetime as dt
import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.models import Stepped, status_check
from counties.models import Partnership
from documents.models import Document
from members.models import HeldQuerySet


class ReportStatus(models.TextChoices):
    READY = "ready", pgettext_lazy("report", "prepared")
    PUBLISHED = "published", pgettext_lazy("report", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "withdrawn")


TONES = {
    ReportStatus.READY: "info",
    ReportStatus.PUBLISHED: "good",
    ReportStatus.WITHDRAWN: "neutral",
}


class ReportQuerySet(HeldQuerySet):
    def public(self):
        """The reports that everyone may read."""
        return self.filter(status=ReportStatus.PUBLISHED)


class ReportSnapshot(Stepped):
    """The numbers of one year as they stood when the report was prepared, and words about them.

    Nothing in it is ever edited; a corrected report is a new edition. `content` holds
    the chapters with their numbers and labels in every language and what the office says
    before and after them, `sha256` seals `canonical(content)`, and the PDF is stored with
    a hash of its own.
    """

    Status = ReportStatus
    STEPS = {
        ReportStatus.READY: {ReportStatus.PUBLISHED},
        ReportStatus.PUBLISHED: {ReportStatus.WITHDRAWN},
        ReportStatus.WITHDRAWN: {ReportStatus.PUBLISHED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(gettext_lazy("year"), editable=False)
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), editable=False)
    content = models.JSONField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="PDF"
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-edition"]
        verbose_name = gettext_lazy("annual report")
        verbose_name_plural = gettext_lazy("annual reports")
        constraints = [
            status_check("report_status", ReportStatus),
            models.UniqueConstraint(
                fields=["partnership", "year", "edition"],
                name="one_report_an_edition",
                violation_error_message=gettext_lazy("This edition was prepared a moment ago."),
            ),
        ]

    def __str__(self):
        words = _("Report for %(year)s, edition %(edition)s")
        return words % {"year": self.year, "edition": self.edition}

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def introduction(self) -> str:
        """What the office says before the numbers; often nothing."""
        return self.content.get("introduction", "")

    @property
    def closing(self) -> str:
        """What the office says after the numbers; often nothing."""
        return self.content.get("closing", "")

    @property
    def was_unfinished(self) -> bool:
        """Whether the year was not over when its numbers were counted."""
        prepared = dt.datetime.fromisoformat(self.content["prepared_at"])
        return localtime(prepared).year <= self.year

    @property
    def is_intact(self) -> bool:
        """Whether the numbers and words are still those that were sealed."""
        return seal(self.content) == self.sha256


def canonical(content: dict) -> bytes:
    """The one way to write `content`, so that the same numbers have the same hash."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def seal(content: dict) -> str:
    """The SHA-256 of `content`."""
    return hashlib.sha256(canonical(content)).hexdigest()
