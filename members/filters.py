"""Filters of the lists. Every name they know stands here; all others are ignored."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.filters import FilterSet, UndatedFilter, WordsFilter, YearFilter
from counties.filters import CountyFilterSet
from counties.models import Territory
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models import Partner, Role


def communes_of(request):
    """The communes a list can be narrowed to: those of the office's county."""
    partnership = getattr(request, "partnership", None)
    if partnership is not None:
        return partnership.communes
    return Territory.objects.communes().filter(
        pk__in=Partner.objects.public().order_by().values("commune")
    )


class PublicPartnerFilter(CountyFilterSet):
    """The partners that everyone may read about."""

    q = WordsFilter()
    sector = filters.ChoiceFilter(label=_("sector"), choices=Sector.choices)
    kind = filters.ChoiceFilter(label=_("kind"), choices=PartnerKind.choices)
    commune = filters.ModelChoiceFilter(
        null_label=_("whole county"),
        label=_("commune"),
        queryset=communes_of,
    )
    admitted = YearFilter(label=_("year of admission"), field_name="admitted_on")


class OfficePartnerFilter(PublicPartnerFilter):
    """The office's register of organisations."""

    asks_county = False
    status = filters.ChoiceFilter(label=_("status"), choices=PartnerStatus.choices)
    undated = UndatedFilter(label=_("day of admission not known"), field_name="admitted_on")
    without_people = filters.BooleanFilter(
        label=_("without people"), method="by_people", widget=forms.CheckboxInput
    )
    sort = filters.OrderingFilter(
        label=_("order"),
        empty_label=None,
        fields=[("sort", "name"), ("-created_at", "new"), ("commune__sort", "commune")],
        choices=[
            ("name", pgettext_lazy("order", "by name")),
            ("new", _("newest first")),
            ("commune", _("by commune")),
        ],
    )

    def by_people(self, rows, name, value):
        if not value:
            return rows
        return rows.exclude(Exists(Role.objects.today().filter(partner=OuterRef("pk"))))


class PersonFilter(FilterSet):
    """The office's register of people."""

    q = WordsFilter()
    sector = filters.ChoiceFilter(label=_("sector"), choices=Sector.choices, method="by_partner")
    kind = filters.ChoiceFilter(
        label=_("kind of partner"),
        choices=PartnerKind.choices,
        method="by_partner",
    )
    commune = filters.ModelChoiceFilter(
        label=_("commune"), queryset=communes_of, method="by_partner"
    )
    email = filters.ChoiceFilter(
        label=_("e-mail"),
        choices=[("yes", _("has an e-mail")), ("no", _("has no e-mail"))],
        method="by_email",
    )
    role = filters.ChoiceFilter(
        label=_("role"),
        choices=[("current", _("acts for a partner today")), ("none", _("acts for nobody today"))],
        method="by_role",
    )

    def by_partner(self, rows, name, value):
        held = Role.objects.today().filter(**{f"partner__{name}": value})
        return rows.filter(pk__in=held.values("person"))

    def by_email(self, rows, name, value):
        return rows.exclude(email="") if value == "yes" else rows.filter(email="")

    def by_role(self, rows, name, value):
        held = Exists(Role.objects.today().filter(person=OuterRef("pk")))
        return rows.filter(held) if value == "current" else rows.exclude(held)
