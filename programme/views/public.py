"""What everyone may read about the programme."""

from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.access import public
from core.pages import listing
from programme.filters import PublicFilter
from programme.models import Specialist
from programme.selectors import editions, history
from projects.choices import Principle


@public
@require_safe
@gzip_page
def index(request):
    """What the programme is, and its editions, figures and map."""
    lists = history.told()
    context = {
        "lists": lists,
        "editions": editions.told(),
        "figures": history.figures(lists),
        "map": history.county_map(),
        "principles": Principle.labels,
    }
    return render(request, "programme/index.html", context)


@public
@require_safe
def specialists(request):
    """The specialists who agreed to be named, and how many did not."""
    rows = Specialist.objects.public().select_related("partnership")
    unnamed = Specialist.objects.valid().filter(consent_on__isnull=True).count()
    return listing(
        request,
        "programme/specialists.html",
        PublicFilter(request.GET, rows.prefetch_related("counties")),
        {"unnamed": unnamed},
    )
