"""Agreements of record: what publications tell of an agreement, its parties and signatures."""

import datetime as dt

from agreements import actions
from agreements.choices import Level, PartnershipType
from agreements.models import Agreement
from sampledata.cases.bodies import partner
from sampledata.cases.places import Places
from sampledata.cases.prose import key, prose
from sampledata.cases.words import WORDS, polish, source

UNTITLED = "Porozumienie partnerów lokalnych (tytułu źródło nie podaje)"
UNNAMED = "(źródło nie podaje nazwiska)"
# What stands in columns of its own.
COLUMNS = {"theme", "note", "conflict"}


def load(records: dict, places: Places) -> tuple[int, int]:
    """Enter the agreements of the file. Returns how many are new, and how many stood."""
    new = stood = 0
    for record in records.get("agreements", []):
        counties = places.partnerships_of(record["county"])
        held = [partnership for partnership in counties if partnership]
        if not held:
            continue
        if there := _there(record, held):
            stood += 1
        else:
            there = _enter(record, held[0])
            new += 1
        actions.show_also_in(agreement=there, partnerships=held, actor=None)
    return new, stood


def _there(record, held):
    """The agreement from an earlier load, or the one that an office of these counties keeps."""
    ours = Agreement.objects.filter(partnership__in=held, once=key("agreement", record)).first()
    if ours or "title_pl" not in record:
        return ours
    kept = Agreement.objects.public().filter(partnership__is_record=False)
    return kept.filter(title=record["title_pl"]).first()


def _enter(record, partnership):
    day = record["signed_on"] and dt.date.fromisoformat(record["signed_on"])
    named = [row for row in record.get("signatories", []) if row["body"] not in WORDS]
    return actions.enter_record(
        partnership=partnership,
        once=key("agreement", record),
        seats=[_seat(row, partnership, day, source(record["source"])) for row in named],
        text=_text(record),
        source_note=source(record["source"]),
        signed_on=day,
        stated_parties=record.get("partners_count"),
        actor=None,
        title=record.get("title_pl", UNTITLED),
        theme=polish(record.get("theme", "")),
        level=record.get("level", Level.COUNTY),
        partnership_type=record.get("partnership_type", PartnershipType.THREE_SECTOR),
        main_goal=polish(record.get("main_goal_summary", "")),
        goals="\n".join(map(polish, record.get("specific_goals_summary", []))),
        principles="\n".join(map(polish, record.get("principles", []))),
        occasion=polish(record.get("occasion", "")),
        place=record.get("place") or " i ".join(map(polish, record.get("places_of_signing", []))),
    )


def _seat(row, partnership, day, where):
    return actions.Seat(
        partner=partner(partnership, row["body"], on=day, source=where),
        name=row.get("name") or (UNNAMED if row.get("function") else ""),
        function=polish(row.get("function") or ""),
        certain=row.get("signature_certain", True),
    )


def _text(record):
    """The facts without a column, then what the editors of the file remark."""
    groups = [
        f"Podpisali także: {polish(row['body'])} ({polish(row['function'])})"
        for row in record.get("signatories", [])
        if row["body"] in WORDS
    ]
    remarks = {field: record[field] for field in ("conflict", "note") if field in record}
    return "\n".join(filter(None, [prose(record, COLUMNS), *groups, prose(remarks, set())]))
