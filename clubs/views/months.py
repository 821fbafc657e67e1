"""Months: one page a month, the grid of the office, yearly totals."""

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubs import rules
from clubs.actions import counting
from clubs.choices import ClubStatus, Group, Support
from clubs.errors import ClubError
from clubs.forms import MonthForm, month_initial
from clubs.models import Club, Month
from clubs.selectors.totals import sum_of, years_of
from core.access import fresh_login
from core.errors import ChangedMeanwhileError
from core.exports import csv_response
from core.forms import renew_version
from core.pages import PAGE_SIZE, paged
from core.parameters import as_number
from journal.selectors.history import history

OLDEST = 1990


def month_of(year, month):
    """The first day of a month from an address; 404 for one that is none or has not begun."""
    try:
        first = dt.date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    if not dt.date(OLDEST, 1, 1) <= first <= localdate():
        raise Http404
    return first


def fill(request, club, first, template, done):
    """The page on which a month is logged or corrected; goes on to `done` when saved."""
    stored = _stored(club, first)
    month, counts = stored if stored else (None, [])
    form = MonthForm(
        request.POST if request.method == "POST" else None,
        before=_hints(club, rules.before(first)),
        initial=month_initial(month, counts) if month else None,
    )
    theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            counting.log(club=club, first=first, actor=request.user, **form.numbers)
        except ChangedMeanwhileError as error:
            form.add_error(None, str(error))
            theirs = _differences(form, *stored)
            renew_version(form, month)
        except ClubError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The month is saved."))
            return redirect(done)
    context = {
        "club": club,
        "first": first,
        "month": month,
        "form": form,
        "theirs": theirs,
        "back": done,
        "entries": history(month) if month else [],
    }
    return render(request, template, context)


def office_month(request, pk, year, month):
    """A month of any club of the office."""
    club = get_object_or_404(Club.objects.held_by(request.partnership), pk=pk)
    first = month_of(year, month)
    done = f"{_grid_address()}?year={year}"
    return fill(request, club, first, "clubs/office_month.html", done)


@require_POST
def office_lock(request, pk, year, month):
    """Lock a logged month, or open it again."""
    held = Month.objects.filter(club__partnership=request.partnership)
    row = get_object_or_404(held.select_related("club"), club=pk, first=month_of(year, month))
    if row.locked_at:
        counting.unlock(month=row, actor=request.user)
        messages.success(request, _("The month may be corrected again."))
    else:
        counting.lock(month=row, actor=request.user)
        messages.success(request, _("The month is locked."))
    return redirect("clubs:office_month", pk, year, month)


@require_safe
def grid(request):
    """Clubs by months of a year; what is missing stands out."""
    year = _year(request)
    clubs = Club.objects.held_by(request.partnership).exclude(status=ClubStatus.RECORDED)
    page = paged(request, clubs.defer("search", "description"), PAGE_SIZE)
    logged = Month.objects.filter(club__in=[club.pk for club in page], first__year=year)
    stored = {(row.club_id, row.first.month): row for row in logged}
    rows = [(club, [_cell(club, year, m, stored) for m in range(1, 13)]) for club in page]
    context = {
        "page": page,
        "rows": rows,
        "year": year,
        "years": _years(year),
        "names": [dt.date(year, m, 1) for m in range(1, 13)],
    }
    return render(request, "clubs/office_grid.html", context)


@require_safe
def totals(request):
    """What all clubs of the office did in a year."""
    year = _year(request)
    rows = _of_year(request.partnership, year)
    context = {
        "year": year,
        "years": _years(year),
        "rows": rows,
        "whole": sum_of([one for _club, one in rows], year),
    }
    return render(request, "clubs/office_totals.html", context)


@require_safe
@fresh_login
def totals_csv(request):
    """The same as a file: a line a club. For the office only, nothing is hidden in it."""
    year = _year(request)
    header = [
        _("Club"),
        _("Commune"),
        _("Year"),
        _("Months logged"),
        *(kind.label for kind in Support),
        *(group.label for group in Group),
        _("Help in all"),
        _("Hours of voluntary work"),
        _("Hours of rooms"),
        _("Gifts"),
        _("Value of gifts in PLN"),
    ]
    lines = [
        [
            club.name,
            club.commune or "",
            year,
            one.months,
            *one.kinds.values(),
            *one.groups.values(),
            one.total,
            one.volunteer_hours,
            one.room_hours,
            one.gifts,
            one.gift_value,
        ]
        for club, one in _of_year(request.partnership, year)
    ]
    name = _("clubs")
    return csv_response(f"{name}-{year}", header, lines)


def _grid_address():
    return redirect("clubs:office_grid").url


def _stored(club, first):
    """(month, its counts), or None when it is not logged."""
    month = club.months.filter(first=first).first()
    return (month, list(month.counts.all())) if month else None


def _hints(club, first):
    """The numbers of a month by (kind, group) and by name of the hours."""
    stored = _stored(club, first)
    if stored is None:
        return {}
    month, counts = stored
    hours = {name: getattr(month, name) for name in MonthForm.HOURS}
    return {(row.kind, row.group): row.number for row in counts} | hours


def _differences(form, month, counts):
    """(label, theirs, mine) for every number that somebody else saved differently."""
    theirs = month_initial(month, counts)
    return [
        (field.label, theirs.get(field.name, 0), form.cleaned_data[field.name] or 0)
        for field in form.visible_fields()
        if theirs.get(field.name, 0) != (form.cleaned_data[field.name] or 0)
    ]


def _year(request):
    present = localdate().year
    asked = as_number(request.GET.get("year"), most=present)
    return asked if asked and asked >= OLDEST else present


def _years(chosen):
    """The years to choose from: the present one and four before, and the chosen one."""
    present = localdate().year
    return sorted({*range(present - 4, present + 1), chosen}, reverse=True)


def _cell(club, year, month, stored):
    """One square of the grid: its month, the row if there is one, and what it says."""
    first, row = dt.date(year, month, 1), stored.get((club.pk, month))
    if row is not None:
        state = "locked" if row.locked_at else "logged"
    elif first > localdate():
        state = "ahead"
    else:
        due = club.status == ClubStatus.OPEN and club.logs_from and club.logs_from <= first
        state = "missing" if due and first <= rules.last_full() else "none"
    return {"first": first, "state": state}


def _of_year(partnership, year):
    """(club, its exact year) of the clubs that counted anything in `year`."""
    clubs = list(Club.objects.held_by(partnership).select_related("commune"))
    found = years_of(clubs)
    return [(club, found[club.pk][year]) for club in clubs if year in found.get(club.pk, {})]
