"""Downloads: right in a Polish Excel, without formulas, noted in the journal."""

import csv
import io

import openpyxl
import pytest

from core.exports import plain, unplain
from journal.models import Entry
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, RoleFactory

pytestmark = pytest.mark.django_db
PARTNERS = "/biuro/partnerzy/pobierz/"
PEOPLE = "/biuro/osoby/pobierz/"
NASTY = ["=1+1", "+48 22 775 12 34", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]


def table(response):
    text = b"".join(response.streaming_content)
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in text
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_filtered_partners_come_as_csv(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county, name="Łąck")
    PartnerFactory(
        partnership=cast.partnership, name="Żabka; próbna", sector="business", commune=commune
    )

    rows = table(office.post(f"/en{PARTNERS}?sector=business", {"format": "csv"}))

    head, (row,) = rows[0], rows[1:]
    told = dict(zip(head, row, strict=True))
    assert told["Name"] == "Żabka; próbna"
    assert (told["Sector"], told["Commune"], told["TERC code"]) == ("business", "Łąck", commune.pk)


def test_an_export_is_journalled_with_who_what_and_how_many(office, cast):
    response = office.post(f"{PEOPLE}?role=current&nonsense=1", {"format": "csv"})

    rows = table(response)
    entry = Entry.objects.get(verb="people exported")
    assert entry.actor == cast.officer
    assert entry.partnership == cast.partnership
    assert entry.after == {"rows": len(rows) - 1, "format": "csv", "filter": {"role": "current"}}


@pytest.mark.parametrize("nasty", NASTY)
def test_no_cell_becomes_a_formula_and_each_reads_back(nasty):
    assert plain(nasty).startswith("'")
    assert unplain(plain(nasty)) == nasty


@pytest.mark.parametrize("kind", ["Jan", "'quoted'", "", None, 5])
def test_ordinary_cells_stay_as_they_are(kind):
    assert plain(kind) == ("" if kind is None else str(kind))


def test_a_workbook_holds_text_only_and_the_phone_as_people_write_it(office, cast):
    RoleFactory(
        partner=cast.partner,
        function="=HYPERLINK(1)",
        person__last_name="Aaa",
        person__phone="+48 22 775 12 34",
        person__first_name="https://x.example",
    )

    response = office.post(PEOPLE, {"format": "xlsx"})

    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cells = {cell.value: cell.data_type for row in book.active.rows for cell in row if cell.value}
    assert cells["=HYPERLINK(1)"] == "s"
    assert cells["+48 22 775 12 34"] == "s"
    assert set(cells.values()) == {"s"}


def test_each_function_is_a_row_and_an_idle_person_has_one_too(office, cast):
    role = RoleFactory(partner=cast.partner, person__last_name="Dwojga")
    RoleFactory(person=role.person, partner=PartnerFactory(partnership=cast.partnership))
    RoleFactory(partner=cast.partner, until="2020-01-01", person__last_name="Dawna")

    rows = table(office.post(PEOPLE, {"format": "csv"}))

    names = [row[1] for row in rows]
    assert names.count("Dwojga") == 2
    assert [row[7] for row in rows if row[1] == "Dawna"] == [""]


def test_nothing_of_another_office_is_exported(office, cast):
    RoleFactory(partner__partnership=cast.foreign, person__last_name="Cudza")

    assert "Cudza" not in str(table(office.post(PEOPLE, {"format": "csv"})))


@pytest.mark.parametrize("address", [PEOPLE, PARTNERS])
def test_an_export_asks_for_a_proof_first(office, address):
    session = office.session
    for record in session["account_authentication_methods"]:
        record["at"] = 0
    session.save()

    response = office.post(address, {"format": "csv"})

    assert "reauthenticate" in response.url
    assert not Entry.objects.filter(verb__endswith="exported").exists()


@pytest.mark.parametrize("form", ["pdf", "", "csv'"])
def test_an_unknown_format_is_refused(office, form):
    assert office.post(PEOPLE, {"format": form}).status_code == 400


def test_a_filter_that_is_wrong_exports_nothing(office):
    assert office.post(f"{PEOPLE}?sector=xyz", {"format": "csv"}).status_code == 400


def test_an_auditor_takes_nothing_away(cast):
    assert client_of(cast.auditor).post(PEOPLE, {"format": "csv"}).status_code == 403
