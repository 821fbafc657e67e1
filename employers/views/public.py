"""What everyone may read about work with employers."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import public
from employers import report, rules
from employers.choices import RecordKind
from employers.models import Record
from employers.stories import KINDS, Stories

PAGE_SIZE = 12


@public
@require_safe
def index(request):
    """Rapid Response and Quick Start in plain words, figures by year, what was done."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    years = report.years()
    records: dict[str, list] = {name: [] for name in RecordKind.values}
    for record in Record.objects.all():
        records[record.kind].append(record)
    here = reverse("employers:index")
    context = {
        "years": years,
        "new_jobs": [(year.year, year.employed + year.hired) for year in reversed(years)],
        "page": Paginator(Stories(kind), PAGE_SIZE).get_page(request.GET.get("page")),
        "tabs": [
            (f"{here}#stories", _("all"), kind == ""),
            (f"{here}?kind=layoffs#stories", _("Rapid Response"), kind == "layoffs"),
            (f"{here}?kind=quick_start#stories", _("Quick Start"), kind == "quick_start"),
        ],
        "records": records,
        "law": rules.source(),
    }
    return render(request, "employers/index.html", context)
