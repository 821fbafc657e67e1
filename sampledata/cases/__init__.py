"""Real, published cases of other counties, entered as partnerships of record.

What publications tell of a county is entered through the apps' own actions, with its
source, and never mixed with the register of an office that works here.
"""

from dataclasses import dataclass, field

from django.db import transaction

from clubs.models import Club
from counties.models import Partnership, Territory
from employers.models import Record
from sampledata.cases import agreements, clubs, employers, meetings, programme, projects, workshops
from sampledata.cases.places import Places
from sampledata.cases.words import in_polish, with_named_sources

# The parts of the file that the app of employers keeps word for word.
EMPLOYERS = ["adjustment_teams", "quick_start_firms", "quick_start_plan", "mass_layoff_case"]
COUNTIES = 380  # of the whole register; a demo installation holds an excerpt


class RegisterMissingError(ValueError):
    """The TERC register is not loaded, or only a part of it."""


@dataclass
class Report:
    """What a load did: (new, stood already) of each kind, and what it left out, in words."""

    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    entered: list[Partnership] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@transaction.atomic
def load(records: dict) -> Report:
    """Enter the records of a file of real cases. Loading them again changes nothing.

    Counties that an office runs on this installation are left alone. Raises
    `RegisterMissingError` while the TERC register is not loaded as a whole.
    """
    if Territory.objects.counties().current().count() < COUNTIES:
        raise RegisterMissingError
    records = with_named_sources(records)
    places = Places(records)
    counts = {
        "agreements": agreements.load(records, places),
        "meetings": meetings.load(records, places),
        "projects": projects.load(records, places),
        "cycles of workshops": workshops.load(records, places),
        "clubs": _entered(Club, clubs.load, records, places),
        "facts about employers": _entered(
            Record, employers.load, in_polish(records, EMPLOYERS), places
        ),
    }
    programme.load(records)
    return Report(
        counts=counts,
        entered=places.entered,
        by_hand=sorted(places.by_hand),
        missing=sorted(places.missing.values()),
    )


def _entered(model, enter, records, places):
    """(new, stood already) of an app that returns the rows it found or made."""
    before = set(model.objects.values_list("pk", flat=True))
    rows = enter(records, partnership_of=places.partnership_of)
    stood = sum(row.pk in before for row in rows)
    return len(rows) - stood, stood
