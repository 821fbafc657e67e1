"""Rows for tests. Names are made up and say so."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.models import Service, User
from counties.models import Partnership, Territory
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models import Partner, Person, Role


class CountyFactory(DjangoModelFactory):
    class Meta:
        model = Territory
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"{1401 + n:04}")
    level = Territory.Level.COUNTY
    name = factory.LazyAttribute(lambda o: f"powiat {o.code}")
    kind = "powiat"
    as_of = dt.date(2026, 1, 1)


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Territory
        django_get_or_create = ["code"]

    parent = factory.SubFactory(CountyFactory)
    code = factory.Sequence(lambda n: f"{140101 + n:06}")
    level = Territory.Level.COMMUNE
    name = factory.LazyAttribute(lambda o: f"Gmina {o.code}")
    kind = "gmina wiejska"
    kind_digit = "2"
    as_of = dt.date(2026, 1, 1)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    slug = factory.Sequence(lambda n: f"partnerstwo-{n}")
    name = factory.Sequence(lambda n: f"Partnerstwo próbne {n}")
    county = factory.SubFactory(CountyFactory)
    office_name = "Powiatowy Urząd Pracy (próbny)"
    office_address = "ul. Próbna 1, 00-000 Próbowo"
    office_email = "pup@urzad.example"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"osoba{n}@poczta.example")
    first_name = "Próbna"
    last_name = factory.Sequence(lambda n: f"Osoba {n}")

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        """Every account of the cast has confirmed its address."""
        self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    user = factory.SubFactory(UserFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    kind = Service.Kind.OFFICER


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Organizacja próbna {n}")
    kind = PartnerKind.ASSOCIATION
    sector = Sector.SOCIAL
    status = PartnerStatus.ADMITTED


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    partnership = factory.SubFactory(PartnershipFactory)
    first_name = "Próbna"
    last_name = factory.Sequence(lambda n: f"Kowalska {n}")
    email = factory.Sequence(lambda n: f"kontakt{n}@firma.example")


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    partner = factory.SubFactory(PartnerFactory)
    person = factory.SubFactory(
        PersonFactory, partnership=factory.SelfAttribute("..partner.partnership")
    )
    function = "prezes"
