"""The office's page about its territory."""

from django.shortcuts import render

from counties import maps
from counties.models import TercLoad
from members.models import Partner


def index(request):
    """The county's communes, the state of the register, and what the loads changed."""
    loads = list(TercLoad.objects.all()[:5])
    abolished = Partner.objects.held_by(request.partnership).filter(
        commune__abolished_on__isnull=False
    )
    county = request.partnership.county
    communes = maps.communes_with_shapes(county)
    context = {
        "county": county,
        "communes": communes,
        "map": maps.draw(communes),
        "loads": [(load, changes(load.report)) for load in loads],
        "abolished": abolished.select_related("commune"),
    }
    return render(request, "counties/territory.html", context)


MOST_SHOWN = 20


def changes(report):
    """The changes of one load, at most twenty of each kind."""
    kinds = ("added", "renamed", "kind_changed", "abolished")
    return {
        kind: {"number": len(report.get(kind, [])), "lines": report.get(kind, [])[:MOST_SHOWN]}
        for kind in kinds
    }
