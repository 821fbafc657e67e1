"""Ballots that people counted by hand: entering, correcting and removing their protocols."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import record
from workshops.actions.votes import BallotError, NotOpenError, VoteError, locked, write_result
from workshops.choices import VoteKind
from workshops.models import PaperCount, Vote


class SettledError(VoteError):
    """Something rests on the result already."""

    message = _(
        "The result is settled: its places are announced, a proposal is chosen, or the protocol "
        "is kept. Open the stage again, or announce another place with a public reason."
    )


class EndedError(VoteError):
    """Two people, or two clicks: the count has been corrected or removed meanwhile."""

    message = _("This count has been corrected or removed in the meantime.")


class WhyError(VoteError):
    message = _("Say why. The reason stands in the protocol.")


@transaction.atomic
def add(*, count: PaperCount, actor: User | None) -> PaperCount:
    """Add ballots that were counted on paper, with their protocol, to an open vote.

    `count.marks` holds [for, against] by the key of the option.
    """
    vote = locked(count.vote)
    if not vote.is_open:
        raise NotOpenError
    _check(vote, count)
    count.entered_by = actor
    count.save()
    record(
        verb="paper ballots entered",
        row=vote,
        actor=actor,
        reason=count.reason,
        after=_told(vote, count),
    )
    return count


@transaction.atomic
def correct(*, old: PaperCount, new: PaperCount, why: str, actor: User | None) -> PaperCount:
    """Let `new` count in place of `old`, which stays written with the reason `why`.

    A closed vote is reckoned anew. Raises `EndedError`, `SettledError`, `WhyError`,
    `BallotError`.
    """
    vote = _open_to_correction(old)
    _check(vote, new)
    _end(old, why, actor)
    new.pk, new.vote, new.replaces, new.entered_by = None, vote, old, actor
    new.save(force_insert=True)
    _reckon(vote)
    record(
        verb="paper ballots corrected",
        row=vote,
        actor=actor,
        reason=old.ended_reason,
        before=_told(vote, old),
        after=_told(vote, new),
    )
    return new


@transaction.atomic
def remove(*, count: PaperCount, why: str, actor: User | None) -> None:
    """Let a count no longer count; it stays written with the reason `why`.

    A closed vote is reckoned anew. Raises `EndedError`, `SettledError`, `WhyError`.
    """
    vote = _open_to_correction(count)
    _end(count, why, actor)
    _reckon(vote)
    record(
        verb="paper ballots removed",
        row=vote,
        actor=actor,
        reason=count.ended_reason,
        before=_told(vote, count),
    )


def _open_to_correction(count) -> Vote:
    vote = locked(count.vote)
    if vote.is_settled:
        raise SettledError
    return vote


def _end(count, why, actor):
    if not why.strip():
        raise WhyError
    ended = {"ended_at": now(), "ended_by": actor, "ended_reason": why.strip()}
    if not PaperCount.objects.counting().filter(pk=count.pk).update(**ended):
        raise EndedError
    for name, value in ended.items():
        setattr(count, name, value)


def _reckon(vote):
    if vote.is_closed:
        write_result(vote)


def _told(vote, count):
    """What the journal tells of a count; the votes themselves not while the result is hidden."""
    told = {"ballots": count.ballots, "counted_by": count.counted_by}
    if not vote.is_closed:
        return told
    titles = dict(vote.options.values_list("pk", "proposal__title"))
    votes = {titles[int(pk)]: _votes(vote, *pair) for pk, pair in count.marks.items()}
    return {**told, **votes}


def _votes(vote, given, against):
    return f"{given} : {against}" if vote.kind == VoteKind.YES_NO else given


def _check(vote, count):
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
