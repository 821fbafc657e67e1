"""Votes by secret ballot."""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Stamped, Stepped, status_check
from core.validators import validate_plain
from workshops.choices import RUN_TONES, ProposalStatus, TieRule, VoteKind, VoteStatus
from workshops.models.choice import Proposal
from workshops.models.cycle import Cycle
from workshops.models.stages import Stage
from workshops.rules.tally import place_key


def new_seed() -> str:
    """What the codes of one batch grow out of, with the key of this installation."""
    return secrets.token_hex(16)


class VoteQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """The votes of one partnership's cycles."""
        return self.filter(cycle__partnership=partnership)

    def public(self):
        """The votes that everyone may read about: begun ones of published cycles."""
        return self.filter(cycle__published_at__isnull=False).exclude(status=VoteStatus.DRAFT)

    def open(self):
        return self.filter(status=VoteStatus.OPEN)


class Vote(Stepped):
    """One vote on proposals of a cycle. Nobody learns a result before it is closed."""

    Status = VoteStatus
    STEPS = {VoteStatus.DRAFT: {VoteStatus.OPEN}, VoteStatus.OPEN: {VoteStatus.CLOSED}}

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="votes")
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="votes",
        verbose_name=_("stage"),
    )
    title = models.CharField(_("title"), max_length=200, validators=[validate_plain])
    kind = models.CharField(_("way of voting"), max_length=8, choices=VoteKind)
    each = models.PositiveSmallIntegerField(
        _("votes per person"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("How many dots, or how many places of the ranking."),
    )
    ties = models.CharField(
        _("when results are equal"), max_length=8, choices=TieRule, default=TieRule.SHARED
    )
    proposals = models.ManyToManyField(
        Proposal, through="Option", related_name="votes", verbose_name=_("proposals")
    )
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    cast = models.PositiveIntegerField(_("ballots with a code"), null=True, editable=False)
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [status_check("vote_status", VoteStatus)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:vote", args=[self.pk])

    @property
    def partnership(self):
        return self.cycle.partnership

    @property
    def tone(self):
        return RUN_TONES[self.status]

    @property
    def is_draft(self):
        return self.status == VoteStatus.DRAFT

    @property
    def is_open(self):
        return self.status == VoteStatus.OPEN

    @property
    def is_closed(self):
        return self.status == VoteStatus.CLOSED

    @property
    def is_settled(self) -> bool:
        """Whether something rests on the result, so that nothing in it is corrected any more.

        Its places are announced, a proposal in it is chosen, or the protocol is kept.
        """
        if not self.is_closed:
            return False
        if self.announced_at or (self.stage is not None and self.stage.is_closed):
            return True
        return self.proposals.filter(status=ProposalStatus.CHOSEN).exists()


class Option(models.Model):
    """A proposal in a vote. Its result stays empty until the vote is closed."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="options")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="options")
    points = models.PositiveIntegerField(_("votes"), null=True, editable=False)
    against = models.PositiveIntegerField(_("against"), null=True, editable=False)
    place = models.CharField(_("place"), max_length=10, blank=True, editable=False)

    class Meta:
        ordering = ["proposal__sort", "pk"]
        verbose_name = _("option of a vote")
        verbose_name_plural = _("options of votes")
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "proposal"],
                name="one_option_a_proposal",
                violation_error_message=_("This proposal is in the vote already."),
            )
        ]

    def __str__(self):
        return str(self.proposal)

    @property
    def place_key(self):
        return place_key(self.place)


class CodeBatch(Stamped):
    """Codes made in one act, to be printed together.

    The codes themselves are not kept: `workshops.rules.codes.derived` reckons them from `seed`
    and the key of this installation. Without its seed a batch cannot be printed again.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField(_("how many codes"))
    seed = models.CharField(max_length=32, blank=True, default=new_seed, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("codes made together")
        verbose_name_plural = _("codes made together")

    def __str__(self):
        return f"{self.vote}: {self.number}"


class VotingCode(models.Model):
    """The right to one ballot, handed out on paper.

    Only a keyed hash of the code is kept, and not when it was used. The rows stand in an
    order that tells nothing about the order of the slips.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(_("used"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("voting code")
        verbose_name_plural = _("voting codes")

    def __str__(self):
        return self.digest[:8]


class Ballot(models.Model):
    """What one person chose: marks by option. It knows no code, no person and no hour.

    With every ballot that is cast, all of a vote are written anew in a random order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="ballots")
    marks = models.JSONField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")

    def __str__(self):
        return str(self.vote)


class PaperCountQuerySet(models.QuerySet):
    def counting(self):
        """The counts that are part of the result: neither corrected since nor removed."""
        return self.filter(ended_at=None)


class PaperCount(Stamped):
    """Ballots on paper that people counted by hand: the entry of their protocol.

    A wrong entry is never changed. It ends with a reason, and what is right is a row of
    its own that `replaces` it.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="paper_counts")
    ballots = models.PositiveIntegerField(
        _("ballots on paper"), validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    counted_by = models.CharField(
        _("who counted"),
        max_length=200,
        validators=[validate_plain],
        help_text=_("Functions, for example: two officers and a trainer."),
    )
    reason = models.CharField(_("why on paper"), max_length=300)
    marks = models.JSONField(help_text=_("Votes for and against of every option."))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="correction"
    )
    ended_at = models.DateTimeField(_("no longer counted since"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    ended_reason = models.CharField(
        _("why it is no longer counted"), max_length=500, blank=True, editable=False
    )

    objects = PaperCountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("count of paper ballots")
        verbose_name_plural = _("counts of paper ballots")
        constraints = [
            models.CheckConstraint(
                condition=Q(ballots__gte=1),
                name="paper_count_not_empty",
                violation_error_message=_("A count has at least one ballot."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="paper_count_ends_with_a_reason",
                violation_error_message=_("Say why this count is no longer included."),
            ),
        ]

    def __str__(self):
        return f"{self.vote}: {self.ballots}"
