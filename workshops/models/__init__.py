"""Cycles and what people found out and chose in them."""

from workshops.models.cards import Card, CardQuerySet, Link
from workshops.models.choice import Proposal, ProposalQuerySet
from workshops.models.cycle import Cycle, CycleQuerySet, Participation
from workshops.models.figures import DiagnosisFigure
from workshops.models.protocol import Decision, Protocol, ProtocolPhoto
from workshops.models.scoring import Criterion, Recusal, Score, Scorer, Scoring
from workshops.models.stages import Group, GroupQuerySet, Stage, StageMeeting, StageQuerySet
from workshops.models.votes import Ballot, CodeBatch, Option, PaperCount, Vote, VotingCode

__all__ = [
    "Ballot",
    "Card",
    "CardQuerySet",
    "CodeBatch",
    "Criterion",
    "Cycle",
    "CycleQuerySet",
    "Decision",
    "DiagnosisFigure",
    "Group",
    "GroupQuerySet",
    "Link",
    "Option",
    "PaperCount",
    "Participation",
    "Proposal",
    "ProposalQuerySet",
    "Protocol",
    "ProtocolPhoto",
    "Recusal",
    "Score",
    "Scorer",
    "Scoring",
    "Stage",
    "StageMeeting",
    "StageQuerySet",
    "Vote",
    "VotingCode",
]
