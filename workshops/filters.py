"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from counties.filters import CountyFilterSet
from workshops.choices import CycleStatus
from workshops.models import Cycle


class CycleFilter(django_filters.FilterSet):
    """Cycles by words and by where they stand."""

    q = django_filters.CharFilter(label=_("Words"), method="find")
    status = django_filters.ChoiceFilter(label=_("Stage"), choices=CycleStatus)

    class Meta:
        model = Cycle
        fields: list[str] = []
        form = Form

    def find(self, rows, name, value):
        return rows.found_by(value)


class PublicCycleFilter(CountyFilterSet, CycleFilter):
    """The public list."""

    class Meta(CycleFilter.Meta):
        pass
