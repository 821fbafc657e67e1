"""Numbers to be drawn. An app says them, `components/chart.html` draws them beside a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.parameters import FIRST_DAY, LAST_DAY, as_number

# How the numbers of a row stand: one after another in a bar, or each in a bar of its own,
# or as columns side by side, a group a year.
STACKED, BARS, COLUMNS = "stacked", "bars", "columns"

# The picture of columns, in units of which a phone shows one a pixel.
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 200, 8, 20, 24
MOST_LABELS = 12


@dataclass(frozen=True)
class Scope:
    """Whose numbers: all that the office of `partnership` holds; without one, what is public.

    Of what is public, `county` (a partnership too) narrows it to what the lists show when
    they are narrowed to that county.
    """

    partnership: Any = None
    county: Any = None

    @property
    def public(self) -> bool:
        return self.partnership is None

    def rows(self, model):
        """The rows of `model` that may be counted here."""
        if not self.public:
            return model.objects.held_by(self.partnership)
        rows = model.objects.public()
        if self.county is None:
            return rows
        # Where a county's list holds more than its own rows, the app says so.
        return getattr(rows, "shown_in", rows.held_by)(self.county)

    def listed(self, public: str, office: str, **params) -> str:
        """The address of a list narrowed to `params`: that of everyone, or the office's."""
        return f"{reverse(public if self.public else office)}{query(params | self._narrowed)}"

    def behind(self, key: str, **params) -> str:
        """The address of the list of summands called `key` (see `Summands`)."""
        name = "statistics_behind" if self.public else "office_statistics_behind"
        return f"{reverse(name, args=[key])}{query(params | self._narrowed)}"

    @property
    def _narrowed(self):
        return {"county": self.county.slug} if self.county else {}


def query(params: dict) -> str:
    """`params` as the query of an address, without what is empty."""
    known = {name: value for name, value in params.items() if value not in (None, "")}
    return f"?{urlencode(known)}" if known else ""


def year_of(params, name: str = "year") -> int | None:
    """The year that an address asks for; None where it asks for none, or for nonsense."""
    year = as_number(params.get(name))
    return year if year and FIRST_DAY.year <= year <= LAST_DAY.year else None


@dataclass(frozen=True)
class Cell:
    """One number and the list behind it. None where it is not known."""

    value: int | Decimal | None
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a chart: what it is about and a number for each series."""

    label: Any
    cells: list[Cell]

    @property
    def total(self) -> Decimal:
        return sum((Decimal(cell.value or 0) for cell in self.cells), Decimal(0))


@dataclass(frozen=True)
class Chart:
    """A chart called `title`. `heads` name the rows, then each series; `key` is its anchor.

    `unit` is empty for things that are counted, "PLN" or "%". The list at a cell's
    address holds exactly what the cell counts, or the summands of its sum.
    """

    key: str
    title: Any
    heads: list
    rows: list[Row]
    form: str = BARS
    unit: str = ""
    note: Any = ""
    source: Any = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for row in self.rows for cell in row.cells)

    @property
    def series(self) -> list[tuple[int, Any]]:
        """(number of the colour, name) of each series."""
        return [(place % 6 + 1, name) for place, name in enumerate(self.heads[1:])]

    @property
    def lines(self) -> list[dict]:
        """Each row with the rectangles of its bar: 100 units wide, 10 high."""
        most = self._most
        return [{"row": row, "parts": self._parts(row, most)} for row in self.rows]

    @property
    def columns(self) -> dict:
        """The picture of columns: rectangles, the words below them and on top of single ones."""
        most, count = self._most, len(self.heads) - 1
        step = (WIDTH - 2 * LEFT) / max(1, len(self.rows))
        wide, every = min(step * 0.8, 60) / max(1, count), len(self.rows) // MOST_LABELS + 1
        bars, words, values = [], [], []
        for place, row in enumerate(self.rows):
            middle = LEFT + step * (place + 0.5)
            if place % every == 0:
                words.append({"x": _number(middle), "y": HEIGHT - 6, "text": row.label})
            for series, cell in enumerate(row.cells):
                high = (HEIGHT - TOP - BOTTOM) * float(cell.value or 0) / most
                x = middle + (series - count / 2) * wide
                bar = {
                    "x": _number(x),
                    "y": _number(HEIGHT - BOTTOM - high),
                    "width": _number(max(wide - 1, 0.5)),
                    "height": _number(high),
                    "series": series % 6 + 1,
                }
                bars.append(bar)
                if count == every == 1 and cell.value:
                    top = {"x": _number(middle), "y": _number(HEIGHT - BOTTOM - high - 5)}
                    values.append({**top, "value": cell.value})
        return {
            "width": WIDTH,
            "height": HEIGHT,
            "floor": HEIGHT - BOTTOM,
            "bars": bars,
            "words": words,
            "values": values,
        }

    @property
    def _most(self) -> float:
        """What fills the whole width or height."""
        if self.unit == "%":
            return 100
        if self.form == STACKED:
            return float(max((row.total for row in self.rows), default=0)) or 1
        values = (float(cell.value or 0) for row in self.rows for cell in row.cells)
        return max(values, default=0) or 1

    def _parts(self, row, most):
        parts, start, high = [], 0.0, 10 / max(1, len(row.cells))
        for place, cell in enumerate(row.cells):
            width = 100 * float(cell.value or 0) / most
            stacked = self.form == STACKED
            part = {
                "x": _number(start if stacked else 0),
                "y": _number(0 if stacked else place * high),
                "width": _number(width),
                "height": _number(10 if stacked else high * 0.9),
                "series": place % 6 + 1,
            }
            parts.append(part)
            start += width
        return parts


def _number(value: float) -> str:
    """A coordinate, written the same in every language."""
    return f"{value:.2f}"


def single(key: str, title, heads: list, rows: Iterable[tuple], **more) -> Chart:
    """A chart of one series, from rows of (label, value) or (label, value, address)."""
    return Chart(key, title, heads, [Row(label, [Cell(*rest)]) for label, *rest in rows], **more)


def left_out(number: int):
    """The note of a chart by years about the `number` of things whose year nobody knows."""
    words = _("Left out, because the year is not known:")
    return format_lazy("{} {}", words, number) if number else ""


def any_unknown(number: "Number") -> list["Number"]:
    """`number` of things whose year nobody knows, as a list: empty where there are none.

    It stands beside the number of a year, which leaves these out.
    """
    return [number] if number.value else []


def by_choice(choices, counts: dict, address: Callable[[str], str]) -> list[tuple]:
    """Rows for `single`: those of `choices` (a TextChoices) that are in `counts`, in their order.

    `address` gives the list of the rows with one value.
    """
    known = [choice for choice in choices if choice.value in counts]
    return [(choice.label, counts[choice.value], address(choice.value)) for choice in known]


@dataclass(frozen=True)
class Summands:
    """The list behind a sum: rows of (name, address, amount) that add up to it."""

    title: Any
    heads: list
    rows: list[tuple]
    unit: str = ""

    @property
    def total(self):
        return sum(amount for _name, _url, amount in self.rows)


@dataclass(frozen=True)
class Number:
    """One number of a year's report. `key` names it for ever within its app.

    `label` is translated when it is read, so that a report can be frozen in every
    language; `url` is the office's list behind it.
    """

    key: str
    label: Any
    value: int | Decimal | None
    url: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Statistics:
    """What one app contributes, from its `statistics.py`.

    `charts(scope)` and `numbers(scope, year)` cost the same number of queries for any
    number of rows; `behind` has a function `(scope, params) -> Summands` for each list of
    summands, which leaves out what it does not know in `params`.
    """

    key: str
    title: Any
    charts: Callable[[Scope], list[Chart]]
    numbers: Callable[[Scope, int], list[Number]]
    behind: dict[str, Callable] = field(default_factory=dict)
