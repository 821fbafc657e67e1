"""Proposals: ideas on their way to a project."""

import uuid
from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, SearchQuerySet, Sourced, Stepped, Versioned, status_check
from core.validators import validate_plain
from counties.models import Territory
from members.models import Partner
from projects.choices import Principle
from projects.models import Project
from workshops.choices import PROPOSAL_TONES, ProposalStatus
from workshops.models.cards import Card
from workshops.models.cycle import Cycle
from workshops.models.stages import Stage
from workshops.rules.tally import place_key

# The parts of a sheet, in the order in which they are asked for.
PARTS = {
    "aim": _("aim"),
    "target_group": _("target group"),
    "principle": _("principle of renewal"),
    "problem": _("problem addressed"),
    "resources": _("assets used"),
    "leader": _("leader"),
    "partners": _("partners"),
    "jobs_planned": _("jobs planned"),
    "cost": _("cost"),
    "money": _("sources of money"),
}
validate_place = RegexValidator(
    r"^[1-9][0-9]{0,2}[a-z]{0,2}\Z",
    _("A place is a number, with a letter where it is shared: 4b."),
)
WORDS = ["aim", "target_group", "principle", "problem", "resources", "money"]


class ProposalQuerySet(SearchQuerySet):
    def held_by(self, partnership):
        """The proposals of one partnership's cycles."""
        return self.filter(cycle__partnership=partnership)

    def public(self):
        """The proposals that everyone may read about: those of published cycles."""
        return self.filter(cycle__published_at__isnull=False)

    def of_user(self, user):
        """The proposals that this person's organisations lead or take part in."""
        mine = Partner.objects.of_user(user).order_by().values("pk")
        joined = Proposal.partners.through.objects.filter(partner__in=mine).values("proposal")
        return self.filter(Q(leader__in=mine) | Q(pk__in=joined))

    def led_by(self, user):
        """The proposals whose sheet this person's organisations keep."""
        return self.filter(leader__in=Partner.objects.of_user(user).order_by().values("pk"))

    def undecided(self):
        return self.filter(status__in=[ProposalStatus.PROPOSED, ProposalStatus.SHORTLISTED])

    def incomplete(self):
        """The undecided proposals of which a part is missing: see `Proposal.missing`."""
        joined = Proposal.partners.through.objects.filter(proposal=OuterRef("pk"))
        empty = Q(leader=None) | Q(jobs_planned=None) | Q(cost=None) | ~Exists(joined)
        for name in WORDS:
            empty |= Q(**{name: ""})
        return self.undecided().filter(empty)

    def completable(self):
        """The undecided proposals of cycles with an open stage: their leader may fill them in."""
        open_ones = Stage.objects.open().values("cycle")
        return self.undecided().filter(cycle__in=open_ones)

    def without_project(self):
        """The chosen proposals of which no project is made yet."""
        return self.filter(status=ProposalStatus.CHOSEN, project=None)


class Proposal(Searchable, Stepped, Versioned, Sourced):
    """An idea on its way to a project: the sheet that is worked out, weighed and chosen."""

    Status = ProposalStatus
    STEPS = {
        ProposalStatus.PROPOSED: {
            ProposalStatus.SHORTLISTED,
            ProposalStatus.CHOSEN,
            ProposalStatus.BANK,
        },
        ProposalStatus.SHORTLISTED: {
            ProposalStatus.PROPOSED,
            ProposalStatus.CHOSEN,
            ProposalStatus.BANK,
        },
        ProposalStatus.BANK: {ProposalStatus.SHORTLISTED, ProposalStatus.CHOSEN},
        ProposalStatus.CHOSEN: {ProposalStatus.SHORTLISTED, ProposalStatus.BANK},
    }

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="proposals")
    ideas = models.ManyToManyField(
        Card, blank=True, related_name="proposals", verbose_name=_("ideas")
    )
    title = models.CharField(_("title"), max_length=300, validators=[validate_plain])
    aim = models.TextField(_("aim"), max_length=3000, blank=True)
    target_group = models.TextField(_("target group"), max_length=1000, blank=True)
    principle = models.CharField(
        _("principle of renewal"), max_length=12, choices=Principle, blank=True
    )
    problem = models.TextField(_("problem addressed"), max_length=2000, blank=True)
    resources = models.TextField(_("assets used"), max_length=2000, blank=True)
    leader = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_led",
        verbose_name=_("leader"),
        help_text=_("This organisation may complete the sheet on its own page."),
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="proposals", verbose_name=_("partners")
    )
    communes = models.ManyToManyField(
        Territory,
        blank=True,
        related_name="proposals",
        verbose_name=_("communes"),
        help_text=_("Leave empty for the whole county."),
    )
    jobs_planned = models.PositiveIntegerField(_("jobs planned"), null=True, blank=True)
    cost = models.DecimalField(
        _("estimated cost in PLN"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    money = models.TextField(
        _("sources of money"),
        max_length=1000,
        blank=True,
        help_text=_("Also work and things given in kind."),
    )
    author = models.CharField(
        _("author of the idea"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("Kept and shown only with the author's consent."),
    )
    author_consent = models.BooleanField(_("the author agrees to be named"), default=False)
    place = models.CharField(
        _("announced place"),
        max_length=10,
        blank=True,
        validators=[validate_place],
        help_text=_("As it was announced, for example 4b."),
    )
    place_reason = models.CharField(_("reason of the place"), max_length=500, blank=True)
    choice_reason = models.CharField(
        _("reason of the choice"), max_length=500, blank=True, editable=False
    )
    project = models.OneToOneField(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="proposal",
        verbose_name=_("project"),
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["cycle", "sort"], name="proposals_listed")]
        constraints = [
            status_check("proposal_status", ProposalStatus),
            models.CheckConstraint(
                condition=Q(author="") | Q(author_consent=True),
                name="author_with_consent",
                violation_error_message=_("The author is named only with consent."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:proposal", args=[self.pk])

    def search_text(self):
        return f"{self.title} {self.aim} {self.problem} {self.target_group}"

    def can_become(self, status):
        """A proposal that has become a project stays chosen."""
        return self.project_id is None and super().can_become(status)

    @property
    def partnership(self):
        return self.cycle.partnership

    @property
    def tone(self):
        return PROPOSAL_TONES[self.status]

    @property
    def missing(self) -> list:
        """The names of the parts that nobody has filled in yet."""
        return [label for name, label in PARTS.items() if not self._has(name)]

    @property
    def is_undecided(self):
        return self.status in {ProposalStatus.PROPOSED, ProposalStatus.SHORTLISTED}

    @property
    def next_steps(self):
        """The states an arrow leads to, in the order of a proposal's life."""
        return [step for step in ProposalStatus if self.can_become(step)]

    @property
    def place_key(self):
        return place_key(self.place)

    def _has(self, name):
        if name == "partners":
            return bool(self.partners.all())
        if name == "leader":
            return self.leader_id is not None
        return getattr(self, name) not in ("", None)
