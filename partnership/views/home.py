"""The first page of each kind of visitor."""

from django.shortcuts import redirect, render

from accounts.models import Service
from core.access import public


@public
def home(request):
    """The partnership in figures, next meetings, latest outcomes."""
    return render(request, "home.html")


def start(request):
    """Where a person lands after signing in: the office or the partner's page."""
    at_office = Service.objects.filter(user=request.user).exists()
    return redirect("office" if at_office else "mine")


def office(request):
    """Waiting for me: the first page of the office."""
    return render(request, "office/start.html")


def mine(request):
    """Waiting for me: the first page of a partner."""
    return render(request, "mine/start.html")
