"""The official register, as published, and the step from one year to the next."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from counties import terc
from counties.loading import load
from counties.models import TercLoad, Territory
from tests.factories import CommuneFactory, PartnerFactory

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "data" / "terc"
HOSTILE = ROOT.parent / "shared" / "data" / "upload" / "xml"
DEMO = ROOT / "counties" / "data" / "terc_demo.csv"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official TERC files are absent")

HEAD = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\r\n"


def excerpt(*communes, year=2026):
    """A TERC file of county 1414 with these (number, kind digit, name)."""
    lines = [
        f"14;;;;MAZOWIECKIE;województwo;{year}-01-01",
        f"14;14;;;nowodworski;powiat;{year}-01-01",
    ]
    lines += [f"14;14;{no};{kind};{name};gmina {kind};{year}-01-01" for no, kind, name in communes]
    return terc.read(("\ufeff" + HEAD + "\r\n".join(lines) + "\r\n\r\n").encode())


@official
@pytest.mark.django_db
def test_the_step_from_2025_to_2026_is_exactly_the_seven_known_changes():
    load(terc.read((OFFICIAL / "TERC_Urzedowy_2025-11-18.zip").read_bytes()))

    report = load(terc.read((OFFICIAL / "TERC_Urzedowy_2026-01-08.csv").read_bytes()))

    with (OFFICIAL / "zmiany_gmin_2025_2026.csv").open(encoding="utf-8") as known:
        changes = list(csv.DictReader(known, delimiter=";"))
    kinds = {row["gmina6"] for row in changes if row["zmiana"] == "zmiana rodzaju"}
    names = {row["gmina6"] for row in changes if row["zmiana"] == "zmiana nazwy"}
    assert {line["code"] for line in report.kind_changed} == kinds
    assert {line["code"] for line in report.renamed} == names
    assert report.changes == len(changes) == 7
    assert Territory.objects.get(code="281205").name == "Bratian"
    assert Territory.objects.get(code="141214").kind_digit == "3"


@official
@pytest.mark.django_db
def test_the_whole_register_counts_as_gus_counts():
    report = load(terc.read((OFFICIAL / "TERC_Urzedowy_2026-01-08.zip").read_bytes()))

    assert report.counts == {"voivodeship": 16, "county": 380, "commune": 2479}
    assert Territory.objects.get(code="1465").kind == "miasto stołeczne, na prawach powiatu"
    assert Territory.objects.get(code="146501").name == "Warszawa"
    assert Territory.objects.get(code="14").name == "mazowieckie"
    nowodworski = Territory.objects.filter(parent="1414").values_list("name", flat=True)
    assert list(nowodworski) == [
        "Czosnów",
        "Leoncin",
        "Nasielsk",
        "Nowy Dwór Mazowiecki",
        "Pomiechówek",
        "Zakroczym",
    ]


@official
def test_xml_and_csv_say_the_same():
    with zipfile.ZipFile(OFFICIAL / "TERC_Urzedowy_2026-01-08.zip") as archive:
        xml = archive.read("TERC_Urzedowy_2026-01-08.xml")
        table = archive.read("TERC_Urzedowy_2026-01-08.csv")

    assert terc.read(xml) == terc.read(table)


@pytest.mark.django_db
def test_the_next_years_file_tells_what_was_renamed_added_abolished_and_changed_in_kind():
    load(
        excerpt(
            ("01", "1", "Nowy Dwór"), ("02", "2", "Czosnów"), ("03", "2", "Leoncin"), year=2025
        )
    )

    report = load(
        excerpt(("01", "1", "Nowy Dwór M."), ("03", "3", "Leoncin"), ("04", "2", "Nowa"))
    )

    assert [(line["code"], line["before"]) for line in report.renamed] == [("141401", "Nowy Dwór")]
    assert [(line["code"], line["before_kind"]) for line in report.kind_changed] == [
        ("141403", "gmina 2")
    ]
    assert [line["code"] for line in report.added] == ["141404"]
    assert [line["code"] for line in report.abolished] == ["141402"]
    assert report.changes == 4
    now = Territory.objects.communes().current().order_by("code").values_list("code", "name")
    assert list(now) == [("141401", "Nowy Dwór M."), ("141403", "Leoncin"), ("141404", "Nowa")]


def test_a_register_in_xml_says_the_same_as_in_csv():
    head, *lines = DEMO.read_text(encoding="utf-8-sig").splitlines()
    columns = head.split(";")
    rows = [
        "".join(
            f"<{name}>{cell}</{name}>" if cell else f"<{name}/>"
            for name, cell in zip(columns, line.split(";"), strict=True)
        )
        for line in lines
        if line
    ]
    body = "".join(f"<row>{row}</row>" for row in rows)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><teryt><catalog name="TERC">{body}</catalog></teryt>'
    assert terc.read(xml.encode()) == terc.read(DEMO.read_bytes())
    assert len(rows) >= 11


@official
@pytest.mark.django_db
def test_an_excerpt_abolishes_nothing_outside_its_counties():
    load(terc.read((OFFICIAL / "TERC_Urzedowy_2026-01-08.csv").read_bytes()))

    report = load(terc.read(DEMO.read_bytes()))

    assert report.changes == 0
    assert Territory.objects.current().communes().count() == 2479


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    first = load(terc.read(DEMO.read_bytes()))
    second = load(terc.read(DEMO.read_bytes()))

    assert (first.changes, second.changes) == (11, 0)
    assert Territory.objects.count() == 11
    assert TercLoad.objects.count() == 2


@pytest.mark.django_db
def test_a_commune_that_is_gone_is_abolished_with_its_partners_named(capsys, tmp_path):
    load(excerpt(("01", "1", "Nowy Dwór"), ("02", "2", "Czosnów"), year=2025))
    partner = PartnerFactory(name="Szkoła próbna", commune_id="141402")
    path = tmp_path / "terc.csv"
    path.write_text(HEAD + "14;14;01;1;Nowy Dwór;gmina 1;2026-01-01\n", encoding="utf-8")

    call_command("load_terc", path)

    assert f"partner concerned: {partner.pk} Szkoła próbna" in capsys.readouterr().out
    gone = Territory.objects.get(code="141402")
    assert gone.abolished_on.isoformat() == "2026-01-01"
    assert "141402" not in Territory.objects.current().values_list("code", flat=True)


@pytest.mark.django_db
def test_an_abolished_commune_may_come_back():
    load(excerpt(("01", "1", "A"), ("02", "2", "B"), year=2024))
    load(excerpt(("01", "1", "A"), year=2025))

    report = load(excerpt(("01", "1", "A"), ("02", "2", "B"), year=2026))

    assert [line["code"] for line in report.added] == ["141402"]
    assert Territory.objects.get(code="141402").abolished_on is None


@pytest.mark.django_db
def test_a_file_may_come_by_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DEMO.read_bytes())))
    call_command("load_terc", "-", verbosity=0)
    assert Territory.objects.communes().count() == 6


@pytest.mark.django_db
def test_without_a_file_nothing_is_loaded():
    with pytest.raises(CommandError, match="required"):
        call_command("load_terc")
    assert not Territory.objects.exists()


@pytest.mark.django_db
def test_a_dry_run_reports_and_changes_nothing(capsys):
    call_command("load_terc", DEMO, dry_run=True)

    assert "commune 6" in capsys.readouterr().out
    assert not Territory.objects.exists()
    assert not TercLoad.objects.exists()


@pytest.mark.django_db
def test_an_older_file_is_refused():
    load(excerpt(("01", "1", "A"), year=2026))

    with pytest.raises(terc.TercError):
        load(excerpt(("01", "1", "B"), year=2025))
    assert Territory.objects.get(code="141401").name == "A"


@pytest.mark.django_db
def test_a_failure_halfway_leaves_all_as_it_was(monkeypatch):
    load(excerpt(("01", "1", "A"), year=2025))
    monkeypatch.setattr(TercLoad.objects, "create", lambda **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load(excerpt(("01", "1", "B"), ("02", "2", "C"), year=2026))
    assert list(Territory.objects.communes().values_list("name", flat=True)) == ["A"]


@pytest.mark.django_db
def test_the_command_says_why_it_refuses(tmp_path):
    CommuneFactory()
    path = tmp_path / "obraz.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")

    with pytest.raises(CommandError):
        call_command("load_terc", path)


def zipped(name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


DTD = b'<!DOCTYPE t [<!ENTITY a "14">]><teryt><row><WOJ>&a;</WOJ></row></teryt>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name;nip\r\nx;1\r\n",
        HEAD.encode(),
        (HEAD + "14;14;01;1;A;gmina;tomorrow\r\n").encode(),
        (HEAD + "14;14;01;1;;gmina;2026-01-01\r\n").encode(),
        (HEAD + "xx;;;;A;gmina;2026-01-01\r\n").encode(),
        (HEAD + "14;14;01;1;A;g;2026-01-01\r\n14;14;01;2;B;g;2026-01-01\r\n").encode(),
        DTD,
        b"<teryt><row>",
        b"PK\x03\x04 torn",
        zipped("readme.txt", b"x"),
    ],
)
def test_what_is_no_register_is_refused_in_words(content):
    with pytest.raises(terc.TercError) as refusal:
        terc.read(content)
    assert str(refusal.value)


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are absent")
@pytest.mark.parametrize(
    "name", ["cyclic.xml", "quadratic.xml", "xmlbomb2.xml", "dtd_element.xml"]
)
def test_entity_bombs_are_refused(name):
    found = next((path for path in HOSTILE.iterdir() if path.name == name), None)
    if found is None:
        pytest.skip(f"{name} is absent")

    with pytest.raises(terc.TercError):
        terc.read(found.read_bytes())
