"""The map of several counties: drawn from boundaries or as tiles, and its equal table."""

import html
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from counties import boundaries
from counties.models import Partnership, Shape, Territory
from projects.models import Project, Shelf
from tests.clubs.factories import ClubFactory
from tests.counties.test_boundaries import packed, square
from tests.factories import CommuneFactory, CountyFactory, PartnerFactory, PartnershipFactory
from tests.projects.factories import ProjectFactory

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
official = pytest.mark.skipif(not SHARED.exists(), reason="the official files are absent")
pytestmark = pytest.mark.django_db
LISTS = ["/partnerzy/", "/kluby/", "/projekty/?view=map"]
DRAWN = re.compile(r'<a href="([^"]+)"><path class="map-\d" d="[^"]+"><title>(.+?): (\d+)</title>')
TOLD = re.compile(r'<th scope="row"><a href="([^"]+)">(.+?)</a></th><td class="number">(\d+)</td>')


def county(code, name, voivodeship):
    parent, _new = Territory.objects.get_or_create(
        code=code[:2],
        defaults={"level": "voivodeship", "name": voivodeship, "kind": "", "as_of": "2026-01-01"},
    )
    return CountyFactory(code=code, name=name, parent=parent)


@pytest.fixture
def held():
    """Three partnerships in two voivodeships, with three, one and no partners."""
    partnerships = [
        PartnershipFactory(slug="lewy", county=county("1401", "lewy", "MAZOWIECKIE")),
        PartnershipFactory(slug="prawy", county=county("1402", "prawy", "MAZOWIECKIE")),
        PartnershipFactory(slug="dolny", county=county("1201", "dolny", "MAŁOPOLSKIE")),
    ]
    PartnerFactory.create_batch(2, partnership=partnerships[0], sector="business")
    PartnerFactory(partnership=partnerships[0], sector="social")
    PartnerFactory(partnership=partnerships[1], sector="business")
    return partnerships


@pytest.fixture
def bounded(held):
    """The same with the boundaries of two of them."""
    boundaries.load(boundaries.read(packed(square("1401", 20.0), square("1402", 20.1))))
    return held


def page(address):
    return Client().get(address).content.decode()


def test_every_county_leads_to_the_list_that_it_counts(bounded):
    told = page("/partnerzy/?sector=business&page=1")
    drawn = DRAWN.findall(told)
    assert [(name, int(number)) for _url, name, number in drawn] == [
        ("powiat lewy", 2),
        ("powiat prawy", 1),
    ]
    for url, _name, number in drawn:
        found = Client().get(f"/partnerzy/{html.unescape(url)}").context
        assert found["page"].paginator.count == int(number)
        assert found["filter"].data["sector"] == "business"


@pytest.mark.parametrize("address", LISTS)
def test_map_and_table_say_the_same(bounded, address):
    for partnership in bounded:
        ProjectFactory(partnership=partnership, public=True)
        ClubFactory(partnership=partnership, public=True)
    told = page(address)
    drawn, rows = DRAWN.findall(told), TOLD.findall(told)
    assert len(drawn) == 2
    assert len(rows) == 3
    assert set(drawn) < set(rows)
    assert "1 powiat nie ma tu granicy" in told
    assert " style=" not in told


def test_a_chosen_county_is_drawn_by_its_communes(bounded):
    commune = CommuneFactory(code="140101", name="Lewa", parent=bounded[0].county)
    boundaries.load(boundaries.read(packed(square("140101", 20.0))))
    PartnerFactory(partnership=bounded[0], commune=commune)
    told = page("/partnerzy/?county=lewy")
    assert [
        (name, number)
        for _url, name, number in re.findall(
            r'<a href="([^"]+)">\s*<path[^>]+>\s*<title>(.+?): (\d+)</title>', told
        )
    ] == [("Lewa", "1")]
    assert "county=lewy&amp;commune=140101" in told


def test_without_boundaries_voivodeships_stand_in_their_places(held):
    told = page("/partnerzy/")
    tiles = Client().get("/partnerzy/").context["map"].tiles
    assert len(tiles) == 16
    assert [(t.name.replace("\u00ad", ""), t.number, t.shade) for t in tiles if t.url] == [
        ("mazowieckie", 4, 4),
        ("małopolskie", 0, 0),
    ]
    for tile in tiles:
        if tile.url:
            assert f'<a href="{tile.url}">' in told
            assert f'<tbody id="{tile.url[1:]}">' in told
    assert len(TOLD.findall(told)) == 3


def test_one_voivodeship_without_boundaries_is_told_by_the_table_alone(held):
    held[2].delete()
    told = page("/partnerzy/")
    assert "tile-map" not in told
    assert [(name, number) for _url, name, number in TOLD.findall(told)] == [
        ("powiat lewy", "3"),
        ("powiat prawy", "1"),
    ]


def test_a_county_of_two_partnerships_shows_their_sum_and_leads_to_its_lines(bounded):
    twin = PartnershipFactory(slug="drugi", name="Drugie", county=bounded[0].county)
    PartnerFactory(partnership=twin)
    told = page("/partnerzy/")
    assert ("#voivodeship-14", "powiat lewy", "4") in DRAWN.findall(told)
    rows = {name: number for _url, name, number in TOLD.findall(told) if "lewy" in name}
    assert rows == {"powiat lewy (Drugie)": "1", f"powiat lewy ({bounded[0].name})": "3"}


def test_a_county_without_projects_leads_nowhere_and_chosen_ones_do_not_widen(bounded):
    ProjectFactory.create_batch(2, partnership=bounded[0], public=True)
    ProjectFactory(partnership=bounded[2], public=True)
    told = page("/projekty/?view=map")
    assert [name for _url, name, _number in TOLD.findall(told)] == ["powiat dolny", "powiat lewy"]
    assert '<th scope="row">powiat prawy</th><td class="number">0</td>' in told
    chosen = page("/projekty/?view=map&county=lewy&county=dolny")
    for url, _name, number in TOLD.findall(chosen):
        found = Client().get(f"/projekty/{html.unescape(url)}").context
        assert found["page"].paginator.count == int(number)
    assert "prawy" not in "".join(name for _url, name, _number in TOLD.findall(chosen))


def test_boundaries_loaded_again_are_drawn_again(bounded):
    before = DRAWN.findall(page("/partnerzy/"))
    first = re.findall(r'class="map-4" d="([^"]+)"', page("/partnerzy/"))[0]
    boundaries.load(boundaries.read(packed(square("1401", 20.0, side=0.05))))
    assert re.findall(r'class="map-4" d="([^"]+)"', page("/partnerzy/"))[0] != first
    assert DRAWN.findall(page("/partnerzy/")) == before


def test_a_county_is_joined_from_most_of_its_communes():
    lewy = county("1401", "lewy", "MAZOWIECKIE")
    for code in ("140101", "140102", "140103"):
        CommuneFactory(code=code, parent=lewy)
    assert boundaries.load(boundaries.read(packed(square("140101", 20.0)))).joined == 0
    assert not Shape.objects.filter(territory=lewy).exists()
    boundaries.load(boundaries.read(packed(square("140102", 20.1))))
    ((ring,),) = lewy_shape(lewy).polygons
    assert {tuple(point) for point in ring} == {
        (20.0, 52.0),
        (20.1, 52.0),
        (20.2, 52.0),
        (20.2, 52.1),
        (20.1, 52.1),
        (20.0, 52.1),
    }
    assert len(ring) == 7  # the side between the communes is left out
    boundaries.load(boundaries.read(packed(square("140103", 20.2))))
    assert max(x for x, _y in lewy_shape(lewy).polygons[0][0]) == 20.3


def test_a_boundary_of_its_own_stays_and_replaces_a_joined_one():
    lewy = county("1401", "lewy", "MAZOWIECKIE")
    CommuneFactory(code="140101", parent=lewy)
    boundaries.load(boundaries.read(packed(square("140101", 20.0))))
    assert lewy_shape(lewy).is_joined
    boundaries.load(boundaries.read(packed(square("1401", 20.0, side=0.3))))
    assert not lewy_shape(lewy).is_joined
    boundaries.load(boundaries.read(packed(square("140101", 20.0))))
    assert max(x for x, _y in lewy_shape(lewy).polygons[0][0]) == 20.3


def lewy_shape(lewy):
    return Shape.objects.get(territory=lewy)


@pytest.fixture
def nation():
    """Every county of the country with its official boundary and one published project."""
    call_command(
        "load_terc", str(next((SHARED / "terc").glob("TERC_Urzedowy_2026*.csv"))), verbosity=0
    )
    boundaries.load(boundaries.read((SHARED / "boundaries/powiaty_terc2026.geojson").read_bytes()))
    codes = Territory.objects.counties().values_list("pk", flat=True)
    Partnership.objects.bulk_create(
        Partnership(slug=f"p{code}", name=f"Partnerstwo próbne {code}", county_id=code)
        for code in codes
    )
    project = ProjectFactory(partnership=Partnership.objects.first(), public=True)
    rest = Partnership.objects.exclude(pk=project.partnership_id)
    copies = []
    for partnership in rest:
        copy = Project.objects.get(pk=project.pk)
        copy.pk, copy.once, copy.partnership = None, uuid4(), partnership
        copies.append(copy)
    Project.objects.bulk_create(copies)
    Shelf.objects.update(stand=7)


@official
def test_the_whole_country_fits_on_a_light_page(nation, django_assert_num_queries):
    address = "/projekty/?view=map"
    told = Client().get(address)
    text = told.content.decode()
    assert len(DRAWN.findall(text)) == len(TOLD.findall(text)) == 380
    assert len(told.content) < 300_000
    assert "Przejdź za mapę do tabeli" in text
    with django_assert_num_queries(5):
        Client().get(address)


@pytest.mark.parametrize("number", [2, 5])
def test_the_map_costs_the_same_for_any_number_of_counties(number, django_assert_num_queries):
    for n in range(number):
        code = f"14{n + 10}"
        partnership = PartnershipFactory(county=county(code, f"powiat {n}", "MAZOWIECKIE"))
        PartnerFactory(partnership=partnership)
        ProjectFactory(partnership=partnership, public=True)
    boundaries.load(
        boundaries.read(packed(*(square(f"14{n + 10}", 20 + n / 10) for n in range(number))))
    )
    for address, queries in [("/partnerzy/", 6), ("/projekty/?view=map", 5)]:
        page(address)
        with django_assert_num_queries(queries):
            page(address)


@pytest.mark.a11y
def test_the_map_of_counties_is_accessible_by_keyboard(live_server, page, axe, bounded):
    page.goto(f"{live_server.url}/partnerzy/")
    axe(page)
    page.locator(".county-map svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**county=lewy**")


@pytest.mark.a11y
def test_the_tiles_are_accessible_by_keyboard(live_server, page, axe, held):
    page.goto(f"{live_server.url}/partnerzy/")
    axe(page)
    page.get_by_role("link", name=re.compile("wieckie 4")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#voivodeship-14")
