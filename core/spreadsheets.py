"""Reading tables that people made: CSV in any of the usual forms, and XLSX."""

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.cleaning import clean_cell

MOST_ROWS = 20_000
MOST_COLUMNS = 60
# An XLSX is a ZIP: this is what it may hold once it is unpacked.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2000
DELIMITERS = ";,\t|"
# What other programs leave at the start of a file: not a table, whatever its name says.
BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class SpreadsheetError(ValueError):
    """The file cannot be read as a table; says why in words."""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet as text, all equally long, blank rows at the end left out."""

    rows: list[list[str]]
    encoding: str = ""
    delimiter: str = ""


def check_size(size: int) -> None:
    """Refuse, with `SpreadsheetError`, a file of more than UPLOAD_LIMIT bytes, or of none."""
    if size > settings.UPLOAD_LIMIT:
        raise SpreadsheetError(
            _("The file has %(size)d MB. At most %(limit)d MB can be read; divide it.")
            % {"size": size // 2**20, "limit": settings.UPLOAD_LIMIT // 2**20}
        )
    if not size:
        raise SpreadsheetError(_("The file is empty."))


def read(content: bytes) -> Table:
    """Read a CSV or XLSX file. What it is, its content says, not its name.

    Raises `SpreadsheetError`.
    """
    check_size(len(content))
    if content.startswith(OLD_EXCEL):
        raise SpreadsheetError(_("This is an old Excel file (.xls). Save it as .xlsx or CSV."))
    if content.startswith(BINARY):
        raise SpreadsheetError(_("This is not a table. Choose a CSV or XLSX file."))
    table = _read_xlsx(content) if content.startswith(b"PK") else _read_csv(content)
    rows = _trimmed(table.rows)
    if not rows:
        raise SpreadsheetError(_("The file holds no rows."))
    return Table(rows, table.encoding, table.delimiter)


def _trimmed(rows):
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise SpreadsheetError(
            _("The file has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS}
        )
    width = min(max((_filled(row) for row in rows), default=0), MOST_COLUMNS)
    # No database keeps a NUL; its stand-in is refused by the checks of names.
    return [
        [clean_cell(cell.replace("\x00", "\ufffd")) for cell in (row + [""] * width)[:width]]
        for row in rows
    ]


def _filled(row):
    """How many cells there are up to the last one with something in it."""
    return next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)


# --- CSV -------------------------------------------------------------------------


def _read_csv(content):
    text, encoding = _decoded(content)
    first, _rest, after = text.partition("\n")
    told = ""
    if first.lower().startswith("sep="):
        # Excel's own hint about the delimiter.
        told, text = first.strip()[4:5], after
    delimiter = told or _delimiter(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = []
        for row in reader:
            rows.append([cell.strip() for cell in row])
            if len(rows) > MOST_ROWS + 1000:
                break
    except csv.Error as error:
        raise SpreadsheetError(_("The file cannot be read as CSV.")) from error
    return Table(rows, encoding, delimiter)


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as_text(content, "utf-16"), "utf-16"
    if content.count(b"\x00") > len(content) // 20:
        raise SpreadsheetError(_("This is not a table. Choose a CSV or XLSX file."))
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        encoding = _polish_encoding(content)
    return _as_text(content, encoding), encoding


def _as_text(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SpreadsheetError(
            _("The letters of the file cannot be read. Save it as UTF-8.")
        ) from error


def _polish_encoding(content):
    """CP1250 (Windows) or ISO 8859-2: they differ in six Polish letters only."""
    windows = sum(content.count(bytes([byte])) for byte in b"\xa5\x8c\x8f\xb9\x9c\x9f")
    iso = sum(content.count(bytes([byte])) for byte in b"\xa1\xa6\xac\xb1\xb6\xbc")
    return "iso8859-2" if iso > windows else "cp1250"


def _delimiter(text):
    """The delimiter that cuts most of the first lines into the same number of columns."""
    sample = text[:20_000].splitlines()[:60]

    def regular(delimiter):
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        wide = [width for width in widths if width > 1]
        usual = max(set(wide), key=wide.count, default=0)
        return wide.count(usual) * min(usual, 20)

    try:
        return max(DELIMITERS, key=regular)
    except csv.Error as error:
        raise SpreadsheetError(_("The file cannot be read as CSV.")) from error


# --- XLSX ------------------------------------------------------------------------


def _read_xlsx(content):
    import openpyxl  # noqa: PLC0415 - 0.4 s that only the import of an XLSX file needs
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - with it

    _check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return Table(_first_filled(book))
        finally:
            book.close()
    except SpreadsheetError:
        raise
    # openpyxl raises whatever its parsers meet in a broken file.
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError,
        AttributeError, SyntaxError, OSError, EOFError, RuntimeError, NotImplementedError,
    ) as error:  # fmt: skip
        raise SpreadsheetError(_("The file is damaged: it cannot be read as XLSX.")) from error


def _check_archive(content):
    """Refuse archives that are no workbook, unpack to too much, or declare entities."""
    broken = SpreadsheetError(_("The file is damaged: it cannot be read as XLSX."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise SpreadsheetError(
                    _("Unpacked, the file is far too large to be a list of people.")
                )
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise SpreadsheetError(_("This is not a table. Choose a CSV or XLSX file."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _refuse_entities(stream)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, EOFError) as error:
        raise broken from error
    except (NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, SpreadsheetError):
            raise
        raise broken from error


def _refuse_entities(stream):
    # A document type stands before the first element; XML that is not in the
    # encoding of all workbooks cannot be searched for it and is refused too.
    head = stream.read(64 * 1024)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SpreadsheetError(_("The file defines entities: no spreadsheet program does that."))


def _first_filled(book):
    for sheet in book.worksheets:
        # The size that a sheet claims to have is often wrong.
        sheet.reset_dimensions()
        rows = []
        for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            rows.append([_text(value) for value in row])
            if len(rows) > MOST_ROWS + 1000:
                break
        if any(any(row) for row in rows):
            return rows
    return []


def _text(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value).strip()
