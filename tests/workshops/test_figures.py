"""The diagnosis sheet is loaded from a file, whole or not at all."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from documents.spreadsheets import SpreadsheetError
from journal.models import Entry
from tests.factories import CommuneFactory
from tests.workshops.factories import make_cycle
from workshops.actions.figures import load
from workshops.selectors.diagnosis import tables

pytestmark = pytest.mark.django_db
HEADER = "Gmina;Wskaźnik;Wartość;Jednostka;Stan na;Źródło\n"


@pytest.fixture
def made(cast):
    cycle = make_cycle(cast.partnership, public=True)
    CommuneFactory(parent=cast.partnership.county, code="149901", name="Próbowo")
    CommuneFactory(parent=cast.partnership.county, code="149902", name="Łęczno")
    return cycle


def sheet(*rows):
    return (HEADER + "\n".join(rows)).encode("cp1250")


def test_figures_of_communes_and_the_county_read_back_with_source_and_day(made, client):
    content = sheet(
        "łęczno;Bezrobotni;1 234,5;osoby;31.12.2025;dane próbne",
        "1499012;Bezrobotni;80;osoby;2025-12-31;dane próbne",
        ";Bezrobotni;1314,5;osoby;2025-12-31;dane próbne",
    )
    assert load(cycle=made, content=content, actor=None) == (3, [])
    (table,) = tables(made)
    assert {name: float(value) for name, value in table["rows"]} == {
        "Łęczno": 1234.5,
        "Próbowo": 80.0,
        "cały powiat": 1314.5,
    }
    text = client.get(made.get_absolute_url()).content.decode()
    assert "dane próbne" in text
    assert "31 grudnia 2025" in text


def test_the_same_figure_again_is_replaced(made):
    for value in ("5", "7"):
        load(cycle=made, content=sheet(f"Próbowo;Stopa;{value};%;2025-12-31;próba"), actor=None)
    assert [float(row.value) for row in made.figures.all()] == [7.0]


def test_one_wrong_row_and_nothing_is_taken(made, office):
    content = sheet(
        "Próbowo;Stopa;5;%;2025-12-31;próba",
        "Obce;Stopa;5;%;2025-12-31;próba",
        "Próbowo;Stopa;pięć;%;2025-12-31;próba",
        "Próbowo;Stopa;5;%;wczoraj;próba",
        "Próbowo;Stopa;5;%;2025-12-31;",
    )
    file = SimpleUploadedFile("diagnoza.csv", content)
    text = office.post(f"/biuro/warsztaty/{made.pk}/diagnoza/", {"file": file}).content.decode()
    for words in ("Wiersz 3: tej gminy nie ma w powiecie: Obce", "Wiersz 4", "Wiersz 5"):
        assert words in text
    assert "Wiersz 6" in text
    assert "Wiersz 2" not in text
    assert not made.figures.exists()


def test_a_day_that_lies_ahead_is_refused(made):
    count, wrong = load(
        cycle=made, content=sheet("Próbowo;Stopa;5;%;2999-01-01;próba"), actor=None
    )
    assert count == 0
    assert wrong
    ahead = localdate() + dt.timedelta(days=3)
    _count, wrong = load(cycle=made, content=sheet(f"Próbowo;Stopa;5;%;{ahead};próba"), actor=None)
    assert "ten dzień jeszcze nie nadszedł" in wrong[0]


def test_a_wrong_figure_leaves_the_sheet_with_a_reason(made, office):
    content = sheet("Próbowo;Stopa;5;%;2025-12-31;próba", "Łęczno;Stopa;6;%;2025-12-31;próba")
    load(cycle=made, content=content, actor=None)
    load(cycle=made, content=sheet("Próbowo;Inna;7;%;2025-12-31;próba"), actor=None)
    figure = made.figures.filter(name="Stopa").first()
    url = reverse("workshops:office_figure_drop", args=[figure.pk])
    page = reverse("workshops:office_figures", args=[made.pk])
    assert url in office.get(page).content.decode()
    assert office.post(url, {"reason": " "}).context["form"].errors["reason"]
    assert office.post(url, {"reason": "Zła kolumna."}).url == page
    assert [row.name for row in made.figures.all()] == ["Inna"]
    assert Entry.objects.get(verb="figure removed").before["rows"] == 2
    assert office.post(url, {"reason": "Zła kolumna."}).status_code == 404


def test_a_file_without_the_columns_is_refused_in_words(made, office):
    with pytest.raises(SpreadsheetError):
        load(cycle=made, content=b"a;b;c\n1;2;3\n", actor=None)
    file = SimpleUploadedFile("diagnoza.pdf", b"%PDF-1.7")
    answer = office.post(f"/biuro/warsztaty/{made.pk}/diagnoza/", {"file": file})
    assert answer.context["form"].errors["file"]
