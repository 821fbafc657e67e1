"""What leaders of the demo's sample projects reported, and a drawn picture. All of it is made up."""

import datetime as dt
import io
from decimal import Decimal

from PIL import Image, ImageDraw

from documents.checking import Checked
from documents.kinds import PNG
from projects import actions
from projects.choices import JobKind, Way
from projects.models import Filing, Indicator, JobCheck, Photo, Project

KITCHEN = "Kuchnia lokalnych produktów (przykład)"
TRAIL = "Szlak kajakowy Wkry (przykład)"
CARE = "Opieka dzienna dla seniorów (przykład)"


def tell(partnership, actor) -> None:
    """File, accept and return sample reports, confirm sample jobs, and hang up a drawing."""
    projects = {p.title: p for p in Project.objects.held_by(partnership)}
    kitchen, trail, care = (projects[title] for title in (KITCHEN, TRAIL, CARE))
    _measure(kitchen, actor, [("Sprzedane przetwory", "szt.", 0, 12000)])
    _measure(trail, actor, [("Oznakowany szlak", "km", 0, 38)])
    reports = _plan(kitchen, actor, kitchen.starts_on, kitchen.ends_on)
    for report, filing, values in zip(reports, FILINGS, [[2100], [5300], [7800]], strict=False):
        _file(report, Filing(**filing), values)
    for report in reports[:2]:
        actions.accept_report(report=report, more={JobKind.CREATED: True}, actor=actor)
    _confirm(kitchen)
    (late, *_rest) = _plan(trail, actor, dt.date(2026, 3, 1), dt.date(2026, 8, 31))
    _file(late, Filing(done="Oznakowano cały szlak (przykład)."), [38])
    actions.return_report(
        report=late, reason="Brakuje kwoty wydanej w tym okresie (przykład).", actor=actor
    )
    _plan(care, actor, care.starts_on, care.ends_on)
    _hang(kitchen, actor)


def _measure(project, actor, indicators):
    rows = [
        Indicator(project=project, name=name, unit=unit, baseline=first, target=target)
        for name, unit, first, target in indicators
    ]
    project.refresh_from_db()
    actions.change_rows(project=project, version=project.version, kept=rows, gone=[], actor=actor)


def _plan(project, actor, since, until):
    return actions.plan_reports(project=project, since=since, until=until, months=6, actor=actor)


def _file(report, filing, values):
    readings = zip(report.project.indicators.all(), map(Decimal, values), strict=True)
    actions.file_report(
        report=report, filing=filing, readings=dict(readings), way=Way.LINK, actor=None
    )


def _confirm(project):
    """The leader answers the first question about the jobs of its second report."""
    check = JobCheck.objects.filter(entry__project=project, entry__kind=JobKind.CREATED).earliest(
        "due", "pk"
    )
    actions.answer_check(
        check=check, still=check.entry.number, way=Way.LINK, on=check.due, actor=None
    )


def _hang(project, actor):
    data = io.BytesIO()
    _jars().save(data, PNG.pillow)
    photo = Photo(
        project=project,
        public=True,
        permission="rysunek portalu, bez osób",
        alternative="Rysunek: trzy słoiki z przetworami na półce, dwa czerwone i jeden zielony.",
        caption="Przetwory z kuchni (rysunek próbny).",
        credit="rysunek portalu",
    )
    upload = Checked("przetwory.png", PNG, data.getvalue(), needs_text=True)
    actions.add_photo(photo=photo, upload=upload, actor=actor)


def _jars():
    """Three jars on a shelf."""
    picture = Image.new("RGB", (960, 640), "#f7f3e8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 540, 960, 580), fill="#8a5a2b")
    for place, colour in enumerate(["#b7312c", "#5b7d2a", "#b7312c"]):
        left = 120 + place * 260
        draw.rounded_rectangle((left, 220, left + 180, 540), 24, fill=colour)
        draw.rectangle((left + 10, 180, left + 170, 226), fill="#cdd8d9")
        draw.rectangle((left + 30, 320, left + 150, 430), fill="#ffffff")
    return picture


FILINGS = [
    {
        "done": "Podpisano umowę najmu i wykonano projekt kuchni (przykład).",
        "spent": Decimal(60000),
        "plans": "Remont i zakup wyposażenia (przykład).",
    },
    {
        "done": "Zakończono remont, zatrudniono pierwsze dwie osoby (przykład).",
        "created": 2,
        "spent": Decimal(210000),
        "public_text": "Kuchnia jest wyremontowana i przyjmuje pierwsze plony (przykład).",
    },
    {
        "done": "Kuchnia pracuje cały tydzień, ruszyła sprzedaż na targu (przykład).",
        "spent": Decimal(90000),
        "problems": "Brakuje chłodni na lato (przykład).",
    },
]
