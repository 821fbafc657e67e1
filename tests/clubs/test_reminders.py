"""The office is reminded by letter, once, before the training of an adviser ends."""

import datetime as dt

import pytest
import time_machine
from django.utils.timezone import localdate

from accounts.models import Service
from clubs.tasks import remind_of_trainings
from outbox.models import Letter
from tests.clubs.factories import AdviserFactory
from tests.conftest import serve
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


def letters():
    return Letter.objects.filter(kind="training_ends")


def adviser(cast, days, **fields):
    """An adviser whose training ends so many days from today."""
    return AdviserFactory(
        club__partnership=cast.partnership,
        club__public=True,
        valid_until=localdate() + dt.timedelta(days=days),
        **fields,
    )


@pytest.mark.parametrize(("days", "count"), [(31, 0), (30, 1), (1, 1), (0, 1), (-1, 0)])
def test_the_coordinator_is_told_thirty_days_before_and_not_of_what_is_over(cast, days, count):
    adviser(cast, days)
    remind_of_trainings()
    assert letters().count() == count


def test_the_letter_names_adviser_club_and_day_and_leads_to_the_list(cast):
    with time_machine.travel(NOON, tick=False):
        one = adviser(cast, 20, name="Próbna Doradczyni")
        remind_of_trainings()
    letter = letters().get()
    assert (letter.to_email, letter.partnership) == (cast.coordinator.email, cast.partnership)
    assert "Próbna Doradczyni" in letter.subject
    for words in (one.club.name, "24 maja 2026", "/biuro/kluby/"):
        assert words in letter.text


def test_however_often_the_clock_rings_and_whoever_serves_later_one_letter_goes_out(cast):
    adviser(cast, 20)
    remind_of_trainings()
    serve(cast.partnership, Service.Kind.COORDINATOR)
    remind_of_trainings()
    assert letters().count() == 1


def test_a_new_training_is_reminded_of_again(cast):
    one = adviser(cast, 20)
    remind_of_trainings()
    one.valid_until += dt.timedelta(days=5)
    one.save()
    remind_of_trainings()
    assert letters().count() == 2


def test_without_a_coordinator_the_office_itself_gets_it(db):
    one = AdviserFactory(
        club__partnership=PartnershipFactory(), club__public=True, valid_until=localdate()
    )
    remind_of_trainings()
    assert letters().get().to_email == one.partnership.office_email
