"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from employers.choices import CaseStatus, OrderStatus
from employers.models import LayoffCase, QuickStartOrder


class YearFilter(django_filters.NumberFilter):
    """The rows whose day lies in a year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, lookup_expr="year", min_value=1990, max_value=2100, **kwargs)


class RoomFilter(django_filters.FilterSet):
    """What both lists of the office have in common."""

    q = django_filters.CharFilter(label=_("Words"), method="find")

    def find(self, rows, name, value):
        return rows.found_by(value)

    def by_waiting(self, rows, name, value):
        return getattr(rows, value)()


class CaseFilter(RoomFilter):
    """The office's lay-off cases."""

    status = django_filters.ChoiceFilter(choices=CaseStatus)
    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("overdue", _("with an overdue step"))], method="by_waiting"
    )
    notified = YearFilter(label=_("Year of the notice"), field_name="notified_on")
    closed = YearFilter(label=_("Year of closing"), field_name="closed_on")

    class Meta:
        model = LayoffCase
        fields: list[str] = []
        form = Form


class OrderFilter(RoomFilter):
    """The office's Quick Start orders."""

    status = django_filters.ChoiceFilter(choices=OrderStatus)
    waiting = django_filters.ChoiceFilter(
        label=_("To do"),
        choices=[("new", _("new requests")), ("to_check", _("to be checked after three months"))],
        method="by_waiting",
    )
    requested = YearFilter(label=_("Year of the request"), field_name="requested_on")
    examined = YearFilter(label=_("Year of the examination"), field_name="examined_on")
    hired = YearFilter(label=_("Year of hiring"), field_name="hired_on")
    checked = YearFilter(label=_("Year of the check"), field_name="checked_on")

    class Meta:
        model = QuickStartOrder
        fields: list[str] = []
        form = Form
