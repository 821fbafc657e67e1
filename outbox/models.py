"""Letters, batches of letters, and addresses that get none."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Stamped, Stepped, status_check
from core.secrets import conceal, links_are_live
from counties.models import Partnership
from outbox import backoff

# The kind of letters that a library writes about an account: a new password, an address to confirm.
ACCOUNT = "account"


def shown(text: str) -> str:
    """`text` of a letter as somebody else than its recipient may read it."""
    return text if links_are_live() else conceal(text)


class BatchStatus(models.TextChoices):
    PREPARING = "preparing", pgettext_lazy("batch of letters", "being prepared")
    RUNNING = "running", pgettext_lazy("batch of letters", "being sent")
    STOPPED = "stopped", pgettext_lazy("batch of letters", "stopped")
    DONE = "done", pgettext_lazy("batch of letters", "done")


class LetterStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("letter", "queued")
    HELD = "held", pgettext_lazy("letter", "held")
    SENDING = "sending", pgettext_lazy("letter", "being sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    BOUNCED = "bounced", pgettext_lazy("letter", "bounced")
    FAILED = "failed", pgettext_lazy("letter", "failed")
    CANCELLED = "cancelled", pgettext_lazy("letter", "cancelled")
    SUPPRESSED = "suppressed", pgettext_lazy("letter", "suppressed")


class Decision(models.TextChoices):
    """What a person has decided about one letter; it holds for those that follow from it."""

    NONE = "", pgettext_lazy("decision about a letter", "none")
    HELD = "held", pgettext_lazy("decision about a letter", "held back")
    EDITED = "edited", pgettext_lazy("decision about a letter", "words changed")
    DROPPED = "dropped", pgettext_lazy("decision about a letter", "not to be sent")


TONES = {
    LetterStatus.SENT: "good",
    LetterStatus.SENDING: "info",
    LetterStatus.HELD: "warn",
    LetterStatus.SUPPRESSED: "warn",
    LetterStatus.FAILED: "bad",
    LetterStatus.BOUNCED: "bad",
}


class HeldQuerySet(models.QuerySet):
    """Rows that belong to one partnership each."""

    def held_by(self, partnership):
        """What the office of `partnership` holds. Letters about accounts are nobody's."""
        return self.filter(partnership=partnership)


class LetterQuerySet(HeldQuerySet):
    def waiting(self):
        """Letters on which work is still to be done."""
        return self.filter(status__in=[LetterStatus.QUEUED, LetterStatus.SENDING])

    def editable(self):
        """Letters whose words the office may change: on hold, and not about an account."""
        return self.filter(status=LetterStatus.HELD).exclude(kind=ACCOUNT)


class Batch(Stepped):
    """Many letters released together: with a grace period, a stop button and progress.

    `about` names the row that the letters speak of, as `journal.rules.references.about` does.
    """

    Status = BatchStatus
    STEPS = {
        Status.PREPARING: {Status.RUNNING, Status.STOPPED},
        Status.RUNNING: {Status.STOPPED, Status.DONE},
        Status.STOPPED: {Status.RUNNING},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="batches")
    about = models.CharField(max_length=80, db_index=True)
    title = models.CharField(_("title"), max_length=300)
    total = models.PositiveIntegerField(_("letters"), default=0)
    not_before = models.DateTimeField(_("starts"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    once = models.CharField(max_length=200, null=True, unique=True, editable=False)  # noqa: DJ001

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")
        constraints = [status_check("batch_status", BatchStatus)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("outbox:office_batch", args=[self.pk])

    @property
    def tone(self) -> str:
        """How the badge of the status looks."""
        return {"done": "good", "stopped": "warn", "running": "info"}.get(self.status, "neutral")


class Letter(Stepped):
    """One message to one recipient, rendered and frozen when its occasion arose."""

    Status = LetterStatus

    class Lane(models.TextChoices):
        BULK = "bulk", _("bulk")
        TRANSACTIONAL = "transactional", _("single")

    STEPS = {
        Status.QUEUED: {Status.SENDING, Status.HELD, Status.CANCELLED, Status.SUPPRESSED},
        Status.HELD: {Status.QUEUED, Status.CANCELLED},
        Status.SENDING: {
            Status.SENT,
            Status.QUEUED,
            Status.FAILED,
            Status.CANCELLED,
            Status.SUPPRESSED,
        },
        Status.SENT: {Status.BOUNCED},
        Status.FAILED: {Status.QUEUED},
        Status.SUPPRESSED: {Status.QUEUED},
    }

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="letters")
    lane = models.CharField(max_length=13, choices=Lane, default=Lane.TRANSACTIONAL)
    kind = models.CharField(_("kind"), max_length=60)
    once = models.CharField(_("occasion"), max_length=200, unique=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    to_email = models.EmailField(pgettext_lazy("letter", "to"), max_length=254)
    to_name = models.CharField(_("name"), max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="pl")
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    statutory = models.BooleanField(
        default=False, help_text=_("Goes out even to people who stopped invitations.")
    )
    not_before = models.DateTimeField(_("not before"))
    not_after = models.DateTimeField(_("not after"), null=True, blank=True)
    unsubscribe_url = models.URLField(max_length=300, blank=True)
    # `claims` counts how often a worker took the letter and is the number that
    # the fence asks for; `attempts` counts the tries that the server put off.
    claims = models.PositiveIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(pgettext_lazy("letter", "sent"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    decision = models.CharField(
        _("decision of the office"), max_length=8, choices=Decision, blank=True, editable=False
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["lane", "not_before"],
                condition=models.Q(status__in=["queued", "sending"]),
                name="letters_that_wait",
            ),
            models.Index(fields=["partnership", "-id"], name="letters_listed"),
            models.Index(fields=["batch", "status"], name="letters_of_a_batch"),
        ]
        constraints = [status_check("letter_status", LetterStatus)]

    def __str__(self):
        return f"{self.to_email}: {self.subject}"

    def get_absolute_url(self):
        return reverse("outbox:office_letter", args=[self.pk])

    @property
    def tone(self) -> str:
        """How the badge of the status looks."""
        return TONES.get(self.status, "neutral")

    @property
    def is_about_account(self) -> bool:
        """Whether it is between the portal and one person: its words are nobody's to change."""
        return self.kind == ACCOUNT

    @property
    def shown_text(self) -> str:
        """The words as the office may read them: without the secrets of personal links."""
        return shown(self.text)

    @property
    def shown_html_words(self) -> str:
        """The words of the HTML version, shown likewise and never as HTML."""
        lines = strip_tags(self.html).splitlines()
        return shown("\n".join(line for line in lines if line.strip()))

    @property
    def shown_calendar(self) -> str:
        """The calendar part as the office may read it, its folded lines put together."""
        whole = self.calendar.replace("\r\n ", "").replace("\n ", "")
        return self.calendar if links_are_live() else shown(whole)

    def with_changed_words_before(self) -> "Letter | None":
        """The letter in whose place this one came, where the office had changed its words."""
        if not self.about:
            return None
        earlier = Letter.objects.filter(
            about=self.about,
            pk__lt=self.pk,
            decision=Decision.EDITED,
            status=self.Status.CANCELLED,
        )
        return earlier.last()

    @property
    def given_up(self) -> bool:
        """The server put it off for two days; the note is its last answer."""
        return self.status == self.Status.FAILED and self.attempts >= len(backoff.MINUTES)


class Suppression(Stamped):
    """An address that gets no letters, or none but statutory ones, and why."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("the mail server refused it for good")
        OBJECTION = "objection", _("the person objected")

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(_("e-mail"), db_index=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.CharField(_("note"), max_length=500, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "email"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_active_suppression",
            )
        ]
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self):
        return self.email


class LaneState(models.Model):
    """How one lane does: its rate, its runner, and whether it is paused."""

    name = models.CharField(max_length=13, primary_key=True, choices=Letter.Lane)
    tokens = models.FloatField(default=0)
    refilled_at = models.DateTimeField(null=True)
    runner_until = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(_("paused since"), null=True)
    paused_until = models.DateTimeField(_("tried again at"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lane of letters")
        verbose_name_plural = _("lanes of letters")

    def __str__(self):
        return self.get_name_display()


class Heartbeat(models.Model):
    """When the clock and the workers were last seen alive."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self):
        return self.name
