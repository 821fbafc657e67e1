"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet, WordsFilter
from counties.filters import CountyFilterSet
from workshops.choices import CycleStatus


class CycleFilter(FilterSet):
    """Cycles by words and by where they stand."""

    q = WordsFilter()
    status = django_filters.ChoiceFilter(label=_("Stage"), choices=CycleStatus)


class PublicCycleFilter(CountyFilterSet, CycleFilter):
    """The public list."""
