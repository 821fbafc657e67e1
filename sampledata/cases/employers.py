"""Reading what the programme's sources tell of work with employers."""

from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from counties.models import Partnership
from employers.choices import RecordKind
from employers.models import Record
from journal.actions import record as write_down


@transaction.atomic
def load(
    records: dict,
    *,
    partnership_of: Callable[[str], Partnership | None],
    actor: User | None = None,
) -> list[Record]:
    """Store the facts of `records` word for word, each with its source.

    Read are `adjustment_teams`, `quick_start_firms`, `quick_start_plan` and
    `mass_layoff_case`; a key that is missing leaves what is stored. `partnership_of`
    is asked for the county of a place and may answer None. Loading again changes only
    what the records changed.
    """
    found = [
        *_each(RecordKind.TEAM, records.get("adjustment_teams", []), _team),
        *_each(RecordKind.FIRM, records.get("quick_start_firms", []), _firm),
        *_each(RecordKind.PLAN, _one(records.get("quick_start_plan")), _plan),
        *_each(RecordKind.LAYOFF, _one(records.get("mass_layoff_case")), _layoff),
    ]
    return [
        _store(kind, position, words, partnership_of, actor) for kind, position, words in found
    ]


def _one(record):
    return [record] if record else []


def _each(kind, rows, words_of):
    return [
        (kind, position, {**words_of(row), "source": "; ".join(row["source"])})
        for position, row in enumerate(rows, start=1)
    ]


def _team(row):
    return {"place": row["place"], "as_of": row["as_of"]}


def _firm(row):
    return {
        "name": row["firm"],
        "place": row["place"],
        "region": row["region"],
        "people": row["trainees"],
        "note": row.get("note", ""),
    }


def _plan(row):
    return {"name": row["programme"], "people": row["people_planned_about"], "note": row["for"]}


def _layoff(row):
    return {
        "name": row["office"],
        "place": row["place"],
        "as_of": row["announced"],
        "people": row["people"],
        "note": row["problem"],
    }


def _store(kind, position, words, partnership_of, actor):
    there = Record.objects.filter(kind=kind, position=position).first()
    row = there or Record(kind=kind, position=position)
    before = {name: getattr(row, name) for name in words}
    if there is not None and before == words:
        return row
    for name, value in words.items():
        setattr(row, name, value)
    row.partnership = partnership_of(row.place) if row.place else None
    row.save()
    write_down(
        verb="employer record loaded",
        row=row,
        partnership=row.partnership,
        actor=actor,
        before=before if there else None,
        after=words,
    )
    return row
