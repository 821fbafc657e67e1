"""Proposals, scores and votes for tests. Everything is made up and says so."""

from workshops.actions import choice, papers, scoring, votes
from workshops.choices import ProposalStatus, ScoringStatus
from workshops.models import Criterion, PaperCount, Proposal, Scoring, Vote, VotingCode
from workshops.rules import codes

FULL = {
    "aim": "Cel próbny.",
    "target_group": "Mieszkańcy (próba)",
    "principle": "leaks",
    "problem": "Problem próbny.",
    "resources": "Zasoby próbne.",
    "jobs_planned": 3,
    "cost": 1000,
    "money": "gmina (próba)",
}


def make_proposal(cycle, title="Propozycja próbna", *, status="proposed", **fields):
    """A proposal of a cycle, led on to `status`."""
    rows = {name: fields.pop(name) for name in ("ideas", "partners", "communes") if name in fields}
    made = choice.add(proposal=Proposal(cycle=cycle, title=title, **fields), actor=None, **rows)
    if status != ProposalStatus.PROPOSED:
        choice.decide(proposals=[made], status=status, actor=None)
    return made


def make_vote(cycle, proposals, *, kind="dots", each=3, status="draft", **fields):
    """A vote on these proposals, led on to `status`."""
    vote = Vote(cycle=cycle, title="Głosowanie próbne", kind=kind, each=each, **fields)
    votes.prepare(vote=vote, proposals=proposals, actor=None)
    if status in {"open", "closed"}:
        votes.open_vote(vote=vote, actor=None)
    if status == "closed":
        votes.close(vote=vote, actor=None)
    return vote


def codes_of(vote, number):
    """Fresh codes of a vote as they stand on paper."""
    batch = votes.make_codes(vote=vote, number=number, actor=None)
    return [codes.shown(code) for code in codes.derived(batch.seed, number)]


def ballot_of(vote, *marks):
    """Cast a ballot with a fresh code: marks in the order of the options."""
    (text,) = codes_of(vote, 1)
    keys = vote.options.order_by("pk").values_list("pk", flat=True)
    given = {pk: mark for pk, mark in zip(keys, marks, strict=True) if mark is not None}
    votes.cast(code=VotingCode.objects.get(digest=codes.digest(text)), marks=given)


def paper_of(vote, ballots=1, *given):
    """Enter a count of ballots on paper: votes in the order of the options, one for the first."""
    keys = list(vote.options.order_by("pk").values_list("pk", flat=True))
    given = given or (1, *[0] * (len(keys) - 1))
    count = PaperCount(vote=vote, ballots=ballots, counted_by="komisja", reason="bez telefonu")
    count.marks = {str(pk): [number, 0] for pk, number in zip(keys, given, strict=True)}
    return papers.add(count=count, actor=None)


def make_scoring(cycle, weights=(2, 1), *, ties="shared", status="open"):
    """A scoring with as many criteria as weights."""
    made = Scoring.objects.create(cycle=cycle, status=ScoringStatus.DRAFT)
    kept = [Criterion(title=f"Kryterium {n}", weight=w) for n, w in enumerate(weights, 1)]
    scoring.set_criteria(scoring=made, ties=ties, kept=kept, actor=None)
    made.refresh_from_db()
    if status in {"open", "closed"}:
        scoring.open_scoring(scoring=made, actor=None)
    if status == "closed":
        scoring.close_scoring(scoring=made, actor=None)
    return made


def sheet_of(made, sector="public", label=None):
    """A new sheet of scores."""
    label = label or f"Arkusz {made.scorers.count() + 1}"
    return scoring.add_sheet(scoring=made, label=label, sector=sector, actor=None)


def give(sheet, proposal, *values):
    """Score a proposal: values in the order of the criteria."""
    keys = sheet.scoring.criteria.values_list("pk", flat=True)
    given = dict(zip(keys, values, strict=True))
    scoring.score(scorer=sheet, proposal=proposal, values=given, actor=None)
