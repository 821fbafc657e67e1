"""Counties as people tell them apart."""

from collections import Counter

from counties.models import Partnership


def told(partnerships: list[Partnership]) -> list[str]:
    """The county of each partnership in words: "powiat płocki".

    Ten names of counties occur twice in Poland: these carry their voivodeship. Where a
    county has two partnerships, each carries its own name.
    """
    counties = Counter(partnership.county for partnership in partnerships)
    names = Counter(county.name for county in counties)
    return [_named(p, counties[p.county] > 1, names[p.county.name] > 1) for p in partnerships]


def _named(partnership, has_twin, has_namesake):
    county = partnership.county
    if has_twin:
        return f"{county.in_words} ({partnership.name})"
    if has_namesake and county.parent:
        return f"{county.in_words} ({county.parent.name.lower()})"
    return county.in_words
