"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from meetings.models import Meeting
from news.choices import ArticleStatus
from news.models import Article

WAITING = [("old_drafts", _("drafts untouched for 14 days"))]


class Words(django_filters.FilterSet):
    """Words in the title, the lead or the text."""

    q = django_filters.CharFilter(label=_("Words"), method="find")

    class Meta:
        model = Article
        fields: list[str] = []
        form = Form

    def find(self, rows, name, value):
        return rows.found_by(value)


class PublicFilter(Words):
    """The public list, by words and year."""

    year = django_filters.ChoiceFilter(label=_("Year"), field_name="published_on__year")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by().dates("published_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(str(y.year), str(y.year)) for y in years]


class MeetingFilter(django_filters.FilterSet):
    """Meetings of which nobody has written, by words."""

    q = django_filters.CharFilter(label=_("Words"), method="find")

    class Meta:
        model = Meeting
        fields: list[str] = []
        form = Form

    def find(self, rows, name, value):
        return rows.found_by(value)


class OfficeFilter(Words):
    """The office's list."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=ArticleStatus)
    meeting = django_filters.ModelChoiceFilter(
        label=_("Note from the meeting"), queryset=Meeting.objects.none()
    )
    waiting = django_filters.ChoiceFilter(label=_("To do"), choices=WAITING, method="by_waiting")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="published_on", lookup_expr="year", min_value=1990,
        max_value=2100,
    )  # fmt: skip

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        told = Meeting.objects.held_by(partnership).filter(articles__isnull=False)
        self.filters["meeting"].queryset = told.distinct()

    def by_waiting(self, rows, name, value):
        return getattr(rows, value)()
