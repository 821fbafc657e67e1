"""Tables are read in a sandbox: a small file that unfolds harms nobody."""

import contextlib
import io
import resource
import time
import zipfile

import openpyxl
import pytest

from documents import spreadsheets

CELLS = '<c r="{0}1" t="inlineStr"><is><t>próba</t></is></c>'


def workbook(change=None, sheets=1):
    """The bytes of an XLSX file, its parts changed by `change(name, content)`."""
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Imię", "Nazwisko"])
    for _number in range(1, sheets):
        book.create_sheet()
    book.save(kept)
    packed = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(name, content) if change else content)
    return packed.getvalue()


def unfolding(name, content):
    """Millions of cells in the first sheet, which pack into some kilobytes."""
    if name != "xl/worksheets/sheet1.xml":
        return content
    row = b"<row>" + b'<c t="str"><v>a</v></c>' * 2000 + b"</row>"
    begun = content.index(b"<sheetData>") + len(b"<sheetData>")
    return content[:begun] + row * 1300 + content[begun:]


def test_a_small_file_that_unfolds_is_read_or_refused_in_bounded_time_and_memory(monkeypatch):
    """The same file took minutes and gigabytes in the portal's own process."""
    monkeypatch.setattr(spreadsheets, "TIMEOUT", 4)
    bomb = workbook(unfolding)
    assert len(bomb) < 400_000
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with contextlib.suppress(spreadsheets.SpreadsheetError):
        assert len(spreadsheets.read(bomb).rows) <= spreadsheets.MOST_ROWS
    assert time.monotonic() - begun < spreadsheets.TIMEOUT + 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_a_reader_that_does_not_come_back_is_ended_and_told_of_in_words(monkeypatch):
    monkeypatch.setattr(spreadsheets, "TIMEOUT", 0.01)
    with pytest.raises(spreadsheets.SpreadsheetError, match="zbyt"):
        spreadsheets.read(workbook())


def test_only_so_many_sheets_are_looked_through():
    def last_only(name, content):
        return content.replace(b"Imi", b"") if name == "xl/worksheets/sheet1.xml" else content

    assert spreadsheets.read(workbook(last_only, sheets=60)).rows


def test_a_table_that_is_read_is_clean():
    table = spreadsheets.read("Imię;Nazwisko\nJa\xadn\xa0;Pró\u200bbny\n".encode())
    assert table.rows[1] == ["Jan", "Próbny"]
