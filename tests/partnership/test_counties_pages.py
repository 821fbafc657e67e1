"""The counties that share one portal: their list, their pages, and what all pages then say."""

import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from agreements.actions import show_also_in
from counties.models import Territory
from tests.agreements.factories import make_in_force
from tests.clubs.factories import ClubFactory
from tests.conftest import client_of
from tests.factories import (
    CommuneFactory,
    CountyFactory,
    PartnerFactory,
    PartnershipFactory,
)
from tests.meetings.factories import MeetingFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
LISTS = ["members:index", "agreements:index", "meetings:index", "clubs:index", "workshops:index"]
# Public pages that could speak for an office.
SPEAKING = ["home", "accessibility", "privacy", "account_signup", "search", "counties"]
BLANK = re.compile(r'href="(mailto|tel):"|<address>\s*<br>|None\b|<h2>\s*</h2>|<dd>\s*</dd>')


def of_record(**fields):
    """A partnership known from publications only."""
    blank = {"office_name": "", "office_address": "", "office_email": ""}
    return PartnershipFactory(is_record=True, **blank, **fields)


def county(name, code, voivodeship="MAZOWIECKIE"):
    parent, _new = Territory.objects.get_or_create(
        code=code[:2],
        defaults={"level": "voivodeship", "name": voivodeship, "kind": "", "as_of": "2026-01-01"},
    )
    return CountyFactory(code=code, name=name, parent=parent)


def page(client, name, **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def fill(partnership):
    """One published thing of every kind, in this partnership."""
    PartnerFactory(partnership=partnership)
    ProjectFactory(partnership=partnership, public=True)
    MeetingFactory(partnership=partnership, announced=True)
    ClubFactory(partnership=partnership, public=True)


@pytest.mark.parametrize("name", LISTS)
def test_a_portal_of_one_county_never_asks_which(client, name):
    fill(PartnershipFactory())
    told = page(client, name)
    assert 'name="county"' not in told
    assert reverse("counties") not in told


@pytest.mark.parametrize("name", LISTS)
def test_with_two_counties_every_list_asks_which_and_the_menu_leads_to_them(client, name):
    PartnershipFactory.create_batch(2)
    told = page(client, name)
    assert 'name="county"' in told
    assert f'href="{reverse("counties")}"' in told


def test_a_list_narrowed_to_a_county_holds_what_its_page_counts(client, cast):
    fill(cast.partnership)
    fill(cast.foreign)
    make_in_force(cast, public=True)
    shelves = client.get(cast.partnership.get_absolute_url()).context["shelves"]
    assert len(shelves) >= 5
    for shelf in shelves:
        behind = client.get(shelf.url).context
        assert behind["page"].paginator.count == shelf.count, shelf.label


def test_a_joint_agreement_stands_once_and_shows_in_both_counties(client, cast):
    agreement = make_in_force(cast, public=True)
    show_also_in(agreement=agreement, partnerships=[cast.foreign], actor=cast.coordinator)
    show_also_in(agreement=agreement, partnerships=[cast.foreign], actor=cast.coordinator)
    for partnership in (cast.partnership, cast.foreign):
        assert agreement.title in client.get(partnership.get_absolute_url()).content.decode()
        found = client.get(reverse("agreements:index"), {"county": partnership.slug})
        assert [row.pk for row in found.context["page"]] == [agreement.pk]
    counted = {row.pk: row.agreements_held for row in client.get("/powiaty/").context["page"]}
    assert counted == {cast.partnership.pk: 1, cast.foreign.pk: 1}
    # Shown is not held: the other office neither lists nor opens it.
    office = client_of(cast.foreign_officer)
    assert office.get(reverse("agreements:office_detail", args=[agreement.pk])).status_code == 404


def test_counties_of_one_name_carry_their_voivodeship(client):
    PartnershipFactory(county=county("nowodworski", "1414"))
    PartnershipFactory(county=county("nowodworski", "2210", "POMORSKIE"))
    PartnershipFactory(county=county("Chełm", "0662", "LUBELSKIE"))
    told = page(client, "members:index")
    labels = re.findall(r"<option[^>]*>\s*([^<]+?)\s*</option>", told.split('name="county"')[1])
    assert labels[1:4] == [
        "Chełm",
        "powiat nowodworski (mazowieckie)",
        "powiat nowodworski (pomorskie)",
    ]


def test_the_communes_wait_for_their_county(client):
    ours = PartnershipFactory(county=county("płocki", "1419"))
    PartnershipFactory(county=county("miński", "1412"))
    commune = CommuneFactory(parent=ours.county, code="141903", name="Bielsk")
    partner = PartnerFactory(partnership=ours, commune=commune)
    PartnerFactory(partnership=ours)
    assert 'name="commune"' not in page(client, "members:index")
    assert "Bielsk</option>" in page(client, "members:index", county=ours.slug)
    narrowed = client.get(reverse("members:index"), {"county": ours.slug, "commune": commune.pk})
    assert [row.pk for row in narrowed.context["page"]] == [partner.pk]


@pytest.mark.parametrize("name", SPEAKING)
@pytest.mark.parametrize("offices", [0, 1, 2])
@pytest.mark.parametrize("records", [0, 1, 2])
def test_no_page_speaks_for_an_office_that_is_not_there(client, name, offices, records):
    for number in range(offices):
        PartnershipFactory(office_name=f"Urząd próbny {number}")
    for _number in range(records):
        of_record()
    told = page(client, name)
    assert not BLANK.search(told)
    assert ("Urząd próbny 0" in told.partition("<footer")[2]) is (offices == 1)
    assert "Urząd próbny 1" not in told


def test_the_page_of_a_record_says_where_it_comes_from_and_gives_no_contact(client):
    told = client.get(of_record().get_absolute_url()).content.decode()
    assert "Znane tylko z publikacji" in told
    assert "<address>" not in told
    assert not BLANK.search(told)


def test_the_page_of_an_office_gives_its_contact(client):
    PartnershipFactory()
    told = client.get(PartnershipFactory(office_phone="22 123 45 67").get_absolute_url())
    main = told.content.decode().partition("</main>")[0]
    for wanted in ("mailto:pup@urzad.example", "tel:221234567"):
        assert wanted in main


def test_a_meeting_and_a_project_of_record_print_no_empty_office(client):
    held = of_record()
    meeting = MeetingFactory(partnership=held, announced=True, contact="", organiser="")
    project = ProjectFactory(partnership=held, public=True)
    for row in (meeting, project):
        assert not BLANK.search(client.get(row.get_absolute_url()).content.decode())


def test_counties_are_found_by_name_and_voivodeship(client):
    plock = PartnershipFactory(county=county("płocki", "1419"))
    PartnershipFactory(county=county("lwówecki", "0212", "DOLNOŚLĄSKIE"))
    for query in ({"q": "plocki"}, {"voivodeship": "14"}):
        found = client.get(reverse("counties"), query).context["page"]
        assert list(found) == [plock]
    assert list(client.get(reverse("counties"), {"q": "xyz"}).context["page"]) == []


def test_nothing_unpublished_shows_on_a_countys_page(client, cast):
    ProjectFactory(partnership=cast.partnership, title="Projekt skryty")
    MeetingFactory(partnership=cast.partnership, title="Spotkanie skryte")
    ClubFactory(partnership=cast.partnership, name="Klub skryty")
    assert "skryt" not in client.get(cast.partnership.get_absolute_url()).content.decode()


def test_a_county_that_is_not_there_is_not_found(client):
    assert client.get("/powiaty/nie-ma/").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_counties_cost_the_same_for_any_number(client, count, django_assert_num_queries):
    PartnershipFactory()
    for _number in range(count):
        fill(PartnershipFactory())
    with django_assert_num_queries(4):
        assert len(client.get(reverse("counties")).context["page"]) == count + 1


@pytest.mark.parametrize("count", [1, 4])
def test_a_countys_page_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    PartnershipFactory()
    partnership = PartnershipFactory()
    for _number in range(count):
        fill(partnership)
    with django_assert_num_queries(8):
        client.get(partnership.get_absolute_url())


def test_a_second_record_of_one_county_is_refused_by_the_database(db):
    first = of_record()
    with pytest.raises(IntegrityError):
        of_record(county=first.county)
