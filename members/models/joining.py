"""How people come to act for a partner."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Service
from core.links import new_nonce
from core.models import Stepped, status_check
from core.validators import WORDS_ONLY, validate_nip, validate_plain
from counties.models import Partnership
from members.choices import InvitationStatus, JoinStatus, PartnerKind
from members.models.held import HeldQuerySet
from members.models.partners import Partner


class JoinRequest(Stepped):
    """A signed-in person asks to act for a partner."""

    Status = JoinStatus
    STEPS = {JoinStatus.ASKED: {JoinStatus.APPROVED, JoinStatus.REFUSED}}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests"
    )
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="join_requests")
    function = models.CharField(_("function"), max_length=150, validators=WORDS_ONLY)
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
                violation_error_message=_("You have asked already. Please wait for the answer."),
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.partner}"


class Application(Stepped):
    """A signed-in person reports an organisation that is not in the register yet."""

    Status = JoinStatus
    STEPS = {JoinStatus.ASKED: {JoinStatus.APPROVED, JoinStatus.REFUSED}}

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="applications", verbose_name=_("partnership")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications")
    name = models.CharField(_("name"), max_length=300, validators=[validate_plain])
    nip = models.CharField("NIP", max_length=10, blank=True, validators=[validate_nip])
    kind = models.CharField(_("kind"), max_length=30, choices=PartnerKind)
    function = models.CharField(_("function"), max_length=150, validators=WORDS_ONLY)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("application of an organisation")
        verbose_name_plural = _("applications of organisations")
        constraints = [status_check("application_status", JoinStatus)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:office_application", args=[self.pk])


class InvitationQuerySet(models.QuerySet):
    """What people are invited to and may accept by a button."""

    def open(self):
        """The invitations that may still be accepted."""
        return self.filter(status=InvitationStatus.OPEN, expires_at__gt=now())

    def unanswered(self):
        """The open invitations and those that expired without an answer."""
        return self.filter(status=InvitationStatus.OPEN)

    def to(self, user):
        """The invitations sent to a confirmed address of `user`."""
        confirmed = EmailAddress.objects.filter(user=user, verified=True)
        return self.filter(email__in=confirmed.values(address=Lower("email")))


class Invitation(Stepped):
    """Somebody is invited by e-mail to take on something, and accepts or declines.

    Whoever signs in with the invited, confirmed address may answer. The link in the letter
    is derived from the nonce.
    """

    Status = InvitationStatus
    STEPS = {
        InvitationStatus.OPEN: {
            InvitationStatus.ACCEPTED,
            InvitationStatus.DECLINED,
            InvitationStatus.WITHDRAWN,
        }
    }

    email = models.EmailField(_("e-mail"))
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-pk"]

    @property
    def is_open(self) -> bool:
        """Whether this may still be accepted."""
        return self.status == InvitationStatus.OPEN and self.expires_at > now()


class ColleagueInvitation(Invitation):
    """An organisation's administrator invites a colleague to act for it."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="colleague_invitations")
    function = models.CharField(_("function"), max_length=150, validators=WORDS_ONLY)

    class Meta(Invitation.Meta):
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        constraints = [status_check("colleague_invitation_status", InvitationStatus)]

    def __str__(self):
        return f"{self.email} → {self.partner}"


class TeamInvitation(Invitation):
    """A coordinator invites somebody to serve at the office."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="team_invitations")
    kind = models.CharField(_("role"), max_length=12, choices=Service.Kind)

    class Meta(Invitation.Meta):
        verbose_name = _("invitation to the team of an office")
        verbose_name_plural = _("invitations to the teams of offices")
        constraints = [status_check("team_invitation_status", InvitationStatus)]

    def __str__(self):
        return f"{self.email} → {self.get_kind_display()}"
