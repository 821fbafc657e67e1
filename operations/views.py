"""The health page: for people, and for the program that watches over the portal."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import public
from operations.health import DOWN, UP, all_well, parts


@public
@never_cache
@require_safe
def health(request):
    """Which part of the portal works; 503 when one does not."""
    found = parts()
    status = 200 if all_well(found) else 503
    if found["database"] == DOWN:  # without it no page can be drawn
        words = _("The database does not answer. Please come back in a few minutes.")
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=503)
    names = {
        "database": _("Database"),
        "broker": _("Message broker"),
        "worker": _("Background work"),
        "beat": _("Clock"),
        "mail": _("E-mail"),
    }
    context = {
        "well": status == 200,
        "parts": [{"name": names[part], **words_for(state)} for part, state in found.items()],
    }
    return render(request, "pages/health.html", context, status=status)


def words_for(state):
    """A state in words, and the tone of its badge."""
    if state == UP:
        return {"label": _("works"), "tone": "good"}
    if state == DOWN:
        return {"label": _("does not work"), "tone": "bad"}
    return {"label": _("not connected in this try-out"), "tone": "neutral"}


@public
@never_cache
@require_safe
def health_json(request):
    """The same for a program: every part "up", "down" or "off", and 503 when one is down."""
    found = parts()
    well = all_well(found)
    return JsonResponse({"ok": well, **found}, status=200 if well else 503)
