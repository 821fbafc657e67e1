"""The register of organisations."""

import pytest
from django.urls import reverse

from core.models import WrongStepError
from journal.models import Entry
from members.actions import register
from members.choices import PartnerStatus
from members.models import Partner, Role
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory, RoleFactory

pytestmark = pytest.mark.django_db
ADD = "/biuro/partnerzy/dodaj/"
NIP = "5260250274"


def profile(**more):
    return {"name": "Cech próbny", "kind": "guild", "sector": "business"} | more


def test_the_office_adds_an_organisation_with_its_numbers_as_digits(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)

    response = office.post(
        ADD,
        profile(nip="526-025-02-74", regon="000 002 217", krs="0000123456", commune=commune.pk),
    )

    partner = Partner.objects.get(name="Cech próbny")
    assert response.url == f"/biuro/partnerzy/{partner.pk}/"
    assert (partner.nip, partner.regon, partner.krs) == (NIP, "000002217", "0000123456")
    assert (partner.partnership, partner.commune, partner.status) == (
        cast.partnership,
        commune,
        PartnerStatus.CONTACT,
    )
    entry = Entry.objects.get(verb="partner added")
    assert (entry.actor, entry.after["nip"]) == (cast.officer, NIP)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("nip", "526-025-02-75", "check digit"),
        ("nip", "123", "ten digits"),
        ("regon", "000002218", "check digit"),
        ("krs", "12345", "ten digits"),
        ("name", "Cech\x00 próbny", "control characters"),
        ("name", "x" * 10_000, "300"),
    ],
)
def test_a_wrong_value_is_refused_with_the_reason_and_the_form_kept(office, field, value, words):
    response = office.post(f"/en{ADD}", profile(**{"address": "ul. Próbna 7", field: value}))

    assert response.status_code == 200
    assert words in str(response.context["form"].errors[field])
    assert "ul. Próbna 7" in response.content.decode()
    assert not Partner.objects.filter(address="ul. Próbna 7").exists()


def test_the_reason_of_a_wrong_check_digit_is_polish(office):
    response = office.post(ADD, profile(nip="5260250275"))

    assert "cyfra kontrolna" in response.content.decode().lower()


def test_a_second_organisation_with_the_same_nip_is_refused_by_name(office, cast):
    PartnerFactory(partnership=cast.partnership, nip=NIP, name="Izba próbna")

    response = office.post(ADD, profile(nip=NIP))

    assert "Izba próbna" in str(response.context["form"].errors["nip"])
    assert not Partner.objects.filter(name="Cech próbny").exists()


def test_the_same_nip_in_another_partnership_is_no_hindrance(office, cast):
    PartnerFactory(partnership=cast.foreign, nip=NIP)

    assert office.post(ADD, profile(nip=NIP)).status_code == 302


def test_the_nip_is_unique_even_when_two_save_at_once(cast):
    PartnerFactory(partnership=cast.partnership, nip=NIP)
    late = PartnerFactory.build(partnership=cast.partnership, nip=NIP)

    with pytest.raises(register.TakenNipError):
        register.keep_partner(partner=late, actor=cast.officer)


def test_a_similar_name_in_the_same_commune_is_flagged_until_confirmed(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    PartnerFactory(
        partnership=cast.partnership, commune=commune, name="Stowarzyszenie Próbne „Nasza Wieś”"
    )
    twin = profile(name="Stowarzyszenie próbne Nasza Wies", commune=commune.pk)

    asked = office.post(ADD, twin)
    assert "Nasza Wieś" in str(asked.context["form"].errors["sure"])
    assert 'type="checkbox" name="sure"' in asked.content.decode()
    assert not Partner.objects.filter(name=twin["name"]).exists()

    assert office.post(ADD, twin | {"sure": "on"}).status_code == 302
    assert Partner.objects.filter(name=twin["name"]).exists()


def test_a_similar_name_elsewhere_is_not_flagged(office, cast):
    PartnerFactory(partnership=cast.partnership, name="Cech próbny")
    commune = CommuneFactory(parent=cast.partnership.county)

    assert office.post(ADD, profile(commune=commune.pk)).status_code == 302


def test_a_change_is_journalled_with_before_and_after(office, cast):
    form = profile(name=cast.partner.name, website="https://nowa.example")

    office.post(f"/biuro/partnerzy/{cast.partner.pk}/zmien/", form)

    entry = Entry.objects.get(verb="partner changed")
    assert entry.before["website"] == ""
    assert entry.after["website"] == "https://nowa.example"
    assert "name" not in entry.after


def test_steps_go_along_the_arrows_and_are_journalled(office, cast):
    partner = PartnerFactory(partnership=cast.partnership, status=PartnerStatus.CONTACT)
    url = f"/biuro/partnerzy/{partner.pk}/krok/"

    office.post(url, {"status": "admitted", "on": "2024-03-01"})
    partner.refresh_from_db()
    assert (partner.status, partner.admitted_on.isoformat()) == ("admitted", "2024-03-01")

    office.post(url, {"status": "applied"})
    partner.refresh_from_db()
    assert partner.status == "admitted"
    assert Entry.objects.filter(verb="partner admitted").count() == 1


def test_of_two_clicks_on_a_step_one_counts(cast):
    partner = PartnerFactory(partnership=cast.partnership, status=PartnerStatus.CONTACT)
    again = Partner.objects.get(pk=partner.pk)

    register.step_partner(partner=partner, status="admitted", actor=cast.officer)
    with pytest.raises(WrongStepError):
        register.step_partner(partner=again, status="admitted", actor=cast.officer)


def test_one_person_holds_dated_roles_at_two_organisations(office, cast):
    person = PersonFactory(partnership=cast.partnership)
    other = PartnerFactory(partnership=cast.partnership)
    for partner in (cast.partner, other):
        office.post(
            f"/biuro/partnerzy/{partner.pk}/osoba/",
            {"person": person.pk, "function": "prezes", "since": "2020-01-01"},
        )

    assert Role.objects.today().filter(person=person).count() == 2


def test_the_same_function_twice_is_refused(office, cast):
    role = RoleFactory(partner=cast.partner)

    response = office.post(
        f"/biuro/partnerzy/{cast.partner.pk}/osoba/", {"person": role.person_id}
    )

    assert response.context["form"].non_field_errors()
    assert Role.objects.filter(person=role.person_id).count() == 1


def test_an_ended_role_stays_in_the_history_and_leaves_the_invitations(office, cast):
    role = RoleFactory(partner=cast.partner)
    url = f"/biuro/funkcje/{role.pk}/koniec/"

    office.post(url, {"until": "2020-01-01"})

    role.refresh_from_db()
    assert role.until.isoformat() == "2020-01-01"
    assert not Role.objects.today().filter(person=role.person).exists()
    page = office.get(f"/biuro/osoby/{role.person_id}/").content.decode()
    assert str(cast.partner) in page
    assert Entry.objects.filter(verb="role ended").count() == 1
    assert office.post(url, {"until": "2021-01-01"}).status_code == 200


def test_a_role_cannot_end_before_it_began(office, cast):
    role = RoleFactory(partner=cast.partner, since="2024-01-01")

    response = office.post(f"/biuro/funkcje/{role.pk}/koniec/", {"until": "2023-12-31"})

    assert response.context["form"].errors["until"]


def test_a_new_person_comes_with_the_function(office, cast):
    response = office.post(
        f"/biuro/partnerzy/{cast.partner.pk}/nowa-osoba/",
        {
            "first_name": "Próbna",
            "last_name": "Nowak",
            "email": "P.Nowak@firma.example",
            "language": "pl",
            "role-function": "dyrektor",
        },
    )

    assert response.status_code == 302
    role = Role.objects.get(partner=cast.partner, function="dyrektor")
    assert role.person.email == "p.nowak@firma.example"


@pytest.mark.parametrize("count", [1, 4])
def test_the_register_costs_the_same_for_any_number(cast, count, django_assert_num_queries):
    Partner.objects.filter(pk__in=[cast.partner.pk]).update(commune=CommuneFactory())
    for partner in PartnerFactory.create_batch(count, partnership=cast.partnership):
        RoleFactory(partner=partner)
    client = client_of(cast.officer)
    client.get("/biuro/partnerzy/")

    with django_assert_num_queries(7):
        response = client.get("/biuro/partnerzy/")
    assert response.context["page"].paginator.count == count + 2


def test_nothing_of_another_office_is_found(office, cast):
    theirs = PartnerFactory(partnership=cast.foreign)
    role = RoleFactory(partner=theirs)

    for name, pk in [
        ("office_partner", theirs.pk),
        ("office_partner_edit", theirs.pk),
        ("office_role_add", theirs.pk),
        ("office_partner_person_add", theirs.pk),
        ("office_person", role.person_id),
        ("office_person_edit", role.person_id),
        ("office_person_role", role.person_id),
        ("office_role_end", role.pk),
    ]:
        assert office.get(reverse(f"members:{name}", args=[pk])).status_code == 404, name
    assert office.post(f"/biuro/partnerzy/{theirs.pk}/krok/").status_code == 404
    assert theirs not in office.get("/biuro/partnerzy/").context["page"].object_list


def test_an_auditor_reads_and_changes_nothing(cast):
    client = client_of(cast.auditor)

    assert client.get("/biuro/partnerzy/").status_code == 200
    assert client.post(ADD, profile()).status_code == 403
    assert not Partner.objects.filter(name="Cech próbny").exists()
