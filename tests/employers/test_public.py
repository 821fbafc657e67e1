"""What everyone and what firms see; what the records say; what no model holds."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils.html import escape

from employers.actions import orders
from employers.choices import CaseStatus as S
from employers.errors import RefusedError
from employers.models import QuickStartOrder, Record
from employers.selectors.counters import public, waiting_for
from members.models import Person
from sampledata.cases import employers
from tests.conftest import client_of
from tests.employers.factories import CaseFactory, OrderFactory
from tests.factories import PartnerFactory, PartnershipFactory, RoleFactory

pytestmark = pytest.mark.django_db
INDEX, MINE = "/pracodawcy/", "/moje/szybki-start/"
REAL = Path(__file__).resolve().parents[3] / "shared/data/real_cases.json"


@pytest.fixture(scope="module")
def real():
    """The programme's records, where they are at hand."""
    if not REAL.exists():
        pytest.skip("The records of real cases are not on this machine.")
    return json.loads(REAL.read_text())


def test_everyone_reads_only_the_note_of_what_is_published(client):
    hidden = CaseFactory(status=S.CLOSED, employer_name="Tajny zakład", reason="Tajny powód")
    CaseFactory(published=True, employer_name="Jawny zakład", reason="Powód zakładu")
    OrderFactory(published=True, needs="Potrzeby firmy", end_reason="x")
    page = client.get(INDEX).content.decode()
    for words in ("Zakład próbny", "Szwalnia próbna", "Notka próbna."):
        assert words in page
    for words in (hidden.firm, "Tajny powód", "Jawny zakład", "Powód zakładu", "Potrzeby firmy"):
        assert words not in page


def test_the_figure_of_the_first_page_equals_the_list_behind_it(client):
    assert public() == []
    CaseFactory(published=True)
    OrderFactory(published=True)
    OrderFactory(at_work=True)
    (figure,) = public()
    assert figure.count == client.get(figure.url).context["page"].paginator.count == 2
    only = client.get(f"{INDEX}?kind=layoffs").context["page"]
    assert [story["kind"] for story in only] == ["layoffs"]
    assert client.get(f"{INDEX}?kind=nonsense").context["page"].paginator.count == 2


def test_the_chart_and_the_table_say_the_same(client):
    OrderFactory(at_work=True, trained=8, passed=8, hired=6)
    case = CaseFactory(status=S.CLOSED)
    case.readings.create(on="2025-05-05", covered=9, employed=7, other=2, final=True)
    context = client.get(INDEX).context
    assert {row.label: row.total for row in context["new_jobs"].rows}[2025] == 13
    assert [(y.employed, y.hired) for y in context["years"] if y.year == 2025] == [(7, 6)]


def test_with_several_counties_everyone_may_choose_one(client):
    here, there = PartnershipFactory(), PartnershipFactory(office_name="Urząd w Próbowie")
    CaseFactory(partnership=here, published=True)
    OrderFactory(partnership=there, published=True, trained=9, passed=9, hired=8)
    assert client.get(INDEX).context["page"].paginator.count == 2
    response = client.get(f"{INDEX}?county={there.slug}")
    assert [story["kind"] for story in response.context["page"]] == ["quick_start"]
    assert [year.hired for year in response.context["years"]] == [8]
    assert "Urząd w Próbowie" in response.content.decode()
    assert f"?county={there.slug}&amp;kind=layoffs#results" in response.content.decode()
    assert client.get(f"{INDEX}?county=nonsense").context["page"].paginator.count == 2


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    partnership = PartnershipFactory()
    CaseFactory.create_batch(count, partnership=partnership, published=True)
    OrderFactory.create_batch(count, partnership=partnership, published=True)
    for number in range(count):
        Record.objects.create(kind="team", position=number, place="Łomża", source="źródło próbne")
    with django_assert_num_queries(8):
        client.get(INDEX)


def test_a_firm_asks_and_sees_only_its_own_orders(cast):
    member, neighbour = client_of(cast.member), client_of(cast.neighbour)
    data = {"employer": cast.partner.pk, "position": "szwaczka próbna", "wanted": "3"}
    response = member.post(f"{MINE}nowe/", data)
    order = QuickStartOrder.objects.get()
    assert response.url == f"{MINE}{order.pk}/"
    assert (order.status, order.partnership) == ("requested", cast.partnership)
    assert "szwaczka próbna" in member.get(MINE).content.decode()
    assert "szwaczka próbna" not in neighbour.get(MINE).content.decode()
    assert neighbour.get(f"{MINE}{order.pk}/").status_code == 404


def test_a_firm_asks_for_nobody_else(cast):
    other = PartnerFactory(partnership=cast.partnership)
    data = {"employer": other.pk, "position": "szwaczka", "wanted": "3"}
    response = client_of(cast.member).post(f"{MINE}nowe/", data)
    assert "employer" in response.context["form"].errors
    assert 'value="szwaczka"' in response.content.decode()
    assert client_of(cast.person).get(f"{MINE}nowe/").status_code == 404


def test_who_acts_in_two_counties_asks_the_right_office(cast):
    there = PartnerFactory(partnership=cast.foreign)
    RoleFactory(partner=there, person__user=cast.member, person__partnership=cast.foreign)
    client = client_of(cast.member)
    for partner in (cast.partner, there):
        data = {"employer": partner.pk, "position": "szwaczka", "wanted": "3"}
        assert client.post(f"{MINE}nowe/", data).status_code == 302
        assert QuickStartOrder.objects.latest("pk").partnership == partner.partnership


def test_a_firm_is_told_when_the_office_asks_who_still_works(cast):
    OrderFactory(partnership=cast.partnership, employer=cast.partner, at_work=True)
    (figure,) = waiting_for(cast.member)
    assert figure.count == 1
    assert waiting_for(cast.neighbour) == []


def test_a_firm_answers_once_asked_and_the_office_takes_it_over(cast, office):
    order = OrderFactory(partnership=cast.partnership, employer=cast.partner, at_work=True)
    member, page = client_of(cast.member), f"{MINE}{order.pk}/odpowiedz/"
    refused = member.post(page, {"told": "3"}).content.decode()
    assert "Nadal pracuje więcej osób, niż zatrudniono." in refused
    assert QuickStartOrder.objects.get().told is None
    assert member.post(page, {"told": "1"}).url == f"{MINE}{order.pk}/"
    assert waiting_for(cast.member) == []
    form = office.get(f"/biuro/szybki-start/{order.pk}/dalej/").context["form"]
    assert form["kept"].value() == 1
    assert client_of(cast.neighbour).post(page, {"told": "2"}).status_code == 404


def test_nobody_answers_before_the_question(cast):
    order = OrderFactory(partnership=cast.partnership, employer=cast.partner)
    page = f"{MINE}{order.pk}/odpowiedz/"
    assert client_of(cast.member).post(page, {"told": "1"}).url == f"{MINE}{order.pk}/"
    with pytest.raises(RefusedError):
        orders.tell(order=order, told=1, actor=None)


@pytest.mark.parametrize("count", [1, 4])
def test_the_firms_list_costs_the_same_for_any_number(cast, count, django_assert_num_queries):
    OrderFactory.create_batch(count, partnership=cast.partnership, employer=cast.partner)
    client = client_of(cast.member)
    with django_assert_num_queries(5):
        assert len(client.get(MINE).context["orders"]) == count


def test_the_records_read_back_word_for_word_with_their_sources(real, client):
    employers.load(real, partnership_of=lambda place: None)
    page = client.get(INDEX).content.decode()
    for team in real["adjustment_teams"]:
        assert f"{team['place']}, {team['as_of']}" in page
        assert team["source"][0] in page
    for firm in real["quick_start_firms"]:
        for words in (firm["firm"], firm["place"], firm["region"], firm.get("note", "")):
            assert words in page
    assert (Record.objects.filter(kind="team").count(), page.count("seed 002_")) == (3, 9)
    katowice = Record.objects.get(kind="firm", place="Katowice")
    assert katowice.note == "running text of the same page puts it in Bytom"
    plan, layoff = real["quick_start_plan"], real["mass_layoff_case"]
    for words in (plan["programme"], plan["for"], layoff["place"], layoff["office"]):
        assert words in page
    assert f"około {plan['people_planned_about']} osób" in page
    assert escape(layoff["problem"]) in page


def test_loading_twice_changes_nothing(real):
    first = employers.load(real, partnership_of=lambda place: None)
    assert employers.load(real, partnership_of=lambda place: None) == first
    assert Record.objects.count() == len(first) == 10


def test_a_record_knows_the_partnership_of_its_place():
    partnership = PartnershipFactory()
    records = {"adjustment_teams": [{"place": "Łomża", "as_of": "2004", "source": ["źródło"]}]}
    (row,) = employers.load(records, partnership_of={"Łomża": partnership}.get)
    assert row.partnership == partnership


def test_no_model_of_this_room_has_a_field_for_a_person_who_is_helped():
    # A firm that is not in the register yet gives the contact of its own office.
    business = {"FirmRequest.email", "FirmRequest.phone"}
    to_people = set()
    for model in apps.get_app_config("employers").get_models():
        for field in model._meta.get_fields():
            if f"{model.__name__}.{field.name}" in business:
                continue
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                to_people.add(f"{model.__name__}.{field.name}")
            assert not isinstance(field, models.ManyToManyField | models.EmailField), field
            for part in ("pesel", "birth", "first_name", "last_name", "phone", "health"):
                assert part not in field.name, field
    assert to_people == {"TeamMember.person"}
