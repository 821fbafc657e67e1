"""The office is reminded by letter, once, before a certificate ends."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from outbox.models import Letter
from programme.tasks import remind_of_certificates
from tests.programme.factories import SpecialistFactory

pytestmark = pytest.mark.django_db


def letters():
    return Letter.objects.filter(kind="certificate_ends")


def ending_in(cast, days):
    day = None if days is None else localdate() + dt.timedelta(days=days)
    return SpecialistFactory(partnership=cast.partnership, valid_until=day)


@pytest.mark.parametrize(("days", "count"), [(31, 0), (30, 1), (0, 1), (-1, 0), (None, 0)])
def test_a_certificate_is_told_of_thirty_days_before_its_end(cast, days, count):
    ending_in(cast, days)
    remind_of_certificates()
    assert letters().count() == count


def test_the_coordinator_gets_one_letter_with_the_page_of_the_specialist(cast):
    specialist = ending_in(cast, 10)
    for _again in range(2):
        remind_of_certificates()
    letter = letters().get()
    assert letter.to_email == cast.coordinator.email
    assert specialist.name in letter.subject
    assert specialist.get_absolute_url() in letter.text


def test_a_renewed_certificate_is_reminded_of_again(cast):
    specialist = ending_in(cast, 10)
    remind_of_certificates()
    specialist.valid_until = localdate() + dt.timedelta(days=25)
    specialist.save()
    remind_of_certificates()
    assert letters().count() == 2
