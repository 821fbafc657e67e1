"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet, ShelfFilter, WordsFilter, YearFilter
from counties.filters import CountyFilterSet
from meetings.models import Meeting
from news.choices import ArticleStatus

WAITING = [("old_drafts", _("drafts untouched for 14 days"))]


class Words(FilterSet):
    """Words in the title, the lead or the text."""

    q = WordsFilter()


class PublicFilter(CountyFilterSet, Words):
    """The public list, by words, county and year."""

    year = django_filters.ChoiceFilter(label=_("Year"), field_name="published_on__year")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by().dates("published_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(str(y.year), str(y.year)) for y in years]


class MeetingFilter(FilterSet):
    """Meetings of which nobody has written, by words."""

    q = WordsFilter()


class OfficeFilter(Words):
    """The office's list."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=ArticleStatus)
    meeting = django_filters.ModelChoiceFilter(
        label=_("Note from the meeting"), queryset=Meeting.objects.none()
    )
    waiting = ShelfFilter(label=_("To do"), choices=WAITING)
    year = YearFilter(label=_("Year"), field_name="published_on")

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        told = Meeting.objects.held_by(partnership).filter(articles__isnull=False)
        self.filters["meeting"].queryset = told.distinct()
