"""Filters of the lists of agreements."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.choices import AccessionStatus, AgreementStatus, Level
from agreements.models import Accession, Agreement

SHOWN = [AgreementStatus.SIGNING, AgreementStatus.IN_FORCE, AgreementStatus.EXPIRED,
         AgreementStatus.TERMINATED]  # fmt: skip


def years():
    """The years in which published agreements came into force."""
    days = Agreement.objects.public().dates("in_force_on", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in days]


def themes():
    """The subjects of published agreements."""
    found = Agreement.objects.public().exclude(theme="").order_by("theme")
    return [(theme, theme) for theme in found.values_list("theme", flat=True).distinct()]


class AgreementFilter(filters.FilterSet):
    """By words and level."""

    q = filters.CharFilter(
        label=_("words"),
        method="by_words",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def by_words(self, rows, name, value):
        return rows.found_by(value)


class PublicAgreementFilter(AgreementFilter):
    """The public register."""

    year = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "year"), field_name="in_force_on__year", choices=years
    )
    theme = filters.ChoiceFilter(label=_("subject"), choices=themes)
    status = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "state"),
        choices=[(status.value, status.label) for status in SHOWN],
    )


class OfficeAgreementFilter(AgreementFilter):
    """The office's list."""

    status = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "state"), choices=AgreementStatus.choices
    )
    level = filters.ChoiceFilter(label=_("level"), choices=Level.choices)
    expiring = filters.BooleanFilter(
        label=_("ends within 90 days"), method="by_end", widget=forms.CheckboxInput
    )
    accessions = filters.BooleanFilter(
        label=_("somebody wants to join"), method="by_accession", widget=forms.CheckboxInput
    )

    def by_end(self, rows, name, value):
        return rows.expiring(localdate()) if value else rows

    def by_accession(self, rows, name, value):
        if not value:
            return rows
        filed = Accession.objects.filter(agreement=OuterRef("pk"), status=AccessionStatus.FILED)
        return rows.filter(Exists(filed))
