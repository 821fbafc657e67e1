"""Whether reported jobs are still there after half a year, a year and two."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.links import new_nonce
from core.models import Stepped, status_check
from members.models import Partner
from projects.choices import CheckStatus, Way
from projects.models.rows import JobEntry

AFTER = [6, 12, 24]  # months
PATIENCE = dt.timedelta(days=30)
OPEN = [CheckStatus.WAITING, CheckStatus.ASKED]


class JobCheckQuerySet(models.QuerySet):
    def held_by(self, partnership):
        return self.filter(entry__project__partnership=partnership)

    def due(self, today=None):
        """Those whose day has come and nobody has answered yet."""
        return self.filter(status__in=OPEN, due__lte=today or localdate())

    def of_user(self, user):
        """Those that this person's organisations answer: they lead the project."""
        return self.filter(entry__project__leader__in=Partner.objects.of_user(user).values("pk"))

    def overtaken(self, today=None):
        """Open ones whose jobs have a later check that is due as well."""
        later = JobCheck.objects.filter(
            entry=OuterRef("entry"), due__gt=OuterRef("due"), due__lte=today or localdate()
        )
        return self.filter(Exists(later), status__in=OPEN)


class JobCheck(Stepped):
    """One question to the leader: how many of these jobs are there `months` after the report.

    `due` follows from the day as of which the jobs were reported. Of several checks
    that are due at once only the last is asked.
    """

    Status = CheckStatus
    STEPS = {
        CheckStatus.WAITING: {CheckStatus.ASKED, CheckStatus.ANSWERED, CheckStatus.PASSED},
        CheckStatus.ASKED: {CheckStatus.ANSWERED, CheckStatus.PASSED},
    }

    entry = models.ForeignKey(JobEntry, models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField(_("months"))
    due = models.DateField(_("due"), db_index=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    still = models.PositiveIntegerField(_("jobs still there"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    way = models.CharField(
        _("how it was told"), max_length=6, choices=Way, blank=True, editable=False
    )
    remarks = models.CharField(
        _("remarks"),
        max_length=500,
        blank=True,
        help_text=_("For the office only. No names of people employed."),
    )

    objects = JobCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("check of jobs")
        verbose_name_plural = _("checks of jobs")
        constraints = [
            status_check("job_check_status", CheckStatus),
            models.UniqueConstraint(
                fields=["entry", "months"],
                name="one_check_a_term",
                violation_error_message=_("These jobs have a check of this term already."),
            ),
            models.CheckConstraint(
                condition=~Q(status=CheckStatus.ANSWERED)
                | Q(still__isnull=False, answered_on__isnull=False),
                name="an_answered_check_has_a_number",
                violation_error_message=_("An answer needs the number of jobs and its day."),
            ),
        ]

    def __str__(self):
        words = ngettext("after %(count)d month", "after %(count)d months", self.months)
        return words % {"count": self.months}

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def is_due(self):
        return self.is_open and self.due <= localdate()

    @property
    def is_late(self):
        """Nobody has answered for a month."""
        return self.is_open and self.due + PATIENCE < localdate()
