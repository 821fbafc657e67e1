"""Which county a record means, and the partnership of record that stands for it."""

import re

from django.db.models import Q
from django.utils.text import slugify

from core.text import fold
from counties.models import Partnership, Territory
from journal.actions import record

BRACKETS = re.compile(r"\s*\(([^)]*)\)")
JOINED = re.compile(r"\s\+\s")
CITY = re.compile(r"^(miasto|powiat)\s+", re.IGNORECASE)


class UnknownPlaceError(ValueError):
    """No county, or more than one, has this label; says which in words."""


class Places:
    """Finds counties by the labels of a file of records, and keeps what was not found.

    `missing` maps a label to the reason, `by_hand` names the counties that an office
    runs here: their records are left alone.
    """

    def __init__(self, records: dict):
        self.voivodeships = _voivodeships(records)
        self.missing: dict[str, str] = {}
        self.by_hand: set[str] = set()
        self.entered: list[Partnership] = []
        self._found: dict[str, Partnership | None] = {}

    def partnership_of(self, label: str, voivodeship: str = "") -> Partnership | None:
        """The partnership of record of the county called `label`, entered when it is new.

        `label` is a county as people name it ("płocki", "Miasto Nowy Sącz (…)"), or a
        place in it ("Czarna Woda"). None for a county that an office runs here, and for
        a label that fits no county or several: then `missing` says why.
        """
        if label not in self._found:
            self._found[label] = self._look(label, voivodeship)
        return self._found[label]

    def partnerships_of(self, label: str) -> list[Partnership | None]:
        """The same for every county that a label like "płocki + miński" joins."""
        return [self.partnership_of(part) for part in JOINED.split(label)]

    def territory(self, label: str, voivodeship: str = "") -> Territory:
        """The county that `label` means. Raises `UnknownPlaceError`."""
        bracket = BRACKETS.search(label)
        name = CITY.sub("", BRACKETS.sub("", label)).strip()
        wanted = voivodeship or self.voivodeships.get(label, "")
        if bracket and not wanted:
            wanted = bracket[1]
        counties = Territory.objects.counties().current()
        found = list(counties.filter(name=name)) or _of_communes(name)
        fitting = [c for c in found if fold(c.parent.name) == fold(wanted)]
        if len(found) > 1 and len(fitting) == 1:
            return fitting[0]
        if len(found) != 1:
            raise UnknownPlaceError(_why(label, found))
        return found[0]

    def _look(self, label, voivodeship):
        try:
            county = self.territory(label, voivodeship)
        except UnknownPlaceError as error:
            self.missing[label] = str(error)
            return None
        if Partnership.objects.offices().filter(county=county).exists():
            self.by_hand.add(county.in_words)
            return None
        return self._enter(county)

    def _enter(self, county):
        """The partnership of record of `county`: the one that stands, or a new one."""
        if there := Partnership.objects.filter(county=county, is_record=True).first():
            return there
        kind = "miasto" if county.is_city else "powiat"
        partnership = Partnership.objects.create(
            slug=_slug(county),
            county=county,
            is_record=True,
            name=f"Partnerstwo lokalne: {kind} {county.name}",
        )
        record(verb="partnership of record entered", row=partnership, partnership=partnership)
        self.entered.append(partnership)
        return partnership


def _voivodeships(records):
    """label: voivodeship, wherever any record of the file tells it."""
    apps = ("agreements", "meetings", "projects", "peer_support_clubs")
    return {
        row["county"]: row["voivodeship"]
        for app in apps
        for row in records.get(app, [])
        if row.get("county") and row.get("voivodeship")
    }


def _of_communes(name):
    """The counties with a commune of this name, each once."""
    codes = Territory.objects.communes().current().filter(name=name).values("parent")
    return list(Territory.objects.filter(code__in=codes).select_related("parent"))


def _why(label, found):
    if not found:
        return f"“{label}”: the TERC register knows no such county."
    return f"“{label}”: several counties have this name, and no record names the voivodeship."


def _slug(county):
    same = Territory.objects.counties().current().filter(name=county.name).count() > 1
    words = f"{county.name} {county.parent.name}" if same else county.name
    slug = slugify(fold(words))[:50]
    taken = Partnership.objects.filter(Q(slug=slug)).exists()
    return f"{slug[:45]}-{county.code}" if taken else slug
