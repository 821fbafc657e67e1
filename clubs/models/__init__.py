"""Clubs and what hangs on them."""

from clubs.models.club import (
    Adviser,
    AdviserQuerySet,
    Club,
    ClubClaim,
    ClubFact,
    ClubMeeting,
    ClubQuerySet,
    OpeningHours,
    SponsorProject,
)
from clubs.models.gift import Gift, GiftQuerySet
from clubs.models.month import Month, MonthlyCount

__all__ = [
    "Adviser",
    "AdviserQuerySet",
    "Club",
    "ClubClaim",
    "ClubFact",
    "ClubMeeting",
    "ClubQuerySet",
    "Gift",
    "GiftQuerySet",
    "Month",
    "MonthlyCount",
    "OpeningHours",
    "SponsorProject",
]
