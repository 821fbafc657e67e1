"""The search box of every page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import public
from partnership import search as finder

LONGEST = 200


@public
@require_safe
def search(request):
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    enough = len(words) >= finder.SHORTEST
    groups = finder.search(words) if enough else []
    context = {
        "words": words,
        "enough": enough,
        "groups": groups,
        "total": sum(group.count for group in groups),
    }
    return render(request, "search/index.html", context)
