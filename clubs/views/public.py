"""What everyone may read about clubs. No adviser and no address of a person stands here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import limited
from clubs.actions.messages import write
from clubs.filters import PublicClubFilter
from clubs.forms import MessageForm
from clubs.models import Club, ClubClaim
from clubs.selectors.totals import published
from core.access import form_page, public
from core.pages import listing
from counties.overview import of_list
from meetings.models import Meeting


@public
@require_safe
def index(request):
    """The published clubs, on a map where boundaries are loaded, and the claimed numbers."""
    clubs = Club.objects.public().select_related("commune", "host", "partnership")
    clubs = clubs.prefetch_related("hours").defer("search", "description")
    found = PublicClubFilter(request.GET, clubs, request=request)
    context = {
        "map": of_list(request, found) if found.is_valid() else None,
        "claims": ClubClaim.objects.all(),
    }
    return listing(request, "clubs/index.html", found, context)


@public
@require_safe
def detail(request, pk):
    clubs = Club.objects.public().select_related("commune", "host", "partnership")
    club = get_object_or_404(clubs.with_trained(), pk=pk)
    return render(request, "clubs/detail.html", page_of(club))


def page_of(club):
    """Everything that the public page shows of a club; it wants `trained_count` on it."""
    meetings = Meeting.objects.public().upcoming().filter(club_meeting__club=club)
    return {
        "club": club,
        "hours": list(club.hours.all()),
        "years": published([club]).get(club.pk, []),
        "meetings": list(meetings[:5]),
        "gifts": list(club.gifts.select_related("giver")[:50]),
        "facts": list(club.facts.all()),
        "sponsor_projects": list(club.sponsor_projects.all()),
    }


@public
@form_page
def contact(request, pk):
    """A form that reaches the club without telling whose address it is."""
    club = get_object_or_404(Club.objects.public().select_related("partnership"), pk=pk)
    if not club.takes_messages:
        raise Http404
    if request.method == "POST":
        return _send(request, club)
    return render(request, "clubs/contact.html", {"form": MessageForm(), "club": club})


@limited("club_contact", "10/h/ip")
def _send(request, club):
    form = MessageForm(request.POST)
    if not form.is_valid():
        return render(request, "clubs/contact.html", {"form": form, "club": club})
    if not form.from_robot:
        data = form.cleaned_data
        write(club=club, reply_to=data["reply_to"], text=data["text"])
    messages.success(request, _("Your message is on its way to the club."))
    return redirect(club)
