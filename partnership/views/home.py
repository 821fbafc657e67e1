"""The first page of each kind of visitor."""

from django.shortcuts import redirect, render

import agreements.figures
import clubs.figures
import employers.figures
import meetings.figures
import members.figures
import news.figures
import outbox.figures
import programme.figures
import projects.figures
import workshops.figures
from accounts.models import Service
from core.access import public
from members.choices import JoinStatus
from members.models import JoinRequest, Partner
from news.models import Article
from projects.models import Project

UPPER = [workshops.figures, clubs.figures, employers.figures, news.figures, programme.figures]
ROOMS = [members.figures, agreements.figures, meetings.figures, projects.figures, *UPPER]


@public
def home(request):
    """The partnership in figures, next meetings, latest outcomes."""
    context = {
        "figures": [figure for room in ROOMS for figure in room.public()],
        "meetings": meetings.figures.upcoming(),
        "projects": Project.objects.public()
        .select_related("partnership")
        .order_by("-published_at", "-pk")[:3],
        "news": Article.objects.public()
        .select_related("partnership__county")
        .defer("body", "search")[:3],
    }
    return render(request, "home.html", context)


def start(request):
    """Where a person lands after signing in: the office or the partner's page.

    Somebody who acts for nobody yet and was invited is led to the invitation: they come
    from its letter, by way of an account that they had to make first.
    """
    if Service.objects.filter(user=request.user).exists():
        return redirect("office")
    if not Partner.objects.of_user(request.user).exists():
        invited = members.figures.invitations(request.user)
        if invited:
            return redirect(invited[0].url)
    return redirect("mine")


def office(request):
    """Waiting for me: what the office has to do, over all rooms."""
    waiting = [
        (room.TITLE, room.waiting(request.partnership)) for room in [*ROOMS, outbox.figures]
    ]
    context = {
        "waiting": [(title, figures) for title, figures in waiting if figures],
        "meetings": meetings.figures.upcoming(request.partnership, public_only=False),
    }
    return render(request, "office/start.html", context)


def mine(request):
    """Waiting for me: what a partner's person has to answer, sign or decide."""
    partners = Partner.objects.of_user(request.user)
    context = {
        "waiting": [
            *members.figures.waiting_for(request.user),
            *agreements.figures.waiting_for(request.user),
            *projects.figures.waiting_for(request.user),
            *(figure for room in UPPER for figure in room.waiting_for(request.user)),
        ],
        "invited": members.figures.invitations(request.user),
        "invitations": meetings.figures.waiting_for(request.user),
        "partners": partners,
        "asked": JoinRequest.objects.filter(user=request.user, status=JoinStatus.ASKED),
        "projects": Project.objects.of_user(request.user).select_related("partnership")[:5],
    }
    return render(request, "mine/start.html", context)
