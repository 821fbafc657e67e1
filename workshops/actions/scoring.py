"""Scoring the proposals of a cycle."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import WrongStepError
from journal.actions import assign, record
from workshops.choices import ProposalStatus, ScoringStatus, StageKind
from workshops.errors import WorkshopError
from workshops.models import Criterion, Cycle, Proposal, Score, Scorer, Scoring
from workshops.models.scoring import BEST


class ScoringError(WorkshopError):
    """A rule of scoring says no."""


class SettledError(ScoringError):
    message = _(
        "The result is settled: places are announced, a proposal is chosen, or the protocol of the "
        "choice is kept."
    )


class LockedError(ScoringError):
    message = _("A first sheet is filled in. Criteria and weights can no longer be changed.")


def of(cycle: Cycle) -> Scoring:
    """The scoring of a cycle; made when it is asked for the first time."""
    return Scoring.objects.get_or_create(cycle=cycle, defaults={"status": ScoringStatus.DRAFT})[0]


@transaction.atomic
def set_criteria(
    *,
    scoring: Scoring,
    ties: str,
    kept: Iterable[Criterion],
    gone: Iterable[Criterion] = (),
    actor: User | None,
) -> None:
    """Store criteria with their weights, and the rule for equal results.

    Raises `LockedError` once a sheet says anything, a score or a recusal.
    """
    scoring = _locked(scoring)
    if scoring.is_locked or scoring.status == ScoringStatus.CLOSED:
        raise LockedError
    before = _criteria(scoring)
    for row in gone:
        row.delete()
    kept = list(kept)
    # Two criteria may change places: a title is free before another one takes it.
    for row in kept:
        Criterion.objects.filter(pk=row.pk).update(title=f"#{row.pk}")
    for row in kept:
        row.scoring = scoring
        row.save()
    scoring.ties = ties
    scoring.save(update_fields=["ties", "updated_at"])
    record(verb="criteria set", row=scoring, actor=actor, before=before, after=_criteria(scoring))


@transaction.atomic
def open_scoring(*, scoring: Scoring, actor: User | None) -> None:
    """Let sheets be filled in. Asks for at least one criterion."""
    if not scoring.criteria.exists():
        raise ScoringError(_("Set the criteria first."))
    if scoring.status != ScoringStatus.DRAFT:
        raise WrongStepError
    scoring.become(ScoringStatus.OPEN)
    record(verb="scoring opened", row=scoring, actor=actor)


@transaction.atomic
def close_scoring(*, scoring: Scoring, actor: User | None) -> None:
    """End the scoring; its result becomes public with the cycle."""
    _locked(scoring)
    scoring.become(ScoringStatus.CLOSED)
    record(verb="scoring closed", row=scoring, actor=actor)


@transaction.atomic
def reopen_scoring(*, scoring: Scoring, reason: str, actor: User | None) -> None:
    """Open a closed scoring again, to mend a sheet. Its result is hidden until it is closed.

    Raises `SettledError` once something rests on the result, `WrongStepError`.
    """
    scoring = _locked(scoring)
    cycle = scoring.cycle
    kept = cycle.stages.filter(kind=StageKind.CHOICE).closed()
    told = cycle.proposals.exclude(place="") | cycle.proposals.filter(status=ProposalStatus.CHOSEN)
    if kept.exists() or told.exists():
        raise SettledError
    if scoring.status != ScoringStatus.CLOSED:
        raise WrongStepError
    scoring.become(ScoringStatus.OPEN)
    record(verb="scoring reopened", row=scoring, actor=actor, reason=reason.strip())


@transaction.atomic
def add_sheet(
    *, scoring: Scoring, label: str, sector: str, user: User | None = None, actor: User | None
) -> Scorer:
    """Begin a sheet of scores; a person's own sheet is begun once."""
    if user is not None:
        there = scoring.scorers.filter(user=user).first()
        if there is not None:
            return there
    try:
        with transaction.atomic():
            sheet = scoring.scorers.create(label=label, sector=sector, user=user)
    except IntegrityError as error:
        raise ScoringError(_("There is a sheet with this name already.")) from error
    record(verb="sheet begun", row=scoring, actor=actor, after={"label": label, "sector": sector})
    return sheet


@transaction.atomic
def change_sheet(*, sheet: Scorer, label: str, sector: str, actor: User | None) -> None:
    """Correct the name or the sector of a sheet while the scoring is open."""
    if _locked(sheet.scoring).status != ScoringStatus.OPEN:
        raise ScoringError(_("The scoring is not open."))
    stored = Scorer.objects.select_related("scoring__cycle__partnership").get(pk=sheet.pk)
    changes = assign(stored, {"label": label, "sector": sector})
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError as error:
        raise ScoringError(_("There is a sheet with this name already.")) from error
    record(verb="sheet changed", row=stored.scoring, actor=actor, **changes)


@transaction.atomic
def score(
    *, scorer: Scorer, proposal: Proposal, values: dict[int, int], actor: User | None
) -> None:
    """Give a shortlisted proposal a value from 1 to 5 under every criterion, by its key.

    Scoring again replaces what the sheet said before, a recusal too.
    """
    scoring = _open(scorer, proposal)
    criteria = list(scoring.criteria.all())
    if set(values) != {c.pk for c in criteria}:
        raise ScoringError(_("Score the proposal under every criterion."))
    if not all(1 <= value <= BEST for value in values.values()):
        raise ScoringError(_("Scores go from 1 to 5."))
    before = _told(scorer, proposal)
    _clear(scorer, proposal)
    Score.objects.bulk_create(
        Score(scorer=scorer, proposal=proposal, criterion=c, value=values[c.pk]) for c in criteria
    )
    record(
        verb="proposal scored",
        row=proposal,
        actor=actor,
        before=before,
        after=_told(scorer, proposal),
    )


@transaction.atomic
def recuse(*, scorer: Scorer, proposal: Proposal, reason: str, actor: User | None) -> None:
    """Leave this proposal out of a sheet, with the reason. Earlier scores of it go."""
    _open(scorer, proposal)
    if not reason.strip():
        raise ScoringError(_("Say why this sheet leaves the proposal out."))
    before = _told(scorer, proposal)
    _clear(scorer, proposal)
    proposal.recusals.create(scorer=scorer, reason=reason.strip())
    record(
        verb="sheet recused",
        row=proposal,
        actor=actor,
        reason=reason.strip(),
        before=before,
        after=_told(scorer, proposal),
    )


def _open(scorer, proposal):
    """The scoring, locked, when this sheet may say something about the proposal."""
    scoring = _locked(scorer.scoring)
    if scoring.status != ScoringStatus.OPEN:
        raise ScoringError(_("The scoring is not open."))
    if proposal.cycle_id != scoring.cycle_id or proposal.status != ProposalStatus.SHORTLISTED:
        raise ScoringError(_("Only shortlisted proposals are scored."))
    return scoring


def _told(scorer, proposal):
    """What a sheet says about a proposal, as the journal keeps it."""
    scores = scorer.scores.filter(proposal=proposal).select_related("criterion")
    told = {score.criterion.title: score.value for score in scores.order_by("criterion")}
    recusal = scorer.recusals.filter(proposal=proposal).first()
    if recusal is not None:
        told["recusal"] = recusal.reason
    return {"label": scorer.label, **told} if told else {}


def _criteria(scoring):
    return {**{c.title: c.weight for c in scoring.criteria.all()}, "ties": scoring.ties}


def _clear(scorer, proposal):
    scorer.scores.filter(proposal=proposal).delete()
    scorer.recusals.filter(proposal=proposal).delete()


def _locked(scoring):
    """Criteria change and scores come one after another, never side by side."""
    rows = Scoring.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__partnership").get(pk=scoring.pk)
