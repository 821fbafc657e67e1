"""Cells as people fill them in, made into values of the register.

Each function returns the value and the notes about it. A note is
`(code, parameters)`: it is kept so, and told in the reader's language by
`members.rules.notes`.
"""

import re
from email.utils import parseaddr
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import override

from core.parameters import as_day
from core.text import fold
from core.validators import digits, validate_nip, validate_no_link, validate_plain
from members.choices import PartnerKind, Sector

SPLIT = re.compile(r"[;,\s|/]+|\boraz\b|\blub\b")
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S")
SPLIT_PHONES = re.compile(r"[;,|/]|\boraz\b|\blub\b")

SECTOR_WORDS = {
    Sector.PUBLIC: ["publiczny", "sektor publiczny", "samorzad", "administracja", "jst"],
    Sector.BUSINESS: ["biznes", "gospodarczy", "prywatny", "przedsiebiorca", "firma", "rynkowy"],
    Sector.SOCIAL: [
        "spoleczny",
        "ngo",
        "pozarzadowy",
        "trzeci",
        "iii sektor",
        "iii",
        "obywatelski",
    ],
    Sector.RESIDENTS: ["mieszkancy", "mieszkaniec", "niezrzeszeni"],
}
KIND_WORDS = {
    PartnerKind.EMPLOYER: ["pracodawca", "firma", "przedsiebiorca", "przedsiebiorstwo"],
    PartnerKind.COMMUNE: ["gmina", "urzad gminy", "urzad miasta", "miasto", "miasto i gmina"],
    PartnerKind.COUNTY: ["powiat", "starostwo", "starostwo powiatowe"],
    PartnerKind.COUNTY_LABOUR_OFFICE: ["pup", "powiatowy urzad pracy"],
    PartnerKind.VOIVODESHIP_LABOUR_OFFICE: ["wup", "wojewodzki urzad pracy"],
    PartnerKind.WELFARE: ["ops", "gops", "mops", "mgops", "osrodek pomocy spolecznej"],
    PartnerKind.FAMILY_CENTRE: ["pcpr"],
    PartnerKind.INSURANCE_TAX: ["zus", "urzad skarbowy", "krus"],
    PartnerKind.ACTION_GROUP: ["lgd"],
    PartnerKind.ASSOCIATION: ["stowarzyszenie", "ngo"],
    PartnerKind.SCHOOL: ["szkola", "zespol szkol"],
    PartnerKind.VILLAGE: ["solectwo", "soltys"],
}


def clean_name(text: str, limit: int):
    """A name without control characters and not longer than `limit`."""
    try:
        validate_plain(text)
    except ValidationError:
        return "", [("control", {})]
    if "\ufffd" in text:
        return "", [("control", {})]
    if len(text) > limit:
        return "", [("too_long", {"limit": limit})]
    return " ".join(text.split()), []


def clean_words(text: str, limit: int):
    """A name of a person or a function: as `clean_name`, and without an address of a page."""
    value, notes = clean_name(text, limit)
    try:
        validate_no_link(value)
    except ValidationError:
        return "", [("link", {"value": value[:80]})]
    return value, notes


def split_name(text: str, reverse: bool):
    """First and last name out of one cell; "Nowak, Jan" puts the last name first."""
    if "," in text:
        last, _comma, first = text.partition(",")
        return first.strip(), last.strip()
    words = text.split()
    if len(words) < 2:
        return "", text.strip()
    if reverse:
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), words[-1]


def clean_email(text: str):
    """The first address of a cell, which may hold a list or a name with it."""
    if not text.strip():
        return "", []
    bare = parseaddr(text)[1] if "<" in text else text
    parts = [part.removeprefix("mailto:") for part in SPLIT.split(bare.lower()) if part]
    good, bad = [], []
    for part in parts:
        try:
            validate_email(part)
            good.append(part)
        except ValidationError:
            bad.append(part)
    if not good or len(good[0]) > 254:
        return "", [("email", {"value": text[:80]})]
    others = good[1:] + bad
    notes = (
        [("first_email", {"value": good[0], "others": ", ".join(others)[:200]})] if others else []
    )
    return good[0], notes


@lru_cache(maxsize=20_000)
def _phone(text):
    import phonenumbers  # noqa: PLC0415 - 0.1 s that only an import needs

    try:
        number = phonenumbers.parse(re.sub(r"\bwew\.?", "ext.", text, flags=re.I), "PL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def clean_phone(text: str):
    """The first telephone number of a cell, written as +48 22 775 12 34."""
    if not text.strip():
        return "", []
    parts = [part for part in SPLIT_PHONES.split(text[:200]) if part.strip()]
    found = _phone(parts[0].strip()) if parts else ""
    if not found:
        return "", [("phone", {"value": text[:80]})]
    notes = [("first_phone", {"value": found})] if len(parts) > 1 else []
    return found, notes


def clean_nip(text: str):
    """A NIP as ten digits; PL before it does not matter."""
    plain = digits(text.upper().removeprefix("PL"))
    if not plain:
        return "", []
    try:
        validate_nip(plain)
    except ValidationError:
        return "", [("nip", {"value": text[:40]})]
    return plain, []


def clean_date(text: str):
    """A day written as 2024-03-01, 1.03.2024 or 01/03/2024 (day first)."""
    if not text:
        return None, []
    day = as_day(text.removesuffix("r.").strip(), *DAYS)
    return (day, []) if day else (None, [("date", {"value": text[:40]})])


def clean_sector(text: str):
    """A sector by key, Polish or English label, or a usual word."""
    return _chosen(text, _words(Sector), "sector")


def clean_kind(text: str):
    """A kind of organisation by key, Polish or English label, or a usual word."""
    return _chosen(text, _words(PartnerKind), "kind")


def _chosen(text, words, code):
    if not text:
        return "", []
    key = words.get(fold(text).strip(" ."))
    return (key, []) if key else ("", [(code, {"value": text[:60]})])


@lru_cache(maxsize=4)
def _words(choices):
    """Every word that stands for a choice, folded."""
    more = SECTOR_WORDS if choices is Sector else KIND_WORDS
    words = {word: key.value for key, listed in more.items() for word in listed}
    for language in ("en", "pl"):
        with override(language):
            words |= {fold(str(label)): key for key, label in choices.choices}
    return words | {fold(key): key for key in choices.values}
