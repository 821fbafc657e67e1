"""Rows of a county, or of a whole country, made up from one fixed seed by bulk writes."""

import datetime as dt
import random
from dataclasses import dataclass

from counties.models import Partnership, Territory
from meetings.models import Meeting
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models import Partner, Person, Role
from projects.choices import JobKind, PartnerRole, Principle, ProjectStatus, Source, Theme
from projects.models import FundingLine, JobEntry, Milestone, Project, ProjectPartner
from projects.selectors.stand import turn

BATCH = 2000
DAY = dt.date(2026, 1, 1)
VOIVODESHIPS = [f"{n:02}" for n in range(2, 34, 2)]  # as the register numbers them
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
THINGS = [
    "Ścieżka",
    "Żłobek",
    "Młyn",
    "Szkoła",
    "Targ",
    "Warsztat",
    "Świetlica",
    "Zagroda",
    "Spółdzielnia",
    "Sad",
]
KINDS = [
    "rowerowa",
    "powiatowa",
    "zawodowa",
    "gminna",
    "rodzinna",
    "cyfrowa",
    "wspólna",
    "ludowa",
    "leśna",
    "nowa",
]
PLACES = [
    "nad",
    "Wisłą",
    "w",
    "Puszczy",
    "przy",
    "Rynku",
    "na",
    "Wzgórzu",
    "za",
    "Łęgiem",
    "pod",
    "Dębami",
    "u",
    "Źródła",
]


@dataclass(frozen=True)
class Size:
    """How many rows of each kind."""

    counties: int
    communes: int
    partners: int
    people: int
    meetings: int
    projects: int


COUNTY = Size(1, 6, 70, 1_000, 60, 300)
NATIONAL = Size(380, 2_479, 25_000, 50_000, 20_000, 30_000)


def seed(size: Size) -> None:
    """Fill an empty, migrated database. The same size gives the same rows."""
    dice = random.Random(2026)
    counties, communes = _territory(size)
    partnerships = _bulk(
        Partnership(
            slug=f"powiat-{n}",
            name=f"Partnerstwo próbne {n}",
            county=county,
            office_name="Urząd próbny",
            office_address="ul. Próbna 1",
            office_email="pup@urzad.example",
        )
        for n, county in enumerate(counties)
    )
    homes = [[c for c in communes if c.parent_id == county.pk] for county in counties]
    partners = _partners(size, dice, partnerships, homes)
    _people(size, dice, partners)
    _meetings(size, dice, partnerships)
    _projects(size, dice, partnerships, homes, partners)
    for partnership in partnerships:
        turn(partnership.pk)


def _bulk(rows):
    rows = list(rows)
    for row in rows:
        if hasattr(row, "fill_keys"):
            row.fill_keys()
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def _territory(size):
    voivodeships = _bulk(
        Territory(
            code=code, level="voivodeship", name=f"PRÓBNE {code}", kind="województwo", as_of=DAY
        )
        for code in VOIVODESHIPS
    )
    counties = _bulk(_below(voivodeships, size.counties, "county", "powiat"))
    return counties, _bulk(_below(counties, size.communes, "commune", "gmina"))


def _below(parents, number, level, kind):
    """`number` territories, dealt out to `parents` in turns."""
    for n in range(number):
        place, parent = divmod(n, len(parents))
        yield Territory(
            code=f"{parents[parent].code}{place + 1:02}",
            level=level,
            parent=parents[parent],
            name=f"{kind} próbny {n}",
            kind=kind,
            as_of=DAY,
        )


def _partners(size, dice, partnerships, homes):
    return _bulk(
        Partner(
            partnership=partnerships[n % len(partnerships)],
            name=f"{dice.choice(THINGS)} {dice.choice(KINDS)} {n}",
            kind=dice.choice(PartnerKind.values),
            sector=dice.choice(Sector.values[:3]),
            status=PartnerStatus.ADMITTED,
            commune=dice.choice(homes[n % len(partnerships)]),
            email=f"p{n}@firma.example",
            address="ul. Próbna 1, 00-000 Próbowo",
            description="Opis próbny. " * 20,
        )
        for n in range(size.partners)
    )


def _people(size, dice, partners):
    people = _bulk(
        Person(
            partnership_id=partners[n % len(partners)].partnership_id,
            first_name="Próbna",
            last_name=f"{dice.choice(THINGS)} {n}",
            email=f"osoba{n}@firma.example",
        )
        for n in range(size.people)
    )
    _bulk(
        Role(person=person, partner=partners[n % len(partners)], function="prezes")
        for n, person in enumerate(people)
    )


def _meetings(size, dice, partnerships):
    _bulk(
        Meeting(
            partnership=partnerships[n % len(partnerships)],
            kind="workshop",
            status="held",
            title=f"Spotkanie {dice.choice(KINDS)} {n}",
            is_public=True,
            announced_at=NOON,
            starts_at=NOON + dt.timedelta(days=n % 700),
            place="Sala próbna",
            ends_at=NOON + dt.timedelta(days=n % 700, hours=3),
        )
        for n in range(size.meetings)
    )


def _projects(size, dice, partnerships, homes, partners):
    many = len(partnerships)
    of = [partners[n::many] for n in range(many)]
    made, rows = [], {model: [] for model in (FundingLine, JobEntry, Milestone, ProjectPartner)}
    places = []
    for n in range(size.projects):
        home, first = n % many, dice.randrange(2016, 2026)
        project = Project(
            partnership=partnerships[home],
            theme=dice.choice(Theme.values),
            title=f"{dice.choice(THINGS)} {dice.choice(KINDS)} {dice.choice(PLACES)} {n}",
            summary="Projekt próbny: " + "wspólna praca mieszkańców i firm. " * 6,
            goal="Cel próbny. " * 20,
            status=dice.choice(ProjectStatus.values[1:]),
            principle=dice.choice(["", *Principle.values]),
            leader=dice.choice(of[home]),
            first_year=first,
            last_year=first + dice.randrange(4),
            total_cost=100_000,
            published_at=NOON + dt.timedelta(minutes=n),
            consent="zgoda próbna",
        )
        made.append(project)
        chosen = dice.sample(homes[home], min(dice.randrange(4), len(homes[home])))
        places.append(chosen)
        project.commune_codes = " ".join(sorted(c.pk for c in chosen))
        sources = sorted(dice.sample(Source.values, 3))
        project.sources = " ".join(sources)
        rows[FundingLine] += [
            FundingLine(project=project, source=s, amount=30_000) for s in sources
        ]
        for kind in dice.sample(JobKind.values, 2):
            number = dice.randrange(1, 20)
            setattr(project, f"jobs_{kind}", number)
            rows[JobEntry].append(JobEntry(project=project, kind=kind, number=number, as_of=DAY))
        rows[Milestone] += [
            Milestone(project=project, title=f"Etap {m}", due=DAY + dt.timedelta(days=90 * m))
            for m in range(3)
        ]
        others = dice.sample(of[home], min(3, len(of[home])))
        rows[ProjectPartner] += [
            ProjectPartner(project=project, partner=p, role=PartnerRole.EXPERT) for p in others
        ]
    _bulk(made)
    for below in rows.values():
        _bulk(below)
    through = Project.communes.through
    through.objects.bulk_create(
        [
            through(project_id=project.pk, territory_id=commune.pk)
            for project, chosen in zip(made, places, strict=True)
            for commune in chosen
        ],
        batch_size=BATCH,
    )
