"""When a need was said: from the cards that a proposal grew out of to the day, where it is known.

A day is known where somebody entered it on the card, or where its stage had only one
meeting that took place on one known day. The day of typing tells nothing about it.
"""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.timezone import localdate

from workshops.models import Card, Link, Proposal, StageMeeting


def days_of_need(proposals) -> dict[int, dt.date]:
    """{proposal: the day of its earliest need}, without those of which no day is known.

    The needs are the cards that the ideas answer, and what those answer in turn; where an
    idea answers nothing it was said first itself. Five queries.
    """
    needs = _needs(proposals)
    days = days_of_cards({card for cards in needs.values() for card in cards})
    found = {}
    for proposal, cards in needs.items():
        known = [days[card] for card in cards if card in days]
        if known:
            found[proposal] = min(known)
    return found


def days_of_cards(cards: set[int]) -> dict[int, dt.date]:
    """{card: the day on which it was said}, without those of which it is not known.

    Of a merged card the earliest of its originals. Three queries.
    """
    rows = Card.objects.filter(pk__in=cards).values_list("pk", "pk", "stage", "said_on")
    behind = Card.objects.filter(merged_into__in=cards)
    told = [*rows, *behind.values_list("merged_into", "pk", "stage", "said_on")]
    of_stages = days_of_stages({stage for _card, _row, stage, _day in told})
    known: dict[Any, list[dt.date]] = defaultdict(list)
    for card, _row, stage, day in told:
        if day := day or of_stages.get(stage):
            known[card].append(day)
    return {card: min(days) for card, days in known.items()}


def days_of_stages(stages: set[int]) -> dict[int, dt.date]:
    """{stage: the day of its meeting}, of the stages that met on one known day. One query."""
    days = meeting_days(stages)
    return {stage: day for stage, found in days.items() if len(found) == 1 for day in found if day}


def meeting_days(stages: set[int]) -> dict[int, set[dt.date | None]]:
    """{stage: the days on which it met so far}, None among them for one known less exactly."""
    days = defaultdict(set)
    for row in StageMeeting.objects.standing().filter(stage__in=stages):
        meeting = row.meeting
        exact = meeting.has_day and meeting.one_day
        day = meeting.local_start.date()
        if not exact or day <= localdate():
            days[row.stage_id].add(day if exact else None)
    return days


def _needs(proposals):
    """{proposal: its needs as card keys}."""
    ideas = Proposal.ideas.through.objects.filter(proposal__in=proposals)
    links = Link.objects.filter(from_card__in=ideas.values("card"))
    answered = defaultdict(set)
    for idea, first, second in links.values_list(
        "from_card", "to_card", "to_card__links__to_card"
    ):
        answered[idea] |= {first, second} - {None}
    needs = defaultdict(set)
    for proposal, idea in ideas.values_list("proposal", "card"):
        needs[proposal] |= answered[idea] or {idea}
    return needs
