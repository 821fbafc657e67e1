"""Everything that is counted: charts with equal tables, and the lists behind the sums."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.access import public
from core.charts import Scope
from counties.filters import county_choices
from counties.models import Partnership
from reports.models import ReportSnapshot
from reports.selectors import statistics


@public
@require_safe
@gzip_page
def index(request):
    """What everyone may count, and the published reports of years."""
    scope = _of_everyone(request)
    reports = ReportSnapshot.objects.public().select_related("partnership")
    if scope.county:
        reports = reports.filter(partnership=scope.county)
    return _index(request, scope, {"reports": reports, "counties": county_choices()})


@require_safe
def office_index(request):
    """What the office holds, published or not."""
    return _index(request, Scope(request.partnership), {})


@public
@require_safe
def behind(request, key):
    """The public summands of a sum."""
    return _behind(request, _of_everyone(request), key)


@require_safe
def office_behind(request, key):
    """The summands of a sum over all that the office holds."""
    return _behind(request, Scope(request.partnership), key)


def _of_everyone(request):
    """What is public: of the county that the address names, or of all together."""
    slug = request.GET.get("county")
    if not slug:
        return Scope()
    counties = Partnership.objects.select_related("county__parent")
    return Scope(county=get_object_or_404(counties, slug=slug))


def _index(request, scope, context):
    context |= {"chapters": statistics.chapters(scope), "county": scope.county}
    return render(request, "statistics/index.html", context)


def _behind(request, scope, key):
    find = statistics.behind(key)
    if find is None:
        raise Http404
    context = {
        "summands": find(scope, request.GET),
        "county": scope.county,
        "back": scope.listed("statistics", "office_statistics"),
    }
    return render(request, "statistics/behind.html", context)
