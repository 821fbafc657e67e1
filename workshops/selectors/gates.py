"""What must stand before a stage opens.

A gate is said in codes, so that a reason kept in a row reads in every language:
`previous`, `meeting`, `card:<kind>`, `topic:<component or principle>`, `ranking`.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from workshops.choices import CardKind, Component, Principle, StageKind
from workshops.models import Card, Cycle, Proposal, Stage, StageMeeting
from workshops.models.choice import ProposalStatus


@dataclass
class Stand:
    """What a cycle has so far: four queries for all its gates."""

    stages: dict[str, Stage] = field(default_factory=dict)  # kind: stage
    held: set[int] = field(default_factory=set)  # the stages with a meeting, none cancelled
    kinds: Counter = field(default_factory=Counter)  # (stage kind, card kind): cards
    topics: Counter = field(default_factory=Counter)  # (stage kind, topic): cards
    written: Counter = field(default_factory=Counter)  # stage kind: cards
    proposals: Counter = field(default_factory=Counter)  # status: proposals

    def unmet(self, kind: str) -> list[str]:
        """The codes of what the stage of this kind still waits for."""
        found = []
        before = list(StageKind)[: list(StageKind).index(StageKind(kind))]
        if before and not self.stages[before[-1]].is_closed:
            found.append("previous")
        return found + [code for code in ASKED.get(kind, []) if not self.has(kind, code)]

    def has(self, kind: str, code: str) -> bool:
        """Whether what a code asks for stands."""
        what, _colon, which = code.partition(":")
        if what == "meeting":
            return self.stages[kind].pk in self.held
        if what == "card":
            return bool(self.kinds[SUPPLIER[kind], which])
        if what == "topic":
            return bool(self.topics[SUPPLIER[kind], which])
        open_ones = (ProposalStatus.PROPOSED, ProposalStatus.SHORTLISTED)
        undecided = sum(self.proposals[status] for status in open_ones)
        return bool(self.proposals[ProposalStatus.CHOSEN]) and not undecided


# The stage whose board a gate looks at.
SUPPLIER: dict[str, str] = {
    StageKind.FACTORS: StageKind.OPENING,
    StageKind.PRINCIPLES: StageKind.FACTORS,
    StageKind.IDEAS: StageKind.PRINCIPLES,
    StageKind.CHOICE: StageKind.IDEAS,
}
ASKED: dict[str, list[str]] = {
    StageKind.OPENING: ["meeting"],
    StageKind.FACTORS: [f"card:{CardKind.ASSET}", f"card:{CardKind.PROBLEM}"],
    StageKind.PRINCIPLES: [f"topic:{topic}" for topic in Component],
    StageKind.IDEAS: [f"topic:{topic}" for topic in Principle],
    StageKind.CHOICE: [f"card:{CardKind.IDEA}"],
    StageKind.CLOSING: ["ranking"],
}


def stand_of(cycle: Cycle) -> Stand:
    """Look at the stages, meetings, boards and proposals of `cycle`."""
    tied = Prefetch("stage_meetings", StageMeeting.objects.standing())
    stages = list(cycle.stages.prefetch_related(tied))
    stand = Stand(stages={stage.kind: stage for stage in stages})
    stand.held = {stage.pk for stage in stages if stage.stage_meetings.all()}
    cards = Card.objects.of_cycle(cycle).accepted().written().order_by()
    for stage, kind, topic in cards.values_list("stage__kind", "kind", "group__topic"):
        stand.written[stage] += 1
        stand.kinds[stage, kind] += 1
        stand.topics[stage, topic] += 1
    statuses = Proposal.objects.filter(cycle=cycle).order_by().values_list("status", flat=True)
    stand.proposals = Counter(statuses)
    return stand


def say(code: str) -> str:
    """What a code asks for, in the reader's words."""
    what, _colon, which = code.partition(":")
    if what == "card":
        words = _("The board of the stage before has no card of this kind: %(kind)s.")
        return words % {"kind": CardKind(which).label}
    if what == "topic":
        words = _("No card was written in the group: %(topic)s.")
        topic = Component(which) if which in Component.values else Principle(which)
        return words % {"topic": topic.label}
    return {
        "previous": _("The stage before is not closed."),
        "meeting": _("No meeting is tied to this stage, or each was cancelled."),
        "ranking": _("The ranking is not closed: a proposal is undecided, or none is chosen."),
    }[what]


def words(codes: list[str]) -> list[str]:
    """What the codes ask for, in sentences."""
    return [say(code) for code in codes]
