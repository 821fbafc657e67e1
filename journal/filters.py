"""Filters of the journal."""

import django_filters as filters
from django import forms
from django.utils.translation import pgettext_lazy

from core.filters import FilterSet
from journal.registries import verb_name


class EntryFilter(FilterSet):
    """The journal of one office."""

    actor = filters.ChoiceFilter(label=pgettext_lazy("journal", "who"), field_name="actor_name")
    verb = filters.ChoiceFilter(label=pgettext_lazy("journal", "what"))
    q = filters.CharFilter(
        label=pgettext_lazy("journal", "object"),
        field_name="about_name",
        lookup_expr="icontains",
        max_length=200,
        widget=forms.SearchInput,
    )
    about = filters.CharFilter(max_length=80, widget=forms.HiddenInput())
    since = filters.DateFilter(
        label=pgettext_lazy("journal", "from"),
        field_name="at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = filters.DateFilter(
        label=pgettext_lazy("journal", "until"),
        field_name="at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        names = rows.exclude(actor_name="").values_list("actor_name", flat=True).distinct()
        verbs = rows.values_list("verb", flat=True).distinct()
        self.filters["actor"].extra["choices"] = [(name, name) for name in sorted(names)]
        self.filters["verb"].extra["choices"] = sorted(
            ((verb, verb_name(verb)) for verb in verbs), key=lambda choice: choice[1]
        )
