"""What of a record has no column: one line a fact, with its label."""

import datetime as dt
import uuid

from sampledata.cases.words import polish

# So that loading the same record again finds what it made.
NAMESPACE = uuid.UUID("7b3f5d1e-2a64-5c1b-9c0e-5e2f5d9a1c47")

# field of the file: label, in the order in which people read it
LABELS = {
    "stage": "Etap",
    "stage_note": "O etapie",
    "initiator": "Inicjatywa",
    "edition": "Edycja",
    "cycle": "Cykl",
    "cycle_length_planned": "Planowana liczba spotkań cyklu",
    "patrons": "Patronat",
    "co_organiser": "Współorganizator",
    "chair": "Prowadzenie",
    "opened_by": "Otwarcie",
    "host_gminas": "Gminy gospodarze",
    "gminas_covered": "Gminy",
    "attended_groups": "Uczestniczyli",
    "guests": "Goście",
    "theme": "Temat",
    "topics": "Tematy",
    "work_on": "Pracowano nad",
    "groups": "Grupy",
    "groups_known": "Znane grupy",
    "output": "Powstało",
    "authors_listed": "Liczba wymienionych autorów",
    "proposals_voted": "Liczba propozycji poddanych głosowaniu",
    "proposals_from": "Propozycje z",
    "initiatives": "Liczba inicjatyw",
    "initiatives_to_be_funded": "Inicjatywy do sfinansowania",
    "decision": "Ustalenia",
    "themes": "Wybrane tematy",
    "funders_speaking": "O pieniądzach mówili",
    "funder": "Finansowanie",
    "financing": "Finansowanie",
    "sign_up": "Zgłoszenia",
    "next": "Następne spotkanie",
    "next_planned": "Następne planowano na",
    "next_planned_in": "Następne planowano w",
    "leader_group": "Grupa liderów",
    "signatory_groups": "Strony",
    "signatories_unnamed": "Podpisali także",
    "signatures_count": "Liczba podpisów",
    "attendance_about": "Liczba obecnych, około",
    "aim_summary": "Cel",
    "aims_summary": "Cele",
    "areas_summary": "Obszary działania",
    "expected_to_join": "Ma przystąpić",
    "first_meeting": "Pierwsze spotkanie",
    "others_involved": "Zaangażowani także",
    "implementer": "Wdrażanie",
    "trained_pup_staff": "Liczba przeszkolonych pracowników PUP",
    "programme": "Program",
    "conflict": "Rozbieżność źródeł",
    "note": "Uwaga",
}


def key(app: str, record: dict) -> uuid.UUID:
    """The same id for the same record, however often it is loaded."""
    return uuid.uuid5(NAMESPACE, f"{app}:{record['id']}")


def prose(record: dict, taken: set[str]) -> str:
    """The fields of `record` that are not `taken` by columns, as lines "label: words"."""
    return "\n".join(
        f"{label}: {in_words(record[field])}"
        for field, label in LABELS.items()
        if record.get(field) is not None and field not in taken
    )


def in_words(value) -> str:
    """A value of the file in Polish: lists with semicolons, days as people write them."""
    if isinstance(value, list):
        return "; ".join(in_words(one) for one in value)
    day = as_day(value)
    if day is None:
        return polish(str(value))
    return {4: f"{day:%Y}", 7: f"{day:%m.%Y}", 10: f"{day:%d.%m.%Y}"}[len(value)]


def as_day(value) -> dt.date | None:
    """The first day of "2008", "2008-06" or "2008-06-05"; None for anything else."""
    if not isinstance(value, str) or len(value) not in {4, 7, 10}:
        return None
    try:
        return day_of(value)
    except ValueError:
        return None


def day_of(value: str) -> dt.date:
    """The first day of a year, a month or a day. Raises `ValueError` for anything else."""
    return dt.date.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))
