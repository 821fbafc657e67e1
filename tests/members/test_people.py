"""The register of people, and whom an invitation reaches."""

import pytest
from django.urls import reverse

from members.models import Person, Role
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory, RoleFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/biuro/osoby/"


def card(**more):
    return {"first_name": "Próbna", "last_name": "Żółć", "language": "pl"} | more


def test_a_person_is_added_and_changed(office, cast):
    office.post(f"{PEOPLE}dodaj/", card(email="Z.Zolc@firma.example", phone="22 775 12 34"))
    person = Person.objects.get(last_name="Żółć")
    assert (person.partnership, person.email) == (cast.partnership, "z.zolc@firma.example")

    office.post(f"{PEOPLE}{person.pk}/zmien/", card(last_name="Żółć-Nowak"))
    person.refresh_from_db()
    assert (person.last_name, person.email) == ("Żółć-Nowak", "")
    assert Person.objects.found_by("nowak zolc").get() == person


@pytest.mark.parametrize(
    "twin", [{"first_name": "probna", "last_name": "ŻÓŁĆ"}, {"email": "Ta.Sama@firma.example"}]
)
def test_somebody_alike_is_flagged_until_confirmed(office, cast, twin):
    PersonFactory(
        partnership=cast.partnership,
        first_name="Próbna",
        last_name="Żółć",
        email="ta.sama@firma.example",
    )
    new = card(first_name="Inna", last_name="Osoba") | twin

    asked = office.post(f"{PEOPLE}dodaj/", new)
    assert asked.context["form"].errors["sure"]
    assert Person.objects.filter(email="ta.sama@firma.example").count() == 1

    assert office.post(f"{PEOPLE}dodaj/", new | {"sure": "on"}).status_code == 302


LINKS = ["www.zla.example", "Jan https://zla.example", "jan@zla.example", "kup-teraz.pl"]


@pytest.mark.parametrize("text", LINKS)
def test_address_of_a_page_is_no_name_and_no_function_in_the_register(office, cast, text):
    """Letters of the office repeat these words, and mail programs make links of them."""
    for name in ("first_name", "last_name", "honorific"):
        assert office.post(f"{PEOPLE}dodaj/", card(**{name: text})).context["form"].errors[name]
    person = PersonFactory(partnership=cast.partnership)
    own, form = cast.partner.pk, {"partner": cast.partner.pk, "function": text}
    assert office.post(f"{PEOPLE}{person.pk}/funkcja/", form).context["form"].errors["function"]
    given = {"person": person.pk, "function": text}
    answer = office.post(reverse("members:office_role_add", args=[own]), given)
    assert answer.context["form"].errors["function"]
    answer = office.post(
        reverse("members:office_partner_person_add", args=[own]),
        card(last_name="Inna") | {"role-function": text},
    )
    assert answer.context["role_form"].errors["function"]
    assert not Role.objects.filter(function=text).exists()
    assert not Person.objects.filter(last_name="Żółć").exists()


def test_organisation_may_be_called_after_its_page(office, cast):
    new = {"name": "kup-teraz.pl sp. z o.o.", "kind": "employer", "sector": "business"}
    assert office.post(reverse("members:office_partner_add"), new).status_code == 302


def test_a_namesake_in_another_office_stays_unknown(office, cast):
    PersonFactory(partnership=cast.foreign, first_name="Próbna", last_name="Żółć")

    assert office.post(f"{PEOPLE}dodaj/", card()).status_code == 302


def test_a_function_is_given_from_the_person_s_page(office, cast):
    person = PersonFactory(partnership=cast.partnership)
    foreign = PartnerFactory(partnership=cast.foreign)
    url = f"{PEOPLE}{person.pk}/funkcja/"

    assert office.post(url, {"partner": foreign.pk}).context["form"].errors["partner"]
    wrong = {"partner": cast.partner.pk, "since": "2024-02-01", "until": "2024-01-01"}
    assert office.post(url, wrong).context["form"].errors
    office.post(url, {"partner": cast.partner.pk, "function": "prezes"})

    assert Role.objects.get(person=person).partner == cast.partner


def test_the_list_filters_by_what_the_partner_is_and_by_the_person(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    firm = PartnerFactory(
        partnership=cast.partnership, sector="business", kind="employer", commune=commune
    )
    owner = RoleFactory(partner=firm).person
    idle = PersonFactory(partnership=cast.partnership, email="", last_name="Bezczynna")

    def found(**wanted):
        return set(office.get(PEOPLE, wanted).context["page"].object_list)

    assert found(sector="business") == found(kind="employer") == {owner}
    assert found(commune=commune.pk) == {owner}
    assert found(email="no") == found(role="none") == {idle}
    assert idle not in found(email="yes")
    assert found(q="bezczynna") == {idle}
    assert found(q="nikt") == found(sector="' OR 1") == set()


def test_hostile_keys_change_nothing(office, cast):
    hostile = {"user__password__startswith": "s", "partnership": cast.foreign.pk, "sort": "-email"}

    plain = list(office.get(PEOPLE).context["page"].object_list)
    assert list(office.get(PEOPLE, hostile).context["page"].object_list) == plain


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(cast, count, django_assert_num_queries):
    RoleFactory.create_batch(count, partner=cast.partner)
    client = client_of(cast.officer)
    client.get(PEOPLE)

    with django_assert_num_queries(8):
        response = client.get(PEOPLE)
    assert response.context["page"].paginator.count == count + 3


# --- whom an invitation reaches ----------------------------------------------------


def test_each_person_comes_once_and_for_the_partner_entered_first(cast):
    person = PersonFactory(partnership=cast.partnership)
    first, second = (PartnerFactory(partnership=cast.partnership) for _ in range(2))
    RoleFactory(person=person, partner=first)
    RoleFactory(person=person, partner=second)

    found = Person.objects.held_by(cast.partnership).reachable().acting_for()

    assert [row.acts_for for row in found if row == person] == [first.pk]
    only = Person.objects.acting_for(partners=[second]).get()
    assert (only, only.acts_for) == (person, second.pk)


def test_recipients_are_narrowed_by_sector_kind_commune_and_status(cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    firm = PartnerFactory(
        partnership=cast.partnership,
        sector="business",
        kind="employer",
        commune=commune,
        status="contact",
    )
    owner = RoleFactory(partner=firm).person

    for wanted in (
        {"sectors": ["business"]},
        {"kinds": ["employer"]},
        {"communes": [commune]},
        {"statuses": ["contact"]},
        {"sectors": ["business"], "communes": [commune.pk]},
    ):
        assert Person.objects.acting_for(**wanted).get() == owner, wanted
    assert not Person.objects.acting_for(sectors=["business"], kinds=["union"]).exists()
    assert owner not in Person.objects.acting_for(statuses=["admitted"])


def test_who_has_gone_who_objected_and_who_has_no_address_is_left_out(cast):
    gone = PartnerFactory(partnership=cast.partnership, status="left")
    RoleFactory(partner=gone)
    RoleFactory(partner=cast.partner, until="2020-01-01")
    RoleFactory(partner=cast.partner, person__email="")
    RoleFactory(partner=cast.partner, person__invitations_stopped_at="2026-01-01T00:00Z")

    found = (
        Person.objects.held_by(cast.partnership).reachable().acting_for(partners=[cast.partner])
    )
    assert {person.user for person in found} == {cast.member, cast.admin}
    assert not Person.objects.acting_for(sectors=["social"]).filter(roles__partner=gone).exists()
