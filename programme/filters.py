"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from counties.models import Territory
from programme.choices import SpecialistKind, Validity
from programme.models import Specialist

CONSENT = [("yes", _("agreed to be named")), ("no", _("did not agree"))]


class PublicFilter(django_filters.FilterSet):
    """The public list."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SpecialistKind)
    county = django_filters.ModelChoiceFilter(
        label=_("County of work"), field_name="counties", queryset=Territory.objects.none()
    )

    class Meta:
        model = Specialist
        fields: list[str] = []
        form = Form

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = Territory.objects.filter(specialists__in=self.queryset)
        self.filters["county"].queryset = theirs.distinct()


class OfficeFilter(django_filters.FilterSet):
    """The office's register."""

    q = django_filters.CharFilter(label=_("Words"), method="find")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SpecialistKind)
    validity = django_filters.ChoiceFilter(
        label=_("Certificate"), choices=Validity, method="by_validity"
    )
    consent = django_filters.ChoiceFilter(label=_("Consent"), choices=CONSENT, method="by_consent")

    class Meta:
        model = Specialist
        fields: list[str] = []
        form = Form

    def find(self, rows, name, value):
        return rows.found_by(value)

    def by_validity(self, rows, name, value):
        return getattr(rows, value)()

    def by_consent(self, rows, name, value):
        return rows.filter(consent_on__isnull=value == "no")
