"""The annual report: preparing, comparing, publishing, downloading."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import public
from core.forms import Form
from core.models import WrongStepError
from documents import serving
from partnership import report as reporting
from reports import actions, sheet
from reports.models import ReportSnapshot, canonical


class YearForm(Form):
    """Which year to report on."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in years]


@require_safe
def office_index(request):
    """The years, and the editions of their reports."""
    return _index(request, _form(request))


@require_POST
def prepare(request):
    """Freeze the numbers of a year."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _index(request, form, status=422)
    year = form.cleaned_data["year"]
    with transaction.atomic():
        report = actions.freeze(
            partnership=request.partnership,
            year=year,
            chapters=reporting.collect(request.partnership, year),
            actor=request.user,
        )
    messages.success(request, _("The report is prepared. Its numbers will not change any more."))
    return redirect("office_report", report.pk)


@require_safe
def office_detail(request, pk):
    """One report beside the numbers of today."""
    report = _held(request, pk)
    chapters = reporting.compared(report, get_language())
    context = {
        "report": report,
        "chapters": chapters,
        "differences": sum(line.differs for _title, lines in chapters for line in lines),
        "may_change": request.service.may_change,
    }
    return render(request, "report/office_detail.html", context)


@require_POST
def publish(request, pk):
    return _step(request, pk, actions.publish, _("The report is public now."))


@require_POST
def withdraw(request, pk):
    return _step(request, pk, actions.withdraw, _("The report is not public any more."))


@require_safe
def office_pdf(request, pk):
    return serving.send(_held(request, pk).document)


@require_safe
def office_json(request, pk):
    return _numbers(_held(request, pk))


@public
@require_safe
def detail(request, pk):
    """A published report as it was frozen."""
    report = _published(pk)
    context = {"report": report, "chapters": sheet.read(report, get_language())}
    return render(request, "report/detail.html", context)


@public
@require_safe
def pdf(request, pk):
    return serving.send(_published(pk).document)


@public
@require_safe
def json(request, pk):
    return _numbers(_published(pk))


def _form(request, data=None):
    years = reporting.years(request.partnership)
    last = years[min(1, len(years) - 1)]
    return YearForm(data, years=years, initial={"year": last})


def _index(request, form, status=200):
    reports = ReportSnapshot.objects.held_by(request.partnership).defer("content")
    context = {
        "form": form,
        "reports": reports.select_related("prepared_by"),
        "may_change": request.service.may_change,
    }
    return render(request, "report/office_index.html", context, status=status)


def _held(request, pk):
    rows = ReportSnapshot.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("partnership", "document"), pk=pk)


def _published(pk):
    rows = ReportSnapshot.objects.public().select_related("partnership", "document")
    return get_object_or_404(rows, pk=pk)


def _step(request, pk, action, words):
    report = _held(request, pk)
    try:
        action(report=report, actor=request.user)
    except WrongStepError:
        messages.error(request, _("Somebody else did this a moment ago."))
    else:
        messages.success(request, words)
    return redirect("office_report", pk)


def _numbers(report):
    """The sealed bytes themselves, so that anybody can reckon their hash."""
    response = HttpResponse(canonical(report.content), content_type="application/json")
    name = _("report-%(year)s-%(edition)s.json") % vars(report)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return serving.guard(response)
