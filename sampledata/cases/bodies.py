"""The organisations that records name, as partners of a partnership of record."""

import datetime as dt

from members.actions.register import keep_partner, step_partner
from members.choices import PartnerKind as Kind
from members.choices import PartnerStatus, Sector
from members.models import Partner

# The first words that fit say what an organisation is; records do not always tell it.
KINDS = [
    ("Wojewódzki Urząd Pracy", Kind.VOIVODESHIP_LABOUR_OFFICE, Sector.PUBLIC),
    ("Województwo", Kind.VOIVODESHIP, Sector.PUBLIC),
    ("Powiatowy Urząd Pracy", Kind.COUNTY_LABOUR_OFFICE, Sector.PUBLIC),
    ("PUP ", Kind.COUNTY_LABOUR_OFFICE, Sector.PUBLIC),
    ("Powiatowa Rada Rynku Pracy", Kind.LABOUR_COUNCIL, Sector.PUBLIC),
    ("Powiat ", Kind.COUNTY, Sector.PUBLIC),
    ("Starostwo", Kind.COUNTY, Sector.PUBLIC),
    ("Miasto ", Kind.COMMUNE, Sector.PUBLIC),
    ("Gmina ", Kind.COMMUNE, Sector.PUBLIC),
    ("Urząd M", Kind.COMMUNE, Sector.PUBLIC),
    ("Lokalna Grupa Działania", Kind.ACTION_GROUP, Sector.SOCIAL),
    ("Stowarzyszenie LGD", Kind.ACTION_GROUP, Sector.SOCIAL),
    ("Fundacja", Kind.FOUNDATION, Sector.SOCIAL),
    ("Europejska Uczelnia", Kind.UNIVERSITY, Sector.SOCIAL),
    ("Mazowiecka Izba Gospodarcza", Kind.CHAMBER, Sector.BUSINESS),
]
# Beyond the county: party to an agreement, but no partner of the county's partnership.
OUTSIDE = {Kind.VOIVODESHIP, Kind.VOIVODESHIP_LABOUR_OFFICE}


def partner(partnership, name: str, *, on: dt.date | None, source: str, actor=None) -> Partner:
    """The partner called `name`; a new one is admitted on the day on which it signed.

    Kind and sector are read off the name, and its page says so.
    """
    if there := Partner.objects.held_by(partnership).filter(name=name).first():
        return there
    kind, sector = kind_of(name)
    made = keep_partner(
        partner=Partner(
            partnership=partnership,
            name=name,
            kind=kind,
            sector=sector,
            description=f"Rodzaj i sektor przyjęto według nazwy. Źródło: {source}.",
        ),
        actor=actor,
    )
    if kind not in OUTSIDE:
        step_partner(partner=made, status=PartnerStatus.ADMITTED, actor=actor, on=on)
    return made


def kind_of(name: str) -> tuple[str, str]:
    """(kind, sector) by the first words of a name; else an association."""
    for start, kind, sector in KINDS:
        if name.startswith(start):
            return kind, sector
    if "(LGD)" in name or "Lokalna Grupa Działania" in name:
        return Kind.ACTION_GROUP, Sector.SOCIAL
    return Kind.ASSOCIATION, Sector.SOCIAL
