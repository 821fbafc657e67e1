"""Quick Start: a firm's order of training for one job position."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.links import new_nonce
from core.models import ordered, status_check
from core.validators import validate_not_ahead, validate_plain
from employers.choices import ORDER_TONES, OrderStatus
from employers.models.published import AtEmployer, PublishedQuerySet, named
from members.models import Partner
from projects.choices import Source

PEOPLE = [MinValueValidator(1), MaxValueValidator(10_000)]
AT_MOST = [MaxValueValidator(10_000)]


def no_more(part: str, whole: str, words) -> models.CheckConstraint:
    """A CHECK constraint: `part` is at most `whole` where both are known."""
    return ordered(part, whole, f"no_more_{part}_than_{whole}", words)


class OrderQuerySet(PublishedQuerySet):
    def of_user(self, user):
        """The orders of this person's organisations."""
        return self.filter(employer__in=Partner.objects.of_user(user).values("pk"))

    def new(self):
        """What firms asked for and the office has not taken up yet."""
        return self.filter(status=OrderStatus.REQUESTED, taken_up_at__isnull=True)

    def counted(self):
        """Those that figures tell of: what firms asked for and nobody read is none."""
        return self.filter(taken_up_at__isnull=False)

    def to_answer(self):
        """The orders whose firm has not said yet how many of those hired still work."""
        return self.to_check().filter(told__isnull=True)

    def to_check(self):
        """The orders whose day of the question after three months has come."""
        return self.filter(status=OrderStatus.HIRED, check_on__lte=localdate())


class QuickStartOrder(AtEmployer):
    """Training cut to one job position in a firm, from its request to three months after.

    Trainees are numbers here, never rows.
    """

    Status = OrderStatus
    STEPS = {
        OrderStatus.REQUESTED: {OrderStatus.ANALYSED, OrderStatus.WITHDRAWN},
        OrderStatus.ANALYSED: {OrderStatus.PLANNED, OrderStatus.WITHDRAWN},
        OrderStatus.PLANNED: {OrderStatus.TRAINING, OrderStatus.WITHDRAWN},
        OrderStatus.TRAINING: {OrderStatus.EXAMINED, OrderStatus.WITHDRAWN},
        OrderStatus.EXAMINED: {OrderStatus.HIRED, OrderStatus.WITHDRAWN},
        OrderStatus.HIRED: {OrderStatus.CHECKED},
    }

    place = models.CharField(
        _("place of work"), max_length=200, blank=True, validators=[validate_plain]
    )
    position = models.CharField(_("job position"), max_length=200, validators=[validate_plain])
    wanted = models.PositiveIntegerField(_("people wanted"), validators=PEOPLE)
    requested_on = models.DateField(
        _("requested on"), default=localdate, validators=[validate_not_ahead]
    )
    taken_up_at = models.DateTimeField(_("taken up by the office"), null=True, editable=False)
    needs = models.TextField(
        _("what the firm needs"),
        max_length=2000,
        blank=True,
        help_text=_("What the new employee will do and from when. No names of candidates."),
    )
    hours = models.PositiveIntegerField(
        _("hours of training"), null=True, blank=True, validators=PEOPLE
    )
    trainer = models.CharField(
        _("who trains"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("An institution or a function."),
    )
    instructor = models.CharField(
        _("instructor at the firm"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("A function, for example foreman of the sewing room."),
    )
    starts_on = models.DateField(_("training begins"), null=True, blank=True)
    ends_on = models.DateField(_("training ends"), null=True, blank=True)
    trainees = models.PositiveIntegerField(
        _("people to be trained"), null=True, blank=True, validators=PEOPLE
    )
    trained = models.PositiveIntegerField(
        _("people trained"), null=True, blank=True, validators=PEOPLE
    )
    passed = models.PositiveIntegerField(
        _("people who passed"), null=True, blank=True, validators=AT_MOST
    )
    examined_on = models.DateField(_("day of the examination"), null=True, blank=True)
    hired = models.PositiveIntegerField(
        _("people hired"), null=True, blank=True, validators=PEOPLE
    )
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    check_on = models.DateField(_("to be checked on"), null=True, editable=False)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    told = models.PositiveIntegerField(
        _("people still employed, as the firm says"), null=True, blank=True, validators=AT_MOST
    )
    told_on = models.DateField(_("the firm answered on"), null=True, editable=False)
    kept = models.PositiveIntegerField(
        _("people still employed"), null=True, blank=True, validators=AT_MOST
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "-pk"]
        verbose_name = _("Quick Start order")
        verbose_name_plural = _("Quick Start orders")
        indexes = [models.Index(fields=["partnership", "-requested_on"], name="orders_listed")]
        constraints = [
            status_check("order_status", OrderStatus),
            named("order_of_an_employer"),
            ordered(
                "starts_on",
                "ends_on",
                "training_ends_after_it_begins",
                _("The training ends before it begins."),
            ),
            no_more("trained", "trainees", _("More people were trained than were to be trained.")),
            no_more("passed", "trained", _("More people passed than were trained.")),
            no_more("hired", "passed", _("More people were hired than passed.")),
            no_more("told", "hired", _("More people still work than were hired.")),
            no_more("kept", "hired", _("More people still work than were hired.")),
        ]

    def __str__(self):
        return f"{self.position} – {self.firm}"

    def get_absolute_url(self):
        return reverse("employers:office_order", args=[self.pk])

    def search_text(self):
        return f"{self.position} {self.firm} {self.place}"

    @property
    def tone(self):
        return ORDER_TONES[self.status]

    @property
    def is_unread(self):
        """A firm's request that the office has not taken up yet."""
        return self.status == OrderStatus.REQUESTED and self.taken_up_at is None

    @property
    def may_change(self):
        """The request itself changes until the training is planned."""
        return self.status in {OrderStatus.REQUESTED, OrderStatus.ANALYSED}

    @property
    def next_step(self) -> str | None:
        """The one state that leads on, None at the end."""
        onward = self.STEPS.get(self.status, set()) - {OrderStatus.WITHDRAWN}
        return next(iter(onward), None)

    @property
    def is_due(self):
        """Whether the day of the question after three months has come."""
        return self.status == OrderStatus.HIRED and self.check_on <= localdate()

    @property
    def counts(self):
        """(what, how many, day) in the order in which they become known."""
        return [
            (_("People to be trained"), self.trainees, None),
            (_("People trained"), self.trained, self.ends_on),
            (_("People who passed"), self.passed, self.examined_on),
            (_("People hired"), self.hired, self.hired_on),
            (_("People still employed after three months"), self.kept, self.checked_on),
        ]


class OrderTask(models.Model):
    """One task of the job, and how the examination tests it."""

    order = models.ForeignKey(QuickStartOrder, models.CASCADE, related_name="tasks")
    task = models.CharField(_("task"), max_length=300, validators=[validate_plain])
    test = models.CharField(_("how it is tested"), max_length=300, validators=[validate_plain])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("task of a job")
        verbose_name_plural = _("tasks of a job")

    def __str__(self):
        return self.task


class OrderFunding(models.Model):
    """Money for the training from one source."""

    order = models.ForeignKey(QuickStartOrder, models.CASCADE, related_name="funding")
    source = models.CharField(_("source"), max_length=12, choices=Source)
    amount = models.DecimalField(
        _("amount in PLN"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("money for a training")
        verbose_name_plural = _("money for trainings")

    def __str__(self):
        return self.get_source_display()
