"""The demo's land, partnership, organisations and people."""

import datetime as dt

from django.core.management import call_command

from counties import boundaries
from counties.models import Partnership, Territory
from members.actions.register import keep_partner, keep_person, keep_role, step_partner
from members.choices import Sector
from members.models import Partner, Person, Role
from sampledata.demo import facts

FUNCTIONS = ["prezes", "dyrektor", "kierownik", "pełnomocnik"]

# Before the sample workshops of 2024, in which the sample organisations take part.
SAMPLES_SINCE = dt.date(2023, 11, 15)


def found(slug) -> Partnership:
    """Load the excerpt of the TERC register and found the partnership of the county."""
    call_command("load_terc", "--excerpt", verbosity=0, stdout=_Silent())
    boundaries.load({code: [[_square(*place)]] for code, place in facts.PLACES.items()})
    return Partnership.objects.create(
        slug=slug,
        name="Partnerstwo Lokalne w powiecie nowodworskim",
        county=Territory.objects.get(code="1414"),
        office_name="Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim (wersja próbna)",
        office_address="adres próbny, 05-100 Nowy Dwór Mazowiecki",
        office_email="pup@demo.example",
        office_phone="22 000 00 00",
        bip_url="https://bip.example/",
        purpose=(
            "Samorządy, firmy i organizacje powiatu razem ożywiają gospodarkę i rynek pracy. "
            "To wersja próbna: fakty z 2018–2024 mają podane źródła, reszta jest przykładem."
        ),
    )


def _square(column, row):
    """A square of the map's grid as a ring of [longitude, latitude]."""
    west, north = 20.5 + 0.16 * column, 52.6 - 0.08 * row
    east, south = west + 0.156, north - 0.077
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def fill(partnership, actor) -> dict[str, Partner]:
    """Admit the signing bodies and the sample organisations; return them by name."""
    partners = {}
    for name, short_name, kind, commune in facts.BODIES:
        partners[name] = _admit(
            partnership,
            actor,
            dt.date(2018, 4, 19),
            name=name,
            short_name=short_name,
            kind=kind,
            sector=Sector.PUBLIC,
            commune_id=commune,
        )
    for number, (name, kind, sector, commune) in enumerate(facts.SAMPLE_PARTNERS):
        partners[name] = _admit(
            partnership,
            actor,
            SAMPLES_SINCE,
            name=name,
            kind=kind,
            sector=sector,
            commune_id=commune,
            description="Organizacja wymyślona, aby pokazać działanie portalu.",
        )
        for seat in range(2):
            _employ(partners[name], actor, number * 2 + seat + 1)
    for name, kind in facts.OUTSIDE_BODIES:
        partners[name] = keep_partner(
            partner=Partner(partnership=partnership, name=name, kind=kind, sector=Sector.PUBLIC),
            actor=actor,
        )
    return partners


def _admit(partnership, actor, day, **fields):
    partner = keep_partner(partner=Partner(partnership=partnership, **fields), actor=actor)
    step_partner(partner=partner, status=Partner.Status.ADMITTED, actor=actor, on=day)
    return partner


def _employ(partner, actor, number):
    person = keep_person(
        person=Person(
            partnership=partner.partnership,
            first_name="Osoba",
            last_name=f"Próbna {number:02}",
            email=f"osoba{number:02}@przyklad.example",
            language="en" if number % 10 == 0 else "pl",
            source="dane próbne",
        ),
        actor=actor,
    )
    keep_role(
        role=Role(
            person=person,
            partner=partner,
            function=FUNCTIONS[number % len(FUNCTIONS)],
            since=SAMPLES_SINCE,
        ),
        actor=actor,
    )


class _Silent:
    def write(self, text):
        """Swallow what the command prints."""
