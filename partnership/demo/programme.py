"""The demo's specialists, all made up: one named with consent, one not."""

import datetime as dt

from django.utils.timezone import localdate

from programme import actions
from programme.choices import SpecialistKind
from programme.models import Specialist

NAME = "Próbna Osoba (wiersz próbny)"
ISSUER = "wydawca przykładowy (dane próbne)"


def certify(partnership, actor) -> None:
    """Enter two specialists; the certificate of the second ends soon."""
    today = localdate()
    for kind, function, days, consent in [
        (SpecialistKind.COUNTY, "doradca w urzędzie pracy (wiersz próbny)", 400, today),
        (SpecialistKind.TRAINER, "trenerka warsztatów (wiersz próbny)", 45, None),
    ]:
        actions.add(
            specialist=Specialist(
                partnership=partnership, kind=kind, name=NAME, function=function,
                certificate="certyfikat przykładowy (dane próbne)", issued_by=ISSUER,
                valid_until=today + dt.timedelta(days=days), consent_on=consent,
            ),
            counties=[partnership.county], actor=actor,
        )  # fmt: skip
