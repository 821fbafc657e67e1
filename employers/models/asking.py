"""What a firm outside the register asks for: its own words, until the office takes them up."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.links import new_nonce
from core.models import Stepped, status_check
from core.validators import validate_phone, validate_plain
from counties.models import Partnership
from employers.choices import ASKING_TONES, AskingStatus
from employers.models.orders import PEOPLE, QuickStartOrder
from members.models import HeldQuerySet

# How long an address may wait for its confirmation before the request is forgotten.
UNCONFIRMED = dt.timedelta(days=7)


class FirmRequestQuerySet(HeldQuerySet):
    def seen(self):
        """What the office sees: only what was confirmed from the firm's own mailbox."""
        return self.exclude(status=AskingStatus.SENT)

    def waiting(self):
        """Confirmed, and not decided yet."""
        return self.filter(status=AskingStatus.CONFIRMED)

    def forgotten(self):
        """Never confirmed in time."""
        return self.filter(status=AskingStatus.SENT, created_at__lt=now() - UNCONFIRMED)


class FirmRequest(Stepped):
    """A firm asks for Quick Start on the public page; it becomes an order or is declined."""

    Status = AskingStatus
    STEPS = {
        AskingStatus.SENT: {AskingStatus.CONFIRMED},
        AskingStatus.CONFIRMED: {AskingStatus.TAKEN, AskingStatus.DECLINED},
    }

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="firm_requests", verbose_name=_("county")
    )
    organisation = models.CharField(
        _("name of the firm"), max_length=300, validators=[validate_plain]
    )
    contact = models.CharField(
        _("whom to ask for"),
        max_length=150,
        validators=[validate_plain],
        help_text=_("First name and surname, or a function."),
    )
    email = models.EmailField(
        _("e-mail"), help_text=_("We send a link there; without it the office sees nothing.")
    )
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validate_phone]
    )
    position = models.CharField(_("job position"), max_length=200, validators=[validate_plain])
    wanted = models.PositiveIntegerField(_("people wanted"), validators=PEOPLE)
    needed_from = models.CharField(
        _("from when"),
        max_length=100,
        validators=[validate_plain],
        help_text=_("A day, a month, or in words."),
    )
    needs = models.TextField(
        _("what the firm needs"),
        max_length=2000,
        blank=True,
        help_text=_("What the new employee will do. No names of candidates."),
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    order = models.OneToOneField(
        QuickStartOrder,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="firm_request",
        verbose_name=_("order"),
    )

    objects = FirmRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("request of a firm")
        verbose_name_plural = _("requests of firms")
        constraints = [status_check("firm_request_status", AskingStatus)]

    def __str__(self):
        return f"{self.position} – {self.organisation}"

    def get_absolute_url(self):
        return reverse("employers:office_firm_request", args=[self.pk])

    @property
    def tone(self):
        return ASKING_TONES[self.status]
