"""Cycles and what people found out and chose in them."""

from workshops.models.cards import Card, CardQuerySet, Link
from workshops.models.cycle import (
    Cycle,
    CycleQuerySet,
    DiagnosisFigure,
    Group,
    GroupQuerySet,
    Participation,
    Stage,
    StageMeeting,
    StageQuerySet,
)

__all__ = [
    "Card",
    "CardQuerySet",
    "Cycle",
    "CycleQuerySet",
    "DiagnosisFigure",
    "Group",
    "GroupQuerySet",
    "Link",
    "Participation",
    "Stage",
    "StageMeeting",
    "StageQuerySet",
]
