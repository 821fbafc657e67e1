"""Which county a printed label means, by the TERC register that is loaded."""

from collections import defaultdict

from core.text import fold
from counties.models import Territory

CITY = "miasto na prawach powiatu"
# Kinds of communes that are or hold a town: urban, and urban with rural.
WITH_TOWN = ["1", "3"]


class Counties:
    """The counties of the register under the names by which people call them."""

    def __init__(self):
        counties = Territory.objects.counties().current()
        self._by_name = defaultdict(set)
        self._cities = set()
        self._counties = {county.pk: county for county in counties}
        for county in counties:
            self._by_name[fold(county.name)].add(county)
            if county.kind == CITY:
                self._cities.add(fold(county.name))
        towns = Territory.objects.communes().current().filter(kind_digit__in=WITH_TOWN)
        for name, parent in towns.values_list("name", "parent"):
            if parent in self._counties:
                self._by_name[fold(name)].add(self._counties[parent])

    def match(self, label: str, voivodeship: str = "") -> Territory | None:
        """The one county called `label`, by its own name or by a town in it.

        None for a city with the rights of a county, because lists leave the word
        "powiat" out and the county around the city may be meant; and None when
        several counties fit. `voivodeship` (two digits) narrows the choice.
        """
        name = fold(label)
        found = {c for c in self._by_name.get(name, ()) if c.pk.startswith(voivodeship)}
        if name in self._cities or len(found) != 1:
            return None
        return found.pop()
