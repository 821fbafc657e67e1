"""The diagnosis sheet: figures of the labour market from a file (F54)."""

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from core.exports import unplain
from core.parameters import as_day
from core.text import fold
from documents import spreadsheets
from journal.actions import record
from workshops.models import Cycle, DiagnosisFigure

# The folded beginnings of headings, Polish and English.
HEADINGS = {
    "commune": ("gmina", "commune", "teryt"),
    "name": ("wskaznik", "nazwa", "figure", "name"),
    "value": ("wartosc", "value"),
    "unit": ("jednostka", "unit"),
    "as_of": ("stan na", "data", "dzien", "as of", "date"),
    "source": ("zrodlo", "source"),
}
MOST_WRONG = 20


@transaction.atomic
def load(*, cycle: Cycle, content: bytes, actor: User | None) -> tuple[int, list[str]]:
    """Take the rows of a CSV or XLSX file into the sheet: (number of rows, what is wrong).

    All or nothing: with a wrong row none is taken. The same figure of the same commune
    and day is replaced. Raises `documents.spreadsheets.SpreadsheetError`.
    """
    table = spreadsheets.read(content)
    columns = _columns(table.rows[0])
    communes = {}
    for commune in cycle.partnership.communes:
        communes[fold(commune.name)] = communes[commune.code] = commune
    rows, wrong = [], []
    for number, cells in enumerate(table.rows[1:], 2):
        try:
            rows.append(_figure(cycle, columns, [unplain(cell) for cell in cells], communes))
        except ValueError as error:
            words = _("Row %(number)d: %(reason)s") % {"number": number, "reason": error}
            wrong.append(words)
    if wrong:
        return 0, wrong[:MOST_WRONG]
    for row in rows:
        DiagnosisFigure.objects.filter(
            cycle=cycle, commune=row.commune, name=row.name, as_of=row.as_of
        ).delete()
        row.save()
    record(verb="figures loaded", row=cycle, actor=actor, after={"rows": len(rows)})
    return len(rows), []


@transaction.atomic
def remove(*, figure: DiagnosisFigure, reason: str, actor: User | None) -> None:
    """Take a figure of one day and source out of the sheet, in all its communes, with the reason."""
    rows = DiagnosisFigure.objects.filter(
        cycle=figure.cycle_id, name=figure.name, as_of=figure.as_of, source=figure.source
    )
    number = rows.count()
    rows.delete()
    record(
        verb="figure removed",
        row=figure.cycle,
        actor=actor,
        reason=reason.strip(),
        before={"name": figure.name, "as_of": figure.as_of, "rows": number},
    )


def _columns(header):
    found = {}
    for place, heading in enumerate(header):
        words = fold(heading)
        for name, beginnings in HEADINGS.items():
            if name not in found and words.startswith(beginnings):
                found[name] = place
    missing = [name for name in ("name", "value", "as_of", "source") if name not in found]
    if missing:
        raise spreadsheets.SpreadsheetError(
            _("The first row must name the columns: figure, value, as of, source.")
        )
    return found


def _figure(cycle, columns, cells, communes):
    """One row as a figure. Raises ValueError with the reason in words."""
    value = {name: cells[place].strip() for name, place in columns.items()}
    where = value.get("commune", "")
    commune = communes.get(fold(where)) or communes.get(where[:6])
    if where and commune is None:
        raise ValueError(_("this commune is not in the county: %(name)s") % {"name": where})
    if not value["name"] or not value["source"]:
        raise ValueError(_("the figure or its source is missing"))
    return DiagnosisFigure(
        cycle=cycle,
        commune=commune,
        name=value["name"][:200],
        value=_number(value["value"]),
        unit=value.get("unit", "")[:40],
        as_of=_day(value["as_of"]),
        source=value["source"][:300],
    )


def _number(text):
    try:
        number = Decimal(text.replace("\xa0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(_("this is not a number: %(text)s") % {"text": text}) from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise ValueError(_("this is not a number: %(text)s") % {"text": text})
    return number.quantize(Decimal("0.01"))


def _day(text):
    day = as_day(text, "%Y-%m-%d", "%d.%m.%Y")
    if day is None:
        raise ValueError(_("this is not a date: %(text)s") % {"text": text})
    if day > localdate():
        raise ValueError(_("this day lies ahead: %(text)s") % {"text": text})
    return day
