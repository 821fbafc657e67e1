"""Reads one table that people made: CSV in any of the usual forms, or XLSX. Runs alone in a
limited process, never in the portal's own.

    python -I table_reader.py table <file> <place for what was read>

Writes the rows as JSON to the place, and prints one JSON object: what the file is, or
`{"refused": <code>}`. Knows neither Django nor the database; `spreadsheets.py` starts it.
"""

import csv
import datetime as dt
import io
import json
import resource
import sys
import zipfile
from pathlib import Path

MEMORY = 768 * 1024 * 1024
SECONDS = 20
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_SHEETS = 40
MOST_SIGNS = 20_000_000  # of all cells together
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


class RefusedError(Exception):
    """The file cannot be read; the argument is the code of the reason."""


def limit():
    """Cap the memory, the seconds and the files of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content):
    """(rows, encoding, delimiter) of a file. What it is, its content says, not its name."""
    if content.startswith(OLD_EXCEL):
        raise RefusedError("old excel")
    if content.startswith(BINARY):
        raise RefusedError("no table")
    is_book = content.startswith(b"PK")
    rows, encoding, delimiter = (read_xlsx if is_book else read_csv)(content)
    rows = trimmed(rows)
    if not rows:
        raise RefusedError("no rows")
    return rows, encoding, delimiter


def trimmed(rows):
    """The rows, all equally long, without the blank ones at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise RefusedError("too many rows")
    width = min(max((filled(row) for row in rows), default=0), MOST_COLUMNS)
    return [(row + [""] * width)[:width] for row in rows]


def filled(row):
    """How many cells there are up to the last one with something in it."""
    return next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)


# --- CSV -------------------------------------------------------------------------


def read_csv(content):
    text, encoding = decoded(content)
    first, _end, after = text.partition("\n")
    told = ""
    if first.lower().startswith("sep="):
        # Excel's own hint about the delimiter.
        told, text = first.strip()[4:5], after
    delimiter = told or delimiter_of(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = bounded([cell.strip() for cell in row[:MOST_COLUMNS]] for row in reader)
    except csv.Error as error:
        raise RefusedError("no csv") from error
    return rows, encoding, delimiter


def decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return as_text(content, "utf-16"), "utf-16"
    if content.count(b"\x00") > len(content) // 20:
        raise RefusedError("no table")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        encoding = polish_encoding(content)
    return as_text(content, encoding), encoding


def as_text(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError("letters") from error


def polish_encoding(content):
    """CP1250 (Windows) or ISO 8859-2: they differ in six Polish letters only."""
    windows = sum(content.count(bytes([byte])) for byte in b"\xa5\x8c\x8f\xb9\x9c\x9f")
    iso = sum(content.count(bytes([byte])) for byte in b"\xa1\xa6\xac\xb1\xb6\xbc")
    return "iso8859-2" if iso > windows else "cp1250"


def delimiter_of(text):
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
        raise RefusedError("no csv") from error


# --- XLSX ------------------------------------------------------------------------


def read_xlsx(content):
    import openpyxl  # noqa: PLC0415 - 0.4 s that only an XLSX file needs
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - with it

    try:
        check_archive(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return first_filled(book), "", ""
        finally:
            book.close()
    # openpyxl raises whatever its parsers meet in a broken file.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise RefusedError("broken") from error


def check_archive(content):
    """Refuse archives that are no workbook, unpack to too much, or declare entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
            raise RefusedError("unpacked")
        if "[Content_Types].xml" not in {part.filename for part in parts}:
            raise RefusedError("no table")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    refuse_entities(stream)


def refuse_entities(stream):
    # A document type stands before the first element; XML that is not in the
    # encoding of all workbooks cannot be searched for it and is refused too.
    head = stream.read(64 * 1024)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise RefusedError("entities")


def first_filled(book):
    """The rows of the first sheet that has any."""
    for sheet in book.worksheets[:MOST_SHEETS]:
        # The size that a sheet claims to have is often wrong.
        sheet.reset_dimensions()
        lines = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        rows = bounded([as_cell(value) for value in line] for line in lines)
        if any(any(row) for row in rows):
            return rows
    return []


def bounded(lines):
    """The lines of a table, no more of them and of their signs than anybody would send."""
    rows, signs = [], 0
    for line in lines:
        rows.append(line)
        signs += len(line) + sum(map(len, line))
        if signs > MOST_SIGNS:
            raise RefusedError("too heavy")
        if len(rows) > MOST_ROWS + 1000:
            break
    return rows


def as_cell(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value).strip()


def main(_kind, path, place):
    limit()
    try:
        rows, encoding, delimiter = read(Path(path).read_bytes())
        Path(place).write_text(json.dumps(rows), encoding="ascii")
        answer = {"encoding": encoding, "delimiter": delimiter}
    except RefusedError as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "too heavy"}
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the file is refused
        answer = {"refused": "broken", "error": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
