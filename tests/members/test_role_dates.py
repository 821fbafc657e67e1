"""The dates of a role are corrected by the office, and the journal keeps what stood there."""

import datetime as dt

import pytest
from django.urls import reverse

from journal.models import Entry
from members.actions import register
from members.models import Role
from tests.conftest import client_of
from tests.factories import PartnerFactory, RoleFactory

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def role(cast):
    return RoleFactory(
        partner=cast.partner,
        person__partnership=cast.partnership,
        function="prezes",
        since=D(2020, 1, 1),
        until=D(2022, 12, 31),
    )


def address(role):
    return reverse("members:office_role_dates", args=[role.pk])


def correct(client, role, since="", until=""):
    """What the page answers; the stored dates afterwards."""
    response = client.post(address(role), {"since": since, "until": until})
    role.refresh_from_db()
    return response


def entries():
    return Entry.objects.filter(verb="dates of a role corrected")


def test_the_office_corrects_both_dates_and_the_journal_keeps_both(office, role, cast):
    page = office.get(role.person.get_absolute_url()).content.decode()
    assert address(role) in page
    response = correct(office, role, since="2019-05-01", until="2022-11-30")
    assert response.url == role.person.get_absolute_url()
    assert (role.since, role.until) == (D(2019, 5, 1), D(2022, 11, 30))
    entry = entries().get()
    assert entry.before == {"since": "2020-01-01", "until": "2022-12-31"}
    assert entry.after == {
        "since": "2019-05-01",
        "until": "2022-11-30",
        "function": "prezes",
        "partner": str(cast.partner),
    }
    assert (entry.actor, entry.about) == (cast.officer, f"members.person:{role.person_id}")
    assert "sprostowanie dat funkcji" in office.get(response.url).content.decode()


def test_a_date_that_is_not_known_is_left_empty(office, role):
    correct(office, role, since="2019-05-01")
    assert (role.since, role.until) == (D(2019, 5, 1), None)
    assert entries().get().after["until"] is None


def test_the_last_day_does_not_come_before_the_first(office, role, cast):
    response = correct(office, role, since="2020-02-01", until="2020-01-31")
    assert response.context["form"].errors
    assert 'value="2020-01-31"' in response.content.decode()
    with pytest.raises(register.RegisterError):
        register.correct_dates(
            role=role, since=D(2020, 2, 1), until=D(2020, 1, 31), actor=cast.officer
        )
    assert (role.since, role.until) == (D(2020, 1, 1), D(2022, 12, 31))
    assert not entries().exists()


def test_one_day_is_long_enough(office, role):
    correct(office, role, since="2020-02-01", until="2020-02-01")
    assert (role.since, role.until) == (D(2020, 2, 1), D(2020, 2, 1))


@pytest.mark.parametrize(
    ("until", "stays"), [("2023-01-01", True), ("2022-12-31", False), ("", True)]
)
def test_a_corrected_role_does_not_run_into_the_next_one(office, role, until, stays):
    RoleFactory(partner=role.partner, person=role.person, function="prezes", since=D(2023, 1, 1))
    response = correct(office, role, since="2020-01-02", until=until)
    assert bool(response.context and response.context["form"].errors) is stays
    assert (role.since == D(2020, 1, 1)) is stays


def test_a_role_elsewhere_at_the_same_time_is_no_obstacle(office, role, cast):
    other = PartnerFactory(partnership=cast.partnership)
    RoleFactory(partner=other, person=role.person, function="prezes", since=D(2023, 1, 1))
    correct(office, role, since="2020-01-01", until="2024-06-30")
    assert role.until == D(2024, 6, 30)


def test_dates_that_stay_the_same_are_no_entry(office, role):
    correct(office, role, since="2020-01-01", until="2022-12-31")
    assert not entries().exists()


def test_a_role_of_another_office_is_not_found_and_an_auditor_changes_nothing(cast, role):
    assert client_of(cast.foreign_officer).get(address(role)).status_code == 404
    assert correct(client_of(cast.auditor), role, since="2019-05-01").status_code == 403
    assert Role.objects.get(pk=role.pk).since == D(2020, 1, 1)
