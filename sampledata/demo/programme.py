"""What a source tells of the programme in Mazovia, and specialists, who are all made up."""

import datetime as dt

from django.utils.timezone import localdate

from programme import actions
from programme.choices import EditionState, Roll, SpecialistKind
from programme.models import Specialist
from sampledata.cases import programme

NAME = "Próbna Osoba (wiersz próbny)"
ISSUER = "wydawca przykładowy"

# Counties as the source of 2007 names them.
MAZOVIA = {
    EditionState.DONE: [
        "łosicki",
        "mławski",
        "szydłowiecki",
        "ostrowski",
        "ciechanowski",
        "płocki",
        "siedlecki (z miastem i gminą Siedlce)",
    ],
    EditionState.UNDER_WAY: ["miński", "żuromiński", "sokołowski"],
    "as_of": "około 2007 r.",
    "source": ["Inicjatywy partnerskie na Mazowszu, www.dialogspoleczny.pl"],
}


def remember() -> None:
    """Load the list of counties of Mazovia that held workshops around 2007."""
    programme.load({Roll.MAZOVIA: MAZOVIA})


def certify(partnership, actor) -> None:
    """Enter two specialists; the certificate of the second ends soon."""
    today = localdate()
    for kind, function, days, consent in [
        (SpecialistKind.COUNTY, "doradca w urzędzie pracy (wiersz próbny)", 400, today),
        (SpecialistKind.TRAINER, "trenerka warsztatów (wiersz próbny)", 45, None),
    ]:
        actions.add(
            specialist=Specialist(
                partnership=partnership,
                kind=kind,
                name=NAME,
                function=function,
                certificate="certyfikat przykładowy",
                issued_by=ISSUER,
                valid_until=today + dt.timedelta(days=days),
                consent_on=consent,
            ),
            counties=[partnership.county],
            actor=actor,
        )
