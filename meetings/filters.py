"""Filters of lists; they stand in the address."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import FilterSet, WordsFilter, YearFilter
from counties.filters import CountyFilterSet
from counties.models import Territory
from meetings.choices import Answer, MeetingKind, MeetingStatus, Presence
from meetings.models import Meeting
from meetings.models.invitation import LOST
from meetings.selectors.counters import awaiting
from members.choices import Sector


class MeetingFilter(FilterSet):
    """The office's list of meetings."""

    q = WordsFilter()
    status = filters.ChoiceFilter(label=_("status"), choices=MeetingStatus)
    kind = filters.ChoiceFilter(label=_("kind"), choices=MeetingKind)
    year = YearFilter(label=_("year"), field_name="starts_at")
    held = filters.BooleanFilter(
        label=_("took place"), method="by_held", widget=forms.CheckboxInput
    )
    waiting = filters.ChoiceFilter(
        label=_("waits for"),
        method="by_waiting",
        choices=[
            ("answers", _("answers")),
            ("lost", _("letters that did not arrive")),
            ("attendance", _("a list of who came")),
        ],
    )

    def by_held(self, queryset, name, value):
        return queryset.past().took_place() if value else queryset

    def by_waiting(self, queryset, name, value):
        return awaiting(queryset, value)


class CalendarFilter(CountyFilterSet):
    """The public calendar."""

    q = WordsFilter()
    when = filters.ChoiceFilter(
        label=_("when"),
        method="by_time",
        empty_label=_("coming"),
        choices=[("past", _("past")), ("held", _("took place")), ("all", _("all"))],
    )
    kind = filters.ChoiceFilter(label=_("kind"), choices=MeetingKind)
    year = YearFilter(label=_("year"), field_name="starts_at")
    commune = filters.ModelChoiceFilter(label=_("commune"), queryset=Territory.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "commune" in self.filters and not self.chosen_county:
            places = Meeting.objects.public().filter(commune__isnull=False).values("commune")
            self.filters["commune"].queryset = Territory.objects.filter(pk__in=places)

    def by_time(self, queryset, name, value):
        if value == "all":
            return queryset.order_by("-starts_at", "-pk")
        return queryset.past().took_place() if value == "held" else queryset.past()

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        # Without a year or "past", the calendar looks ahead.
        wanted = self.form.cleaned_data
        return found if wanted["when"] or wanted["year"] else found.upcoming()


class InvitationFilter(FilterSet):
    """The people of one meeting."""

    STATES = [
        ("listed", _("on the list, not invited")),
        ("invited", _("invited")),
        ("uninvited", _("not invited")),
        ("queued", _("letter waits")),
        ("sent", _("letter sent")),
        ("lost", _("letter did not arrive")),
        ("walk_in", _("came without an invitation")),
    ]
    ANSWERS = [("any", _("answered")), ("coming", _("yes or a substitute")), *Answer.choices]

    q = WordsFilter()
    sector = filters.ChoiceFilter(
        label=_("sector"), choices=[*Sector.choices, ("-", _("none"))], method="by_sector"
    )
    commune = filters.ChoiceFilter(label=_("commune"), method="by_commune")
    state = filters.ChoiceFilter(label=_("invitation"), choices=STATES, method="by_state")
    answer = filters.ChoiceFilter(label=_("answer"), choices=ANSWERS, method="by_answer")
    presence = filters.ChoiceFilter(label=_("attendance"), choices=Presence)
    only_invited = filters.BooleanFilter(
        method="by_invited", widget=forms.HiddenInput, label=_("only invited people")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = self.queryset.order_by().values("commune")
        communes = Territory.objects.filter(pk__in=places).values_list("code", "name")
        self.filters["commune"].extra["choices"] = [*communes, ("-", _("whole county"))]

    def by_sector(self, queryset, name, value):
        return queryset.filter(sector="" if value == "-" else value)

    def by_commune(self, queryset, name, value):
        return queryset.filter(commune=None if value == "-" else value)

    def by_invited(self, queryset, name, value):
        return queryset.invited() if value else queryset

    def by_answer(self, queryset, name, value):
        if value == "any":
            return queryset.exclude(answer=Answer.NONE)
        if value == "coming":
            return queryset.filter(answer__in=[Answer.YES, Answer.SUBSTITUTE])
        return queryset.filter(answer=value)

    def by_state(self, queryset, name, value):
        if value in {"sent", "invited", "uninvited"}:
            return getattr(queryset, value)()
        released = Q(invited_at__isnull=False, batch__isnull=False)
        return queryset.filter(
            {
                "listed": Q(invited_at__isnull=True, walk_in=False),
                "queued": released
                & (Q(letter__isnull=True) | Q(letter__status__in=["queued", "held", "sending"])),
                "lost": Q(letter__status__in=LOST),
                "walk_in": Q(walk_in=True),
            }[value]
        )
