"""Pages of plain words: how data is used, how accessible the portal is."""

from django.shortcuts import render

from core.access import public


@public
def privacy(request):
    """Who processes which data and why, and what people may ask for."""
    return render(request, "pages/privacy.html")


@public
def accessibility(request):
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")
