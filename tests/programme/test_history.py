"""The programme's past: what a file says is what the page says."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from counties import boundaries
from counties.loading import load as load_terc
from counties.models import Territory
from counties.terc import read
from programme.choices import Roll
from programme.models import Edition, EditionList, ProgrammeFigure
from programme.selectors.matching import CITY, Counties
from sampledata.cases import programme
from tests.factories import CommuneFactory, CountyFactory

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
REAL = SHARED / "real_cases.json"
TERC = SHARED / "terc" / "TERC_Urzedowy_2026-01-08.csv"
real = pytest.mark.skipif(not REAL.exists(), reason="the file of real cases is absent")
official = pytest.mark.skipif(not TERC.exists(), reason="the official TERC file is absent")
PAGE = "/program/"

SAMPLE = {
    Roll.NETWORK: {
        "by_year": [
            {"period": "2003/2004", "counties": ["Próbin", "Kowal", "Miasto Nieznane"]},
            {"period": "2000", "counties": ["Próbin (I etap)"]},
        ],
        "note": "Uwaga próbna",
        "source": ["Strona próbna"],
    },
    Roll.MAZOVIA: {
        "done": ["próbiński"],
        "under_way": ["kowalski"],
        "as_of": "about 2007 (interview after March training)",
        "cycle": {"meetings": 1, "content": ["creating ideas"]},
        "source": ["Wywiad próbny"],
    },
    "programme_totals": [
        {
            "as_of": "2004-09",
            "counties_with_workshops": 15,
            "projects": 60,
            "source": ["Strona próbna"],
        },
        {"as_of": "about 2010", "projects_about": 300, "source": ["Strona próbna"]},
        {"as_of": None, "trained_specialists_active_in": "over 200 counties", "source": ["Inne"]},
    ],
}


@pytest.fixture
def register():
    """A county by its town, a city with the rights of a county, and namesakes."""
    voivodeship = CountyFactory(code="14", level=Territory.Level.VOIVODESHIP, name="MAZOWIECKIE")
    county = CountyFactory(code="1490", name="próbiński", parent=voivodeship)
    CommuneFactory(code="149001", name="Próbin", kind_digit="1", parent=county)
    CommuneFactory(code="149002", name="Próbin", kind_digit="2", parent=county)
    CountyFactory(code="1491", name="kowalski", parent=voivodeship)
    CountyFactory(code="3091", name="kowalski")
    for code, parent in (("149101", "1491"), ("309101", "3091")):
        CommuneFactory(
            code=code, name="Kowal", kind_digit="3", parent=Territory.objects.get(code=parent)
        )
    city = CountyFactory(code="1492", name="Grodów", kind=CITY)
    CommuneFactory(code="149201", name="Grodów", kind_digit="1", parent=city)
    CommuneFactory(code="149003", name="Wieś", kind_digit="2", parent=county)
    return county


@pytest.mark.parametrize(
    ("label", "voivodeship", "code"),
    [
        ("Próbin", "", "1490"),
        ("PRÓBIŃSKI", "", "1490"),
        ("Kowal", "", None),
        ("kowalski", "", None),
        ("kowalski", "14", "1491"),
        ("Grodów", "", None),
        ("Wieś", "", None),
        ("Nieznane", "", None),
    ],
)
def test_a_label_is_matched_when_it_means_one_county_only(register, label, voivodeship, code):
    found = Counties().match(label, voivodeship)
    assert (found.code if found else None) == code


def test_loading_twice_changes_nothing(register):
    assert programme.load(SAMPLE) == {"editions": 6, "matched": 4, "figures": 4}
    assert programme.load(SAMPLE) == {"editions": 6, "matched": 4, "figures": 4}
    assert EditionList.objects.count() == 2


def test_a_part_that_is_missing_leaves_what_stands(register):
    programme.load(SAMPLE)
    programme.load({Roll.MAZOVIA: SAMPLE[Roll.MAZOVIA]})
    assert (Edition.objects.count(), ProgrammeFigure.objects.count()) == (6, 4)


def test_a_key_that_nobody_knows_is_refused_and_nothing_is_lost(register):
    programme.load(SAMPLE)
    with pytest.raises(programme.CaseError, match="dragons"):
        programme.load({"programme_totals": [{"as_of": None, "dragons": 3, "source": ["x"]}]})
    assert ProgrammeFigure.objects.count() == 4


def test_repeats_are_named_as_repeats(client, register):
    programme.load(SAMPLE)
    rows = {
        (row.edition.label, str(row.edition.when)): row.again
        for printed in client.get(PAGE).context["lists"]
        for row in printed.rows
    }
    in_mazovia, in_network = Roll.MAZOVIA.label, Roll.NETWORK.label
    done = Edition.objects.get(label="próbiński").when
    assert rows["Próbin", "2003/2004"] == ["2000", f"{done} ({in_mazovia})"]
    assert rows["próbiński", str(done)] == [f"2003/2004 ({in_network})", f"2000 ({in_network})"]
    assert rows["Miasto Nieznane", "2003/2004"] == []


def test_figures_that_differ_stand_side_by_side_with_day_and_source(client, register):
    programme.load(SAMPLE)
    response = client.get(PAGE)
    figures = dict(response.context["figures"])
    projects = figures["projekty gospodarcze wypracowane na warsztatach"]
    assert [(line.number, line.as_of) for line in projects] == [
        ("60", "wrzesień 2004"),
        ("około 300", "około 2010 r."),
    ]
    workshops = figures["powiaty, w których odbyły się warsztaty"]
    assert [(line.number, line.ours) for line in workshops] == [("15", False), ("3", True)]
    specialists = figures["powiaty i gminy, w których działają przeszkoleni specjaliści"]
    assert [(line.number, line.as_of, line.source) for line in specialists] == [
        ("ponad 200", "", "Inne")
    ]


def test_the_page_says_who_matched_and_what_stays_a_label(client, register):
    programme.load(SAMPLE)
    page = client.get(PAGE).content.decode()
    assert "dopasowany przez nas" in page
    assert page.count(">niedopasowany</td>") == 2
    assert "Wywiad próbny" in page


def test_without_a_loaded_list_the_page_still_tells_of_the_programme(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    assert response.context["map"] is None
    assert "<table" not in response.content.decode()


def test_there_is_a_map_only_with_boundaries(client, register):
    programme.load(SAMPLE)
    assert client.get(PAGE).context["map"] is None
    square = [[[[20.0, 52.0], [20.1, 52.0], [20.1, 52.1], [20.0, 52.1], [20.0, 52.0]]]]
    boundaries.load({"3091": square})
    assert client.get(PAGE).context["map"] is None, "no list names the only county drawn"
    boundaries.load({"1490": square, "3091": square})
    response = client.get(PAGE)
    shades = {a.commune.code: (a.number, a.shade) for a in response.context["map"].areas}
    assert shades == {"1490": (3, 4), "3091": (0, 0)}
    assert "<title>próbiński: 3</title>" in response.content.decode()


@pytest.mark.parametrize("times", [1, 4])
def test_the_page_costs_the_same_for_any_number(
    client, register, times, django_assert_max_num_queries
):
    sample = json.loads(json.dumps(SAMPLE))
    sample[Roll.NETWORK]["by_year"] *= times
    programme.load(sample)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


@pytest.mark.parametrize(
    "read_records",
    [
        pytest.param(lambda: SAMPLE, id="sample"),
        pytest.param(lambda: json.loads(REAL.read_text()), id="real", marks=real),
    ],
)
def test_every_record_of_a_file_reads_back(read_records):
    records = read_records()
    programme.load(records)
    network, mazovia = (EditionList.objects.get(roll=roll) for roll in Roll)
    by_year = defaultdict(list)
    for edition in network.editions.all():
        by_year[edition.period].append(edition.label)
    assert {
        "by_year": [{"period": p, "counties": labels} for p, labels in by_year.items()],
        "note": network.note,
        "source": network.source.split("\n"),
    } == records[Roll.NETWORK]
    by_state = defaultdict(list)
    for edition in mazovia.editions.all():
        by_state[edition.state].append(edition.label)
    assert {
        **by_state,
        "as_of": mazovia.as_of,
        "cycle": mazovia.cycle,
        "source": mazovia.source.split("\n"),
    } == records[Roll.MAZOVIA]
    groups = defaultdict(dict)
    for figure in ProgrammeFigure.objects.all():
        groups[figure.group] |= {
            "as_of": figure.as_of or None,
            figure.key: figure.words or figure.value,
            "source": figure.source.split("\n"),
        }
    assert list(groups.values()) == records["programme_totals"]


def test_every_label_and_number_of_a_file_stands_on_the_page(client, register):
    programme.load(SAMPLE)
    page = client.get(PAGE).content.decode()
    for year in SAMPLE[Roll.NETWORK]["by_year"]:
        assert year["period"] in page
        for label in year["counties"]:
            assert label in page
    for printed in ("15", "60", "około 300", "ponad 200"):
        assert f'data-label="Ile">{printed}</td>' in page


def test_of_a_file_only_ambiguous_labels_stay_unmatched(register):
    programme.load(SAMPLE)
    unmatched = Edition.objects.filter(territory=None).order_by("label")
    assert [edition.label for edition in unmatched] == ["Kowal", "Miasto Nieznane"]
    matched = dict(Edition.objects.values_list("label", "territory__code"))
    assert (matched["Próbin (I etap)"], matched["kowalski"]) == ("1490", "1491")


@real
def test_every_label_and_number_of_the_real_file_stands_on_the_page(client):
    records = json.loads(REAL.read_text())
    programme.load(records)
    page = client.get(PAGE).content.decode()
    for year in records[Roll.NETWORK]["by_year"]:
        assert year["period"] in page
        for label in year["counties"]:
            assert label in page
    for printed in ("15", "60", "około 300", "56", "228", "kilka tysięcy", "29", "ponad 200"):
        assert f'data-label="Ile">{printed}</td>' in page


@real
@official
def test_in_the_whole_register_only_ambiguous_labels_stay_unmatched():
    load_terc(read(TERC.read_bytes()), source="TERC")
    programme.load(json.loads(REAL.read_text()))
    unmatched = Edition.objects.filter(territory=None).order_by("label")
    assert {edition.label for edition in unmatched} == {
        "Legnica",
        "Nowy Sącz",
        "Płock",
        "Tarnów",
        "Ząbkowice",
        "miasto Radomsko",
        "miasto i gmina Siedlce",
    }
    matched = dict(Edition.objects.values_list("label", "territory__name"))
    assert matched["Pisz"] == "piski"
    assert Edition.objects.get(label="ostrowski").territory_id == "1416"
