"""What parties say of a draft while it is consulted, and what the office answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import Verdict
from agreements.models.agreement import Version
from core.models import Stamped
from members.models import Partner


class RemarkQuerySet(models.QuerySet):
    def of_agreement(self, agreement):
        """On all versions of one agreement, with what a list of them shows."""
        rows = self.filter(version__agreement=agreement)
        return rows.select_related("version", "partner", "answered_by")

    def open(self):
        """Those that wait for the office."""
        return self.filter(verdict="")


class Remark(Stamped):
    """One remark of one party on one version. It is answered once and stays as it was made."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="remarks")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="remarks", verbose_name=_("organisation")
    )
    text = models.TextField(_("what should change, and why"), max_length=4000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    verdict = models.CharField(_("answer"), max_length=12, choices=Verdict, blank=True)
    reply = models.TextField(_("reply"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="") | Q(answered_at__isnull=False),
                name="remark_is_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", Verdict.TAKEN]) | ~Q(reply=""),
                name="remark_not_taken_has_its_reason",
                violation_error_message=_("Say why the remark is not taken over, or not whole."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} – {self.version}"
