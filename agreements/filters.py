"""Filters of the lists of agreements."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.choices import AccessionStatus, AgreementStatus, Level, SignatoryStatus
from agreements.models import Accession, Agreement, Signatory
from core.filters import FilterSet, WordsFilter, YearFilter
from counties.filters import CountyFilterSet
from counties.models import Partnership

SHOWN = [
    AgreementStatus.SIGNING,
    AgreementStatus.IN_FORCE,
    AgreementStatus.EXPIRED,
    AgreementStatus.TERMINATED,
    AgreementStatus.RECORD,
]


def years():
    """The years in which published agreements came into force or, of record, were signed."""
    days = Agreement.objects.public().annotate(on=Coalesce("in_force_on", "stated_on"))
    return [(str(day.year), str(day.year)) for day in days.dates("on", "year", order="DESC")]


def themes():
    """The subjects of published agreements."""
    found = Agreement.objects.public().exclude(theme="").order_by("theme")
    return [(theme, theme) for theme in found.values_list("theme", flat=True).distinct()]


class AgreementFilter(FilterSet):
    """By words."""

    q = WordsFilter()


class PublicAgreementFilter(CountyFilterSet, AgreementFilter):
    """The public register."""

    year = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "year"), method="by_year", choices=years
    )
    theme = filters.ChoiceFilter(label=pgettext_lazy("agreement", "subject"), choices=themes)
    status = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "state"),
        choices=[(status.value, status.label) for status in SHOWN],
    )

    # Of those of record nobody knows whether they ever came into force: `year` finds them
    # by the day of signing, this does not.
    begun = YearFilter(
        label=_("came into force in the year"), field_name="in_force_on", widget=forms.HiddenInput
    )

    def by_county(self, rows, name, value):
        return rows.shown_in(Partnership.objects.filter(slug=value).first())

    def by_year(self, rows, name, value):
        return rows.filter(Q(in_force_on__year=value) | Q(stated_on__year=value))


class OfficeAgreementFilter(AgreementFilter):
    """The office's list."""

    status = filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "state"), choices=AgreementStatus.choices
    )
    level = filters.ChoiceFilter(label=_("level"), choices=Level.choices)
    expiring = filters.BooleanFilter(
        label=_("ends within 90 days"), method="by_end", widget=forms.CheckboxInput
    )
    refused = filters.BooleanFilter(
        label=_("with a refused signature"), method="by_refusal", widget=forms.CheckboxInput
    )
    year = YearFilter(label=_("came into force in the year"), field_name="in_force_on")
    at_end = YearFilter(label=_("in force at the end of the year"), method="by_year_end")
    undated = filters.BooleanFilter(
        label=_("day of coming into force not known"),
        method="by_unknown_day",
        widget=forms.CheckboxInput,
    )
    remarks = filters.BooleanFilter(
        label=_("with remarks to answer"), method="by_remarks", widget=forms.CheckboxInput
    )
    accessions = filters.BooleanFilter(
        label=_("somebody wants to join"), method="by_accession", widget=forms.CheckboxInput
    )

    def by_end(self, rows, name, value):
        return rows.expiring(localdate()) if value else rows

    def by_refusal(self, rows, name, value):
        if not value:
            return rows
        refused = Signatory.objects.filter(
            party__agreement=OuterRef("pk"), status=SignatoryStatus.REFUSED
        )
        return rows.filter(Exists(refused))

    def by_year_end(self, rows, name, value):
        return rows.in_force_at(dt.date(int(value), 12, 31))

    def by_unknown_day(self, rows, name, value):
        return rows.undated() if value else rows

    def by_remarks(self, rows, name, value):
        return rows.with_open_remarks() if value else rows

    def by_accession(self, rows, name, value):
        if not value:
            return rows
        filed = Accession.objects.filter(agreement=OuterRef("pk"), status=AccessionStatus.FILED)
        return rows.filter(Exists(filed))
