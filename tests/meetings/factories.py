"""Meetings and invitations for tests, all made up."""

import datetime as dt

import factory
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from meetings.actions import invite, send
from meetings.choices import MeetingKind
from meetings.models import Invitation, Meeting, ReminderRule
from outbox.models import Batch, Letter
from tests.factories import PartnerFactory, PartnershipFactory, PersonFactory, RoleFactory


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Spotkanie próbne {n}")
    kind = MeetingKind.PLENARY
    status = Meeting.Status.DRAFT
    starts_at = factory.LazyFunction(lambda: now().replace(microsecond=0) + dt.timedelta(days=30))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + dt.timedelta(hours=3))
    place = "Sala próbna nr 1"
    address = "ul. Próbna 2, Próbowo"

    class Params:
        announced = factory.Trait(
            status=Meeting.Status.ANNOUNCED, announced_at=factory.LazyFunction(now)
        )
        over = factory.Trait(
            status=Meeting.Status.ANNOUNCED,
            announced_at=factory.LazyFunction(lambda: now() - dt.timedelta(days=20)),
            starts_at=factory.LazyFunction(
                lambda: now().replace(microsecond=0) - dt.timedelta(days=2)
            ),
        )


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(
        PersonFactory, partnership=factory.SelfAttribute("..meeting.partnership")
    )
    name = factory.LazyAttribute(lambda o: str(o.person))
    email = factory.LazyAttribute(lambda o: o.person.email)
    sector = "social"
    invited_at = factory.LazyFunction(now)


class ReminderRuleFactory(DjangoModelFactory):
    class Meta:
        model = ReminderRule

    meeting = factory.SubFactory(MeetingFactory, announced=True)
    days = 2
    audience = "silent"


def people_of(partnership, count, **partner):
    """`count` people, each acting for a partner of their own."""
    roles = [
        RoleFactory(partner=PartnerFactory(partnership=partnership, **partner))
        for _ in range(count)
    ]
    return [role.person for role in roles]


def listed(meeting, count=3, actor=None):
    """A meeting with `count` people on its list."""
    people = people_of(meeting.partnership, count)
    invite.add(meeting=meeting, actor=actor, people=[person.pk for person in people])
    return meeting


def prepared(batch):
    """Write all letters of a batch, as the task does."""
    while send.write_letters(batch=batch):
        pass
    batch.refresh_from_db()
    return batch


def released(meeting, actor=None) -> Batch:
    """Invitations released and written."""
    return prepared(send.release(meeting=meeting, actor=actor))


def mark_sent(letters, count=None):
    """As if the mail server had taken them."""
    chosen = list(letters.order_by("pk").values_list("pk", flat=True)[:count])
    Letter.objects.filter(pk__in=chosen).update(status="sent", sent_at=now(), claims=1)
    return chosen
