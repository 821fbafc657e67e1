"""Reading the official TERC file (GUS): CSV, XML, or the ZIP that holds both."""

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from counties.models import Territory

COLUMNS = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA")
LARGEST = 50 * 1024 * 1024
# RODZ 4 and 5 are the two halves of a mixed commune, 8 and 9 are parts of cities.
COMMUNE_KINDS = {"1", "2", "3"}


class TercError(ValueError):
    """The file is not a TERC register that can be loaded; says why in words."""


@dataclass(frozen=True)
class Unit:
    """One territory as the register lists it."""

    code: str
    level: str
    name: str
    kind: str
    kind_digit: str
    as_of: dt.date


def read(content: bytes) -> list[Unit]:
    """The voivodeships, counties and communes of a TERC file, in the file's order.

    Raises `TercError` for anything that is not such a file.
    """
    if content[:2] == b"PK":
        content = _unpacked(content)
    is_xml = content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<")
    rows = _xml_rows(content) if is_xml else _csv_rows(content)
    units = [unit for row in rows if (unit := _unit(row))]
    if not units:
        raise TercError(_("The file holds no territories."))
    if len({unit.code for unit in units}) != len(units):
        raise TercError(_("The file lists a code twice."))
    return units


def _unpacked(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [
                f for f in archive.infolist() if f.filename.lower().endswith((".csv", ".xml"))
            ]
            if not found or found[0].file_size > LARGEST:
                raise TercError(_("The archive holds no TERC file."))
            return archive.read(found[0])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise TercError(_("The archive cannot be opened.")) from error


def _csv_rows(content):
    try:
        reader = csv.DictReader(
            io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"
        )
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise TercError(_("The columns are not those of a TERC file."))
        # The official file ends with a blank line that DictReader skips.
        return [row for row in reader if row["WOJ"]]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TercError(_("The file cannot be read as text in UTF-8.")) from error


def _xml_rows(content):
    rows: list[dict] = []
    row: dict[str, str] = {}
    words: list[str] = []

    def start(name, attributes):
        words.clear()
        if name == "row":
            row.clear()

    def end(name):
        if name == "row":
            rows.append(dict.fromkeys(COLUMNS, "") | row)
        elif name in COLUMNS:
            row[name] = "".join(words).strip()

    def refuse(*args):
        raise TercError(_("The file defines entities or a document type: it is not a TERC file."))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise TercError(_("The file is not valid XML.")) from error
    return rows


def _unit(row):
    """The unit of one line, or None for a line that only splits a commune or city."""
    province, county, commune = row["WOJ"], row["POW"] or "", row["GMI"] or ""
    if commune and row["RODZ"] not in COMMUNE_KINDS:
        return None
    code, name = province + county + commune, (row["NAZWA"] or "").strip()
    level = {2: Territory.Level.VOIVODESHIP, 4: Territory.Level.COUNTY, 6: Territory.Level.COMMUNE}
    try:
        as_of = dt.date.fromisoformat(row["STAN_NA"] or "")
        if not code.isdigit() or not name:
            raise ValueError(code)
        return Unit(
            code=code,
            level=level[len(code)],
            # The register shouts the names of voivodeships.
            name=name.lower() if len(code) == 2 else name,
            kind=(row["NAZWA_DOD"] or "").strip(),
            kind_digit=row["RODZ"] or "",
            as_of=as_of,
        )
    except (KeyError, ValueError) as error:
        raise TercError(
            _("A line of the file cannot be understood: %(line)s")
            % {
                "line": ";".join(
                    str(value or "") for value in row.values() if not isinstance(value, list)
                )
            }
        ) from error
