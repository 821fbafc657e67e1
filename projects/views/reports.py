"""Progress reports at the office: planned, read, accepted or returned."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.errors import TooLateError
from core.pages import listing, run_action
from documents.serving import send
from projects import actions
from projects.filters import ReportFilter
from projects.forms.reports import AcceptForm, PlanForm, ProlongForm, ReturnForm
from projects.models import Filing, ProgressReport
from projects.views.office import held


@require_safe
def index(request):
    """The reports of all projects: due, late, filed, accepted."""
    rows = ProgressReport.objects.held_by(request.partnership)
    rows = rows.select_related("project__leader").order_by("due", "pk")
    return listing(request, "projects/office_reports.html", ReportFilter(request.GET, rows))


def plan(request, pk):
    """The reports of one project, and the form that plans more."""
    project = held(request, pk)
    form = PlanForm(
        request.POST or None, initial={"since": project.starts_on, "until": project.ends_on}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_reports(project=project, actor=request.user, **form.cleaned_data)
        except actions.PlanError as error:
            form.add_error(None, str(error))
        else:
            words = ngettext("%(count)d report planned.", "%(count)d reports planned.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("projects:office_project_reports", pk)
    rows = list(project.reports.order_by("until"))
    for row in rows:
        row.project = project
    context = {"project": project, "reports": rows, "form": form}
    return render(request, "projects/office_project_reports.html", context)


@require_safe
def detail(request, pk, report):
    """Everything that was filed for one period."""
    return _page(request, _held(request, pk, report), ReturnForm())


@require_POST
def accept(request, pk, report):
    """Accept a report; of jobs that the office has entered too, as it answers."""
    row = _held(request, pk, report)
    form = AcceptForm(request.POST, report=row, filing=row.filings.first())
    if not form.is_valid():
        return _page(request, row, ReturnForm(), accept=form)
    done = _("The report is accepted. Its figures are the project's now.")
    return _do(request, row, done, actions.accept_report, more=form.more)


def give_back(request, pk, report):
    """Return a report with a reason."""
    row = _held(request, pk, report)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("The report goes back to the leader, with your reason.")
        reason = form.cleaned_data["reason"]
        return _do(request, row, done, actions.return_report, reason=reason)
    return _page(request, row, form)


def prolong(request, pk, report):
    """Give the leader more time for one report, with a reason."""
    row = _held(request, pk, report)
    form = ProlongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.prolong_report(report=row, actor=request.user, **form.cleaned_data)
        except actions.PlanError as error:
            form.add_error("due", str(error))
        except TooLateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The leader has more time for the report."))
            return redirect("projects:office_report", pk, report)
    context = {"form": form, "report": row, "project": row.project}
    return render(request, "projects/office_report_prolong.html", context)


@require_POST
def ask(request, pk, report):
    """Send the leader the link now, or once more."""
    row = _held(request, pk, report)
    try:
        count = actions.ask_report(report=row, actor=request.user)
    except (TooLateError, actions.PlanError) as error:
        messages.error(request, str(error))
    else:
        tell_asked(request, count)
    return redirect("projects:office_report", pk, report)


@require_POST
def drop(request, pk, report):
    """Take away a report that was planned by mistake."""
    row = _held(request, pk, report)
    if not run_action(request, _("The planned report is gone."), actions.drop_report, report=row):
        return redirect("projects:office_report", pk, report)
    return redirect("projects:office_project_reports", pk)


@require_safe
def file(request, pk, report, document):
    """A file that the leader handed in."""
    return send_file(_held(request, pk, report), document)


def tell_asked(request, count):
    """Say to how many people a letter goes."""
    if not count:
        messages.error(
            request, _("Nobody was asked: the leader has no person with an e-mail address.")
        )
        return
    words = ngettext(
        "A letter goes to %(count)d address.", "Letters go to %(count)d addresses.", count
    )
    messages.success(request, words % {"count": count})


def send_file(report, document):
    """A file of any filing of `report`; 404 for every other."""
    filings = Filing.objects.filter(report=report, documents=document)
    filing = filings.first()
    if filing is None:
        raise Http404
    return send(filing.documents.get(pk=document))


def _held(request, pk, report):
    rows = ProgressReport.objects.held_by(request.partnership)
    rows = rows.select_related("project__partnership", "project__leader")
    return get_object_or_404(rows, pk=report, project=pk)


def _page(request, report, form, accept=None):
    filings = list(report.filings.select_related("filed_by").prefetch_related("documents"))
    to_decide = report.status == ProgressReport.Status.FILED
    if to_decide and accept is None:
        accept = AcceptForm(report=report, filing=filings[0])
    context = {
        "report": report,
        "project": report.project,
        "form": form,
        "filings": filings,
        "to_decide": to_decide,
        "accept": accept,
    }
    return render(request, "projects/office_report.html", context)


def _do(request, row, done, action, **kwargs):
    """Take a decision, then show the report with what came of it."""
    run_action(request, done, action, report=row, **kwargs)
    return redirect("projects:office_report", row.project_id, row.pk)
