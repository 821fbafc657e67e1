"""What stands in a file, and what is no list at all."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from documents import spreadsheets
from members.models import ImportRun
from tests.members.lists import UPLOAD, codes, imported, upload

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.django_db


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 90_000_000)
    return packed.getvalue()


def entities():
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    packed = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text
            new.writestr(part.filename, text)
    return packed.getvalue()


def zipped():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\r\n\r\n ; ;\r\n", "no rows"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a table"),
        (b"%PDF-1.7", "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (bytes(1000), "not a table"),
        (b"PK\x03\x04 torn", "damaged"),
        (zipped(), "not a table"),
        (entities(), "entities"),
        (b"a;b\n" * 21_000, "rows"),
        (b'a;"' + b"x" * 200_000, "CSV"),
        ("a;b\n".encode("utf-16")[:-1], "letters"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(office, content, words):
    response = office.post(f"/en{UPLOAD}", {"file": upload(content)})

    assert words in str(response.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(office):
    response = office.post(f"/en{UPLOAD}", {"file": upload(bomb(), name="lista.xlsx")})

    assert "far too large" in str(response.context["form"].errors["file"])


def test_a_file_over_the_limit_is_refused_with_both_sizes(office, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024

    response = office.post(f"/en{UPLOAD}", {"file": upload(b"a;b\n" * 1_000_000)})

    assert "has 3 MB. At most 1 MB" in str(response.context["form"].errors["file"])


def test_control_characters_and_endless_names_are_faults_of_their_row(cast):
    text = (
        "Imię;Nazwisko\nJa\x00n;Próbny\n" + "x" * 10_000 + ";Próbna\nEwa;Pr\x07óba\nJan;Próbny\n"
    )

    run = imported(cast, text)

    assert [codes(run, number) for number in (2, 3, 4, 5)] == [
        ["control"],
        ["too_long"],
        ["control"],
        [],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_letters_and_columns_come_through_in_every_usual_form(encoding, delimiter):
    text = "Imię;Nazwisko;Gmina\r\nŻaneta;Ślązak;Pomiechówek\r\nĆwiek;Źdźbło;Łąck\r\n"

    table = spreadsheets.read(text.replace(";", delimiter).encode(encoding))

    assert table.rows[1] == ["Żaneta", "Ślązak", "Pomiechówek"]
    assert table.rows[2][2] == "Łąck"


@pytest.mark.skipif(not SHARED.exists(), reason="the sample files are absent")
def test_a_real_file_in_windows_letters_equals_its_unicode_twin():
    folder = SHARED / "unemployment"
    table = spreadsheets.read((folder / "bezrobotni_powiaty_2013.orig.cp1250.csv").read_bytes())

    assert (table.encoding, table.delimiter) == ("cp1250", ",")
    assert table.rows[1][0] == "DOLNOŚLĄSKIE"
    names = {row[1] for row in table.rows}
    assert {"Żarski", "Łęczyński"} <= names or any("ś" in name for name in names)


def test_a_workbook_gives_text_without_decimal_points():
    book = openpyxl.Workbook()
    book.active.append(["Imię", "NIP", "Tel", None])
    book.active.append(["Jan", 5260250274, 600100200.0, None])
    book.active.append([None, None, None, None])
    kept = io.BytesIO()
    book.save(kept)

    table = spreadsheets.read(kept.getvalue())

    assert table.rows == [["Imię", "NIP", "Tel"], ["Jan", "5260250274", "600100200"]]


def test_excel_tells_its_delimiter():
    assert spreadsheets.read(b"sep=,\r\na;b,c\r\n").rows == [["a;b", "c"]]
