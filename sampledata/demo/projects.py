"""The demo's projects: those of the gala of 2018, and samples with money and jobs."""

import datetime as dt
from decimal import Decimal

from core.times import at_wall
from counties.models import Territory
from projects import actions
from projects.choices import (
    Contract,
    FundingStatus,
    JobKind,
    PartnerRole,
    Principle,
    ProjectStatus,
    Source,
    Theme,
)
from projects.models import FundingLine, JobEntry, Milestone, Project, ProjectPartner
from sampledata.demo import facts

GALA = dt.date(2018, 12, 12)
CHOSEN_ON = dt.date(2024, 4, 17)  # the closing of the sample workshops
CONSENT = "lider projektu (wpis próbny)"
THEMES = [Theme.TOURISM, Theme.ENTERPRISE, Theme.EDUCATION, Theme.TOURISM, Theme.CULTURE]


def follow(partnership, partners, actor) -> None:
    """Enter the gala's projects as the press showed them, and three sample projects."""
    for (title, summary, communes, chosen), theme in zip(facts.PROJECTS, THEMES, strict=True):
        project = _propose(
            partnership,
            actor,
            communes,
            title=title,
            summary=summary,
            theme=theme,
            first_year=2018,
            last_year=2023,
            origin="Gala projektów „Siła Partnerstwa”, 12.12.2018",
            source_note=facts.GALA_SOURCE,
        )
        if chosen:
            _go(
                project,
                actor,
                [
                    (
                        ProjectStatus.ACCEPTED,
                        GALA,
                        "Wybrany na gali projektów; dalszych losów źródło nie podaje.",
                    )
                ],
            )
            actions.publish(
                project=project,
                consent="informacja publiczna",
                actor=actor,
                at=at_wall(GALA, dt.time(15)),
            )
    for sample in SAMPLES:
        _sample(partnership, partners, actor, **sample)


def _propose(partnership, actor, communes, **fields):
    project = Project(partnership=partnership, **fields)
    return actions.propose(
        project=project, communes=Territory.objects.filter(code__in=communes), actor=actor
    )


def _go(project, actor, steps):
    for status, day, words in steps:
        actions.step(project=project, status=status, text=words, public=True, on=day, actor=actor)


def _sample(partnership, partners, actor, *, communes, leader, taking_part, rows, steps, **fields):
    project = _propose(
        partnership,
        actor,
        communes,
        leader=partners[leader],
        source_note="przykład, dane próbne",
        **fields,
    )
    kept = [row(project) for row in rows]
    kept += [
        ProjectPartner(project=project, partner=partners[name], role=role)
        for name, role in taking_part
    ]
    actions.change_rows(project=project, version=project.version, kept=kept, gone=[], actor=actor)
    project.refresh_from_db()
    _go(project, actor, steps)
    day = steps[0][1]
    actions.publish(project=project, consent=CONSENT, actor=actor, at=at_wall(day, dt.time(12)))


def money(source, amount, *, secured=True, in_kind=False):
    """A funding line of `amount` złoty, still without its project."""
    status = FundingStatus.SECURED if secured else FundingStatus.PLANNED
    return lambda project: FundingLine(
        project=project, source=source, amount=Decimal(amount), status=status, in_kind=in_kind
    )


def jobs(kind, number, day, *, confirmed=None):
    """Jobs of one kind as of `day`, still without their project."""
    return lambda project: JobEntry(
        project=project,
        kind=kind,
        number=number,
        fte=Decimal(number),
        contract=Contract.OPEN_ENDED,
        as_of=day,
        confirmed_on=confirmed,
        evidence="oświadczenie lidera (przykład)" if confirmed else "",
    )


def stage(title, due, done=None):
    """A milestone, still without its project."""
    return lambda project: Milestone(project=project, title=title, due=due, done_on=done)


SAMPLES = [
    {
        "title": "Kuchnia lokalnych produktów (przykład)",
        "summary": "Wspólna kuchnia, w której rolnicy i piekarnia przetwarzają własne plony.",
        "goal": "Nowe miejsca pracy w przetwórstwie i krótsza droga od pola do sklepu.",
        "theme": Theme.PRODUCTS,
        "principle": Principle.LEAKS,
        "origin": "warsztaty (przykład)",
        "rank": "1",
        "communes": ["141404", "141405"],
        "leader": "Przykładowa Piekarnia „Kłos”",
        "taking_part": [
            ("Gmina Nasielsk", PartnerRole.IN_KIND),
            ("Przykładowa Lokalna Grupa Działania", PartnerRole.FUNDER),
        ],
        "starts_on": dt.date(2025, 2, 3),
        "ends_on": dt.date(2027, 6, 30),
        "total_cost": Decimal(480000),
        "rows": [
            money(Source.PRIVATE, 260000),
            money(Source.LEADER, 150000),
            money(Source.COUNTY, 40000, in_kind=True),
            jobs(JobKind.PLANNED, 8, dt.date(2025, 2, 3)),
            jobs(JobKind.CREATED, 3, dt.date(2026, 6, 30), confirmed=dt.date(2026, 7, 10)),
            stage("Umowa najmu lokalu", dt.date(2025, 4, 30), dt.date(2025, 4, 22)),
            stage("Odbiór kuchni", dt.date(2026, 3, 31), dt.date(2026, 4, 15)),
            stage("Sklep z produktami powiatu", dt.date(2027, 3, 31)),
        ],
        "steps": [
            (ProjectStatus.ACCEPTED, CHOSEN_ON, "Przyjęty na spotkaniu grupy liderów (przykład)."),
            (ProjectStatus.PREPARING, dt.date(2024, 9, 2), "Lider szuka finansowania (przykład)."),
            (
                ProjectStatus.UNDER_WAY,
                dt.date(2025, 2, 3),
                "Podpisano umowę o dofinansowanie (przykład).",
            ),
        ],
    },
    {
        "title": "Szlak kajakowy Wkry (przykład)",
        "summary": "Przystanie, wypożyczalnia i oznakowanie szlaku na Wkrze.",
        "goal": "Praca sezonowa dla młodych i więcej gości w gminach nad rzeką.",
        "theme": Theme.TOURISM,
        "principle": Principle.NEW,
        "origin": "warsztaty (przykład)",
        "rank": "2",
        "communes": ["141405"],
        "leader": "Stowarzyszenie Przykładowe „Nad Wkrą”",
        "taking_part": [("Gmina Pomiechówek", PartnerRole.FUNDER)],
        "starts_on": dt.date(2024, 5, 6),
        "ends_on": dt.date(2026, 8, 31),
        "total_cost": Decimal(120000),
        "rows": [
            money(Source.COUNTY, 60000),
            money(Source.EU, 50000),
            money(Source.VOLUNTARY, 10000, in_kind=True),
            jobs(JobKind.PLANNED, 4, dt.date(2024, 5, 6)),
            jobs(JobKind.CREATED, 4, dt.date(2026, 9, 15), confirmed=dt.date(2026, 9, 20)),
            jobs(JobKind.SAFEGUARDED, 1, dt.date(2026, 5, 10)),
            stage("Trzy przystanie", dt.date(2025, 6, 30), dt.date(2025, 6, 12)),
            stage("Oznakowanie szlaku", dt.date(2026, 6, 30), dt.date(2026, 6, 28)),
        ],
        "steps": [
            (ProjectStatus.ACCEPTED, CHOSEN_ON, "Przyjęty na spotkaniu grupy liderów (przykład)."),
            (
                ProjectStatus.PREPARING,
                dt.date(2024, 4, 22),
                "Uzgodnienia z zarządcą rzeki (przykład).",
            ),
            (
                ProjectStatus.UNDER_WAY,
                dt.date(2024, 5, 6),
                "Rozpoczęto budowę przystani (przykład).",
            ),
            (ProjectStatus.COMPLETED, dt.date(2026, 9, 15), "Szlak otwarty (przykład)."),
        ],
    },
    {
        "title": "Opieka dzienna dla seniorów (przykład)",
        "summary": "Dom dzienny prowadzony przez spółdzielnię socjalną.",
        "goal": "Odciążyć rodziny i dać pracę osobom po dłuższej przerwie.",
        "theme": Theme.SOCIAL_ECONOMY,
        "principle": Principle.EXISTING,
        "origin": "warsztaty (przykład)",
        "rank": "3",
        "communes": ["141406"],
        "leader": "Spółdzielnia Socjalna Przykład",
        "taking_part": [("Przykładowy Ośrodek Pomocy Społecznej", PartnerRole.CONTRACTOR)],
        "starts_on": dt.date(2026, 9, 1),
        "ends_on": dt.date(2028, 8, 31),
        "total_cost": Decimal(900000),
        "rows": [
            money(Source.EU, 500000, secured=False),
            money(Source.COUNTY, 200000),
            jobs(JobKind.PLANNED, 12, dt.date(2026, 9, 1)),
            jobs(JobKind.SAFEGUARDED, 3, dt.date(2026, 9, 1)),
            stage("Lokal i pozwolenia", dt.date(2026, 10, 31)),
        ],
        "steps": [
            (ProjectStatus.ACCEPTED, CHOSEN_ON, "Przyjęty na spotkaniu grupy liderów (przykład)."),
            (
                ProjectStatus.PREPARING,
                dt.date(2026, 9, 1),
                "Złożono wniosek o dofinansowanie (przykład).",
            ),
        ],
    },
]
