"""Clubs for tests. Everything is made up and says so."""

import datetime as dt

import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from clubs.actions import counting
from clubs.choices import ClubStatus, GiftKind
from clubs.models import Adviser, Club, Gift
from clubs.rules import before, first_of
from tests.factories import PartnershipFactory


class ClubFactory(DjangoModelFactory):
    """An open club; `public=True` publishes it."""

    class Meta:
        model = Club
        skip_postgeneration_save = True

    class Params:
        public = factory.Trait(published_at=factory.LazyFunction(now))

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Klub próbny {n}")
    place = "Dom próbny, sala 1"
    status = ClubStatus.OPEN

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        """`rows__leader` leads it, `rows__days` are the days on which it is open."""
        if leader := kwargs.get("leader"):
            self.leaders.add(leader)
        for day in kwargs.get("days", []):
            self.hours.create(weekday=day, opens=dt.time(16), closes=dt.time(18))


class AdviserFactory(DjangoModelFactory):
    class Meta:
        model = Adviser

    club = factory.SubFactory(ClubFactory)
    name = factory.Sequence(lambda n: f"Doradca próbny {n}")
    email = factory.Sequence(lambda n: f"doradca{n}@klub.example")
    agreed_on = dt.date(2026, 1, 2)


class GiftFactory(DjangoModelFactory):
    class Meta:
        model = Gift

    club = factory.SubFactory(ClubFactory)
    kind = GiftKind.COMPUTERS
    giver_words = "sponsorzy próbni"
    given_on = dt.date(2025, 5, 6)


def last_month(steps=1):
    """The first day of the month `steps` before the present one."""
    month = first_of(localdate())
    for _step in range(steps):
        month = before(month)
    return month


def logged(club, first, **counts):
    """A month with `counts` by kind of help, outside groups."""
    numbers = {(kind, "all"): number for kind, number in counts.items()}
    return counting.log(club=club, first=first, counts=numbers, actor=None)
