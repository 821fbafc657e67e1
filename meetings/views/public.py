"""The public calendar and its feeds."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import public
from core.pages import listing
from meetings import registries
from meetings.filters import CalendarFilter
from meetings.models import Meeting
from meetings.selectors import calendars

# What a subscribed calendar still shows of the past.
FEED_PAST = dt.timedelta(days=180)


@public
@require_safe
def index(request):
    """Coming and past public meetings, filtered by the address."""
    meetings = Meeting.objects.public().select_related("partnership", "commune", "host")
    found = CalendarFilter(request.GET, queryset=meetings)
    feed = calendars.public_url(request.path.rstrip("/") + ".ics")
    subscribe = feed.replace("https://", "webcal://").replace("http://", "webcal://")
    return listing(
        request, "meetings/index.html", found, {"feed_url": feed, "webcal_url": subscribe}
    )


@public
@require_safe
def detail(request, pk):
    """One public meeting, without anybody's name."""
    meeting = get_object_or_404(
        Meeting.objects.public().select_related("partnership", "commune", "host"), pk=pk
    )
    context = {
        "meeting": meeting,
        "agenda": meeting.agenda.all(),
        "sections": registries.of(meeting, public=True),
    }
    return render(request, "meetings/detail.html", context)


@public
@require_safe
def feed(request):
    """The public meetings of which the day is known, as a calendar to subscribe to."""
    meetings = (
        Meeting.objects.public()
        .with_day()
        .filter(ends_at__gte=now() - FEED_PAST)
        .select_related("partnership")
        .order_by("starts_at", "pk")[:1000]
    )
    content = calendars.feed(meetings, _address, _("Meetings of the local partnership"))
    return _calendar(content, "kalendarz.ics")


@public
@require_safe
def single(request, pk):
    """One public meeting, of which the day is known, as a file for a calendar program."""
    meetings = Meeting.objects.public().with_day()
    meeting = get_object_or_404(meetings.select_related("partnership"), pk=pk)
    return _calendar(calendars.single(meeting, _address(meeting)), f"spotkanie-{pk}.ics")


def _address(meeting):
    return calendars.public_url(meeting.get_absolute_url())


def _calendar(content, name):
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=900"
    return response
