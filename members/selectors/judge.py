"""The verdict on each row of a file: good, duplicate or faulty, and why."""

from dataclasses import dataclass, field

from members.choices import Verdict
from members.rules import cells as clean
from members.selectors.register import Register

LENGTHS = {"first_name": 100, "last_name": 150, "honorific": 60, "function": 150}
# Notes with which a row is faulty; all others only tell.
FAULTS = {
    "no_name",
    "name_too_short",
    "control",
    "too_long",
    "link",
    "email",
    "phone",
    "nip",
    "date",
    "sector",
    "kind",
    "commune",
    "two_communes",
    "no_partner",
    "no_sector",
    "no_kind",
    "partner_name",
}
LANGUAGES = {
    "pl": "pl",
    "polski": "pl",
    "polish": "pl",
    "en": "en",
    "angielski": "en",
    "english": "en",
}


@dataclass
class Options:
    """What the person who imports chose beside the columns."""

    add_partners: bool = False
    sector: str = ""
    kind: str = ""
    source: str = ""


@dataclass
class Judged:
    """A verdict: for good rows also whom and what they mean (None is a new one)."""

    verdict: str
    notes: list = field(default_factory=list)
    person: object = None
    partner: object = None


def cleaned(cells: list[str], mapping: dict[str, str], options: Options):
    """The values of a row and the notes about them. `mapping` is column number to field."""
    raw = {
        name: cells[int(number)] for number, name in mapping.items() if int(number) < len(cells)
    }
    values: dict = {}
    notes: list = []
    if "full_name" in raw or "reversed_name" in raw:
        whole = raw.get("full_name") or raw.get("reversed_name") or ""
        first, last = clean.split_name(whole, reverse="reversed_name" in raw)
        raw = {"first_name": first, "last_name": last} | {k: v for k, v in raw.items() if v}
    for name, limit in LENGTHS.items():
        values[name] = _kept(notes, clean.clean_words(raw.get(name, ""), limit))
    # A firm may be called after its page.
    values["partner"] = _kept(notes, clean.clean_name(raw.get("partner", ""), 300))
    values["email"] = _kept(notes, clean.clean_email(raw.get("email", "")))
    values["phone"] = _kept(notes, clean.clean_phone(raw.get("phone", "")))
    values["nip"] = _kept(notes, clean.clean_nip(raw.get("nip", "")))
    since = _kept(notes, clean.clean_date(raw.get("since", "")))
    values["since"] = since.isoformat() if since else ""
    values["sector"] = _kept(notes, clean.clean_sector(raw.get("sector", ""))) or options.sector
    values["kind"] = _kept(notes, clean.clean_kind(raw.get("kind", ""))) or options.kind
    values["commune"], values["terc"] = raw.get("commune", "")[:100], raw.get("terc", "")[:10]
    values["language"] = LANGUAGES.get(raw.get("language", "").lower(), "pl")
    values["source"] = _kept(notes, clean.clean_name(raw.get("source", ""), 200)) or options.source
    if not {code for code, _params in notes} & {"control", "too_long", "link"}:
        if not values["last_name"]:
            notes.append(("no_name", {}))
        elif not values["first_name"]:
            notes.append(("name_too_short", {}))
    return values, notes


def _kept(notes, result):
    value, more = result
    notes.extend(more)
    return value


def judge(register: Register, values: dict, notes: list, options: Options, row: int) -> Judged:
    """Compare one row with the register and the rows before it; remember it when good."""
    notes = list(notes)
    if _faulty(notes):
        return Judged(Verdict.FAULTY, notes)
    partner = _partner(register, values, notes, options)
    if _faulty(notes):
        return Judged(Verdict.FAULTY, notes)
    person, same = register.find_person(values, partner)
    if person is not None and (partner is None or (person, partner) in register.roles):
        notes.append(_twin_note(register, person, same))
        return Judged(Verdict.DUPLICATE, notes, person, partner)
    if person is not None:
        notes.append(("new_role", {"value": _shown(register, values, partner)}))
    elif same:
        notes.append(("namesake", {}))
    judged = Judged(Verdict.GOOD, notes, person, partner)
    _remember(register, values, judged, row)
    return judged


def _faulty(notes):
    return any(code in FAULTS for code, _params in notes)


def _partner(register, values, notes, options):
    """The key of the row's organisation; ("new", name) when it is to be added; None without."""
    name, nip = values["partner"], values["nip"]
    if not name and not nip:
        return None
    found = register.find_partner(name, nip)
    if found is not None:
        known = register.partner_name[found]
        if name and nip and known.casefold() != name.casefold():
            notes.append(("nip_of", {"value": known}))
        return found
    if not name:
        notes.append(("partner_name", {}))
    elif not options.add_partners:
        notes.append(("no_partner", {"value": name}))
    else:
        _check_new_partner(register, values, notes)
    key = ("new", name)
    if not _faulty(notes):
        register.remember_partner(key, name, nip)
        notes.append(("new_partner", {"value": name}))
    return key


def _check_new_partner(register, values, notes):
    for needed in ("sector", "kind"):
        if not values[needed]:
            notes.append((f"no_{needed}", {"value": values["partner"]}))
    code, problem = register.find_commune(values["commune"], values["terc"])
    if problem:
        notes.append((problem, {"value": values["terc"] or values["commune"]}))
    values["commune_code"] = code


def _twin_note(register, person, same):
    if person in register.row_of:
        return ("same_as", {"row": register.row_of[person]})
    return ("known" if same else "known_differs", {"value": register.person_label[person]})


def _shown(register, values, partner):
    return register.partner_name.get(partner, values["partner"])


def _remember(register, values, judged, row):
    key = judged.person
    if key is None:
        key = ("row", row)
        register.row_of[key] = row
        register.remember_person(
            key, values["first_name"], values["last_name"], values["email"], values["phone"]
        )
    judged.person = key
    if judged.partner is not None:
        register.roles.add((key, judged.partner))
