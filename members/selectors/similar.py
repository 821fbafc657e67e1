"""Rows that may be the same organisation or the same person entered twice."""

import re
from difflib import SequenceMatcher

from core.text import fold
from members.models import Partner, Person

# Words that make names alike without telling anything.
COMMON = {
    "im",
    "imienia",
    "w",
    "we",
    "z",
    "ze",
    "i",
    "na",
    "nr",
    "ul",
    "sp",
    "zoo",
    "spolka",
    "spzoo",
    "ograniczona",
    "odpowiedzialnoscia",
    "s",
    "a",
    "sa",
    "o",
    "oo",
    "sc",
    "gmina",
    "gminy",
}
ALIKE = 0.85


def essence(name: str) -> str:
    """The telling words of a name, folded and in alphabetical order."""
    words = re.findall(r"\w+", fold(name))
    return " ".join(sorted(word for word in words if word not in COMMON)) or fold(name)


def partners_like(partner: Partner) -> list[Partner]:
    """Organisations of the same register and commune whose name is nearly this one's."""
    mine = essence(partner.name)
    near = Partner.objects.filter(partnership=partner.partnership_id, commune=partner.commune_id)
    return [
        other
        for other in near.exclude(pk=partner.pk)
        if SequenceMatcher(None, mine, essence(other.name)).ratio() >= ALIKE
    ]


def name_key(*names: str) -> str:
    """A person's name as a key: folded words in alphabetical order."""
    return " ".join(sorted(fold(" ".join(names)).replace("-", " ").split()))


def people_like(person: Person) -> list[Person]:
    """People of the same register with the same name or the same e-mail address."""
    mine = name_key(person.first_name, person.last_name)
    others = Person.objects.filter(partnership=person.partnership_id).exclude(pk=person.pk)
    words = max(mine.split(), key=len, default="")
    found = [
        other
        for other in others.found_by(words)
        if name_key(other.first_name, other.last_name) == mine
    ]
    if person.email:
        found += [
            other for other in others.filter(email__iexact=person.email) if other not in found
        ]
    return found
