"""Cards: typing, accepting, merging without losing the originals, and what answers what."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from accounts.models import User
from journal.actions import assign, record
from workshops.choices import RANKS, CardSource, CardStatus
from workshops.errors import HeadError, LinkError, MergeError, StageShutError
from workshops.models import Card, Group, Link, Stage

COLUMNS = ("group", "kind", "text", "author_sector", "commune", "partner", "source")


@transaction.atomic
def add(*, card: Card, actor: User | None) -> Card:
    """Put a card at the end of the board of its open stage.

    What comes from phones and partners waits for the recorder, all else is on the
    board at once. One with the same `once` is stored once. Raises `StageShutError`.
    """
    there = Card.objects.filter(stage=card.stage, once=card.once).first()
    if there is not None:
        return there
    _check_open(card.stage)
    _check_group(card.stage, card.group)
    outside = card.source in {CardSource.PHONE, CardSource.PARTNER}
    card.status = CardStatus.WAITING if outside else CardStatus.ACCEPTED
    if outside and card.said_on is None:
        card.said_on = localdate()  # they write it themselves, as they say it
    card.position = _last(card.stage) + 1
    card.save()
    record(verb="card added", row=card, actor=actor, after={"kind": card.kind, "text": card.text})
    return card


@transaction.atomic
def change(
    *, card: Card, fields: dict, answers: Iterable[Card] | None = None, actor: User | None
) -> None:
    """Correct a card, and what it answers when `answers` is given; the journal keeps both.

    Raises `StageShutError`, and `LinkError` for a kind that its links do not allow.
    """
    stored = _held(card)
    changes = assign(stored, fields)
    _check_group(stored.stage, stored.group)
    if answers is not None:
        link(card=stored, answers=answers, actor=actor)
    _check_rank(stored)
    stored.save()
    record(verb="card changed", row=stored, actor=actor, **changes)


@transaction.atomic
def judge(*, card: Card, accept: bool, actor: User | None) -> Card:
    """Put a card on the board, or set it aside; nothing is deleted.

    Raises `HeadError` for a card that others are merged into, `StageShutError`,
    `WrongStepError`.
    """
    stored = _held(card)
    if not accept and stored.originals.exists():
        raise HeadError
    stored.become(CardStatus.ACCEPTED if accept else CardStatus.ASIDE)
    record(verb="card accepted" if accept else "card set aside", row=stored, actor=actor)
    return stored


@transaction.atomic
def move(*, cards: Iterable[Card], group: Group | None, actor: User | None) -> int:
    """Move cards of one stage to another of its groups. Raises `StageShutError`."""
    cards = list(cards)
    for stage in {card.stage for card in cards}:
        _check_open(stage)
        _check_group(stage, group)
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(group=group)
    for card in cards:
        record(
            verb="card changed",
            row=card,
            actor=actor,
            before={"group": str(card.group or "")},
            after={"group": str(group or "")},
        )
    return len(cards)


@transaction.atomic
def shift(*, card: Card, up: bool) -> None:
    """Change places with the neighbour above or below in the same group of the board.

    Raises `StageShutError`.
    """
    stored = _held(card)
    board = list(
        stored.stage.cards.accepted().heads().filter(group=stored.group).select_for_update()
    )
    here = next((n for n, row in enumerate(board) if row.pk == stored.pk), -1)
    there = here + (-1 if up else 1)
    if here < 0 or not 0 <= there < len(board):
        return
    board[here], board[there] = board[there], board[here]
    places = sorted(row.position for row in board)
    for row, place in zip(board, _rising(places), strict=True):
        if row.position != place:
            Card.objects.filter(pk=row.pk).update(position=place)


@transaction.atomic
def merge(
    *, cards: Iterable[Card], head: Card | None = None, text: str = "", actor: User | None
) -> Card:
    """Let `cards` stand behind one card: `head`, or a new one that says `text`.

    The originals keep their words, author, group and links and can be split off again.
    Raises `MergeError` for cards of different boards or behind another card already,
    and `StageShutError`.
    """
    wanted = {card.pk for card in cards} | ({head.pk} if head else set())
    rows = list(
        Card.objects.select_for_update(of=("self",))
        .select_related("stage", "group")
        .filter(pk__in=wanted, merged_into=None, status=CardStatus.ACCEPTED)
    )
    if len(rows) < 2 or len(rows) != len(wanted) or len({row.stage_id for row in rows}) > 1:
        raise MergeError
    _check_open(rows[0].stage)
    if head is None:
        if not text.strip():
            raise MergeError
        head = Card(
            stage=rows[0].stage,
            group=rows[0].group,
            kind=rows[0].kind,
            text=text.strip(),
            status=CardStatus.ACCEPTED,
            position=rows[0].position,
            is_combined=True,
        )
        head.save()
    behind = [row for row in rows if row.pk != head.pk]
    Card.objects.filter(pk__in=[row.pk for row in behind]).update(merged_into=head)
    record(
        verb="cards merged",
        row=head,
        actor=actor,
        after={"originals": [row.text for row in behind]},
    )
    return head


@transaction.atomic
def split(*, card: Card, actor: User | None) -> Card:
    """Take an original out from behind its head; an emptied combined card is set aside.

    Raises `MergeError` for a card that stands for itself, and `StageShutError`.
    """
    stored = _held(card)
    head = stored.merged_into
    if head is None:
        raise MergeError
    stored.merged_into = None
    stored.save(update_fields=["merged_into", "updated_at"])
    if head.is_combined and not head.originals.exists() and head.status == CardStatus.ACCEPTED:
        head.become(CardStatus.ASIDE)
    record(verb="card split off", row=stored, actor=actor, before={"merged_into": head.text})
    return stored


@transaction.atomic
def link(*, card: Card, answers: Iterable[Card], actor: User | None) -> None:
    """Say which cards `card` answers, in place of those named so far.

    Raises `LinkError` when one is of another cycle or not of a lower rank.
    """
    answers = list(answers)
    for other in answers:
        same_cycle = other.stage.cycle_id == card.stage.cycle_id
        if not same_cycle or RANKS[other.kind] >= RANKS[card.kind]:
            raise LinkError
    wanted = {other.pk for other in answers}
    known = dict(card.links.values_list("to_card", "to_card__text"))
    if set(known) == wanted:
        return
    card.links.exclude(to_card__in=wanted).delete()
    new = [other for other in answers if other.pk not in known]
    Link.objects.bulk_create(Link(from_card=card, to_card=other) for other in new)
    record(
        verb="cards linked",
        row=card,
        actor=actor,
        before={"answers": sorted(known.values())},
        after={"answers": sorted(other.text for other in answers)},
    )


def _check_open(stage):
    if not Stage.objects.select_for_update().filter(pk=stage.pk).open().exists():
        raise StageShutError


def _check_group(stage, group):
    if group is not None and group.stage_id != stage.pk:
        raise StageShutError


def _check_rank(card):
    below = [RANKS[kind] for kind in card.answers.values_list("kind", flat=True)]
    above = [RANKS[kind] for kind in card.answered_by.values_list("kind", flat=True)]
    if any(rank >= RANKS[card.kind] for rank in below):
        raise LinkError
    if any(rank <= RANKS[card.kind] for rank in above):
        raise LinkError


def _held(card):
    """The card as it is now, of a stage that is open."""
    stored = (
        Card.objects.select_for_update(of=("self",))
        .select_related("stage__cycle__partnership", "group", "merged_into")
        .get(pk=card.pk)
    )
    _check_open(stored.stage)
    return stored


def _last(stage):
    return stage.cards.aggregate(last=Max("position"))["last"] or 0


def _rising(places):
    """The same places, each larger than the one before."""
    found = []
    for place in places:
        found.append(max(place, found[-1] + 1) if found else place)
    return found
