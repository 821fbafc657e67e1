"""What the filters of all lists have in common. They stand in the address."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class FilterSet(filters.FilterSet):
    """The base of every list's filters: what is declared filters, all else is left out."""

    class Meta:
        form = Form


class WordsFilter(filters.CharFilter):
    """The search box of a list of `Searchable` rows: finds every word, in any order."""

    def __init__(self, **kwargs):
        given = {"label": _("words"), "max_length": 200, "widget": forms.SearchInput}
        super().__init__(**given | kwargs)

    def filter(self, qs, value):
        return qs.found_by(value) if value else qs


class YearFilter(filters.NumberFilter):
    """The rows whose day lies in a year."""

    def __init__(self, **kwargs):
        super().__init__(**{"lookup_expr": "year", "min_value": 1990, "max_value": 2100} | kwargs)


class UndatedFilter(filters.BooleanFilter):
    """A box to tick for the rows whose day nobody knows."""

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.CheckboxInput} | kwargs)

    def filter(self, qs, value):
        return qs.filter(**{f"{self.field_name}__isnull": True}) if value else qs


class ShelfFilter(filters.ChoiceFilter):
    """A choice whose values are methods of the rows' queryset: `late` shows `rows.late()`."""

    def filter(self, qs, value):
        return getattr(qs, value)() if value else qs
