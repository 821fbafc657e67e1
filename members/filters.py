"""Filters of the lists. Every name they know stands here; all others are ignored."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from counties.filters import CountyFilterSet
from counties.models import Territory
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models import Partner, Person, Role

WORDS = _("words")
WORDS_LENGTH = 200
ANY = pgettext_lazy("filter", "all")


def words_filter():
    """The search box of a list."""
    return filters.CharFilter(
        label=WORDS,
        method="by_words",
        max_length=WORDS_LENGTH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class WordsMixin:
    """Filters by the words of `Searchable` rows."""

    def by_words(self, rows, name, value):
        return rows.found_by(value)


def communes_of(request):
    """The communes a list can be narrowed to: those of the office's county."""
    partnership = getattr(request, "partnership", None)
    if partnership is not None:
        return partnership.communes
    return Territory.objects.communes().filter(
        pk__in=Partner.objects.public().order_by().values("commune")
    )


class PublicPartnerFilter(WordsMixin, CountyFilterSet):
    """The partners that everyone may read about."""

    q = words_filter()
    sector = filters.ChoiceFilter(empty_label=ANY, label=_("sector"), choices=Sector.choices)
    kind = filters.ChoiceFilter(empty_label=ANY, label=_("kind"), choices=PartnerKind.choices)
    commune = filters.ModelChoiceFilter(
        empty_label=ANY,
        null_label=_("whole county"),
        label=_("commune"),
        queryset=communes_of,
    )
    admitted = filters.NumberFilter(
        label=_("year of admission"),
        field_name="admitted_on",
        lookup_expr="year",
        min_value=1990,
        max_value=2100,
    )

    class Meta:
        model = Partner
        fields: list[str] = []


class OfficePartnerFilter(PublicPartnerFilter):
    """The office's register of organisations."""

    asks_county = False
    status = filters.ChoiceFilter(
        empty_label=ANY, label=_("status"), choices=PartnerStatus.choices
    )
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


class PersonFilter(WordsMixin, filters.FilterSet):
    """The office's register of people."""

    q = words_filter()
    sector = filters.ChoiceFilter(
        empty_label=ANY, label=_("sector"), choices=Sector.choices, method="by_partner"
    )
    kind = filters.ChoiceFilter(
        empty_label=ANY,
        label=_("kind of partner"),
        choices=PartnerKind.choices,
        method="by_partner",
    )
    commune = filters.ModelChoiceFilter(
        empty_label=ANY, label=_("commune"), queryset=communes_of, method="by_partner"
    )
    email = filters.ChoiceFilter(
        empty_label=ANY,
        label=_("e-mail"),
        choices=[("yes", _("has an e-mail")), ("no", _("has no e-mail"))],
        method="by_email",
    )
    role = filters.ChoiceFilter(
        empty_label=ANY,
        label=_("role"),
        choices=[("current", _("acts for a partner today")), ("none", _("acts for nobody today"))],
        method="by_role",
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def by_partner(self, rows, name, value):
        held = Role.objects.today().filter(**{f"partner__{name}": value})
        return rows.filter(pk__in=held.values("person"))

    def by_email(self, rows, name, value):
        return rows.exclude(email="") if value == "yes" else rows.filter(email="")

    def by_role(self, rows, name, value):
        held = Exists(Role.objects.today().filter(person=OuterRef("pk")))
        return rows.filter(held) if value == "current" else rows.exclude(held)
