"""Filters of the lists."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubs.choices import ClubStatus, GiftKind, Weekday
from clubs.models import Adviser, Club, Gift
from core.forms import Form
from counties.filters import CountyFilterSet
from counties.models import Territory

ANY = pgettext_lazy("filter", "all")


def communes_of(request):
    """The communes a list can be narrowed to: the office's, or those with public clubs."""
    partnership = getattr(request, "partnership", None)
    if partnership is not None:
        return partnership.communes
    found = Club.objects.public().order_by().values("commune")
    return Territory.objects.communes().filter(pk__in=found)


class PublicClubFilter(CountyFilterSet):
    """The clubs that everyone may read about."""

    q = filters.CharFilter(
        label=_("Words"), method="find", max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    commune = filters.ModelChoiceFilter(
        label=_("Commune"), queryset=communes_of, empty_label=ANY
    )  # fmt: skip
    day = filters.ChoiceFilter(
        label=_("Open on"), choices=Weekday, method="by_day", empty_label=ANY
    )
    status = filters.ChoiceFilter(label=_("Status"), choices=ClubStatus, empty_label=ANY)

    class Meta:
        model = Club
        fields: list[str] = []
        form = Form

    def find(self, rows, name, value):
        return rows.found_by(value)

    def by_day(self, rows, name, value):
        return rows.filter(status=ClubStatus.OPEN, hours__weekday=value).distinct()


class OfficeClubFilter(PublicClubFilter):
    """The office's list."""

    asks_county = False
    waiting = filters.ChoiceFilter(
        label=_("To do"), choices=[("months", _("with a month not logged"))],
        method="by_waiting", empty_label=ANY,
    )  # fmt: skip
    publication = filters.ChoiceFilter(
        label=_("Publication"),
        choices=[("public", _("published")), ("hidden", _("not published"))],
        method="by_publication",
        empty_label=ANY,
    )

    def by_waiting(self, rows, name, value):
        return rows.behind()

    def by_publication(self, rows, name, value):
        return rows.filter(published_at__isnull=value == "hidden")


class AdviserFilter(filters.FilterSet):
    """The office's list of advisers."""

    club = filters.ModelChoiceFilter(
        label=_("Club"), queryset=lambda request: Club.objects.held_by(request.partnership),
        empty_label=ANY,
    )  # fmt: skip
    training = filters.ChoiceFilter(
        label=_("Training"), choices=[("ending", _("ends within 30 days or has ended"))],
        method="by_training", empty_label=ANY,
    )  # fmt: skip

    class Meta:
        model = Adviser
        fields: list[str] = []
        form = Form

    def by_training(self, rows, name, value):
        return rows.ending()


class GiftFilter(filters.FilterSet):
    """The office's list of gifts."""

    club = filters.ModelChoiceFilter(
        label=_("Club"), queryset=lambda request: Club.objects.held_by(request.partnership),
        empty_label=ANY,
    )  # fmt: skip
    kind = filters.ChoiceFilter(label=_("Kind of gift"), choices=GiftKind, empty_label=ANY)
    year = filters.NumberFilter(
        label=_("Year"), field_name="given_on__year", min_value=1990, max_value=2100
    )
    thanks = filters.ChoiceFilter(
        label=_("Thanks"), choices=[("waiting", _("not thanked yet"))],
        method="by_thanks", empty_label=ANY,
    )  # fmt: skip

    class Meta:
        model = Gift
        fields: list[str] = []
        form = Form

    def by_thanks(self, rows, name, value):
        return rows.to_thank()
