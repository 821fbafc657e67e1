"""Lay-off cases and Quick Start orders for tests. Everything is made up and says so."""

import datetime as dt

import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from employers.actions import layoffs
from employers.choices import CaseStatus, OrderStatus, Side
from employers.models import FirmRequest, LayoffCase, QuickStartOrder
from tests.factories import PartnershipFactory

BALANCED = [Side.MANAGEMENT] * 3 + [Side.WORKERS] * 3 + [Side.CHAIR]


def days_ago(number):
    """A day in the past."""
    return localdate() - dt.timedelta(days=number)


class CaseFactory(DjangoModelFactory):
    """A case of two days ago, with its steps; `team=BALANCED` seats people by side."""

    class Meta:
        model = LayoffCase
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            status=CaseStatus.CLOSED,
            closed_on=dt.date(2025, 12, 1),
            public_title="Zakład próbny",
            public_note="Notka próbna.",
            published_at=dt.datetime(2025, 12, 5, tzinfo=dt.UTC),
        )

    partnership = factory.SubFactory(PartnershipFactory)
    employer_name = factory.Sequence(lambda n: f"Zakład próbny {n}")
    notified_on = factory.LazyFunction(lambda: days_ago(2))
    planned = 40
    status = CaseStatus.NOTIFIED

    @factory.post_generation
    def team(self, create, extracted, **kwargs):
        """The sides of the seats; functions are made up."""
        for number, side in enumerate(extracted or []):
            self.team.create(side=side, function=f"funkcja próbna {number}")
        layoffs.plan_steps(self)


class OrderFactory(DjangoModelFactory):
    """A request for three people; `hired=True` is one hired four months ago."""

    class Meta:
        model = QuickStartOrder

    class Params:
        at_work = factory.Trait(
            status=OrderStatus.HIRED,
            starts_on=dt.date(2025, 3, 3),
            ends_on=dt.date(2025, 3, 28),
            hours=80,
            trainer="szkoła próbna",
            instructor="brygadzista",
            trainees=9,
            trained=4,
            passed=3,
            examined_on=dt.date(2025, 3, 31),
            hired=2,
            hired_on=dt.date(2025, 4, 1),
            check_on=dt.date(2025, 7, 1),
        )
        published = factory.Trait(
            at_work=True,
            status=OrderStatus.CHECKED,
            kept=2,
            checked_on=dt.date(2025, 7, 2),
            public_title="Szwalnia próbna",
            public_note="Notka próbna.",
            published_at=dt.datetime(2025, 7, 5, tzinfo=dt.UTC),
        )

    partnership = factory.SubFactory(PartnershipFactory)
    employer_name = factory.Sequence(lambda n: f"Szwalnia próbna {n}")
    position = factory.Sequence(lambda n: f"szwaczka próbna {n}")
    wanted = 3
    requested_on = dt.date(2025, 2, 3)
    taken_up_at = dt.datetime(2025, 2, 4, tzinfo=dt.UTC)
    status = OrderStatus.REQUESTED


def asked_of(partnership, **fields):
    """A firm's confirmed request to the office of `partnership`."""
    return FirmRequest.objects.create(
        partnership=partnership,
        **{
            "organisation": "Szwalnia spoza rejestru",
            "contact": "kierownik próbny",
            "email": "szwalnia@firma.example",
            "position": "szwaczka próbna",
            "wanted": 3,
            "needed_from": "od wiosny",
            "status": "confirmed",
            "confirmed_at": now(),
            **fields,
        },
    )
