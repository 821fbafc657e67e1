"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet, ShelfFilter, WordsFilter
from counties.models import Territory
from programme.choices import SpecialistKind, Validity

CONSENT = [("yes", _("agreed to be named")), ("no", _("did not agree"))]


class PublicFilter(FilterSet):
    """The public list."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SpecialistKind)
    county = django_filters.ModelChoiceFilter(
        label=_("County of work"), field_name="counties", queryset=Territory.objects.none()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = Territory.objects.filter(specialists__in=self.queryset)
        self.filters["county"].queryset = theirs.distinct()


class OfficeFilter(FilterSet):
    """The office's register."""

    q = WordsFilter()
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SpecialistKind)
    validity = ShelfFilter(label=_("Certificate"), choices=Validity)
    consent = django_filters.ChoiceFilter(label=_("Consent"), choices=CONSENT, method="by_consent")

    def by_consent(self, rows, name, value):
        return rows.filter(consent_on__isnull=value == "no")
