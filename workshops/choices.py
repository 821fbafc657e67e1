"""The method's lists: stages of a cycle, components, principles, kinds of cards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.choices import Principle


class StageKind(models.TextChoices):
    """The seven stages, in their order. Numbers and names of meetings vary, these do not."""

    OPENING = "opening", pgettext_lazy("stage", "opening")
    FACTORS = "a", pgettext_lazy("stage", "A: factors")
    PRINCIPLES = "b", pgettext_lazy("stage", "B: principles")
    IDEAS = "c", pgettext_lazy("stage", "C: ideas")
    CHOICE = "d", pgettext_lazy("stage", "D: working up and choice")
    CLOSING = "closing", pgettext_lazy("stage", "closing")
    FOLLOW_UP = "follow_up", pgettext_lazy("stage", "follow-up")


class CycleStatus(models.TextChoices):
    """Where a cycle stands: before its first stage, at a stage, or after the last."""

    PLANNED = "planned", pgettext_lazy("cycle", "planned")
    OPENING = "opening", pgettext_lazy("stage", "opening")
    FACTORS = "a", pgettext_lazy("stage", "A: factors")
    PRINCIPLES = "b", pgettext_lazy("stage", "B: principles")
    IDEAS = "c", pgettext_lazy("stage", "C: ideas")
    CHOICE = "d", pgettext_lazy("stage", "D: working up and choice")
    CLOSING = "closing", pgettext_lazy("stage", "closing")
    FOLLOW_UP = "follow_up", pgettext_lazy("stage", "follow-up")
    FINISHED = "finished", pgettext_lazy("cycle", "finished")


class StageStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("stage", "planned")
    OPEN = "open", pgettext_lazy("stage", "open")
    CLOSED = "closed", pgettext_lazy("stage", "closed")


class Component(models.TextChoices):
    """The five components of the business environment, topics of workshop A."""

    CAPITAL = "capital", _("access to capital")
    BUSINESS = "business", _("business environment")
    INFRASTRUCTURE = "infrastructure", _("economic and social infrastructure")
    HUMAN = "human", _("human capital")
    QUALITY = "quality", _("quality of life")


class GroupKind(models.TextChoices):
    COMPONENT = "component", _("component group")
    PRINCIPLE = "principle", _("principle group")
    TABLE = "table", _("table")


TABLE = "table"
TOPICS = [
    (_("components"), Component.choices),
    (_("principles"), Principle.choices),
    (TABLE, _("table without a topic")),
]
# The groups that the method asks for at a stage.
STAGE_TOPICS = {
    StageKind.FACTORS: Component,
    StageKind.PRINCIPLES: Principle,
    StageKind.IDEAS: Principle,
}


class CardKind(models.TextChoices):
    ASSET = "asset", _("asset")
    PROBLEM = "problem", _("problem")
    NEED = "need", _("need")
    STRENGTH = "strength", _("strength")
    LEAK = "leak", _("leak")
    NICHE = "niche", _("niche")
    CHANCE = "chance", _("chance")
    IDEA = "idea", _("idea")


# A card answers cards of a lower rank only, so no chain runs in a circle.
RANKS: dict[str, int] = {
    CardKind.ASSET: 0,
    CardKind.PROBLEM: 0,
    CardKind.STRENGTH: 1,
    CardKind.NEED: 1,
    CardKind.LEAK: 2,
    CardKind.NICHE: 2,
    CardKind.CHANCE: 2,
    CardKind.IDEA: 3,
}

# The kinds that a stage usually collects, the usual one first.
STAGE_CARDS = {
    StageKind.OPENING: [CardKind.ASSET, CardKind.PROBLEM],
    StageKind.FACTORS: [CardKind.STRENGTH, CardKind.PROBLEM, CardKind.NEED, CardKind.ASSET],
    StageKind.PRINCIPLES: [CardKind.LEAK, CardKind.NEED, CardKind.NICHE, CardKind.CHANCE],
    StageKind.IDEAS: [CardKind.IDEA],
    StageKind.CHOICE: [CardKind.IDEA],
}


class CardStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("card", "waiting for the recorder")
    ACCEPTED = "accepted", pgettext_lazy("card", "on the board")
    ASIDE = "aside", pgettext_lazy("card", "set aside")


class CardSource(models.TextChoices):
    STAFF = "staff", _("typed by the recorder")
    PHONE = "phone", _("sent from a phone")
    PARTNER = "partner", _("sent by a partner")
    RESIDENT = "resident", _("heard from a resident")


STAGE_TONES = {
    StageStatus.PLANNED: "neutral",
    StageStatus.OPEN: "info",
    StageStatus.CLOSED: "good",
}
CARD_TONES = {
    CardKind.ASSET: "good",
    CardKind.STRENGTH: "good",
    CardKind.PROBLEM: "bad",
    CardKind.NEED: "warn",
    CardKind.LEAK: "warn",
    CardKind.NICHE: "info",
    CardKind.CHANCE: "info",
    CardKind.IDEA: "neutral",
}


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("proposal", "proposed")
    SHORTLISTED = "shortlisted", pgettext_lazy("proposal", "shortlisted")
    CHOSEN = "chosen", pgettext_lazy("proposal", "chosen")
    BANK = "bank", pgettext_lazy("proposal", "kept in the bank")


class TieRule(models.TextChoices):
    SHARED = "shared", _("equal results share a place, the next one follows (4, 4, 5)")
    LETTERS = "letters", _("equal results share a place with letters (4a, 4b, 5)")
    GAPS = "gaps", _("equal results share a place, the next ones are skipped (4, 4, 6)")


class ScoringStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("scoring", "being prepared")
    OPEN = "open", pgettext_lazy("scoring", "open")
    CLOSED = "closed", pgettext_lazy("scoring", "closed")


class VoteKind(models.TextChoices):
    DOTS = "dots", _("dots: everyone has several and spreads them")
    RANKED = "ranked", _("ranking: everyone names the best in order")
    YES_NO = "yes_no", _("yes or no to each proposal")


class VoteStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("vote", "being prepared")
    OPEN = "open", pgettext_lazy("vote", "open")
    CLOSED = "closed", pgettext_lazy("vote", "closed")


PROPOSAL_TONES = {
    ProposalStatus.PROPOSED: "neutral",
    ProposalStatus.SHORTLISTED: "info",
    ProposalStatus.CHOSEN: "good",
    ProposalStatus.BANK: "neutral",
}
# Of a vote and of a scoring alike.
RUN_TONES = {"draft": "neutral", "open": "info", "closed": "good"}
