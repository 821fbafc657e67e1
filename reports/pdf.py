"""The report on paper, and how its frozen numbers are read."""

import datetime as dt
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.templatetags.ui import measured
from documents import pdf
from reports.models import ReportSnapshot

TEMPLATE = "reports/typst/report.typ"


def make(report: ReportSnapshot, language: str) -> bytes:
    """The report as an accessible PDF in `language`, which must be the active one."""
    content = report.content
    data = {
        "title": title(report),
        "lead": content["partnership"],
        "footer": content["office"],
        "facts": facts(report),
        "head": head(),
        "empty": _("Nothing to report."),
        "introduction": {
            "title": _("Introduction"),
            "paragraphs": paragraphs(report.introduction),
        },
        "closing": {"title": _("Closing remark"), "paragraphs": paragraphs(report.closing)},
        "chapters": [
            {"title": title, "rows": [[row["label"], shown(row)] for row in rows]}
            for title, rows in read(report, language)
        ],
    }
    return pdf.make(TEMPLATE, data, language)


def title(report: ReportSnapshot) -> str:
    return _("Report of the local partnership for %(year)s") % report.content


def facts(report: ReportSnapshot) -> list[tuple[str, str]]:
    """(name, value) of what tells one report from another."""
    prepared = localtime(dt.datetime.fromisoformat(report.content["prepared_at"]))
    return [
        (_("Prepared on"), date_format(prepared, "j E Y, H:i")),
        *([(_("Year not over"), unfinished())] if report.was_unfinished else []),
        (_("Edition"), str(report.content["edition"])),
        (_("SHA-256 of the content"), broken(report.sha256)),
    ]


def unfinished() -> str:
    """What a report of a year that was not over leaves out."""
    return _(
        "The year is counted as it stood on that day. How many people were helped by clubs, by "
        "adjustment teams and by Quick Start is left out until the year is over."
    )


def head() -> list[str]:
    """The headings of the columns of every chapter."""
    return [_("What is counted"), pgettext("chart", "Number")]


def paragraphs(words: str) -> list[str]:
    """The paragraphs of plain text, as empty lines part them."""
    return [part.strip() for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()]


def read(report: ReportSnapshot, language: str) -> list[tuple[str, list[dict]]]:
    """(title, numbers) of each chapter in `language`, values as they were counted."""
    return [
        (
            chapter["title"][language],
            [
                {**number, "label": number["label"][language], "value": value_of(number)}
                for number in chapter["numbers"]
            ],
        )
        for chapter in report.content["chapters"]
    ]


def value_of(number: dict) -> int | Decimal | None:
    """The value of a frozen number; sums of money were kept as text to stay exact."""
    value = number["value"]
    return Decimal(value) if isinstance(value, str) else value


def shown(number: dict) -> str:
    return measured(number["value"], number["unit"])


def broken(digest):
    """A hash that may break between lines, every eight characters."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
