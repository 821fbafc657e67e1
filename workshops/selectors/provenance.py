"""Where a proposal, and the project it became, come from: cards, ideas, the proposal."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshops.choices import CardKind
from workshops.models import Card, Link, Proposal
from workshops.selectors.needs import days_of_cards


def links_of(proposal, *, public):
    """The links that lead to a proposal and the proposal itself, the first one first. Four queries."""
    cards = list(_cards(proposal, public))
    days = days_of_cards({card.pk for card in cards})
    needs = [card for card in cards if not card.is_idea]
    ideas = [card for card in cards if card.is_idea]
    address = "workshops:proposal" if public else "workshops:office_proposal"
    return [
        {
            "label": _("What people said"),
            "items": [
                {"text": c.text, "note": _note(c.get_kind_display(), days.get(c.pk))}
                for c in needs
            ],
        },
        {
            "label": _("Idea"),
            "items": [{"text": c.text, "note": _note(c.stage, days.get(c.pk))} for c in ideas],
        },
        {
            "label": _("Proposal"),
            "items": [
                {
                    "text": proposal.title,
                    "url": reverse(address, args=[proposal.pk]),
                    "note": str(proposal.cycle),
                }
            ],
        },
    ]


def _note(words, day):
    """What stands beside a card: its kind or stage, and the day if it is known."""
    return f"{words}, {date_format(day, 'j E Y')}" if day else str(words)


def _cards(proposal, public):
    """The ideas of a proposal, the cards that they answer, and what those answer in turn.

    An idea is as public as its proposal; the other cards are once their stage is closed.
    """
    ideas = Proposal.ideas.through.objects.filter(proposal=proposal).values("card")
    first = Link.objects.filter(from_card__in=ideas).values("to_card")
    second = Link.objects.filter(from_card__in=first).values("to_card")
    cards = Card.objects.accepted()
    answered = Card.objects.public() if public else cards
    answered = answered.filter(Q(pk__in=first) | Q(pk__in=second)).exclude(kind=CardKind.IDEA)
    is_idea = Exists(Proposal.ideas.through.objects.filter(proposal=proposal, card=OuterRef("pk")))
    return (
        cards.filter(Q(pk__in=ideas) | Q(pk__in=answered.order_by().values("pk")))
        .select_related("stage")
        .annotate(is_idea=is_idea)
        .order_by("stage__place", "position", "pk")
    )
