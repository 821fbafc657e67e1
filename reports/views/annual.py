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
from core.pages import run_action
from core.parameters import as_number
from documents import serving
from reports import actions
from reports.models import ReportSnapshot, canonical
from reports.pdf import read, unfinished
from reports.selectors import annual as reporting

LONGEST = 10_000  # letters of the office’s own words, about three pages


class ReportForm(Form):
    """Which year to report on, and what the office says about it."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"),
        coerce=int,
        help_text=gettext_lazy(
            "A year that is not over is counted as it stands today. Prepare a new edition when "
            "it has ended."
        ),
    )
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Stands before the numbers. It stays in the report for good, as they do. An empty "
            "line begins a new paragraph."
        ),
    )
    closing = forms.CharField(
        label=gettext_lazy("Closing remark"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Stands after the numbers. No names of people who were helped."),
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in years]


@require_safe
def office_index(request):
    """The years, and the editions of their reports; ?after= writes on from an earlier one."""
    after = as_number(request.GET.get("after"))
    earlier = None if after is None else _held(request, after)
    return _index(request, _form(request, after=earlier))


@require_POST
def prepare(request):
    """Freeze the numbers of a year."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _index(request, form, status=422)
    with transaction.atomic():
        report = actions.freeze(
            partnership=request.partnership,
            chapters=reporting.collect(request.partnership, form.cleaned_data["year"]),
            actor=request.user,
            **form.cleaned_data,
        )
    messages.success(
        request, _("The report is prepared. Its numbers and words will not change any more.")
    )
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
        "unfinished": unfinished(),
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
def office_docx(request, pk):
    return _word(_held(request, pk))


@require_safe
def office_json(request, pk):
    return _numbers(_held(request, pk))


@public
@require_safe
def detail(request, pk):
    """A published report as it was frozen."""
    report = _published(pk)
    context = {
        "report": report,
        "chapters": read(report, get_language()),
        "unfinished": unfinished(),
    }
    return render(request, "report/detail.html", context)


@public
@require_safe
def pdf(request, pk):
    return serving.send(_published(pk).document)


@public
@require_safe
def docx(request, pk):
    return _word(_published(pk))


@public
@require_safe
def json(request, pk):
    return _numbers(_published(pk))


def _form(request, data=None, after=None):
    years = reporting.years(request.partnership)
    initial = {"year": years[min(1, len(years) - 1)]}
    if after:
        initial = {name: getattr(after, name) for name in ReportForm.base_fields}
    return ReportForm(data, years=years, initial=initial)


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
    run_action(request, words, action, report=_held(request, pk))
    return redirect("office_report", pk)


def _numbers(report):
    """The sealed bytes themselves, so that anybody can reckon their hash."""
    name = _("report-%(year)s-%(edition)s.json") % vars(report)
    return _download(canonical(report.content), "application/json", name)


def _word(report):
    """The report as an office edits it; made anew each time from what was frozen."""
    from reports import docx  # noqa: PLC0415 - 8 MB in every process, of which few make a DOCX

    name = _("report-%(year)s-%(edition)s.docx") % vars(report)
    return _download(docx.make(report, get_language()), docx.MEDIA_TYPE, name)


def _download(content, media_type, name):
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return serving.guard(response)
