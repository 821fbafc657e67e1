"""Which column of a file means what: guessed from its heading, corrected by people."""

from django.utils.translation import gettext_lazy as _

from core.text import fold

FIELDS = {
    "first_name": _("first name"),
    "last_name": _("last name"),
    "full_name": _("first and last name in one column"),
    "reversed_name": _("last and first name in one column"),
    "honorific": _("form of address"),
    "email": _("e-mail"),
    "phone": _("telephone"),
    "language": _("language of letters"),
    "source": _("source of the data"),
    "partner": _("organisation"),
    "nip": _("NIP of the organisation"),
    "function": _("function"),
    "since": _("in function since"),
    "sector": _("sector"),
    "kind": _("kind of organisation"),
    "commune": _("commune"),
    "terc": _("TERC code of the commune"),
}

# Headings as offices write them, Polish and English, folded. The order decides:
# the longer phrase stands before the word that it contains.
HEADINGS = {
    "reversed_name": ["nazwisko i imie", "nazwisko imie", "surname and name", "last first"],
    "full_name": [
        "imie i nazwisko",
        "imie nazwisko",
        "full name",
        "osoba do kontaktu",
        "osoba kontaktowa",
        "przedstawiciel",
        "reprezentant",
        "osoba",
        "contact person",
        "uczestnik",
        "person",
    ],
    "first_name": ["imie", "imiona", "first name", "given name", "name first"],
    "last_name": ["nazwisko", "last name", "surname", "family name"],
    "honorific": ["forma grzecznosciowa", "tytul", "zwrot", "form of address", "honorific"],
    "email": ["e-mail", "email", "mail", "adres e-mail", "adres elektroniczny", "poczta"],
    "phone": ["telefon", "tel", "tel.", "nr telefonu", "komorka", "telephone", "phone", "mobile"],
    "language": ["jezyk", "jezyk listow", "language", "language of letters"],
    "source": ["zrodlo danych", "zrodlo", "source of the data", "source"],
    "nip": ["nip", "nip organizacji", "numer nip", "tax number"],
    "function": ["funkcja", "stanowisko", "function", "position", "rola", "job title"],
    "since": ["w funkcji od", "pelni funkcje od", "od kiedy", "od", "in function since", "since"],
    "sector": ["sektor", "sector"],
    "kind": ["rodzaj organizacji", "rodzaj", "typ organizacji", "typ", "kind", "type"],
    "terc": ["kod terc", "terc", "teryt", "kod teryt", "kod gminy", "terc code"],
    "commune": ["gmina", "gmina/miasto", "miejscowosc", "miasto", "commune", "municipality"],
    "partner": [
        "organizacja",
        "nazwa organizacji",
        "instytucja",
        "nazwa instytucji",
        "nazwa podmiotu",
        "podmiot",
        "firma",
        "nazwa firmy",
        "nazwa",
        "partner",
        "zaklad pracy",
        "organisation",
        "organization",
        "company",
        "institution",
        "jednostka",
    ],
}
LOOKED_AT = 15


def guess_field(heading: str) -> str:
    """The field that a column with this heading probably holds, or ""."""
    words = fold(heading).strip(" :*.")
    if not words or len(words) > 60:
        return ""
    for field, names in HEADINGS.items():
        if words in names:
            return field
    for field, names in HEADINGS.items():
        if any(name in words for name in names if len(name) > 3):
            return field
    return ""


def guess_header(rows: list[list[str]]) -> int:
    """The number (from 1) of the row with the headings, below titles and blanks; 0 for none."""
    known = [len(set(guess_mapping(row).values())) for row in rows[:LOOKED_AT]]
    best = max(known, default=0)
    return known.index(best) + 1 if best >= 2 else 0


def guess_mapping(header: list[str]) -> dict[str, str]:
    """Column number (as text, from 0) to field; each field is given away once."""
    mapping: dict[str, str] = {}
    for number, heading in enumerate(header):
        field = guess_field(heading)
        if field and field not in mapping.values():
            mapping[str(number)] = field
    return mapping
