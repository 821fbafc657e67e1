"""Reading the programme's past from a file of records."""

import re

from django.db import transaction

from programme.choices import EditionState, Precision, Roll, Subject
from programme.models import Edition, EditionList, ProgrammeFigure
from programme.selectors.matching import Counties

TOTALS = "programme_totals"
MAZOVIA = "14"
# key of a record -> what it counts, and how exact the key says it is
KEYS = {
    "counties_with_workshops": (Subject.WORKSHOPS, Precision.EXACT),
    "counties_in_progress": (Subject.IN_PROGRESS, Precision.EXACT),
    "projects": (Subject.PROJECTS, Precision.EXACT),
    "projects_about": (Subject.PROJECTS, Precision.ABOUT),
    "clubs": (Subject.CLUBS, Precision.EXACT),
    "voivodeships": (Subject.CLUB_VOIVODESHIPS, Precision.EXACT),
    "peer_counsellors": (Subject.COUNSELLORS, Precision.EXACT),
    "people_supported": (Subject.SUPPORTED, Precision.EXACT),
    "projects_for_sponsors": (Subject.SPONSOR_PROJECTS, Precision.EXACT),
    "trained_specialists_active_in": (Subject.SPECIALISTS_IN, Precision.EXACT),
}
OVER = re.compile(r"over (\d+)\b")


class CaseError(ValueError):
    """A record does not have the shape that this app can read."""


@transaction.atomic
def load(records: dict) -> dict[str, int]:
    """Replace the programme's lists and figures by those in `records`; say how many stand now.

    `records` is the whole file by part: the two lists of counties named in `Roll`
    and `programme_totals`. A part that is missing leaves what stands as it is.
    Loading twice changes nothing. Raises `CaseError` for a key it does not know.
    """
    readers = {Roll.NETWORK: _by_year, Roll.MAZOVIA: _by_state}
    parts = {roll: reader for roll, reader in readers.items() if roll in records}
    counties = Counties() if parts else None
    for roll, reader in parts.items():
        _keep(roll, records[roll], reader(records[roll]), counties)
    if TOTALS in records:
        ProgrammeFigure.objects.all().delete()
        ProgrammeFigure.objects.bulk_create(_figures(records[TOTALS]))
    return {
        "editions": Edition.objects.count(),
        "matched": Edition.objects.filter(territory__isnull=False).count(),
        "figures": ProgrammeFigure.objects.count(),
    }


def _keep(roll, record, editions, counties):
    printed_in, _created = EditionList.objects.update_or_create(
        roll=roll,
        defaults={
            "as_of": record.get("as_of") or "",
            "note": record.get("note") or "",
            "cycle": record.get("cycle") or {},
            "source": _joined(record),
        },
    )
    printed_in.editions.all().delete()
    voivodeship = MAZOVIA if roll == Roll.MAZOVIA else ""
    for position, edition in enumerate(editions, 1):
        edition.printed_in, edition.position = printed_in, position
        edition.territory = counties.match(edition.bare, voivodeship)
    Edition.objects.bulk_create(editions)


def _by_year(record):
    return [
        Edition(period=year["period"], label=label)
        for year in record["by_year"]
        for label in year["counties"]
    ]


def _by_state(record):
    return [
        Edition(state=state, label=label)
        for state in EditionState.values
        for label in record.get(state, [])
    ]


def _figures(records):
    for group, record in enumerate(records, 1):
        said = {key: said for key, said in record.items() if key not in {"as_of", "source"}}
        for position, (key, value) in enumerate(said.items(), 1):
            yield _figure(
                key,
                value,
                group=group,
                position=position,
                as_of=record.get("as_of") or "",
                source=_joined(record),
            )


def _figure(key, said, **columns):
    if key not in KEYS:
        raise CaseError(f"{TOTALS}: {key}")
    subject, precision = KEYS[key]
    if isinstance(said, int):
        return ProgrammeFigure(
            key=key, subject=subject, precision=precision, value=said, **columns
        )
    number = OVER.match(said)
    return ProgrammeFigure(
        key=key,
        subject=subject,
        words=said,
        value=int(number[1]) if number else None,
        precision=Precision.OVER if number else precision,
        **columns,
    )


def _joined(record):
    """The sources of a record, one a line."""
    return "\n".join(record["source"])
