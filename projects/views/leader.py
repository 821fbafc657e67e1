"""What leaders answer: reports and checks of jobs, behind a link or on their own pages."""

from decimal import Decimal

from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import takes_files
from core.errors import TooLateError
from core.links import personal, too_often, unknown, wait
from documents.checking import RefusedError
from projects import actions
from projects.choices import Way
from projects.forms.reports import INDICATOR, CheckForm, FilingForm
from projects.models import JobCheck, ProgressReport
from projects.models.reports import SILENT
from projects.selectors.links import check_of, report_of, token_of_report
from projects.views.reports import send_file

REFUSALS = (TooLateError, actions.TooManyError, actions.PlanError, actions.DayError, RefusedError)


@personal
@takes_files
def report(request, token):
    """Write a report behind the link from the letter."""
    row = report_of(token)
    if row is None:
        return unknown(request)
    return by_link(request, token, row, row.project, _report)


@personal
def check(request, token):
    """Say how many jobs are still there, behind the link from the letter."""
    row = check_of(token)
    if row is None:
        return unknown(request)
    return by_link(request, token, row, row.entry.project, _check)


def my_report(request, report):
    """Write a report on the partner's own pages."""
    row = get_object_or_404(_my_reports(request), pk=report)
    return _report(request, row, Way.PAGE, request.user)


def my_check(request, check):
    """Say how many jobs are still there, on the partner's own pages."""
    rows = JobCheck.objects.of_user(request.user)
    rows = rows.select_related("entry__project__partnership", "entry__project__leader")
    return _check(request, get_object_or_404(rows, pk=check), Way.PAGE, request.user)


@require_safe
def my_file(request, report, document):
    """A file that was handed in with an own report."""
    return send_file(get_object_or_404(_my_reports(request), pk=report), document)


def _my_reports(request):
    rows = ProgressReport.objects.of_user(request.user)
    return rows.select_related("project__partnership", "project__leader")


def by_link(request, token, row, project, page):
    """The page of whoever holds the link of `row`; not for a program that guesses."""
    request.partnership = project.partnership
    if request.method == "POST" and too_often("projects:answers", token):
        return wait(request)
    return page(request, row, Way.LINK, None)


def _report(request, report, way, actor):
    """The form of a report and what was handed in so far."""
    filings = list(report.filings.prefetch_related("documents"))
    is_open = report.is_owed and report.project.status not in SILENT
    form = FilingForm(
        request.POST or None,
        request.FILES or None,
        project=report.project,
        initial=last_filed(filings),
    )
    if request.method == "POST" and is_open and form.is_valid():
        try:
            actions.file_report(report=report, way=way, actor=actor, **form.sent)
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            return _done(request, way, _("Thank you. The office reads your report now."))
    context = {
        "report": report,
        "project": report.project,
        "filings": filings,
        "form": form,
        "open": is_open,
        "personal": way == Way.LINK,
        "saved": "ok" in request.GET,
        "waiting": ProgressReport.objects.together(report).count(),
        "together": _together(report, way),
    }
    return render(request, "projects/report.html", context)


def _check(request, check, way, actor):
    """The one number that is asked for."""
    form = CheckForm(request.POST or None, instance=check)
    if request.method == "POST" and check.is_due and form.is_valid():
        try:
            actions.answer_check(check=check, way=way, actor=actor, **form.cleaned_data)
        except actions.TooManyError as error:
            form.add_error("still", str(error))
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            return _done(request, way, _("Thank you. The number of jobs is stored."))
    context = {
        "check": check,
        "entry": check.entry,
        "project": check.entry.project,
        "form": form,
        "personal": way == Way.LINK,
        "saved": "ok" in request.GET,
    }
    return render(request, "projects/check.html", context)


def _together(report, way):
    """Where all reports of the leader stand in one form."""
    if way == Way.LINK:
        return reverse("projects:reports", args=[token_of_report(report)])
    return reverse("projects:my_reports")


def last_filed(filings):
    """A report that came back begins with what was handed in before."""
    if not filings:
        return {}
    kept = model_to_dict(filings[0], fields=FilingForm.Meta.fields)
    values = {r["indicator"]: Decimal(r["value"]) for r in filings[0].readings}
    return kept | {f"{INDICATOR}{pk}": value for pk, value in values.items()}


def _done(request, way, words):
    if way == Way.LINK:
        return redirect(f"{request.path}?ok=1")
    messages.success(request, words)
    return redirect("projects:my_index")
