"""Votes by secret ballot.

A code is used up and its ballot cast in one transaction, and nothing joins the two: see
ADR 18. While a vote is open nothing counts it: there is no result that could leak.
"""

import random
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import record
from workshops.actions import choice
from workshops.choices import VoteKind, VoteStatus
from workshops.errors import WorkshopError
from workshops.models import Ballot, CodeBatch, Option, Proposal, Vote, VotingCode
from workshops.rules import codes, tally

MOST_CODES = 1000


class VoteError(WorkshopError):
    """A rule of voting says no."""


class NotOpenError(VoteError):
    """The vote has not begun, or it is over."""

    message = _("This vote is not open.")


class UsedError(VoteError):
    """One code, one ballot."""

    message = _("This code has been used. Every code gives one ballot.")


class BallotError(VoteError):
    """The marks do not follow the way of voting."""


class MismatchError(VoteError):
    """There are more or fewer ballots than used codes: somebody wrote into the database."""

    message = _("The ballots do not match the used codes. The vote cannot be closed; report it.")


@transaction.atomic
def prepare(*, vote: Vote, proposals: Iterable[Proposal], actor: User | None) -> Vote:
    """Store a vote, new or still a draft, on these proposals of its cycle."""
    if vote.pk is None:
        there = Vote.objects.filter(cycle=vote.cycle, once=vote.once).first()
        if there is not None:
            return there
        vote.status = VoteStatus.DRAFT
    elif not locked(vote).is_draft:
        raise VoteError(_("An open vote is not changed any more."))
    before = _prepared(Vote.objects.filter(pk=vote.pk).first())
    vote.save()
    chosen = {p.pk: p for p in proposals if p.cycle_id == vote.cycle_id}
    vote.options.exclude(proposal__in=chosen).delete()
    there = set(vote.options.values_list("proposal", flat=True))
    Option.objects.bulk_create(
        Option(vote=vote, proposal=p) for pk, p in chosen.items() if pk not in there
    )
    record(verb="vote prepared", row=vote, actor=actor, before=before, after=_prepared(vote))
    return vote


@transaction.atomic
def open_vote(*, vote: Vote, actor: User | None) -> None:
    """Let the codes vote. Asks for something to choose between."""
    least = 1 if vote.kind == VoteKind.YES_NO else 2
    if vote.options.count() < least:
        raise VoteError(_("Choose the proposals to vote on first."))
    vote.become(VoteStatus.OPEN, opened_at=now())
    record(verb="vote opened", row=vote, actor=actor)


@transaction.atomic
def make_codes(
    *, vote: Vote, number: int, there: int | None = None, actor: User | None
) -> CodeBatch:
    """Make `number` codes, to be printed as one sheet.

    `there` is how many codes the page showed: whoever presses twice, or beside somebody
    else, is told that there are others by now (`VoteError`), and makes none.
    """
    vote = locked(vote)
    if vote.is_closed:
        raise NotOpenError
    known = vote.codes.count()
    if there is not None and there != known:
        raise VoteError(
            _("Codes were made in the meantime: there are %(number)d now.") % {"number": known}
        )
    if known + number > MOST_CODES:
        raise VoteError(_("A vote has 1000 codes at most."))
    batch = CodeBatch.objects.create(vote=vote, number=number, made_by=actor)
    # In the order of their hashes: the rows do not tell which slip lay above which.
    digests = sorted(codes.digest(code) for code in codes.derived(batch.seed, number))
    VotingCode.objects.bulk_create(VotingCode(vote=vote, digest=digest) for digest in digests)
    record(verb="voting codes made", row=vote, actor=actor, after={"codes": number})
    return batch


@transaction.atomic
def print_codes(*, batch: CodeBatch, actor: User | None) -> list[str]:
    """The codes of a batch, in a random order, for its sheet; the journal notes each printing.

    Raises `VoteError` for codes that were taken away, and once the vote is closed.
    """
    vote = locked(batch.vote)
    seed = CodeBatch.objects.get(pk=batch.pk).seed
    made = codes.derived(seed, batch.number) if seed else []
    if not made or not VotingCode.objects.filter(digest=codes.digest(made[0])).exists():
        raise VoteError(_("These codes can no longer be printed."))
    random.SystemRandom().shuffle(made)
    record(verb="voting codes printed", row=vote, actor=actor, after={"codes": len(made)})
    return made


@transaction.atomic
def void_codes(*, vote: Vote, actor: User | None) -> int:
    """Take the unused codes away, so that slips left over open nothing. Returns how many."""
    vote = locked(vote)
    if vote.is_closed:
        raise NotOpenError
    gone, _rows = vote.codes.filter(used=False).delete()
    vote.batches.update(seed="")
    record(verb="voting codes voided", row=vote, actor=actor, before={"codes": gone})
    return gone


def find(text: str) -> VotingCode | None:
    """The code that somebody typed, with its vote. One query, no write."""
    rows = VotingCode.objects.select_related("vote__cycle__partnership__county")
    return rows.filter(digest=codes.digest(text)).first()


@transaction.atomic
def cast(*, code: VotingCode, marks: dict[int, int]) -> None:
    """Put one ballot into the box and use the code up, both or neither.

    The lock of the vote lets ballots in one by one, and none beside a closing. Each one
    stirs the whole box, so that no row of it can be told to be the newest (ADR 18).
    `marks` by the key of the option: dots given, the place in the ranking, 1 or 0.
    """
    vote = locked(Vote(pk=code.vote_id))
    if not VotingCode.objects.filter(pk=code.pk, used=False).update(used=True):
        raise UsedError
    if not vote.is_open:
        raise NotOpenError
    check(vote, set(vote.options.values_list("pk", flat=True)), marks)
    _stir(vote, {str(pk): mark for pk, mark in marks.items()})


def check(vote: Vote, options: set[int], marks: dict[int, int]) -> None:
    """Raise `BallotError`, in words, when the marks do not follow the way of voting."""
    if not marks or not set(marks) <= options:
        raise BallotError(_("Mark at least one proposal."))
    values = list(marks.values())
    if vote.kind == VoteKind.DOTS:
        if min(values) < 1 or sum(values) > vote.each:
            raise BallotError(_("You have given out more dots than you have."))
    elif vote.kind == VoteKind.RANKED:
        if sorted(values) != list(range(1, len(values) + 1)) or len(values) > vote.each:
            raise BallotError(_("Give each place to one proposal, from the first place on."))
    elif not set(values) <= {0, 1}:
        raise BallotError(_("Answer yes or no."))


@transaction.atomic
def close(*, vote: Vote, actor: User | None) -> None:
    """End the vote and write its result: votes and places, equal ones shared.

    From then on no code can be printed, and nothing tells in which order codes were used.
    """
    locked(vote)
    vote.become(VoteStatus.CLOSED, closed_at=now(), cast=vote.ballots.count())
    if vote.codes.filter(used=True).count() != vote.cast:
        raise MismatchError
    vote.batches.update(seed="")
    vote.codes.update(used=F("used"))
    _stir(vote)
    write_result(vote)
    paper = sum(count.ballots for count in vote.paper_counts.counting())
    record(verb="vote closed", row=vote, actor=actor, after={"cast": vote.cast, "ballots": paper})


@transaction.atomic
def announce(*, vote: Vote, actor: User | None) -> None:
    """Announce the places of a closed vote as those of its cycle. Raises `VoteError`."""
    vote = locked(vote)
    if not vote.is_closed:
        raise VoteError(_("Close the vote first."))
    Vote.objects.filter(pk=vote.pk).update(announced_at=now())
    places = {option.proposal_id: option.place for option in vote.options.all()}
    choice.announce(cycle=vote.cycle, places=places, by=vote.title, actor=actor)


def _prepared(vote):
    """What is voted on and how, as the journal keeps it."""
    if vote is None:
        return {}
    titles = vote.proposals.order_by("sort", "pk").values_list("title", flat=True)
    told = {name: getattr(vote, name) for name in ("title", "kind", "each", "ties")}
    return {**told, "proposals": list(titles)}


def locked(vote: Vote) -> Vote:
    """The vote as it is once nobody else changes it; no ballot is cast meanwhile."""
    rows = Vote.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__partnership", "stage").get(pk=vote.pk)


def write_result(vote: Vote) -> None:
    """Reckon votes and places from the ballots in the box and those counted on paper."""
    options = {option.pk: option for option in vote.options.all()}
    boxed = [{int(pk): mark for pk, mark in b.marks.items()} for b in vote.ballots.all()]
    counted = tally.tally(vote.kind, vote.each, options, boxed)
    for paper in vote.paper_counts.counting():
        for pk, (given, against) in paper.marks.items():
            counted[int(pk)][0] += given
            counted[int(pk)][1] += against
    placed = tally.places({pk: given for pk, (given, _no) in counted.items()}, vote.ties)
    for pk, option in options.items():
        option.points, option.against = counted[pk]
        option.place = placed[pk]
    Option.objects.bulk_update(options.values(), ["points", "against", "place"])


def _stir(vote, *further):
    """Write the ballots of a vote, and `further` ones, anew: in a random order, under new keys."""
    boxed = [*vote.ballots.values_list("marks", flat=True), *further]
    random.SystemRandom().shuffle(boxed)
    vote.ballots.all().delete()
    Ballot.objects.bulk_create(Ballot(vote=vote, marks=marks) for marks in boxed)
