"""Writing tables that people open in a spreadsheet: streamed, and without formulas."""

import csv
import json
import tempfile
from collections.abc import Iterable
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, StreamingHttpResponse

# A cell that starts so would be reckoned as a formula; the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CHUNK = 500
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Echo:
    """A file that hands back what is written into it."""

    def write(self, text):
        return text


def plain(value) -> str:
    """`value` as text that no spreadsheet takes for a formula; +48… becomes '+48…."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def unplain(text: str) -> str:
    """Undo `plain` for a cell that was read back from one of our files."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def csv_lines(header: Iterable, rows: Iterable[Iterable]) -> Iterable[bytes]:
    """The bytes of a CSV file, some hundred rows at a time.

    UTF-8 with a BOM, semicolons and CRLF: what a Polish Excel opens by a double
    click with its letters and columns right.
    """
    write = csv.writer(Echo(), delimiter=";").writerow
    lines = ["\ufeff", write([plain(name) for name in header])]
    for row in rows:
        lines.append(write([plain(value) for value in row]))
        if len(lines) >= CHUNK:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def write_csv(file: IO[bytes], header: Iterable, rows: Iterable[Iterable]) -> None:
    """Write a CSV file, as `csv_lines` makes it, into `file`."""
    file.writelines(csv_lines(header, rows))


def write_xlsx(file: IO[bytes], header: Iterable, rows: Iterable[Iterable]) -> None:
    """Write a workbook, in which every cell is text, into `file`.

    Row by row through a file on the disk, so memory stays flat.
    """
    import xlsxwriter  # noqa: PLC0415 - 0.2 s and 4 MB that only workbooks need

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(header):
            sheet.write_string(0, column, str(title), bold)
            sheet.set_column(column, column, 22, text)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if value not in (None, ""):
                    sheet.write_string(number, column, str(value)[:32_767], text)


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def csv_response(name: str, header, rows) -> StreamingHttpResponse:
    """Stream a CSV file called `name`.csv; memory stays flat for any number of rows."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(name: str, header, rows) -> FileResponse:
    """Send an XLSX file called `name`.xlsx, as `write_xlsx` makes it."""
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write_xlsx(file, header, rows)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA_TYPES["xlsx"]
    )


def json_response(name: str, keys: list[str], rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """Stream a JSON file called `name`.json: a list of objects with `keys`."""

    def parts():
        before = "[\n"
        for row in rows:
            text = json.dumps(
                dict(zip(keys, row, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False
            )
            yield before + text
            before = ",\n"
        yield "\n]\n" if before == ",\n" else "[]\n"

    response = StreamingHttpResponse(parts(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
