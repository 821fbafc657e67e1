"""Everything that is counted: charts with equal tables, and the lists behind the sums."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.access import public
from core.charts import Scope
from partnership import statistics
from reports.models import ReportSnapshot


@public
@require_safe
@gzip_page
def index(request):
    """What everyone may count, and the published reports of years."""
    reports = ReportSnapshot.objects.public().select_related("partnership")
    return _index(request, Scope(), {"reports": reports})


@require_safe
def office_index(request):
    """What the office holds, published or not."""
    return _index(request, Scope(request.partnership), {})


@public
@require_safe
def behind(request, key):
    """The public summands of a sum."""
    return _behind(request, Scope(), key)


@require_safe
def office_behind(request, key):
    """The summands of a sum over all that the office holds."""
    return _behind(request, Scope(request.partnership), key)


def _index(request, scope, context):
    chapters = statistics.chapters(scope)
    return render(request, "statistics/index.html", {"chapters": chapters, **context})


def _behind(request, scope, key):
    find = statistics.behind(key)
    if find is None:
        raise Http404
    context = {
        "summands": find(scope, request.GET),
        "back": reverse("statistics" if scope.public else "office_statistics"),
    }
    return render(request, "statistics/behind.html", context)
