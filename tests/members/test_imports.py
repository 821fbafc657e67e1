"""Lists of people as offices have them, from the upload to the register."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import spreadsheets
from core.models import WrongStepError
from journal.models import Entry
from members import importing
from members.choices import ImportStatus, Verdict
from members.imports.columns import guess_field, guess_header
from members.imports.judge import Options
from members.models import ImportRun, Partner, Person, Role
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory, RoleFactory

UPLOAD = "/biuro/osoby/import/"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

LIST = """Lista uczestników spotkania;;;;;
Powiatowy Urząd Pracy (próbny), stan na 1.03.2026;;;;;
;;;;;
Lp.;Nazwisko i imię;Instytucja;Tel.;Adres e-mail;Stanowisko
1;Żółć Grażyna;Cech próbny;22 775 12 34;g.zolc@cech.example;starsza cechu
2;Próbny Łukasz;Cech próbny;600-100-200 / 601 100 200;lukasz@cech.example; lukasz2@cech.example;czeladnik
3;Żółć Grażyna;Cech próbny;;G.Zolc@cech.example;starsza cechu
4;;Cech próbny;;sekretariat@cech.example;
5;Próbna Ewa;Cech próbny;123;ewa@cech.example;
6;Próbna Anna;Nieznana fundacja;;anna@fundacja.example;prezes
"""
# The list of addresses in row 2 was quoted, as a spreadsheet does.
LIST = LIST.replace(
    "lukasz@cech.example; lukasz2@cech.example", '"lukasz@cech.example; lukasz2@cech.example"'
)

pytestmark = pytest.mark.django_db


def upload(text, name="lista.csv", encoding="cp1250"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return SimpleUploadedFile(name, content)


def run_of(cast, text, options=None, **kwargs):
    """A list that is uploaded, mapped as guessed, and checked."""
    run = importing.start(
        partnership=cast.partnership, actor=cast.officer, file=upload(text, **kwargs)
    )
    importing.set_columns(run, mapping=run.mapping, options=options or Options())
    importing.check(run)
    run.refresh_from_db()
    return run


def imported(cast, text, options=None, **kwargs):
    run = run_of(cast, text, options, **kwargs)
    importing.confirm(run=run, actor=cast.officer)
    importing.take_all(run)
    run.refresh_from_db()
    return run


@pytest.fixture
def guild(cast):
    return PartnerFactory(partnership=cast.partnership, name="Cech próbny", sector="business")


def verdicts(run):
    return dict(run.rows.values_list("number", "verdict"))


def codes(run, number):
    return [code for code, _params in run.rows.get(number=number).notes]


def test_a_real_list_is_sorted_into_good_duplicate_and_faulty(cast, guild):
    run = run_of(cast, LIST)

    assert run.header_row == 4
    assert verdicts(run) == {
        5: Verdict.GOOD, 6: Verdict.GOOD, 7: Verdict.DUPLICATE, 8: Verdict.FAULTY,
        9: Verdict.FAULTY, 10: Verdict.FAULTY,
    }  # fmt: skip
    assert codes(run, 6) == ["first_email", "first_phone"]
    assert codes(run, 7) == ["same_as"]
    assert codes(run, 8) == ["no_name"]
    assert codes(run, 9) == ["phone"]
    assert codes(run, 10) == ["no_partner"]
    assert not Person.objects.filter(last_name="Żółć").exists()


def test_confirming_adds_the_good_rows_only(cast, guild):
    imported(cast, LIST)

    person = Person.objects.get(email="g.zolc@cech.example")
    assert (person.first_name, person.last_name) == ("Grażyna", "Żółć")
    assert person.phone == "+48 22 775 12 34"
    role = Role.objects.get(person=person)
    assert (role.partner, role.function) == (guild, "starsza cechu")
    assert Role.objects.filter(partner=guild).count() == 2
    assert Person.objects.found_by("zolc").get() == person
    assert Entry.objects.get(verb="people imported").after["done"] == 2


def test_the_same_file_again_changes_nothing(cast, guild):
    imported(cast, LIST, Options(add_partners=True, sector="social", kind="foundation"))
    before = Person.objects.count(), Role.objects.count(), Partner.objects.count()

    again = imported(cast, LIST, Options(add_partners=True, sector="social", kind="foundation"))

    assert (Person.objects.count(), Role.objects.count(), Partner.objects.count()) == before
    assert again.counted()[Verdict.DONE] == 0


def test_an_old_list_does_not_call_back_who_has_gone(cast, guild):
    imported(cast, LIST)
    Role.objects.filter(partner=guild).update(until="2026-01-01")

    imported(cast, LIST)

    assert not Role.objects.today().filter(partner=guild).exists()


def test_two_clicks_confirm_once(cast, guild):
    run = run_of(cast, LIST)
    twin = ImportRun.objects.get(pk=run.pk)

    importing.confirm(run=run, actor=cast.officer)
    with pytest.raises(WrongStepError):
        importing.confirm(run=twin, actor=cast.officer)


def test_taking_in_twice_adds_once(cast, guild):
    run = imported(cast, LIST)
    importing.take_all(run)

    assert Person.objects.filter(email="g.zolc@cech.example").count() == 1
    assert Entry.objects.filter(verb="people imported").count() == 1


def test_two_officers_with_the_same_list_add_each_person_once(cast, guild):
    first, second = run_of(cast, LIST), run_of(cast, LIST)
    for run in (first, second):
        importing.confirm(run=run, actor=cast.officer)
    for run in (first, second):
        importing.take_all(run)

    assert Person.objects.filter(email="g.zolc@cech.example").count() == 1
    assert second.counted()[Verdict.DUPLICATE] == 3


def test_work_that_was_killed_between_chunks_goes_on_where_it_stopped(cast, guild, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    run = run_of(cast, LIST)
    importing.confirm(run=run, actor=cast.officer)
    importing.take_chunk(run)

    importing.take_all(ImportRun.objects.get(pk=run.pk))

    assert Role.objects.filter(partner=guild).count() == 2


def test_a_new_organisation_comes_once_with_its_commune(cast):
    commune = CommuneFactory(parent=cast.partnership.county, name="Pomiechówek")
    text = (
        "Imię,Nazwisko,Firma,Gmina,Sektor,Rodzaj\n"
        "Jan,Próbny,Piekarnia próbna,gm. Pomiechówek,biznes,firma\n"
        "Anna,Próbna,piekarnia PRÓBNA,Pomiechowek,biznes,pracodawca\n"
        "Ewa,Próbna,Inna,Kraków,biznes,firma\n"
    )

    run = imported(cast, text, Options(add_partners=True))

    partner = Partner.objects.get(name="Piekarnia próbna")
    assert (partner.commune, partner.sector, partner.kind) == (commune, "business", "employer")
    assert partner.status == "contact"
    assert partner.roles.count() == 2
    assert codes(run, 4) == ["commune"]
    assert not Partner.objects.filter(name="Inna").exists()


def test_the_nip_decides_which_organisation_is_meant(cast):
    partner = PartnerFactory(partnership=cast.partnership, name="Izba", nip="5260250274")
    text = "Imię;Nazwisko;Organizacja;NIP\nJan;Próbny;Inna nazwa;526-025-02-74\nA;B;C;5260250275\n"

    run = imported(cast, text)

    assert Role.objects.get(person__last_name="Próbny").partner == partner
    assert codes(run, 3) == ["nip"]


def test_a_known_person_gets_only_the_new_function(cast, guild):
    person = PersonFactory(
        partnership=cast.partnership, first_name="Grażyna", last_name="Żółć",
        email="g.zolc@cech.example",
    )  # fmt: skip

    imported(cast, LIST)

    assert Person.objects.filter(last_name="Żółć").count() == 1
    assert Role.objects.get(person=person).partner == guild


def test_what_the_export_wrote_is_read_back_unchanged(cast, office, guild):
    person = RoleFactory(partner=guild, function="=CMD()", since="2020-01-01").person
    person.phone = "+48 22 775 12 34"
    person.save()
    RoleFactory(person=person, partner=cast.partner)
    for language in ("", "/en"):
        for form in ("csv", "xlsx"):
            response = office.post(f"{language}/biuro/osoby/pobierz/", {"format": form})
            content = b"".join(response.streaming_content)
            run = run_of(cast, content, name=f"osoby.{form}")

            assert set(verdicts(run).values()) == {Verdict.DUPLICATE}, (language, form)
            assert len(verdicts(run)) == 5


def test_the_export_fills_an_empty_register_the_same(cast, office, guild):
    RoleFactory(
        partner=guild, function="prezes", since="2020-01-01", person__phone="+48 22 775 12 34"
    )
    content = b"".join(office.post("/biuro/osoby/pobierz/", {"format": "csv"}).streaming_content)
    Role.objects.all().delete()
    Person.objects.all().delete()

    run = imported(cast, content)

    assert run.counted()[Verdict.DONE] == 4
    role = Role.objects.get(since="2020-01-01")
    assert (role.since.isoformat(), role.person.phone) == ("2020-01-01", "+48 22 775 12 34")


def test_the_whole_way_through_the_pages(office, guild):
    page = office.post(UPLOAD, {"file": upload(LIST)}, follow=True)
    run = ImportRun.objects.get()
    assert page.context["form"].columns[1].value() == "reversed_name"

    data = {f"column_{number}": field for number, field in run.mapping.items()}
    preview = office.post(f"{UPLOAD}{run.pk}/kolumny/", data | {"header_row": 4}, follow=True)
    assert preview.context["counts"] == {"good": 2, "duplicate": 1, "faulty": 3, "done": 0}
    assert "123" in preview.content.decode()

    office.post(f"{UPLOAD}{run.pk}/potwierdz/")
    result = office.post(f"{UPLOAD}{run.pk}/potwierdz/", follow=True)
    assert result.context["counts"]["done"] == 2
    assert Role.objects.filter(partner=guild).count() == 2

    faulty = b"".join(office.get(f"{UPLOAD}{run.pk}/bledne/").streaming_content)
    rows = list(csv.reader(io.StringIO(faulty.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Lp.", "Nazwisko i imię"]
    assert [row[0] for row in rows[1:]] == ["4", "5", "6"]
    assert all(row[-1] for row in rows)


def test_columns_that_are_mixed_up_are_put_right_on_the_screen(office, cast):
    office.post(UPLOAD, {"file": upload("a;b;c\nPróbna;Ewa;ewa@x.example\n")})
    run = ImportRun.objects.get()
    url = f"{UPLOAD}{run.pk}/kolumny/"
    assert (run.header_row, run.mapping) == (0, {})

    nothing = office.post(url, {"header_row": 0})
    assert nothing.context["form"].non_field_errors()
    twice = office.post(url, {"header_row": 0, "column_0": "email", "column_2": "email"})
    assert twice.context["form"].non_field_errors()
    moved = office.post(url, {"header_row": 1}, follow=True)
    assert moved.context["run"].header == ["a", "b", "c"]
    columns = {"column_0": "last_name", "column_1": "first_name", "column_2": "email"}
    office.post(url, columns | {"header_row": 1})
    office.post(f"{UPLOAD}{run.pk}/potwierdz/")

    assert str(Person.objects.get(email="ewa@x.example")) == "Ewa Próbna"


def test_long_work_is_left_to_the_worker_and_can_be_gone_on_with_here(
    office, guild, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    poked = []
    monkeypatch.setattr("members.tasks.work_on_import.delay", poked.append)
    office.post(UPLOAD, {"file": upload(LIST)})
    run = ImportRun.objects.get()
    data = {f"column_{number}": field for number, field in run.mapping.items()}

    with django_capture_on_commit_callbacks(execute=True):
        page = office.post(f"{UPLOAD}{run.pk}/kolumny/", data | {"header_row": 4}, follow=True)
    assert (page.context["working"], poked) == (True, [run.pk])
    office.post(f"{UPLOAD}{run.pk}/dalej/")
    office.post(f"{UPLOAD}{run.pk}/potwierdz/")
    assert office.get(f"{UPLOAD}{run.pk}/").context["working"]
    office.post(f"{UPLOAD}{run.pk}/dalej/")
    office.post(f"{UPLOAD}{run.pk}/dalej/")

    run.refresh_from_db()
    assert run.status == ImportStatus.DONE


def test_a_dropped_list_is_erased(office, guild):
    office.post(UPLOAD, {"file": upload(LIST)})
    run = ImportRun.objects.get()

    office.post(f"{UPLOAD}{run.pk}/odrzuc/")
    office.post(f"{UPLOAD}{run.pk}/odrzuc/")

    run.refresh_from_db()
    assert run.status == ImportStatus.DROPPED
    assert Entry.objects.filter(verb="import dropped").count() == 1


def test_an_import_of_another_office_is_not_found(cast, guild):
    run = run_of(cast, LIST)
    stranger = client_of(cast.foreign_officer)

    for part in ("", "kolumny/", "bledne/"):
        assert stranger.get(f"{UPLOAD}{run.pk}/{part}").status_code == 404
    for part in ("potwierdz/", "dalej/", "odrzuc/", "kolumny/"):
        assert stranger.post(f"{UPLOAD}{run.pk}/{part}").status_code == 404
    assert run.status == ImportStatus.CHECKED


# --- what cannot be read -----------------------------------------------------------


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
        ["control"], ["too_long"], ["control"], []
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nazwisko i imię", "reversed_name"),
        ("Imię i nazwisko:", "full_name"),
        ("NAZWISKO", "last_name"),
        ("E-MAIL", "email"),
        ("Adres e-mail *", "email"),
        ("Telefon komórkowy", "phone"),
        ("Nazwa instytucji", "partner"),
        ("Gmina", "commune"),
        ("Kod TERC", "terc"),
        ("Sektor", "sector"),
        ("Stanowisko służbowe", "function"),
        ("NIP", "nip"),
        ("Lp.", ""),
        ("", ""),
    ],
)
def test_headings_are_understood(heading, field):
    assert guess_field(heading) == field


def test_a_list_without_headings_has_none():
    assert guess_header([["Próbny", "Jan"], ["Próbna", "Ewa"]]) == 0
