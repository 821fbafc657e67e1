"""What everyone may read about partners: no person, no unpublished organisation."""

import pytest
from django.test import Client

from members import registries
from members.choices import PartnerStatus
from members.models import Partner
from tests.factories import CommuneFactory, PartnerFactory, PartnershipFactory, RoleFactory

pytestmark = pytest.mark.django_db
INDEX = "/partnerzy/"


@pytest.fixture
def visitor():
    return Client()


def names(response):
    return [partner.name for partner in response.context["page"]]


def test_only_admitted_partners_are_public(visitor):
    pages = {status: PartnerFactory(status=status) for status in PartnerStatus}

    shown = names(visitor.get(INDEX))

    assert shown == [pages["admitted"].name]
    for status, partner in pages.items():
        answer = visitor.get(f"{INDEX}{partner.pk}/").status_code
        assert answer == (200 if status == "admitted" else 404), status


def test_where_several_counties_share_the_portal_a_partner_tells_its_own(visitor):
    partner = PartnerFactory()
    pages = [INDEX, f"{INDEX}{partner.pk}/"]
    alone = [visitor.get(page).content.decode() for page in pages]
    PartnershipFactory()
    beside = [visitor.get(page).content.decode() for page in pages]
    name = partner.partnership.county.in_words
    assert all("cały powiat" in page for page in alone)
    for page, words in zip(beside, (f"<span>{name}</span>", name), strict=True):
        assert "cały powiat" not in page
        assert words in page


def test_the_list_is_in_polish_order(visitor):
    for name in ("Żaba", "Zebra", "Łoś", "Lis", "Ćma", "Ósemka"):
        PartnerFactory(name=name)

    assert names(visitor.get(INDEX)) == ["Ćma", "Lis", "Łoś", "Ósemka", "Zebra", "Żaba"]


def test_filters_stand_in_the_address_and_count_right(visitor):
    commune = CommuneFactory(name="Łąck")
    PartnerFactory(name="Żołnierska próbna", sector="social", kind="association", commune=commune)
    PartnerFactory(name="Firma próbna", sector="business", kind="employer")

    assert names(visitor.get(INDEX, {"q": "zolnierska"})) == ["Żołnierska próbna"]
    assert names(visitor.get(INDEX, {"sector": "business"})) == ["Firma próbna"]
    assert names(visitor.get(INDEX, {"kind": "association"})) == ["Żołnierska próbna"]
    found = visitor.get(INDEX, {"commune": commune.pk})
    assert found.context["page"].paginator.count == 1


def test_no_person_stands_on_a_public_page(visitor):
    for kind in ("parish", "union", "association"):
        partner = PartnerFactory(kind=kind, email="biuro@tajne.example", phone="+48 22 775 12 34")
        role = RoleFactory(
            partner=partner,
            function="tajna funkcja",
            person__last_name="Niejawna",
            person__email="osoba@tajne.example",
        )
        for url in (INDEX, f"{INDEX}{partner.pk}/", f"{INDEX}?q=niejawna"):
            page = visitor.get(url).content.decode()
            for secret in ("Niejawna", "tajne.example", "tajna funkcja", "775 12 34"):
                assert secret not in page.replace("?q=niejawna", ""), (kind, url, role)


def test_upper_rooms_add_sections_without_being_known(visitor, monkeypatch):
    monkeypatch.setattr(registries._sections, "_functions", [])
    partner = PartnerFactory()

    @registries.add
    def signed(row, *, public):
        assert public
        items = [{"text": f"Porozumienie {row.pk}", "url": "/x/"}]
        return [{"title": "Sygnatariusz", "items": items}]

    page = visitor.get(f"{INDEX}{partner.pk}/").content.decode()

    assert "Sygnatariusz" in page
    assert f'<a href="/x/">Porozumienie {partner.pk}</a>' in page


HOSTILE = (
    ["partnership__services__user__password__startswith", "roles__person__email__contains"]
    + ["search__regex", "sort__in", "pk__gt", "order_by", "sector__in", "q__contains", "status"]
    + [f"unknown_{number}__exact" for number in range(191)]
)


def test_two_hundred_hostile_keys_change_nothing(visitor, django_assert_num_queries):
    PartnerFactory.create_batch(3)
    with django_assert_num_queries(6):
        plain = names(visitor.get(INDEX))

    with django_assert_num_queries(6):
        hostile = visitor.get(INDEX, dict.fromkeys(HOSTILE, "a"))
    assert names(hostile) == plain


@pytest.mark.parametrize(
    "value", ["' OR 1=1 --", '"', "999999999999999999999999", "-1", "%", "_", "a" * 3000, "\x07"]
)
@pytest.mark.parametrize("key", ["q", "sector", "kind", "commune", "page"])
def test_hostile_values_find_nothing_or_everything_and_never_fail(visitor, key, value):
    PartnerFactory(name="Organizacja próbna")

    response = visitor.get(INDEX, {key: value})

    assert response.status_code == 200
    assert len(names(response)) == (1 if key == "page" else 0)


def test_a_nul_in_the_address_is_refused(visitor):
    assert visitor.get(f"{INDEX}?q=a%00b").status_code == 400


@pytest.mark.parametrize("count", [1, 4])
def test_the_public_list_costs_the_same_for_any_number(visitor, count, django_assert_num_queries):
    partnership = PartnershipFactory()
    for _number in range(count):
        PartnerFactory(partnership=partnership, commune=CommuneFactory())

    with django_assert_num_queries(6):
        response = visitor.get(INDEX)
    assert len(names(response)) == count


def test_htmx_gets_the_results_alone(visitor):
    PartnerFactory(name="Organizacja widoczna")

    part = visitor.get(INDEX, headers={"HX-Request": "true"}).content.decode()

    assert "Organizacja widoczna" in part
    assert "<html" not in part


def test_reading_the_pages_writes_nothing(visitor):
    partner = PartnerFactory()
    before = Partner.objects.values().get(pk=partner.pk)

    visitor.get(f"{INDEX}{partner.pk}/")
    assert Partner.objects.values().get(pk=partner.pk) == before
