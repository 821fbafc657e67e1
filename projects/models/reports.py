"""What the leader tells the office of a project, period by period."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.links import new_nonce
from core.models import Stamped, Stepped, status_check
from documents.models import Document
from members.models import Partner
from projects.choices import REPORT_TONES, Decision, ProjectStatus, ReportStatus, Way

OWED = [ReportStatus.PLANNED, ReportStatus.ASKED, ReportStatus.RETURNED]
SILENT = [ProjectStatus.PROPOSED, ProjectStatus.STOPPED]  # nobody reports in these states


class ProgressReportQuerySet(models.QuerySet):
    def held_by(self, partnership):
        return self.filter(project__partnership=partnership)

    def owed(self, today=None):
        """Those whose period is over and for which the leader has to write."""
        over = self.filter(status__in=OWED, until__lt=today or localdate())
        return over.exclude(project__status__in=SILENT)

    def late(self, today=None):
        return self.owed(today).filter(due__lt=today or localdate())

    def together(self, report):
        """What the leader of `report` owes the same office now, of all its projects."""
        if report.project.leader_id is None:
            return self.none()
        leader = {"project__leader": report.project.leader_id}
        office = {"project__partnership": report.project.partnership_id}
        return self.owed().filter(**leader, **office)

    def to_check(self):
        """Those that wait for the office's word."""
        return self.filter(status=ReportStatus.FILED)

    def of_user(self, user):
        """Those that this person's organisations write: they lead the project."""
        return self.filter(project__leader__in=Partner.objects.of_user(user).values("pk"))


class ProgressReport(Stepped):
    """One period of a project about which its leader reports; `due` is the last day for it.

    `due_reason` says why the office put that day off, if it did.
    """

    Status = ReportStatus
    STEPS = {
        ReportStatus.PLANNED: {ReportStatus.ASKED, ReportStatus.FILED},
        ReportStatus.ASKED: {ReportStatus.FILED},
        ReportStatus.FILED: {ReportStatus.ACCEPTED, ReportStatus.RETURNED},
        ReportStatus.RETURNED: {ReportStatus.FILED},
    }

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="reports")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    due = models.DateField(_("due"), db_index=True)
    due_reason = models.TextField(
        _("why the day was put off"), max_length=500, blank=True, editable=False
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        constraints = [
            status_check("progress_report_status", ReportStatus),
            models.UniqueConstraint(
                fields=["project", "until"],
                name="one_report_a_period",
                violation_error_message=_("There is a report of this period already."),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) & Q(due__gte=F("until")),
                name="report_is_due_after_its_period",
                violation_error_message=_("The report is due before its period is over."),
            ),
        ]

    def __str__(self):
        return f"{date_format(self.since, 'j.m.Y')} – {date_format(self.until, 'j.m.Y')}"

    @property
    def tone(self):
        return "bad" if self.is_late else REPORT_TONES.get(self.status, "neutral")

    @property
    def is_open(self):
        """Whether nothing of it waits for the office, nor was accepted."""
        return self.status in OWED

    @property
    def is_owed(self):
        """Whether the leader may file it now: its period is over."""
        return self.is_open and self.until < localdate()

    @property
    def is_late(self):
        silent = self.project.status in SILENT
        return self.is_owed and self.due < localdate() and not silent


class Filing(Stamped):
    """One time that a report was handed in. What was handed in is never changed."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="filings")
    number = models.PositiveSmallIntegerField(_("number"))
    done = models.TextField(_("what was done"), max_length=3000)
    problems = models.TextField(_("difficulties"), max_length=2000, blank=True)
    plans = models.TextField(_("next steps"), max_length=2000, blank=True)
    public_text = models.TextField(
        _("for the public page"),
        max_length=1000,
        blank=True,
        help_text=_("Shown to everyone once the office accepts the report. No private persons."),
    )
    spent = models.DecimalField(
        _("spent in this period, in PLN"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    created = models.PositiveIntegerField(
        _("new jobs created in this period"),
        null=True,
        blank=True,
        help_text=_("0 when there were none; empty when you do not know."),
        validators=[MaxValueValidator(100_000)],
    )
    safeguarded = models.PositiveIntegerField(
        _("jobs safeguarded in this period"),
        null=True,
        blank=True,
        help_text=_("0 when there were none; empty when you do not know."),
        validators=[MaxValueValidator(100_000)],
    )
    # [{"indicator": pk, "name": …, "value": "12.50"}], as they were called on that day
    readings = models.JSONField(default=list, editable=False)
    documents = models.ManyToManyField(Document, blank=True, related_name="+")
    way = models.CharField(_("how it was told"), max_length=6, choices=Way, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    decision = models.CharField(max_length=8, choices=Decision, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("filing of a report")
        verbose_name_plural = _("filings of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="one_filing_a_number",
                violation_error_message=_("This report was filed a moment ago. Open it again."),
            )
        ]

    def __str__(self):
        return f"{self.report}, {self.number}"

    @property
    def tone(self):
        return {"accepted": "good", "returned": "warn"}.get(self.decision, "info")
