"""What everyone may read about work with employers."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import public
from core.charts import single
from employers.choices import RecordKind
from employers.forms.public import IndexForm
from employers.models import Record
from employers.rules import duties
from employers.selectors import yearly
from employers.selectors.stories import Stories

PAGE_SIZE = 12


@public
@require_safe
def index(request):
    """Rapid Response and Quick Start in plain words, figures by year, what was done."""
    form = IndexForm(request.GET)
    chosen = form.partnership
    years = yearly.published(chosen)
    records: dict[str, list] = {name: [] for name in RecordKind.values}
    for record in Record.objects.all():
        records[record.kind].append(record)
    context = {
        "form": form,
        "chosen": chosen,
        "years": years,
        "new_jobs": _new_jobs(years),
        "page": Paginator(Stories(form.wanted, chosen), PAGE_SIZE).get_page(
            request.GET.get("page")
        ),
        "tabs": tabs(form.wanted, chosen),
        "records": records,
        "law": duties.source(),
    }
    return render(request, "employers/index.html", context)


def _new_jobs(years):
    known = [(one.year, one.new_jobs) for one in reversed(years) if one.new_jobs is not None]
    return single("new-jobs", _("People in new jobs, by year"), [_("Year"), _("People")], known)


def tabs(kind, chosen):
    """(address, words, current) of each kind of story, within the chosen county."""
    words = {"": _("all"), "layoffs": _("Rapid Response"), "quick_start": _("Quick Start")}
    county = {"county": chosen.slug} if chosen else {}
    return [
        (f"?{urlencode({**county, **({'kind': key} if key else {})})}#results", text, key == kind)
        for key, text in words.items()
    ]
