"""What becomes of an idea: a sheet, a choice, a project."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from counties.models import Territory
from journal.actions import assign, record
from members.models import Partner
from projects import actions as projects
from projects.choices import JobKind, PartnerRole, Source
from projects.models import FundingLine, JobEntry, Project, ProjectPartner
from workshops.choices import CardKind, ProposalStatus
from workshops.errors import WorkshopError
from workshops.models import Card, Cycle, Proposal
from workshops.selectors.results import ranking

SUMMARY = 1000  # a project's summary is no longer
NOTE = 300  # nor the note of a funding line


class NotAnIdeaError(WorkshopError):
    message = _("A proposal grows out of the ideas of its own cycle.")


class ReasonNeededError(WorkshopError):
    message = _("Say why this place is announced. The reason is public.")


class PassedOverError(WorkshopError):
    """The choice passes over the ranking; `against` holds the keys of the proposals it is about."""

    message = _("This choice passes over the ranking. Say why; the reason is public.")

    def __init__(self, against):
        super().__init__()
        self.against = against


class NotChosenError(WorkshopError):
    message = _("Only a chosen proposal becomes a project.")


class TakenError(WorkshopError):
    """The proposal has a project already, or the project a proposal."""


@transaction.atomic
def add(
    *,
    proposal: Proposal,
    ideas: Iterable[Card] = (),
    partners: Iterable[Partner] = (),
    communes: Iterable[Territory] = (),
    actor: User | None,
) -> Proposal:
    """Store a new proposal of a cycle. One with the same `once` is stored once."""
    there = Proposal.objects.filter(cycle=proposal.cycle, once=proposal.once).first()
    if there is not None:
        return there
    proposal.status = ProposalStatus.PROPOSED
    proposal.save()
    proposal.ideas.set(_ideas(proposal, ideas))
    proposal.partners.set(partners)
    proposal.communes.set(communes)
    record(verb="proposal added", row=proposal, actor=actor, after={"title": proposal.title})
    return proposal


@transaction.atomic
def change(
    *,
    proposal: Proposal,
    version: int,
    fields: dict,
    ideas: Iterable[Card] | None = None,
    partners: Iterable[Partner] | None = None,
    communes: Iterable[Territory] | None = None,
    actor: User | None,
) -> None:
    """Set columns (and rows beside it, where given) of a sheet as of `version`.

    Raises `ChangedMeanwhileError` when someone saved after `version`.
    """
    proposal.claim(version)
    stored = Proposal.objects.select_related("cycle__partnership").get(pk=proposal.pk)
    changes = assign(stored, fields)
    stored.save()
    beside: dict[str, Any] = {"ideas": ideas, "partners": partners, "communes": communes}
    for name, rows in beside.items():
        if rows is None:
            continue
        rows = _ideas(stored, rows) if name == "ideas" else list(rows)
        before = [str(row) for row in getattr(stored, name).all()]
        getattr(stored, name).set(rows)
        after = [str(row) for row in getattr(stored, name).all()]
        if before != after:
            changes["before"][name], changes["after"][name] = before, after
    record(verb="proposal changed", row=stored, actor=actor, **changes)


@transaction.atomic
def decide(
    *, proposals: Iterable[Proposal], status: str, reason: str = "", actor: User | None
) -> int:
    """Take every proposal from which an arrow leads there to `status`; return how many.

    Who chooses past the ranking, or lets go of a chosen proposal while a lower one stays
    chosen, says why: `reason` is public. Raises `PassedOverError` without one.
    """
    moving = [proposal for proposal in proposals if proposal.can_become(status)]
    if not moving:
        return 0
    _hold_cycles(moving)
    against = passed_over(moving, status)
    if against and not reason.strip():
        raise PassedOverError(against)
    for proposal in moving:
        before = proposal.status
        why = reason.strip() if proposal.pk in against else ""
        proposal.become(status, choice_reason=why)
        record(
            verb=f"proposal {status}",
            row=proposal,
            actor=actor,
            reason=why,
            before={"status": before},
            after={"status": status},
        )
    return len(moving)


@transaction.atomic
def announce(*, cycle: Cycle, places: dict[int, str], by: str, actor: User | None) -> None:
    """Announce the places of a result, by the key of each proposal; `by` names the result."""
    before, after = {}, {}
    for proposal in cycle.proposals.select_for_update(of=("self",)).filter(pk__in=places):
        if proposal.place != places[proposal.pk]:
            before[proposal.title] = proposal.place
            after[proposal.title] = places[proposal.pk]
        _place(proposal, places[proposal.pk], "")
    record(verb="ranking announced", row=cycle, actor=actor, reason=by, before=before, after=after)


@transaction.atomic
def override(*, proposal: Proposal, place: str, reason: str, actor: User | None) -> None:
    """Announce another place than the result gave. `reason` is needed, and public."""
    if not reason.strip():
        raise ReasonNeededError
    before = proposal.place
    _place(proposal, place.strip(), reason.strip())
    record(
        verb="place overridden",
        row=proposal,
        actor=actor,
        reason=proposal.place_reason,
        before={"place": before},
        after={"place": proposal.place},
    )


@transaction.atomic
def make_project(*, proposal: Proposal, actor: User | None) -> Project:
    """Make the project of a chosen proposal, or return the one that was made before.

    The proposal is locked, so of two clicks one makes it and the other gets the same.
    """
    proposal = _locked(proposal)
    if proposal.project is not None:
        return proposal.project
    if proposal.status != ProposalStatus.CHOSEN:
        raise NotChosenError
    project = projects.propose(
        project=Project(
            partnership=proposal.cycle.partnership,
            title=proposal.title,
            summary=(proposal.aim or proposal.title)[:SUMMARY],
            goal=proposal.aim,
            target_group=proposal.target_group,
            principle=proposal.principle,
            leader=proposal.leader,
            total_cost=proposal.cost,
            origin=str(proposal.cycle)[:300],
            rank=proposal.place,
            source_note=proposal.source_note,
            once=proposal.once,
        ),
        communes=proposal.communes.all(),
        actor=actor,
    )
    rows = _rows(proposal, project)
    if rows:
        projects.change_rows(
            project=project, version=project.version, kept=rows, gone=[], actor=actor
        )
    _tie(proposal, project)
    record(verb="project made", row=proposal, actor=actor, after={"project": project.title})
    return project


@transaction.atomic
def tie(*, proposal: Proposal, project: Project, actor: User | None) -> None:
    """Say that a project which stands already grew out of this proposal.

    Raises `TakenError` when either of them belongs to another.
    """
    proposal = _locked(proposal)
    if proposal.project_id == project.pk:
        return
    if proposal.project_id is not None:
        raise TakenError(_("This proposal has a project already."))
    if project.partnership_id != proposal.cycle.partnership_id:
        raise TakenError(_("The project belongs to another partnership."))
    if Proposal.objects.filter(project=project).exists():
        raise TakenError(_("This project grew out of another proposal."))
    if proposal.status != ProposalStatus.CHOSEN:
        raise NotChosenError
    _tie(proposal, project)
    record(verb="project tied", row=proposal, actor=actor, after={"project": project.title})


def passed_over(proposals: Iterable[Proposal], status: str) -> set[int]:
    """The keys of those of `proposals` that go to `status` against the ranking of their cycle.

    Choosing is against it when a higher one is not chosen; letting go of a chosen one when
    a lower one stays so. While a scoring or a vote is under way nobody knows.
    """
    moving = {proposal.pk for proposal in proposals}
    found: set[int] = set()
    for cycle in {proposal.cycle_id: proposal.cycle for proposal in proposals}.values():
        found |= _passed_over(cycle, moving, status)
    return found


def _passed_over(cycle, moving, status):
    place = ranking(cycle)
    rows = list(cycle.proposals.values_list("pk", "status"))
    was = {pk for pk, now in rows if now == ProposalStatus.CHOSEN}
    mine = moving & {pk for pk, _now in rows}
    if place is None:
        return mine - was if status == ProposalStatus.CHOSEN else set()
    if status == ProposalStatus.CHOSEN:
        left = [place(pk) for pk, _now in rows if pk not in was | mine]
        return {pk for pk in mine - was if left and min(left) < place(pk)}
    stay = [place(pk) for pk in was - mine]
    return {pk for pk in mine & was if stay and max(stay) > place(pk)}


def _hold_cycles(proposals):
    """Two decisions about one cycle follow each other, so neither passes unseen over the other."""
    keys = {proposal.cycle_id for proposal in proposals}
    rows = Cycle.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys)
    list(rows.order_by("pk"))


def _locked(proposal):
    """The row as it is once the lock is ours. A joined project would be from before the wait."""
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("cycle__partnership").get(pk=proposal.pk)


def _tie(proposal, project):
    proposal.project = project
    proposal.version += 1
    proposal.save(update_fields=["project", "version", "updated_at"])


def _place(proposal, place, reason):
    proposal.place, proposal.place_reason = place, reason
    proposal.version += 1
    proposal.save(update_fields=["place", "place_reason", "version", "updated_at"])


def _rows(proposal, project):
    """What a project keeps in rows of its own: partners, planned jobs, sources of money."""
    rows: list[models.Model] = [
        ProjectPartner(project=project, partner=partner, role=PartnerRole.CONTRACTOR)
        for partner in proposal.partners.all()
        if partner.pk != proposal.leader_id
    ]
    if proposal.jobs_planned:
        rows.append(
            JobEntry(
                project=project,
                kind=JobKind.PLANNED,
                number=proposal.jobs_planned,
                as_of=localdate(),
            )
        )
    if proposal.money:
        rows.append(FundingLine(project=project, source=Source.OTHER, note=proposal.money[:NOTE]))
    return rows


def _ideas(proposal, ideas):
    ideas = list(ideas)
    for idea in ideas:
        if idea.kind != CardKind.IDEA or idea.stage.cycle_id != proposal.cycle_id:
            raise NotAnIdeaError
    return ideas
