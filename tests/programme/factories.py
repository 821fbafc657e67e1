"""Specialists for tests, all made up."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from programme.choices import SpecialistKind
from programme.models import OwnEdition, Specialist
from tests.factories import PartnershipFactory


class SpecialistFactory(DjangoModelFactory):
    """A specialist without consent; `named=True` makes it one who agreed to be named."""

    class Meta:
        model = Specialist

    class Params:
        named = factory.Trait(consent_on=dt.date(2026, 1, 5))

    partnership = factory.SubFactory(PartnershipFactory)
    kind = SpecialistKind.COUNTY
    name = factory.Sequence(lambda n: f"Próbna Osoba {n}")
    function = "doradca (próbny)"
    certificate = "Certyfikat próbny"
    issued_by = "Wydawca próbny"


class OwnEditionFactory(DjangoModelFactory):
    """An edition that an office tells of."""

    class Meta:
        model = OwnEdition

    partnership = factory.SubFactory(PartnershipFactory)
    period = factory.Sequence(lambda n: str(2000 + n % 20))
    place = "powiat próbny"
    source = "Papiery próbne"
