"""Tables that people made: CSV in any of the usual forms, and XLSX.

They are read in the sandbox (`table_reader.py`), with limits of time, memory, sheets and cells:
a small file may unfold into gigabytes.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.cleaning import clean_cell
from documents import sandbox

READER = Path(__file__).with_name("table_reader.py")
MOST_ROWS = 20_000  # as the reader has it
TIMEOUT = 40  # seconds by the clock on the wall, twice what the reader may reckon

REASONS = {
    "old excel": _("This is an old Excel file (.xls). Save it as .xlsx or CSV."),
    "no table": _("This is not a table. Choose a CSV or XLSX file."),
    "no rows": _("The file holds no rows."),
    "no csv": _("The file cannot be read as CSV."),
    "letters": _("The letters of the file cannot be read. Save it as UTF-8."),
    "broken": _("The file is damaged: it cannot be read as XLSX."),
    "unpacked": _("Unpacked, the file is far too large to be a list of people."),
    "entities": _("The file defines entities: no spreadsheet program does that."),
    "too heavy": _("The table is too large to be read safely. Leave one sheet and divide it."),
}


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
    with tempfile.TemporaryDirectory(prefix="table-") as folder:
        source, place = Path(folder, "source"), Path(folder, "rows")
        source.write_bytes(content)
        found = sandbox.inspect("table", source, place, program=READER, timeout=TIMEOUT)
        if code := found.get("refused"):
            raise SpreadsheetError(_reason(code))
        rows = json.loads(place.read_text(encoding="ascii"))
    return Table([[_cell(cell) for cell in row] for row in rows], **found)


def _reason(code):
    if code == "too many rows":
        return _("The file has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS}
    return REASONS[code]


def _cell(text):
    # No database keeps a NUL; its stand-in is refused by the checks of names.
    return clean_cell(text.replace("\x00", "\ufffd"))
