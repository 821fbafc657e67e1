"""Projects of record: what was chosen where, with what place and whose money."""

import datetime as dt
from decimal import Decimal

from core.times import at_wall
from projects import actions
from projects.choices import ProjectStatus, Source, Theme
from projects.models import FundingLine, Project
from sampledata.cases.meetings import title_of
from sampledata.cases.places import Places
from sampledata.cases.prose import as_day, in_words, key
from sampledata.cases.words import polish, source

CONSENT = "informacja publiczna"
# Our sorting: the sources name no themes. What stands here by title only stays "other".
THEMES = {
    "blonie-1": Theme.TOURISM,
    "blonie-2": Theme.DIGITAL,
    "blonie-3": Theme.ENTERPRISE,
    "blonie-4": Theme.CARE,
    "blonie-5b": Theme.TOURISM,
    "nd-bike": Theme.TOURISM,
    "nd-platform": Theme.ENTERPRISE,
    "nd-school": Theme.EDUCATION,
    "nd-vistula": Theme.TOURISM,
    "nd-button": Theme.CULTURE,
    "lwowek": Theme.PRODUCTS,
}
CHOSEN = {"chosen", "won"}  # the others were only put to a vote, or shown
# The end of the programme that the source tells of, where it gives no date itself.
DAY = len("2008-11-26")  # a source may know the month only
UNDATED = dt.date(2004, 9, 30)


def load(records: dict, places: Places) -> tuple[int, int]:
    """Enter and publish the chosen projects. Returns how many are new, and how many stood."""
    meetings = {record["id"]: record for record in records.get("meetings", [])}
    new = stood = 0
    for record in records.get("projects", []):
        partnership = places.partnership_of(record["county"])
        if partnership is None or record["status"] not in CHOSEN:
            continue
        if find(record):
            stood += 1
        else:
            _enter(record, partnership, meetings.get(record["workshop"]))
            new += 1
    return new, stood


def find(record: dict) -> Project | None:
    """The project that an earlier load made of this record."""
    return Project.objects.filter(once=key("project", record)).first()


def _enter(record, partnership, workshop):
    where = f"{title_of(workshop)}, {in_words(workshop['date'])}" if workshop else ""
    first, _dash, last = record.get("planned", "").partition("-")
    project = actions.propose(
        project=Project(
            partnership=partnership,
            once=key("project", record),
            title=record["title"],
            summary=_sentence(polish(record["summary"])),
            theme=THEMES.get(record["id"], Theme.OTHER),
            rank=record.get("rank", ""),
            origin=where,
            first_year=int(first) if first else None,
            last_year=int(last) if last else None,
            source_note=source(record["source"]),
        ),
        communes=partnership.communes.filter(name=record.get("gmina", "")),
        actor=None,
    )
    _finance(project, record)
    stated = workshop["date"] if workshop else ""
    day = as_day(stated) if len(stated) == DAY else None
    actions.step(
        project=project,
        status=ProjectStatus.ACCEPTED,
        text=_note(record, where),
        public=True,
        on=day,
        undated=day is None,
        actor=None,
    )
    published = as_day(stated) or UNDATED
    actions.publish(
        project=project, consent=CONSENT, actor=None, at=at_wall(published, dt.time(12))
    )


def _finance(project, record):
    """The share of private money; of what the rest is, the source says nothing."""
    share = record.get("financing", {}).get("private_percent")
    if share:
        line = FundingLine(
            project=project,
            source=Source.PRIVATE,
            share_percent=Decimal(share),
            status="secured",
            note="według źródła",
        )
        actions.change_rows(
            project=project, version=project.version, kept=[line], gone=[], actor=None
        )
        project.refresh_from_db()


def _note(record, where):
    """How it was chosen, and what the sources leave open."""
    chosen = "Projekt wygrał w warsztatach." if record["status"] == "won" else "Projekt wybrany."
    place = f" Miejsce: {record['rank']}." if record.get("rank") else ""
    said = record.get("principle_note") or record.get("note")
    remark = f" Uwaga: {polish(said)}." if said else ""
    return (
        f"{chosen}{f' {where}.' if where else ''}{place}{remark} Dalszych losów źródło nie podaje."
    )


def _sentence(words):
    return f"{words[0].upper()}{words[1:]}."
