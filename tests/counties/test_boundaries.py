"""Boundaries from GeoJSON, and the maps that are drawn of them."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from counties import boundaries, maps
from counties.models import Shape
from tests.conftest import client_of
from tests.factories import CommuneFactory, CountyFactory, PartnerFactory, PartnershipFactory

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundaries"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the boundary files are absent")
pytestmark = pytest.mark.django_db


def square(code, west, south=52.0, side=0.1, **more):
    """A commune with straight sides."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"terc": code}, "geometry": geometry, **more}


def packed(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.fixture
def county():
    """A county of two square communes, and one whose boundary is not known."""
    county = CountyFactory(code="1499", name="kwadratowy")
    for code, name in (("149901", "Lewa"), ("149902", "Prawa"), ("149903", "Nowa")):
        CommuneFactory(code=code, name=name, parent=county)
    return county


@pytest.fixture
def drawn(county):
    boundaries.load(boundaries.read(packed(square("1499011", 20.0), square("1499023", 20.1))))
    return county


@pytest.mark.parametrize("name", ["terc", "teryt", "JPT_KOD_JE"])
def test_the_property_with_the_code_is_found(name):
    feature = square("1499011", 20.0)
    feature["properties"] = {"nazwa": "Lewa", name: "1499011"}

    assert list(boundaries.read(packed(feature))) == ["149901"]


def test_the_property_with_the_code_can_be_named():
    feature = square("x", 20.0)
    feature["properties"]["kod_gminy"] = "1499011"

    assert list(boundaries.read(packed(feature), "kod_gminy")) == ["149901"]


def test_neighbours_share_their_simplified_points():
    left, right = square("1499011", 20.00012), square("1499023", 20.10012)

    shapes = boundaries.read(packed(left, right))

    shared = {tuple(p) for p in shapes["149901"][0][0]} & {
        tuple(p) for p in shapes["149902"][0][0]
    }
    assert shared == {(20.1, 52.0), (20.1, 52.1)}


NONSENSE = {
    "not JSON": b"\x00PK",
    "FeatureCollection": b"[]",
    "no territories": b'{"type": "FeatureCollection", "features": []}',
    "no properties": b'{"type": "FeatureCollection", "features": [1]}',
    "No property holds": packed({**square("1", 20.0), "properties": {"a": 1}}),
    "not a TERYT code": packed(square(1499011, 20.0)),
    "neither four": packed(square("14", 20.0)),
    "twice": packed(square("1499011", 20.0), square("1499012", 20.0)),
    "no polygon": packed(square("1499011", 20.0, geometry={"type": "Point"})),
    "not degrees": packed(square("1499011", 580_000.0)),
    "encloses nothing": packed(square("1499011", 20.0, side=0.0)),
}


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_is_refused_in_words(words, tmp_path):
    file = tmp_path / "granice.geojson"
    file.write_bytes(NONSENSE[words])

    with translation.override("en"), pytest.raises(CommandError, match=words):
        call_command("load_boundaries", file)
    assert not Shape.objects.exists()


@pytest.mark.parametrize("broken", [None, [[["a", "b"]]], [[[float("nan"), 52]]], 7, [[[1]]]])
def test_broken_coordinates_are_refused(broken):
    geometry = {"type": "Polygon", "coordinates": broken}

    with pytest.raises(boundaries.BoundaryError):
        boundaries.read(packed(square("1499011", 20.0, geometry=geometry)))


def test_a_load_reports_and_can_be_repeated(county, tmp_path, capsys):
    file = tmp_path / "granice.geojson"
    file.write_bytes(packed(square("1499011", 20.0), square("9999011", 20.1)))

    call_command("load_boundaries", file)
    first = capsys.readouterr().out
    call_command("load_boundaries", file)

    assert "boundaries kept: 1" in first
    assert "does not know: 1: 999901" in first
    assert "communes without a boundary: 2: 149903 Nowa, 149902 Prawa" in first
    assert capsys.readouterr().out == first
    assert Shape.objects.count() == 1


@official
def test_real_boundaries_make_a_small_map(county):
    shapes = boundaries.read((OFFICIAL / "gminy_1412_minski.geojson").read_bytes())
    minski = CountyFactory(code="1412", name="miński")
    for code in shapes:
        CommuneFactory(code=code, parent=minski)

    report = boundaries.load(shapes)

    assert (report.kept, report.unknown) == (13, [])
    drawn = maps.draw(maps.communes_with_shapes(minski))
    assert len(drawn.areas) == 13
    assert sum(len(area.path) for area in drawn.areas) < 12_000


@official
def test_the_whole_country_is_read():
    shapes = boundaries.read((OFFICIAL / "gminy_terc2026.geojson").read_bytes())

    assert len(shapes) == 2477


def test_a_square_county_is_drawn_to_scale(drawn):
    found = maps.draw(maps.communes_with_shapes(drawn))

    # 0.2 degrees of longitude by 0.1 of latitude, at 52.05 degrees north.
    assert (found.width, round((found.height - 8) / (found.width - 8), 2)) == (640, 0.81)
    paths = {area.commune.name: area.path for area in found.areas}
    assert paths == {
        "Lewa": "M4 518l316 0 0 -514 -316 0z",
        "Nowa": "",
        "Prawa": "M320 518l316 0 0 -514 -316 0z",
    }


def test_a_name_stands_where_it_fits(county):
    long = CommuneFactory(code="149904", name="Bardzo Długa Nazwa Gminy (próbna)", parent=county)
    squares = packed(square("149901", 20.0), square("149902", 20.1), square(long.pk, 20.2))
    boundaries.load(boundaries.read(squares))

    found = maps.draw(maps.communes_with_shapes(county))

    assert {area.commune.name for area in found.areas if area.is_named} == {"Lewa", "Prawa"}


def test_a_tall_county_is_no_tall_picture(county):
    squares = packed(square("149901", 20.0), square("149902", 20.0, south=52.4))
    boundaries.load(boundaries.read(squares))

    found = maps.draw(maps.communes_with_shapes(county))

    assert found.height < found.width
    assert {area.x for area in found.areas if area.path} == {found.width // 2}


def test_the_public_map_follows_the_filter(drawn):
    partnership = PartnershipFactory(county=drawn)
    left, right = drawn.children.filter(name__in=["Lewa", "Prawa"]).order_by("code")
    PartnerFactory.create_batch(2, partnership=partnership, commune=left, sector="business")
    PartnerFactory(partnership=partnership, commune=right, sector="social")

    def numbers(**query):
        response = Client().get("/partnerzy/", query)
        return re.findall(r"<title>(\w+): (\d)</title>", response.content.decode())

    assert numbers() == [("Lewa", "2"), ("Prawa", "1")]
    assert numbers(sector="social") == [("Lewa", "0"), ("Prawa", "1")]
    page = Client().get("/partnerzy/", {"sector": "social", "page": "1"}).content.decode()
    assert page.count(f'href="?sector=social&amp;commune={left.pk}"') == 2  # map and table
    assert " style=" not in page


def test_without_boundaries_there_is_no_map(county):
    PartnerFactory(partnership=PartnershipFactory(county=county))

    page = Client().get("/partnerzy/").content.decode()

    assert "county-map" not in page


def test_the_offices_page_shows_the_map(cast, drawn):
    cast.partnership.county = drawn
    cast.partnership.save()

    page = client_of(cast.officer).get("/biuro/teren/").content.decode()

    assert "<title>Lewa</title>" in page
    assert "149903" in page  # the table also lists what has no boundary


def test_the_list_with_its_map_costs_seven_queries(drawn, django_assert_num_queries):
    PartnerFactory(partnership=PartnershipFactory(county=drawn))

    with django_assert_num_queries(7):
        Client().get("/partnerzy/")


@pytest.mark.a11y
def test_the_map_is_accessible(live_server, page, axe, drawn):
    PartnerFactory(partnership=PartnershipFactory(county=drawn))
    page.goto(f"{live_server.url}/partnerzy/")

    axe(page)
    page.locator(".county-map svg a").first.focus()
    assert "commune=149901" in page.evaluate("document.activeElement.getAttribute('href')")
