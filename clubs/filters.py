"""Filters of the lists."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from clubs.choices import ClubStatus, GiftKind, Weekday
from clubs.models import Club
from core.filters import FilterSet, ShelfFilter, WordsFilter, YearFilter
from counties.filters import CountyFilterSet
from counties.models import Territory


def communes_of(request):
    """The communes a list can be narrowed to: the office's, or those with public clubs."""
    partnership = getattr(request, "partnership", None)
    if partnership is not None:
        return partnership.communes
    found = Club.objects.public().order_by().values("commune")
    return Territory.objects.communes().filter(pk__in=found)


class PublicClubFilter(CountyFilterSet):
    """The clubs that everyone may read about."""

    q = WordsFilter()
    commune = filters.ModelChoiceFilter(label=_("Commune"), queryset=communes_of)
    day = filters.ChoiceFilter(label=_("Open on"), choices=Weekday, method="by_day")
    status = filters.ChoiceFilter(label=_("Status"), choices=ClubStatus)

    def by_day(self, rows, name, value):
        return rows.filter(status=ClubStatus.OPEN, hours__weekday=value).distinct()


class OfficeClubFilter(PublicClubFilter):
    """The office's list."""

    asks_county = False
    waiting = filters.ChoiceFilter(
        label=_("To do"),
        choices=[("months", _("with a month not logged"))],
        method="by_waiting",
    )
    publication = filters.ChoiceFilter(
        label=_("Publication"),
        choices=[("public", _("published")), ("hidden", _("not published"))],
        method="by_publication",
    )

    def by_waiting(self, rows, name, value):
        return rows.behind()

    def by_publication(self, rows, name, value):
        return rows.filter(published_at__isnull=value == "hidden")


class AdviserFilter(FilterSet):
    """The office's list of advisers."""

    club = filters.ModelChoiceFilter(
        label=_("Club"), queryset=lambda request: Club.objects.held_by(request.partnership)
    )
    training = ShelfFilter(
        label=_("Training"), choices=[("ending", _("ends within 30 days or has ended"))]
    )


class GiftFilter(FilterSet):
    """The office's list of gifts."""

    club = filters.ModelChoiceFilter(
        label=_("Club"), queryset=lambda request: Club.objects.held_by(request.partnership)
    )
    kind = filters.ChoiceFilter(label=_("Kind of gift"), choices=GiftKind)
    year = YearFilter(label=_("Year"), field_name="given_on")
    thanks = filters.ChoiceFilter(
        label=_("Thanks"), choices=[("waiting", _("not thanked yet"))], method="by_thanks"
    )

    def by_thanks(self, rows, name, value):
        return rows.to_thank()
