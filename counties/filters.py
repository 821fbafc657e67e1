"""The filter by county that public lists have where several counties share a portal."""

from collections import Counter

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet
from counties.models import Partnership, Territory


def county_choices() -> list[tuple[str, str]]:
    """(slug, county in words) of every partnership, in Polish order. One query.

    Ten names of counties occur twice in Poland: these carry their voivodeship.
    """
    found = list(Partnership.objects.by_county())
    times = Counter(partnership.county.name for partnership in found)
    return [(p.slug, _named(p.county, times[p.county.name] > 1)) for p in found]


def _named(county, with_voivodeship):
    if with_voivodeship and county.parent:
        return f"{county.in_words} ({county.parent.name.lower()})"
    return county.in_words


class CountyFilterSet(FilterSet):
    """A public list that asks for the county, but only where there are several.

    With several counties the choice of a commune waits for the county: thousands of
    communes are no choice, and dozens share their names. An address may still name one.
    """

    asks_county = True
    county = filters.ChoiceFilter(label=_("county"), method="by_county")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = county_choices() if self.asks_county else []
        if len(choices) < 2:
            del self.filters["county"]
            return
        self.filters["county"].extra["choices"] = choices
        commune = self.filters.get("commune")
        if commune is not None and self.chosen_county:
            chosen = Territory.objects.filter(partnerships__slug=self.chosen_county)
            commune.queryset = Territory.objects.communes().filter(parent__in=chosen)
        elif commune is not None and "commune" not in self.data:
            del self.filters["commune"]

    @property
    def chosen_county(self) -> str:
        """The slug that the address asks for; empty when it asks for none."""
        return self.data.get("county", "") if "county" in self.filters else ""

    def by_county(self, rows, name, value):
        return rows.filter(partnership__slug=value)
