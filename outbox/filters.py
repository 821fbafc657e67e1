"""Filters of the office's lists of letters."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet
from outbox.kinds import kind_name
from outbox.models import Batch, LetterStatus, Suppression


def batches_of(request):
    """The batches of this office, the newest first."""
    return Batch.objects.held_by(request.partnership)


class LetterFilter(FilterSet):
    """The letters of one office."""

    q = filters.CharFilter(
        label=_("recipient"),
        method="by_words",
        max_length=200,
        widget=forms.SearchInput,
    )
    status = filters.ChoiceFilter(label=_("status"), choices=LetterStatus.choices)
    kind = filters.ChoiceFilter(label=_("kind"))
    batch = filters.ModelChoiceFilter(label=_("batch of letters"), queryset=batches_of)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = self.queryset.order_by("kind").values_list("kind", flat=True).distinct()
        self.filters["kind"].extra["choices"] = [(kind, kind_name(kind)) for kind in kinds]

    def by_words(self, rows, name, value):
        for word in value.split()[:8]:
            rows = rows.filter(Q(to_email__icontains=word) | Q(to_name__icontains=word))
        return rows


class SuppressionFilter(FilterSet):
    """The addresses that get no letters."""

    q = filters.CharFilter(
        label=_("e-mail"),
        field_name="email",
        lookup_expr="icontains",
        max_length=200,
        widget=forms.SearchInput,
    )
    reason = filters.ChoiceFilter(label=_("reason"), choices=Suppression.Reason.choices)
