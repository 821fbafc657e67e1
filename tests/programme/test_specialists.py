"""The register of specialists: who is named, what ends, what the journal keeps."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from journal.models import Entry
from programme.models import Specialist
from programme.selectors import counters
from tests.factories import CountyFactory
from tests.programme.factories import SpecialistFactory

pytestmark = pytest.mark.django_db
PUBLIC, OFFICE = "/program/specjalisci/", "/biuro/specjalisci/"
NOW = time_machine.travel("2026-06-01T10:00:00Z", tick=False)
WORDS = {
    "kind": "county",
    "name": "Próbna Osoba",
    "certificate": "Certyfikat próbny",
    "issued_by": "Wydawca próbny",
}


def until(day, **more):
    return SpecialistFactory(valid_until=dt.date.fromisoformat(day), **more)


@NOW
def test_the_public_list_names_only_those_who_agreed_and_are_certified(client):
    named = until("2026-06-01", named=True, name="Osoba zgodna")
    forever = SpecialistFactory(named=True, name="Osoba bezterminowa")
    SpecialistFactory(name="Osoba milcząca")
    until("2026-05-31", named=True, name="Osoba dawna")
    until("2026-05-31", name="Osoba dawna i milcząca")
    response = client.get(PUBLIC)
    page = response.content.decode()
    assert set(response.context["page"].object_list) == {named, forever}
    assert response.context["unnamed"] == 1
    for secret in ("milcząca", "dawna"):
        assert secret not in page


def test_no_filter_of_the_public_list_tells_of_the_unnamed(client):
    county = CountyFactory(code="1490", name="tajny")
    SpecialistFactory().counties.add(county)
    assert "tajny" not in client.get(PUBLIC).content.decode()
    for query in ("q=Osoba", "consent=no", "validity=expired", "kind=county"):
        assert client.get(f"{PUBLIC}?{query}").context["page"].paginator.count == 0


@NOW
def test_a_consent_taken_back_takes_the_name_away_and_the_journal_knows(client, office, cast):
    specialist = SpecialistFactory(partnership=cast.partnership, named=True)
    words = {**WORDS, "name": specialist.name, "function": specialist.function}
    assert specialist.name in client.get(PUBLIC).content.decode()
    office.post(reverse("programme:office_edit", args=[specialist.pk]), words)
    assert specialist.name not in client.get(PUBLIC).content.decode()
    entry = Entry.objects.get(verb="specialist changed")
    assert entry.before["consent_on"] == "2026-01-05"
    assert entry.after["consent_on"] is None


@NOW
def test_the_office_enters_a_specialist(office, cast):
    other = CountyFactory(code="1490")
    response = office.post(
        f"{OFFICE}nowy/", {**WORDS, "counties": [cast.partnership.county_id, other.pk]}
    )
    specialist = Specialist.objects.get()
    assert response.url == specialist.get_absolute_url()
    assert specialist.partnership == cast.partnership
    assert specialist.counties.count() == 2
    assert Entry.objects.filter(verb="specialist added").count() == 1


@NOW
def test_a_consent_of_tomorrow_is_refused_and_the_form_kept(office):
    response = office.post(f"{OFFICE}nowy/", {**WORDS, "consent_on": "2026-06-02"})
    assert response.context["form"].errors["consent_on"]
    assert 'value="Próbna Osoba"' in response.content.decode()
    assert not Specialist.objects.exists()


def test_counties_are_journalled_by_name_and_code(office, cast):
    specialist = SpecialistFactory(partnership=cast.partnership)
    specialist.counties.add(CountyFactory(code="1490"))
    CountyFactory(code="1491")
    words = {**WORDS, "counties": ["1491"]}
    office.post(reverse("programme:office_edit", args=[specialist.pk]), words)
    entry = Entry.objects.get(verb="specialist changed")
    assert (entry.before["counties"], entry.after["counties"]) == (
        ["powiat 1490 (1490)"],
        ["powiat 1491 (1491)"],
    )


def test_removing_asks_first(office, cast):
    specialist = SpecialistFactory(partnership=cast.partnership)
    address = reverse("programme:office_remove", args=[specialist.pk])
    assert office.get(address).status_code == 200
    assert Specialist.objects.exists()
    assert office.post(address).url == OFFICE
    assert not Specialist.objects.exists()
    assert Entry.objects.filter(verb="specialist removed").count() == 1


@NOW
@pytest.mark.parametrize(
    ("day", "warned", "lists"),
    [
        ("2026-08-30", "wkrótce się kończy", {"ending", "valid"}),
        ("2026-08-31", "", {"valid"}),
        ("2026-05-31", "skończył się", {"ending", "expired"}),
    ],
)
def test_an_ending_certificate_is_warned_of(office, cast, day, warned, lists):
    until(day, partnership=cast.partnership)
    page = office.get(OFFICE).content.decode().split("<tbody>")[1]
    for words in ("wkrótce się kończy", "skończył się"):
        assert (words in page) is (words == warned)
    found = {
        value
        for value in ("ending", "valid", "expired")
        if office.get(f"{OFFICE}?validity={value}").context["page"].paginator.count
    }
    assert found == lists


@NOW
def test_what_waits_equals_the_list_behind_it(office, cast):
    until("2026-07-01", partnership=cast.partnership)
    until("2026-01-01", partnership=cast.partnership)
    until("2027-01-01", partnership=cast.partnership)
    until("2026-07-01", partnership=cast.foreign)
    (figure,) = counters.waiting(cast.partnership)
    assert figure.count == 2
    assert office.get(figure.url).context["page"].paginator.count == 2


@pytest.mark.parametrize("count", [1, 4])
def test_lists_cost_the_same_for_any_number(
    client, office, cast, count, django_assert_num_queries
):
    for specialist in SpecialistFactory.create_batch(
        count, partnership=cast.partnership, named=True
    ):
        specialist.counties.add(cast.partnership.county)
    with django_assert_num_queries(6):
        assert client.get(PUBLIC).context["page"].paginator.count == count
    with django_assert_num_queries(7):
        assert office.get(OFFICE).context["page"].paginator.count == count
