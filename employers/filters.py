"""Filters of the lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet, ShelfFilter, WordsFilter, YearFilter
from employers.choices import AskingStatus, CaseStatus, OrderStatus


class CaseFilter(FilterSet):
    """The office's lay-off cases."""

    q = WordsFilter()
    status = django_filters.ChoiceFilter(label=_("Status"), choices=CaseStatus)
    waiting = ShelfFilter(label=_("To do"), choices=[("overdue", _("with an overdue step"))])
    notified = YearFilter(label=_("Year of the notice"), field_name="notified_on")
    closed = YearFilter(label=_("Year of closing"), field_name="closed_on")


class FirmRequestFilter(FilterSet):
    """The office's requests of firms outside the register."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(one.value, one.label) for one in AskingStatus if one != AskingStatus.SENT],
    )


class OrderFilter(FilterSet):
    """The office's Quick Start orders."""

    q = WordsFilter()
    status = django_filters.ChoiceFilter(label=_("Status"), choices=OrderStatus)
    waiting = ShelfFilter(
        label=_("To do"),
        choices=[("new", _("new requests")), ("to_check", _("to be checked after three months"))],
    )
    requested = YearFilter(label=_("Year of the request"), field_name="requested_on")
    examined = YearFilter(label=_("Year of the examination"), field_name="examined_on")
    hired = YearFilter(label=_("Year of hiring"), field_name="hired_on")
    checked = YearFilter(label=_("Year of the check"), field_name="checked_on")
