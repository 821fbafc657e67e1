"""What a club's leader sees and does: the own clubs only."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from clubs import rules
from clubs.models import Club
from clubs.selectors.totals import years_of
from clubs.views.gifts import book
from clubs.views.months import fill, month_of
from meetings.models import Meeting

SHOWN = 12  # months on the leader's page


def led(request, pk):
    clubs = Club.objects.of_user(request.user).select_related("partnership", "commune", "host")
    return get_object_or_404(clubs, pk=pk)


@require_safe
def index(request):
    """The own clubs, each with the months that wait."""
    clubs = Club.objects.of_user(request.user).select_related("commune")
    rows = [(club, club.missing_months()) for club in clubs]
    return render(request, "clubs/mine.html", {"rows": rows})


@require_safe
def detail(request, pk):
    """One's club: what waits, its months, totals, gifts and meetings."""
    club = led(request, pk)
    present = rules.first_of(localdate())
    logged = {month.first: month for month in club.months.all()[: 2 * SHOWN]}
    shown = reversed(rules.span(_back(present, SHOWN), present))
    meetings = Meeting.objects.upcoming().filter(club_meeting__club=club)
    context = {
        "club": club,
        "missing": club.missing_months(),
        "months": [(first, logged.get(first)) for first in shown],
        "years": list(years_of([club]).get(club.pk, {}).values()),
        "gifts": list(club.gifts.select_related("giver")[:10]),
        "meetings": list(meetings[:5]),
        "hours": list(club.hours.all()),
    }
    return render(request, "clubs/my_club.html", context)


def month(request, pk, year, month):
    club, first = led(request, pk), month_of(year, month)
    return fill(request, club, first, "clubs/my_month.html", reverse("clubs:my_detail", args=[pk]))


def gift(request, pk):
    """A gift that the leader books; the office thanks for it."""
    done = reverse("clubs:my_detail", args=[pk])
    return book(request, led(request, pk), "clubs/gift_form.html", lambda _gift: done)


def _back(first, count):
    """The month `count` months before `first`."""
    for _ in range(count):
        first = rules.before(first)
    return first
