"""Exports: large lists on their way into a file."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import MEDIA_TYPES
from core.models import Stepped, status_check
from counties.models import Partnership
from documents.storage import private_store
from exports.tables import BadFilterError, table_of

# How long a finished export can be fetched.
LIFE = dt.timedelta(hours=24)


class ExportStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("export", "waiting")
    RUNNING = "running", pgettext_lazy("export", "being made")
    DONE = "done", pgettext_lazy("export", "ready")
    STOPPED = "stopped", pgettext_lazy("export", "stopped")
    FAILED = "failed", pgettext_lazy("export", "failed")


def export_path(export, filename):
    """A random place below the private files."""
    return f"exports/{export.partnership_id}/{uuid.uuid4().hex}"


class ExportQuerySet(models.QuerySet):
    def asked_for(self, user, partnership):
        """What `user` asked for at the office of `partnership` and what is not over yet."""
        over = models.Q(finished_at__lte=now() - LIFE)
        return self.filter(~over, asked_by=user, partnership=partnership)

    def over(self):
        """What nobody may fetch any more."""
        return self.filter(finished_at__lte=now() - LIFE)

    def abandoned(self):
        """What a worker began and has not been heard of since."""
        return self.filter(status=ExportStatus.RUNNING, leased_until__lte=now())


class Export(Stepped):
    """One large list that one person asked for, and its file for a day.

    `claims` counts how often a worker took it up and is the number that its progress
    names: whoever comes late finds that the export has passed to another.
    """

    Status = ExportStatus
    STEPS = {
        ExportStatus.WAITING: {ExportStatus.RUNNING, ExportStatus.STOPPED},
        ExportStatus.RUNNING: {
            ExportStatus.DONE,
            ExportStatus.STOPPED,
            ExportStatus.FAILED,
            ExportStatus.WAITING,
        },
        ExportStatus.STOPPED: {ExportStatus.WAITING},
        ExportStatus.FAILED: {ExportStatus.WAITING},
    }

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    table = models.CharField(_("list"), max_length=60)
    query = models.JSONField(_("filter"), default=dict)
    format = models.CharField(_("format"), max_length=4)
    language = models.CharField(_("language"), max_length=5)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows written"), default=0)
    file = models.FileField(upload_to=export_path, storage=private_store, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    claims = models.PositiveSmallIntegerField(default=0, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False, db_index=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [status_check("export_status", ExportStatus)]

    def __str__(self):
        table = table_of(self.table)
        return str(table.title) if table else self.table

    def get_absolute_url(self):
        return reverse("exports:office_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """How the badge of the status looks."""
        return {"done": "good", "stopped": "warn", "failed": "bad", "running": "info"}.get(
            self.status, "neutral"
        )

    @property
    def moves(self) -> bool:
        """Whether there is progress to wait for."""
        return self.status in {ExportStatus.WAITING, ExportStatus.RUNNING}

    @property
    def filter_in_words(self) -> list[tuple[str, str]]:
        """By what the list is narrowed, as (what, which); empty when that is gone."""
        table = table_of(self.table)
        try:
            return table.told(self.partnership, self.query) if table else []
        except BadFilterError:
            return []

    @property
    def ends_at(self) -> dt.datetime:
        """When the file of a finished export is deleted."""
        return self.finished_at + LIFE

    @property
    def name(self) -> str:
        """What the file is called when somebody fetches it."""
        table = table_of(self.table)
        day = localtime(self.finished_at)
        return f"{table.file_name if table else self.table}-{day:%Y-%m-%d}.{self.format}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format]
