"""How people come to act for a partner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.models import Stepped, status_check
from core.validators import validate_plain
from members.choices import ColleagueStatus, JoinStatus
from members.models.partners import Partner


class JoinRequest(Stepped):
    """A signed-in person asks to act for a partner."""

    Status = JoinStatus
    STEPS = {JoinStatus.ASKED: {JoinStatus.APPROVED, JoinStatus.REFUSED}}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests"
    )
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="join_requests")
    function = models.CharField(_("function"), max_length=150)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            status_check("join_request_status", JoinStatus),
            models.UniqueConstraint(
                fields=["user", "partner"],
                condition=Q(status="asked"),
                name="one_open_join_request",
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.partner}"


class ColleagueQuerySet(models.QuerySet):
    def open(self):
        """The invitations that may still be accepted."""
        return self.filter(status=ColleagueStatus.OPEN, expires_at__gt=now())


class ColleagueInvitation(Stepped):
    """An organisation's administrator invites a colleague by e-mail.

    Only the hash of the token is kept; the token itself stands in the letter.
    """

    Status = ColleagueStatus
    STEPS = {ColleagueStatus.OPEN: {ColleagueStatus.ACCEPTED, ColleagueStatus.WITHDRAWN}}

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="colleague_invitations")
    email = models.EmailField(_("e-mail"))
    function = models.CharField(_("function"), max_length=150, validators=[validate_plain])
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ColleagueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        constraints = [status_check("colleague_invitation_status", ColleagueStatus)]

    def __str__(self):
        return f"{self.email} → {self.partner}"
