"""The filter by county that public lists have where several counties share a portal."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet
from core.forms import LongSelect
from counties.models import Partnership, Territory
from counties.words import told


def county_choices() -> list[tuple[str, str]]:
    """(slug, county in words) of every partnership, in Polish order. One query."""
    return _choices(list(Partnership.objects.by_county()))


def _choices(partnerships):
    return [(p.slug, name) for p, name in zip(partnerships, told(partnerships), strict=True)]


class CountyFilterSet(FilterSet):
    """A public list that asks for the county, but only where there are several.

    With several counties the choice of a commune waits for the county: thousands of
    communes are no choice, and dozens share their names. An address may still name one.
    """

    asks_county = True
    county = filters.ChoiceFilter(label=_("county"), method="by_county", widget=LongSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnerships = list(Partnership.objects.by_county()) if self.asks_county else []
        if len(self.partnerships) < 2:
            del self.filters["county"]
            return
        self.filters["county"].extra["choices"] = _choices(self.partnerships)
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

    @property
    def of_county(self) -> Territory | None:
        """The county that the list is of: the chosen or the only one. None where it is of more."""
        chosen = self.chosen_county
        counties = {p.county for p in self.partnerships if chosen in {"", p.slug}}
        return counties.pop() if len(counties) == 1 else None

    def by_county(self, rows, name, value):
        return rows.filter(partnership__slug=value)
