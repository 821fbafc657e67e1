"""Lists of people on their way into the register."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Stepped, status_check
from counties.models import Partnership
from members.choices import ImportStatus, PartnerKind, Sector, Verdict
from members.models.held import HeldQuerySet


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
            ImportStatus.CHECKING,
            ImportStatus.RUNNING,
            ImportStatus.DROPPED,
        },
        ImportStatus.RUNNING: {ImportStatus.DONE},
    }

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
