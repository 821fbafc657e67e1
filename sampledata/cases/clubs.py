"""Clubs of record: what publications tell of them, entered with its source.

Their present state nobody told, so they stand as known from a publication and never
among the open ones.
"""

import uuid
from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from clubs.actions import giving, manage
from clubs.choices import ClubStatus, FactKind, GiftKind, Group, Support
from clubs.models import Club, ClubClaim, Gift
from counties.models import Partnership

NAMES = {
    "KWK": "Klub Wsparcia Koleżeńskiego",
    "KPK Praca": "Klub Pomocy Koleżeńskiej „Praca”",
}
GEOGRAPHY = "z wiedzy ogólnej; źródło podaje tylko miejscowość"
# The records speak English; the pages of record speak Polish. What is not here stands as told.
WORDS = {
    "parish priest": "proboszcz parafii",
    "parish": "parafia",
    "county": "powiat",
    "Institute in Katowice": "Instytut w Katowicach",
    "US Department of Labor programme": "program Departamentu Pracy USA",
    "full information": "pełna informacja",
    "help to retrain": "pomoc w przekwalifikowaniu",
    "learning active and independent job search": "nauka czynnego i samodzielnego szukania pracy",
    "women": "kobiety",
    "men": "mężczyźni",
    "youth": "młodzież",
    "none": "brak",
    "furniture": "meble",
    "computers": "komputery",
    "telephone": "telefon",
    "internet connection": "łącze internetowe",
    "sponsors (not named)": "sponsorzy (bez nazw)",
    "parishes": "parafie",
    "labour offices": "urzędy pracy",
    "welfare centres": "ośrodki pomocy społecznej",
    "gmina information centres": "gminne centra informacji",
    "trade unions": "związki zawodowe",
    "labour-market institutions": "instytucje rynku pracy",
    "NGOs": "organizacje pozarządowe",
}
SUPPORT = {"full information": Support.INFORMATION, "help to retrain": Support.RETRAINING}
GIFTS = {
    "furniture": GiftKind.FURNITURE,
    "computers": GiftKind.COMPUTERS,
    "telephone": GiftKind.TELEPHONE,
    "internet connection": GiftKind.INTERNET,
}
# column of a record: the fact it tells
OF_SUPPORT = {
    "initiator": FactKind.INITIATOR,
    "first_meeting_attendance": FactKind.FIRST_MEETING,
    "partners": FactKind.PARTNERS,
    "support": FactKind.SUPPORT,
    "groups": FactKind.GROUPS,
}
OF_GIFTS = {"money": FactKind.MONEY, "gifts": FactKind.GIFTS, "giver": FactKind.GIVER}


@transaction.atomic
def load(
    records: dict,
    *,
    partnership_of: Callable[[str], Partnership | None],
    actor: User | None = None,
) -> list[Club]:
    """Enter the clubs of record and what is told of them; return all of these clubs.

    Reads `peer_support_clubs`, `peer_support_clubs_notes`, `club_gifts`, `club_support`.
    `partnership_of` gives the partnership of a county's label; None leaves the club out.
    Loading twice enters once.
    """
    found = {}
    for record in records.get("peer_support_clubs", []):
        partnership = partnership_of(record["county"])
        if partnership is not None:
            found[record["place"]] = _club(record, partnership, actor)
    for record in records.get("club_support", []):
        if club := found.get(record["club"]):
            _support(club, record, actor)
    for record in records.get("club_gifts", []):
        if club := found.get(record["club"]):
            _gifts(club, record, actor)
    if notes := records.get("peer_support_clubs_notes"):
        _claims(notes)
    return list(found.values())


def _club(record, partnership, actor):
    """The club of a record: the one that stands already, or a new one."""
    place, source = record["place"], _source(record)
    name = f"{NAMES.get(record['kind'], record['kind'])}, {place}"
    if there := Club.objects.held_by(partnership).filter(name=name).first():
        return there
    club = Club(
        partnership=partnership,
        name=name,
        place=place,
        source_note=source,
        commune=_commune(partnership, place),
    )
    manage.found(club=club, status=ClubStatus.RECORDED, actor=actor)
    manage.publish(club=club, actor=actor)
    _tell(club, FactKind.KIND, record["kind"], source)
    _tell(club, FactKind.COUNTY, record["county"], GEOGRAPHY)
    _tell(club, FactKind.VOIVODESHIP, record["voivodeship"], GEOGRAPHY)
    return club


def _commune(partnership, place):
    """The commune that bears the name of the place or of its first part, if there is one."""
    names = [place, place.partition("-")[0]]
    communes = {commune.name: commune for commune in partnership.communes}
    return next((communes[name] for name in names if name in communes), None)


def _support(club, record, actor):
    for column, kind in OF_SUPPORT.items():
        if column in record:
            _tell(club, kind, record[column], _source(record))
    support = [SUPPORT[word].value for word in record.get("support", []) if word in SUPPORT]
    groups = [word for word in record.get("groups", []) if word in Group.values]
    if (club.support, club.groups) != (support, groups):
        manage.change(club=club, fields={"support": support, "groups": groups}, actor=actor)
        club.refresh_from_db()


def _gifts(club, record, actor):
    source = _source(record)
    for column, kind in OF_GIFTS.items():
        if column in record:
            _tell(club, kind, record[column], source)
    for thing in record.get("gifts", []):
        gift = Gift(
            club=club,
            kind=GIFTS.get(thing, GiftKind.OTHER),
            what="" if thing in GIFTS else thing,
            giver_words=_words(record.get("giver", "")),
            show_giver=True,
            source_note=source,
            once=uuid.uuid5(uuid.NAMESPACE_URL, f"{club.pk}:{thing}:{source}"),
        )
        giving.book(gift=gift, actor=actor)


def _claims(notes):
    source = _source(notes)
    told = {
        "Małopolska": {
            "claimed": notes.get("malopolska_count_claimed"),
            "named": notes.get("malopolska_places_named"),
        },
        "powiat łęczycki": {"claimed": notes.get("leczyca_county_clubs"), "named": 0},
        "wszystkie kluby": {"text": f"gospodarze i partnerzy: {_words(notes.get('hosts', []))}"},
    }
    for region, fields in told.items():
        ClubClaim.objects.update_or_create(region=region, defaults={**fields, "source": source})


def _tell(club, kind, value, source):
    club.facts.get_or_create(kind=kind, source=source, defaults={"text": _words(value)[:500]})


def _words(value):
    """A value of a record as people read it."""
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return WORDS.get(value, str(value))


def _source(record):
    return "; ".join(record["source"])[:300]
