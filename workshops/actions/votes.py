"""Votes by secret ballot.

A code and its ballot are written in one transaction and never point at each other.
While a vote is open nothing counts it: there is no result that could leak.
"""

import random
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import record
from workshops import codes, reckoning
from workshops.choices import VoteKind, VoteStatus
from workshops.errors import WorkshopError
from workshops.models import Ballot, Option, PaperCount, Proposal, Vote, VotingCode

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
    elif not _locked(vote).is_draft:
        raise VoteError(_("An open vote is not changed any more."))
    vote.save()
    chosen = {p.pk: p for p in proposals if p.cycle_id == vote.cycle_id}
    vote.options.exclude(proposal__in=chosen).delete()
    there = set(vote.options.values_list("proposal", flat=True))
    Option.objects.bulk_create(
        Option(vote=vote, proposal=p) for pk, p in chosen.items() if pk not in there
    )
    record(
        verb="vote prepared", row=vote, actor=actor,
        after={"kind": vote.kind, "each": vote.each, "proposals": sorted(p.title for p in chosen.values())},
    )  # fmt: skip
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
def make_codes(*, vote: Vote, number: int, actor: User | None) -> list[str]:
    """Make `number` codes and return them. They can be read now and never again."""
    vote = _locked(vote)
    if vote.is_closed:
        raise NotOpenError
    if vote.codes.count() + number > MOST_CODES:
        raise VoteError(_("A vote has 1000 codes at most."))
    made = [codes.new() for _number in range(number)]
    VotingCode.objects.bulk_create(
        VotingCode(vote=vote, digest=codes.digest(code)) for code in made
    )
    record(verb="voting codes made", row=vote, actor=actor, after={"number": number})
    return made


@transaction.atomic
def void_codes(*, vote: Vote, actor: User | None) -> int:
    """Take away every code that was not used yet, for example when a sheet is lost."""
    vote = _locked(vote)
    if vote.is_closed:
        raise NotOpenError
    gone, _rows = vote.codes.filter(used=False).delete()
    record(verb="voting codes voided", row=vote, actor=actor, after={"number": gone})
    return gone


def find(text: str) -> VotingCode | None:
    """The code that somebody typed, with its vote. One query, no write."""
    rows = VotingCode.objects.select_related("vote__cycle__partnership__county")
    return rows.filter(digest=codes.digest(text)).first()


@transaction.atomic
def cast(*, code: VotingCode, marks: dict[int, int]) -> None:
    """Put one ballot into the box and use the code up, both or neither.

    The update of the code is the gate: of two at once one passes. It holds the row
    until the commit, and closing waits for every code, so no ballot comes late.
    `marks` by the key of the option: dots given, the place in the ranking, 1 or 0.
    """
    if not VotingCode.objects.filter(pk=code.pk, used=False).update(used=True):
        raise UsedError
    vote = Vote.objects.get(pk=code.vote_id)
    if not vote.is_open:
        raise NotOpenError
    check(vote, set(vote.options.values_list("pk", flat=True)), marks)
    Ballot.objects.create(vote=vote, marks={str(pk): mark for pk, mark in marks.items()})


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
def add_paper(*, count: PaperCount, actor: User | None) -> PaperCount:
    """Add ballots that were counted on paper, with their protocol, to an open vote.

    `count.marks` holds [for, against] by the key of the option.
    """
    vote = _locked(count.vote)
    if not vote.is_open:
        raise NotOpenError
    _check_paper(vote, count)
    count.entered_by = actor
    count.save()
    record(
        verb="paper ballots entered", row=vote, actor=actor, reason=count.reason,
        after={"ballots": count.ballots, "counted_by": count.counted_by},
    )  # fmt: skip
    return count


@transaction.atomic
def close(*, vote: Vote, actor: User | None) -> None:
    """End the vote and write its result: votes and places, equal ones shared.

    All ballots are written anew in a random order, so that not even the database's
    own notes tell which ballot came with which code.
    """
    _locked(vote)
    list(vote.codes.select_for_update().order_by("pk").values_list("pk", flat=True))
    vote.become(VoteStatus.CLOSED, closed_at=now(), cast=vote.ballots.count())
    if vote.codes.filter(used=True).count() != vote.cast:
        raise MismatchError
    boxed = _shuffled(vote)
    _write_result(vote, [{int(pk): mark for pk, mark in b.marks.items()} for b in boxed])
    record(
        verb="vote closed", row=vote, actor=actor,
        after={"ballots": vote.cast, "paper": sum(c.ballots for c in vote.paper_counts.all())},
    )  # fmt: skip


def _locked(vote):
    """The row held against closing and new codes, but not against ballots."""
    rows = Vote.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__partnership").get(pk=vote.pk)


def _shuffled(vote):
    ballots = [Ballot(vote=vote, marks=ballot.marks) for ballot in vote.ballots.all()]
    random.SystemRandom().shuffle(ballots)
    vote.ballots.all().delete()
    vote.codes.update(used=F("used"))
    return Ballot.objects.bulk_create(ballots)


def _write_result(vote, marks):
    options = {option.pk: option for option in vote.options.all()}
    counted = reckoning.tally(vote.kind, vote.each, options, marks)
    for paper in vote.paper_counts.all():
        for pk, (given, against) in paper.marks.items():
            counted[int(pk)][0] += given
            counted[int(pk)][1] += against
    placed = reckoning.places({pk: given for pk, (given, _no) in counted.items()}, vote.ties)
    for pk, option in options.items():
        option.points, option.against = counted[pk]
        option.place = placed[pk]
    Option.objects.bulk_update(options.values(), ["points", "against", "place"])


def _check_paper(vote, count):
    options = set(vote.options.values_list("pk", flat=True))
    if {int(pk) for pk in count.marks} != options:
        raise BallotError(_("Give the number of votes of every proposal."))
    most = {
        VoteKind.DOTS: count.ballots * vote.each,
        VoteKind.RANKED: count.ballots * vote.each * (vote.each + 1) // 2,
    }
    pairs = list(count.marks.values())
    if vote.kind == VoteKind.YES_NO:
        if any(given + against > count.ballots for given, against in pairs):
            raise BallotError(_("There are more votes than so many ballots can give."))
    elif sum(given for given, _no in pairs) > most[vote.kind] or any(no for _g, no in pairs):
        raise BallotError(_("There are more votes than so many ballots can give."))
