"""The first page of each kind of visitor."""

from django.shortcuts import redirect, render

import agreements.selectors.counters
import clubs.selectors.counters
import employers.selectors.counters
import meetings.selectors.counters
import members.selectors.counters
import news.selectors.counters
import outbox.figures
import programme.selectors.counters
import projects.selectors.counters
import workshops.selectors.counters
from accounts.models import Service
from core.access import public
from members.choices import JoinStatus
from members.models import JoinRequest, Partner
from news.models import Article
from projects.models import Project

UPPER = [
    workshops.selectors.counters,
    clubs.selectors.counters,
    employers.selectors.counters,
    news.selectors.counters,
    programme.selectors.counters,
]
APPS = [
    members.selectors.counters,
    agreements.selectors.counters,
    meetings.selectors.counters,
    projects.selectors.counters,
    *UPPER,
]


@public
def home(request):
    """The partnership in figures, next meetings, latest outcomes."""
    context = {
        "figures": [figure for app in APPS for figure in app.public()],
        "meetings": meetings.selectors.counters.upcoming(),
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
        invited = members.selectors.counters.invitations(request.user)
        if invited:
            return redirect(invited[0].url)
    return redirect("mine")


def office(request):
    """Waiting for me: what the office has to do, over all apps."""
    waiting = [(app.TITLE, app.waiting(request.partnership)) for app in [*APPS, outbox.figures]]
    context = {
        "waiting": [(title, figures) for title, figures in waiting if figures],
        "meetings": meetings.selectors.counters.upcoming(request.partnership, public_only=False),
    }
    return render(request, "office/start.html", context)


def mine(request):
    """Waiting for me: what a partner's person has to answer, sign or decide."""
    partners = Partner.objects.of_user(request.user)
    context = {
        "waiting": [
            *members.selectors.counters.waiting_for(request.user),
            *agreements.selectors.counters.waiting_for(request.user),
            *projects.selectors.counters.waiting_for(request.user),
            *(figure for app in UPPER for figure in app.waiting_for(request.user)),
        ],
        "invited": members.selectors.counters.invitations(request.user),
        "invitations": meetings.selectors.counters.waiting_for(request.user),
        "partners": partners,
        "asked": JoinRequest.objects.filter(user=request.user, status=JoinStatus.ASKED),
        "projects": Project.objects.of_user(request.user).select_related("partnership")[:5],
    }
    return render(request, "mine/start.html", context)
