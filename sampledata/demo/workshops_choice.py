"""The demo's choices: the gala's five projects, and a sample cycle's proposals, scores and vote."""

from decimal import Decimal

from counties.models import Territory
from projects.choices import Principle
from projects.models import Project
from sampledata.demo import facts
from workshops.actions import choice, papers, scoring, votes
from workshops.choices import CardKind, ProposalStatus, TieRule, VoteKind
from workshops.models import Card, Criterion, PaperCount, Proposal, Vote, VotingCode
from workshops.rules import codes

SAMPLE = "przykład, dane próbne"

# Idea, principle, leader, partners, communes, what the sheet says, project, dots in the vote.
SHEETS: list[dict] = [
    {
        "idea": "Kuchnia lokalnych produktów",
        "principle": Principle.LEAKS,
        "leader": "Przykładowa Piekarnia „Kłos”",
        "partners": ["Gmina Nasielsk", "Przykładowa Lokalna Grupa Działania"],
        "communes": ["141404", "141405"],
        "fields": {
            "aim": "Przetwarzać plony na miejscu i skrócić drogę od pola do sklepu.",
            "target_group": "Rolnicy i małe firmy spożywcze.",
            "problem": "Plony sprzedaje się bez przetworzenia.",
            "resources": "Gospodarstwa z owocami i warzywami, szkoły zawodowe.",
            "jobs_planned": 6,
            "cost": Decimal(400000),
            "money": "gmina, lokalna grupa działania, wkład piekarni",
        },
        "project": "Kuchnia lokalnych produktów (przykład)",
        "scores": [(5, 4, 4), (4, 4, 5)],
    },
    {
        "idea": "Szlak kajakowy Wkry",
        "principle": Principle.NEW,
        "leader": "Stowarzyszenie Przykładowe „Nad Wkrą”",
        "partners": ["Gmina Pomiechówek"],
        "communes": ["141405"],
        "fields": {
            "aim": "Praca sezonowa dla młodych i więcej gości nad rzeką.",
            "target_group": "Młodzi mieszkańcy gmin nad Wkrą.",
            "problem": "Młodzi dojeżdżają do pracy poza powiat.",
            "resources": "Wisła, Narew i Wkra w jednym powiecie.",
            "jobs_planned": 4,
            "cost": Decimal(120000),
            "money": "gmina, fundusze europejskie, praca członków stowarzyszenia",
        },
        "project": "Szlak kajakowy Wkry (przykład)",
        "scores": [(4, 4, 4), (4, 3, 5)],
    },
    {
        "idea": "Opieka dzienna dla seniorów",
        "principle": Principle.EXISTING,
        "leader": "Spółdzielnia Socjalna Przykład",
        "partners": ["Gmina Zakroczym"],
        "communes": ["141406"],
        "fields": {
            "aim": "Odciążyć rodziny i dać pracę osobom po dłuższej przerwie.",
            "target_group": "Rodziny seniorów.",
            "problem": "Brak opieki nad seniorami.",
            "resources": "Sieć świetlic wiejskich.",
            "jobs_planned": 12,
            "cost": Decimal(900000),
            "money": "fundusze europejskie, powiat",
        },
        "project": "Opieka dzienna dla seniorów (przykład)",
        "scores": [(4, 4, 3), (5, 3, 4)],
    },
    {
        "idea": "Linia pracownicza na trzy zmiany",
        "principle": Principle.EXISTING,
        "leader": "Przykładowe Zakłady Mebli „Dąb”",
        "partners": [],
        "communes": ["141404"],
        "fields": {"aim": "Dowieźć ludzi do zakładów rano, po południu i w nocy."},
        "project": "",
        "scores": [(3, 5, 3), (4, 4, 4)],
    },
]
IN_HALL = [(2, 1, 0, 0), (1, 1, 1, 0), (1, 0, 1, 1), (0, 2, 1, 0), (1, 0, 0, 2)]
ON_PAPER = (3, 2, 1, 1)
CRITERIA = [
    ("wykorzystuje lokalne zasoby", 2),
    ("tworzy miejsca pracy", 3),
    ("ma realne źródła pieniędzy", 1),
]


def choose(partners, actor, cycles) -> None:
    """Tell how the projects of both cycles were chosen: `cycles` as `workshops.revive` returns them."""
    gala, sample = cycles
    _remember(gala, actor)
    _weigh(sample, partners, actor)


def _remember(cycle, actor):
    """The gala of 2018: four chosen projects and one that was shown. The source names no places."""
    for title, summary, communes, chosen in facts.PROJECTS:
        proposal = choice.add(
            proposal=Proposal(
                cycle=cycle, title=title, aim=summary, source_note=facts.GALA_SOURCE
            ),
            ideas=_ideas(cycle, title),
            communes=Territory.objects.filter(code__in=communes),
            actor=actor,
        )
        if chosen:
            _become(proposal, ProposalStatus.CHOSEN, actor)
            choice.tie(proposal=proposal, project=_project(cycle, title), actor=actor)


def _weigh(cycle, partners, actor):
    """Made-up proposals: scored, voted on, three chosen and tied to the sample projects."""
    proposals = [_sheet(cycle, partners, actor, **sheet) for sheet in SHEETS]
    choice.decide(proposals=proposals, status=ProposalStatus.SHORTLISTED, actor=actor)
    _score(cycle, proposals, actor)
    votes.announce(vote=_vote(cycle, proposals, actor), actor=actor)
    for proposal, sheet in zip(proposals, SHEETS, strict=True):
        proposal.refresh_from_db()
        _become(proposal, _decision(sheet), actor)
        if sheet["project"]:
            choice.tie(proposal=proposal, project=_project(cycle, sheet["project"]), actor=actor)


def _decision(sheet):
    return ProposalStatus.CHOSEN if sheet["project"] else ProposalStatus.BANK


def _sheet(cycle, known, actor, *, idea, leader, partners, communes, fields, principle, **_rest):
    proposal = Proposal(
        cycle=cycle,
        title=idea,
        principle=principle,
        leader=known[leader],
        source_note=SAMPLE,
        **fields,
    )
    return choice.add(
        proposal=proposal,
        ideas=_ideas(cycle, idea),
        partners=[known[name] for name in partners],
        communes=Territory.objects.filter(code__in=communes),
        actor=actor,
    )


def _score(cycle, proposals, actor):
    """Two sheets, one of a firm and one of an office; the firm leaves out its own proposal."""
    made = scoring.of(cycle)
    kept = [Criterion(title=f"{title} (przykład)", weight=weight) for title, weight in CRITERIA]
    scoring.set_criteria(scoring=made, ties=TieRule.SHARED, kept=kept, actor=actor)
    scoring.open_scoring(scoring=made, actor=actor)
    made.refresh_from_db()
    keys = list(made.criteria.values_list("pk", flat=True))
    for number, sector in enumerate(["business", "public"]):
        sheet = scoring.add_sheet(
            scoring=made, label=f"arkusz próbny {number + 1}", sector=sector, actor=actor
        )
        for proposal, told in zip(proposals, SHEETS, strict=True):
            if sector == "business" and not told["project"]:
                reason = "Nasza firma jest liderem (przykład)."
                scoring.recuse(scorer=sheet, proposal=proposal, reason=reason, actor=actor)
                continue
            values = dict(zip(keys, told["scores"][number], strict=True))
            scoring.score(scorer=sheet, proposal=proposal, values=values, actor=actor)
    scoring.close_scoring(scoring=made, actor=actor)


def _vote(cycle, proposals, actor):
    """A closed vote of five codes and a few ballots on paper, with a shared place."""
    vote = votes.prepare(
        vote=Vote(
            cycle=cycle,
            title="Głosowanie próbne nad propozycjami",
            kind=VoteKind.DOTS,
            each=3,
            ties=TieRule.SHARED,
        ),
        proposals=proposals,
        actor=actor,
    )
    votes.open_vote(vote=vote, actor=actor)
    keys = {option.proposal_id: option.pk for option in vote.options.all()}
    options = [keys[proposal.pk] for proposal in proposals]
    batch = votes.make_codes(vote=vote, number=len(IN_HALL) + 1, actor=actor)
    for code, dots in zip(codes.derived(batch.seed, batch.number), IN_HALL, strict=False):
        marks = {pk: number for pk, number in zip(options, dots, strict=True) if number}
        votes.cast(code=VotingCode.objects.get(digest=codes.digest(code)), marks=marks)
    count = PaperCount(
        vote=vote,
        ballots=3,
        counted_by="komisja próbna: dwie osoby z urzędu i trener",
        reason="trzy osoby bez telefonu (przykład)",
        marks={str(pk): [number, 0] for pk, number in zip(options, ON_PAPER, strict=True)},
    )
    papers.add(count=count, actor=actor)
    votes.close(vote=vote, actor=actor)
    return vote


def _become(proposal, status, actor):
    choice.decide(proposals=[proposal], status=status, actor=actor)


def _ideas(cycle, words):
    """The idea cards that begin with `words`."""
    cards = Card.objects.of_cycle(cycle).accepted().select_related("stage")
    return list(cards.filter(kind=CardKind.IDEA, text__startswith=words))


def _project(cycle, title):
    return Project.objects.held_by(cycle.partnership).get(title=title)
