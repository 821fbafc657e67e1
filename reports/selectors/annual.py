"""The annual report: collecting the numbers of a year from all apps, and comparing them later."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Min
from django.utils.timezone import localdate

from agreements.models import Agreement
from core.charts import Number, Scope
from meetings.models import Meeting
from reports import pdf
from reports.models import ReportSnapshot
from reports.selectors.statistics import APPS


def collect(partnership, year: int) -> list[tuple[str, object, list[Number]]]:
    """(key, title, numbers) of every app for `year`, as everything stands now."""
    scope = Scope(partnership)
    return [(app.key, app.title, app.numbers(scope, year)) for app in APPS]


def years(partnership) -> list[int]:
    """The years that a report can be made of, the latest first. Two queries."""
    this = localdate().year
    met = Meeting.objects.held_by(partnership).aggregate(first=Min("starts_at__year"))["first"]
    agreements = Agreement.objects.held_by(partnership)
    agreed = agreements.aggregate(first=Min("in_force_on__year"))["first"]
    first = min(year for year in (met, agreed, this) if year)
    return list(range(this, first - 1, -1))


@dataclass(frozen=True)
class Line:
    """A number of a report: what was reported, what it is now, and today's list."""

    label: str
    then: int | Decimal | None
    now: int | Decimal | None
    unit: str
    url: str

    @property
    def differs(self) -> bool:
        return self.then != self.now


def compared(report: ReportSnapshot, language: str) -> list[tuple[str, list[Line]]]:
    """(title, lines) of each chapter: the frozen numbers beside those of today.

    A number that is new since the report was prepared stands at the end of its chapter,
    with 0 as what was reported; a chapter that is new is left out.
    """
    today: dict[str, dict[str, Number]] = {
        key: {number.key: number for number in numbers}
        for key, _title, numbers in collect(report.partnership, report.year)
    }
    keys = [chapter["key"] for chapter in report.content["chapters"]]
    return [
        (title, _lines(rows, today.get(key, {})))
        for key, (title, rows) in zip(keys, pdf.read(report, language), strict=True)
    ]


def _lines(rows, today: dict[str, Any]) -> list[Line]:
    known = {row["key"] for row in rows}
    lines = []
    for row in rows:
        number = today.get(row["key"])
        now, url = (number.value, number.url) if number else (0, "")
        lines.append(Line(row["label"], row["value"], now, row["unit"], url))
    return lines + [
        Line(str(number.label), 0, number.value, number.unit, number.url)
        for key, number in today.items()
        if key not in known
    ]
