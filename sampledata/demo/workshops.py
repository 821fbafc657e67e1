"""The demo's workshops: the cycle of 2018 as its sources tell it, a sample of 2024 that led to
projects, and a sample that has just begun."""

import datetime as dt

from django.utils.timezone import localdate

from core.exports import csv_lines
from core.times import at_wall
from counties.models import Territory
from meetings.actions.attend import add_walk_in
from meetings.actions.plan import create
from meetings.actions.plan import hold as close_list
from meetings.choices import MeetingKind
from meetings.models import Meeting
from members.models import Person
from sampledata.demo import facts
from sampledata.demo.workshop_cards import (
    BOARDS,
    FIGURES,
    MERGED,
    NEW_BOARDS,
    NEW_SUMMARY,
    SUMMARIES,
    WAITING,
)
from workshops.actions import cards, cycle, figures
from workshops.choices import CardKind, CardSource, StageKind
from workshops.models import Card, Cycle

SOURCES_2018 = (
    "„Takie spotkania są potrzebne”, nowodworski.info, 15.06.2018; „Warsztaty w Gminie Leoncin”, "
    "artixen.net; „Konferencja Siła Partnerstwa w powiecie nowodworskim”, nasielsk.pl"
)
THEME_2018 = (
    "Cykl po podpisaniu porozumienia z 19 kwietnia 2018 r.: konferencja inaugurująca, warsztaty "
    "w gminach, gala projektów. Źródła opisują trzy spotkania; etapów B, C i D nie opisują."
)
SAMPLE = "przykład, dane próbne"
THEME = "Praca bliżej domu: dojazd, przetwórstwo, opieka i turystyka nad rzekami (temat próbny)."
NEW_THEME = (
    "Ludzie do pracy i praca dla ludzi: kto odejdzie na emeryturę, kto wróci (temat próbny)."
)

# Stage, opened, closed, results, cards with what the sources name.
STAGES_2018 = [
    (
        StageKind.OPENING,
        dt.date(2018, 6, 6),
        dt.date(2018, 6, 6),
        "Na konferencji inaugurującej 6 czerwca 2018 r. było około 200 osób. "
        "Pokazano dobre praktyki z innych stron. Kart źródła nie podają.",
        [],
    ),
    (
        StageKind.FACTORS,
        dt.date(2018, 6, 6),
        dt.date(2018, 9, 12),
        "W Leoncinie 12 września 2018 r. rozmawiano o lokalnym rynku pracy, turystyce, wyjazdach "
        "młodych do pracy, usługach, wsparciu firm, jakości kapitału ludzkiego, transporcie, "
        "miejscach wypoczynku, kosztach inwestycji i inicjatywach obywatelskich.",
        [(CardKind.ASSET, "Potencjał turystyczny"), (CardKind.ASSET, "Brzeg Wisły w Leoncinie")],
    ),
    (
        StageKind.CLOSING,
        dt.date(2018, 12, 12),
        dt.date(2018, 12, 12),
        "Na gali 12 grudnia 2018 r. przedstawiono pięć projektów, cztery na lata 2018–2023.",
        [(CardKind.IDEA, title) for title, *_rest in facts.PROJECTS],
    ),
]
# When the stages of the sample of 2024 met. Its projects began afterwards.
SAMPLE_DAYS: dict[str, dt.date] = {
    StageKind.OPENING: dt.date(2024, 1, 17),
    StageKind.FACTORS: dt.date(2024, 2, 14),
    StageKind.PRINCIPLES: dt.date(2024, 3, 6),
    StageKind.IDEAS: dt.date(2024, 3, 27),
    StageKind.CHOICE: dt.date(2024, 4, 10),
    StageKind.CLOSING: dt.date(2024, 4, 17),
}
HOSTS = ["Gmina Zakroczym", "Gmina Leoncin", "Gmina Pomiechówek", "Gmina Nasielsk"]
JOINED = 11  # of the sample organisations


def revive(partnership, partners, actor) -> tuple[Cycle, Cycle]:
    """Enter the cycle of 2018 and a sample of 2024, and begin a sample. Returns the first two."""
    gala = _remember(partnership, partners, actor)
    sample = _lead(partnership, partners, actor)
    _begin(partnership, partners, actor)
    return gala, sample


def finish(made: Cycle, actor) -> None:
    """Close the sample of 2024, whose projects have been chosen."""
    for kind, words in [
        (StageKind.CHOICE, "Wybrano trzy projekty, jeden czeka w banku pomysłów. (wynik próbny)"),
        (StageKind.CLOSING, "Liderzy przedstawili projekty radzie powiatu. (wynik próbny)"),
    ]:
        stage, day = made.stages.get(kind=kind), SAMPLE_DAYS[kind]
        if kind != StageKind.CHOICE:
            stage = cycle.open_stage(stage=stage, actor=actor, on=day)
        cycle.close_stage(stage=stage, summary=words, actor=actor, on=day)
    made.refresh_from_db()
    cycle.finish(cycle=made, actor=actor, reason="Projekty mają liderów (przykład).")


def _remember(partnership, partners, actor):
    """Nowy Dwór 2018: three meetings, no cards; stages without a source stay unopened."""
    agreement = partnership.agreements.filter(title=facts.AGREEMENT_2018["title"]).first()
    made = cycle.begin(
        actor=actor,
        cycle=Cycle(
            partnership=partnership,
            name="Warsztaty Lokalnego Ożywienia Gospodarczego",
            edition="2018",
            agreement=agreement,
            theme=THEME_2018,
            source_note=SOURCES_2018,
        ),
    )
    for name, *_rest in facts.BODIES:
        cycle.join(cycle=made, partner=partners[name], actor=actor, on=dt.date(2018, 6, 6))
    inauguration, workshop, gala = (_fact(partnership, fact) for fact in facts.MEETINGS[:3])
    for kind, meeting, number, name in [
        (StageKind.OPENING, inauguration, "I", "konferencja inaugurująca"),
        (StageKind.FACTORS, inauguration, "I", "konferencja inaugurująca"),
        (StageKind.FACTORS, workshop, "II", "warsztaty w Leoncinie"),
        (StageKind.CLOSING, gala, "", "gala projektów"),
    ]:
        cycle.tie(
            stage=made.stages.get(kind=kind),
            meeting=meeting,
            number=number,
            name=name,
            actor=actor,
        )
    for kind, first, last, words, written in STAGES_2018:
        stage = cycle.open_stage(
            stage=made.stages.get(kind=kind),
            actor=actor,
            is_coordinator=True,
            on=first,
            override="Źródła nie podają kart ani rankingu.",
        )
        for card_kind, text in written:
            cards.add(card=Card(stage=stage, kind=card_kind, text=text), actor=actor)
        cycle.close_stage(stage=stage, summary=words, actor=actor, on=last)
    cycle.publish(cycle=made, shown=True, actor=actor)
    made.refresh_from_db()
    cycle.finish(
        cycle=made, actor=actor, reason="Po gali źródła nie opisują dalszych spotkań cyklu."
    )
    return made


def _fact(partnership, fact):
    return Meeting.objects.held_by(partnership).get(title=fact["title"])


def _lead(partnership, partners, actor):
    """A sample cycle of 2024, up to the stage in which its projects are chosen."""
    made = _open(partnership, partners, actor, "2024, cykl próbny", THEME, SAMPLE_DAYS)
    written: dict[str, Card] = {}
    for number, kind in enumerate([*BOARDS, StageKind.CHOICE]):
        day = SAMPLE_DAYS[kind]
        stage = _meet(made, partners, actor, number, kind, day)
        _write(stage, actor, written, BOARDS.get(kind, []), merged=MERGED.get(kind, []))
        if kind != StageKind.CHOICE:
            later = day + dt.timedelta(days=7)
            cycle.close_stage(stage=stage, summary=SUMMARIES[kind], actor=actor, on=later)
    return made


def _begin(partnership, partners, actor):
    """A sample cycle that has just begun: the opening is closed, factors are being written."""
    today = localdate()
    days = {
        StageKind.OPENING: today - dt.timedelta(days=49),
        StageKind.FACTORS: today - dt.timedelta(days=21),
    }
    edition = f"{today.year}, cykl próbny"
    made = _open(partnership, partners, actor, edition, NEW_THEME, days)
    figures.load(cycle=made, content=_sheet(), actor=actor)
    written: dict[str, Card] = {}
    for number, (kind, day) in enumerate(days.items()):
        stage = _meet(made, partners, actor, number, kind, day)
        _write(stage, actor, written, NEW_BOARDS[kind], waiting=WAITING.get(kind, []))
        if kind == StageKind.OPENING:
            later = day + dt.timedelta(days=7)
            cycle.close_stage(stage=stage, summary=NEW_SUMMARY, actor=actor, on=later)


def _open(partnership, partners, actor, edition, theme, days):
    """A sample cycle that everyone may read, with the organisations that take part."""
    made = cycle.begin(
        actor=actor,
        cycle=Cycle(
            partnership=partnership,
            name="Warsztaty Lokalnego Ożywienia Gospodarczego",
            edition=edition,
            theme=theme,
            source_note=SAMPLE,
        ),
    )
    cycle.publish(cycle=made, shown=True, actor=actor)
    for name, _kind, _sector, _commune in facts.SAMPLE_PARTNERS[:JOINED]:
        cycle.join(cycle=made, partner=partners[name], actor=actor, on=min(days.values()))
    return made


def _meet(made, partners, actor, number, kind, day):
    """The stage of this kind, met and opened on `day`."""
    stage = made.stages.get(kind=kind)
    meeting = _held(made.partnership, partners, actor, number, stage, day)
    cycle.tie(
        stage=stage, meeting=meeting, number=["I", "II", "III", "IV", "V"][number], actor=actor
    )
    return cycle.open_stage(stage=stage, actor=actor, on=day)


def _held(partnership, partners, actor, number, stage, day):
    """A sample meeting to which some people of the register came."""
    host = HOSTS[number % len(HOSTS)]
    meeting = create(
        actor=actor,
        meeting=Meeting(
            partnership=partnership,
            title=f"Warsztat próbny {number + 1}: {stage} ({day.year})",
            kind=MeetingKind.WORKSHOP,
            starts_at=at_wall(day, dt.time(9)),
            ends_at=at_wall(day, dt.time(15)),
            place=f"{host} (przykład)",
            host=partners[host],
            description="Spotkanie wymyślone, aby pokazać cykl warsztatów.",
        ),
    )
    close_list(meeting=meeting, actor=actor)
    meeting.refresh_from_db()
    people = Person.objects.held_by(partnership).order_by("pk")
    for place, person in enumerate(people[:24]):
        if (place + number) % 4:
            add_walk_in(meeting=meeting, actor=actor, person=person)
    return meeting


def _write(stage, actor, written, board, *, merged=(), waiting=()):
    """The cards of a stage by group, what they answer, what was merged, what waits."""
    groups = {group.topic: group for group in stage.groups.all()}
    communes = {place.code: place for place in Territory.objects.filter(code__startswith="1414")}
    for topic, kind, text, sector, code, answers in board:
        card = Card(
            stage=stage,
            group=groups[topic],
            kind=kind,
            text=text,
            author_sector=sector,
            commune=communes.get(code),
        )
        written[text] = cards.add(card=card, actor=actor)
        if answers:
            cards.link(card=card, answers=[written[name] for name in answers], actor=actor)
    for _topic, texts, head in merged:
        mine = [written[text] for text in texts]
        cards.merge(cards=mine, text=head, actor=actor)
    for topic, kind, text in waiting:
        card = Card(
            stage=stage, group=groups[topic], kind=kind, text=text, source=CardSource.PHONE
        )
        cards.add(card=card, actor=None)


def _sheet():
    """The diagnosis sheet as a file that an office would load."""
    header = ["Gmina", "Wskaźnik", "Wartość", "Jednostka", "Stan na", "Źródło"]
    day = localdate().replace(month=1, day=1).isoformat()
    rows = [
        (name, "Zarejestrowani bezrobotni", number, "osoby", day, SAMPLE)
        for name, number in FIGURES
    ]
    return b"".join(csv_lines(header, rows))
